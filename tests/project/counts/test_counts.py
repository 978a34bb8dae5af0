"""Counts of a real project: each number by a second method, what may leave it, and what the method claims."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image

from themes import Project
from themes.compare.counts.passage import Passage
from themes.errors import Refused
from themes.model import Coding, Quotation
from themes.operations import added, new_id
from themes.project.counts.told import COUNTS, CountKind, CountOptions
from themes.sample import build
from themes.text import speaker_of

FULL: dict[CountKind, CountOptions] = {
    "crosstab": CountOptions(attribute="organisation type"),
    "concordance": CountOptions(word="change team"),
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """The sample study as its two coders left it; only read."""
    place = tmp_path_factory.mktemp("counts") / "sample.themes"
    build(place, coder="AB", with_candidates=False)
    with Project.open(place, read_only=True) as opened:
        yield opened


@pytest.fixture
def study(empty: Project) -> Project:
    """Four interviews whose titles name people; the first says what no spreadsheet may take for a formula."""
    board, money = empty.add_code("=Board"), empty.add_code("Money")
    for nth, role in enumerate(("chair", "chair", "nurse", "nurse")):
        words = f"Interviewer: So, the money?\n\nP{nth:02d}: =1+1 money came {nth} times to the board, they say.\n"
        source = empty.add_bytes(f"Jane Doe {nth}.txt", words.encode())
        empty.set_value(empty.cases()[-1], "role", role)
        start = source.text.index("=1+1")
        empty.add_coding(source, start, start + 12, board)
        if nth < 2:
            empty.add_coding(source, start + 5, start + 20, money)
        empty.mark_looked_at(source)
    return empty


def test_codes_together_are_those_of_quotations_that_share_a_character(sample: Project):
    held: dict[str, set[tuple[str, int, int]]] = {}
    for one in sample.codings():
        place = (one.transcript.id, one.quotation.start, one.quotation.end)
        held.setdefault(one.code.id, set()).add(place)
    expected = {}
    for one, other in combinations([code.id for code in sample.codes() if code.id in held], 2):
        n = sum(
            left[0] == right[0] and bool(set(range(*left[1:])) & set(range(*right[1:])))
            for left in held[one]
            for right in held[other]
        )
        if n:
            expected[one, other] = n
    found = sample.co_occurrence()
    assert expected == {(pair.first, pair.second): pair.n_together for pair in found.pairs}
    assert {code_id: len(places) for code_id, places in held.items()} == {
        code_id: n for code_id, n in found.n_each.items() if n
    }


def test_a_square_holds_the_same_numbers_as_the_pairs(sample: Project):
    pairs = sample.counted("co-occurrence").table.rows
    square = sample.counted("co-occurrence", CountOptions(square=True))
    names = square.table.head[1:]
    held = {(row[0], name): n for row in square.table.rows for name, n in zip(names, row[1:], strict=True)}
    assert {(one, other): n for one, other, n, *_ in pairs} == {
        (one, other): n for (one, other), n in held.items() if n and names.index(one) < names.index(other)
    }
    assert all(held[one, other] == held[other, one] for one, other in held)
    assert {(row[0], row[4]) for row in pairs} <= {(name, held[name, name]) for name in names}


def test_code_frequencies_are_what_going_through_the_codings_counts(sample: Project):
    paths = sample.paths()
    codings = sample.codings()
    for one in sample.code_frequencies():
        of_code = [coded for coded in codings if coded.code.id == one.code_id]
        places = {(coded.transcript.id, coded.quotation.start, coded.quotation.end) for coded in of_code}
        said = {coded.case.id for coded in of_code if coded.case and coded.speaker and coded.speaker.voices == 1}
        letters = {(source, at) for source, start, end in places for at in range(start, end)}
        assert (len(of_code), len(places)) == (one.n_codings, one.n_quotations), paths[one.code_id]
        assert (len(said), len({source for source, *_ in places})) == (one.n_participants, one.n_transcripts)
        assert one.n_words <= len(letters)
        assert {Passage(*place) for place in places} == set(one.passages)


def test_a_crosstab_counts_who_was_looked_at_and_each_number_leads_to_what_they_said(sample: Project):
    found = sample.crosstab("organisation type")
    assert sample.prevalence(columns="code", group_by="organisation type") == found.heard
    for row in found.heard.rows:
        for group, share in zip(found.heard.groups, row.groups, strict=True):
            speakers = {
                speaker.case_id
                for one in found.passages.get((row.id, group), ())
                if (speaker := speaker_of(sample.transcript(one.transcript_id), one.start, one.end))
            }
            assert share.n == len(speakers)
            assert {group} >= {sample.values(case)["organisation type"] for case in speakers if case}
    assert [test and round(test.p, 4) for test in found.tests][:2] == [None, 0.7333]


def test_who_has_no_value_is_shown_and_not_tested(study: Project):
    before = study.crosstab("role").tests
    study.add_bytes("Another.txt", b"Interviewer: So?\n\nP99: The money came to the board, they say.\n")
    study.mark_looked_at("Another")
    after = study.crosstab("role")
    assert ("", "chair", "nurse") == tuple(sorted(after.heard.groups))
    assert before == after.tests
    assert [None, pytest.approx(1 / 3)] == [test and test.p for test in after.tests]


def test_words_are_those_of_participants_as_a_split_counts_them(sample: Project):
    words = []
    for source in sample.transcripts():
        for turn in source.turns:
            if turn.speaker is not None and source.speakers[turn.speaker].role == "participant":
                words += source.text[turn.start : turn.end].lower().replace("’", "'").split()
    bare = [word.strip("\"“”'‘…–—-.,;:!?()[]/") for word in words]
    found = sample.word_frequencies(forms_together=False, limit=30)
    for one in found.counts:
        # Words joined by a dash are one to a split and two to us.
        assert bare.count(one.written.lower()) == pytest.approx(one.n_times, abs=3), one.written
    with_them = sample.word_frequencies(interviewers=True)
    assert with_them.n_words > found.n_words


def test_a_concordance_has_as_many_lines_as_its_word_is_said(sample: Project):
    counts = sample.word_frequencies(forms_together=False, stop_words=False, limit=200).counts
    for one in counts[::20]:
        lines = sample.concordance(one.written, forms_together=False)
        assert one.passages == tuple(line.passage for line in lines)
    assert len(sample.concordance("board")) > len(sample.concordance("board", forms_together=False))


def test_the_order_of_interviews_is_the_one_that_is_chosen(study: Project):
    titles = {source.id: source.title[-1] for source in study.transcripts()}
    study.add_coding("Jane Doe 0", 0, 3, "Money")

    def order(**asked: object) -> str:
        return "".join(titles[step.transcript_id] for step in study.saturation(**asked).steps)  # type: ignore[arg-type]

    assert ("0123", "0123", "0123", "0123") == tuple(order(order=one) for one in ("coded", "read", "added", "title"))
    assert "31" == order(sources=["Jane Doe 3", "Jane Doe 1"])
    steps = study.saturation(sources=["Jane Doe 3", "Jane Doe 1"]).steps
    assert [1, 1] == [len(step.new_ids) for step in steps]


def test_a_filter_holds_for_every_count(study: Project):
    nurses = CountOptions(where="role = nurse", attribute="role", word="money")
    for kind in COUNTS:
        whole = study.counted(kind, CountOptions(attribute="role", word="money"))
        part = study.counted(kind, nurses)
        assert "nurse" in part.where
        assert whole.table.rows != part.table.rows, kind


def test_every_number_that_can_be_pressed_leads_to_words_that_are_there(sample: Project):
    texts = {source.id: source.text for source in sample.transcripts()}
    for kind in COUNTS:
        found = sample.counted(kind, FULL.get(kind))
        assert found.passages
        for (row, column), passages in found.passages.items():
            assert found.table.rows[row][column] not in (None, 0, "")
            assert all(texts[one.transcript_id][one.start : one.end].strip() for one in passages)


@pytest.mark.parametrize("kind", COUNTS)
def test_each_count_is_written_as_table_and_picture(sample: Project, tmp_path: Path, kind: CountKind):
    written = {
        suffix: sample.write_counts(tmp_path / f"a{suffix}", kind, FULL.get(kind))
        for suffix in (".csv", ".xlsx", ".svg", ".png")
    }
    found = sample.counted(kind, FULL.get(kind))
    with written[".csv"].open(encoding="utf-8-sig", newline="") as file:
        assert len(found.table.rows) + 1 == len(list(csv.reader(file)))
    notes = [row[0].value for row in load_workbook(written[".xlsx"])["Read first"].iter_rows()]
    assert set(found.cautions) <= set(notes)
    assert found.said.split()[-12:-8] == notes[1].split()[-12:-8] or kind == "saturation"  # it names transcripts
    assert "<svg" in written[".svg"].read_text(encoding="utf-8")
    with Image.open(written[".png"]) as made:
        made.verify()


def test_the_numbers_of_a_column_have_the_same_digits_wherever_they_stand(sample: Project, tmp_path: Path):
    found = sample.counted("co-occurrence")
    at = found.table.head.index("c")
    told = [row[at] for row in found.table.said]
    assert {5} == {len(one) for one in told if one}  # 0.020 beside 0.171
    with sample.write_counts(tmp_path / "a.csv", "co-occurrence").open(encoding="utf-8-sig", newline="") as file:
        assert told == [row[at] for row in csv.reader(file)][1:]
    sheet = load_workbook(sample.write_counts(tmp_path / "a.xlsx", "co-occurrence")).worksheets[0]
    cells = [sheet.cell(row=nth, column=at + 1) for nth in range(2, len(told) + 2)]
    assert {("n", "0.000")} == {(one.data_type, one.number_format) for one in cells if one.value is not None}
    assert [row[at] for row in found.table.rows] == [one.value for one in cells]


def test_files_call_transcripts_by_number_and_no_text_in_them_is_a_formula(study: Project, tmp_path: Path):
    study.describe(pseudonymised=True)
    for kind in COUNTS:
        options = CountOptions(attribute="role", word="money came")
        table = study.write_counts(tmp_path / "a.csv", kind, options).read_text(encoding="utf-8-sig")
        assert "Jane" not in table
        assert not any(cell.startswith("=") for row in csv.reader(table.splitlines()) for cell in row)
        picture = study.write_counts(tmp_path / "a.svg", kind, options).read_text(encoding="utf-8")
        assert "Jane" not in picture
        book = load_workbook(study.write_counts(tmp_path / "a.xlsx", kind, options))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert {"s", "n"} >= {cell.data_type for cell in cells}
        assert not any("Jane" in str(cell.value) for cell in cells)
    assert "'=Board" in study.write_counts(tmp_path / "a.csv", "frequencies").read_text(encoding="utf-8-sig")


def test_words_leave_only_released_transcripts_or_say_that_they_are_not(study: Project, tmp_path: Path):
    word = CountOptions(word="money")
    for kind in ("words", "concordance"):
        with pytest.raises(Refused, match="Names may still stand in 4 transcripts"):
            study.write_counts(tmp_path / "a.csv", kind, word)
        assert not (tmp_path / "a.csv").exists()
    insisted = study.write_counts(tmp_path / "a.csv", "concordance", word, insist=True)
    assert "Names may still stand" in insisted.read_text(encoding="utf-8-sig").splitlines()[0]
    assert "Names may still stand" in study.write_counts(tmp_path / "a.svg", "words", insist=True).read_text()
    study.write_counts(tmp_path / "b.csv", "frequencies")


def test_who_allows_no_use_is_in_no_file(study: Project, tmp_path: Path):
    study.describe(pseudonymised=True)
    word = CountOptions(word="money")
    first = next(case for case in study.cases() if case.label == "P01")
    study.set_consent(first, "paraphrase")
    lines = study.write_counts(tmp_path / "a.csv", "concordance", word).read_text(encoding="utf-8-sig").splitlines()
    assert (4, 3) == (len(study.counted("concordance", word).table.rows), len(lines) - 1)
    study.set_consent(first, "none")
    with study.write_counts(tmp_path / "a.csv", "frequencies").open(encoding="utf-8-sig", newline="") as file:
        assert ["3", "1"] == [row["Quotations"] for row in csv.DictReader(file)]


def test_reflexive_analysis_has_no_saturation_and_no_crosstab_and_says_who_says_so(study: Project):
    study.describe(method="reflexive")
    with pytest.raises(Refused, match=r"no point at which nothing new could be.*Braun and Clarke 2021"):
        study.saturation()
    with pytest.raises(Refused, match="Braun and Clarke 2019"):
        study.crosstab("role")
    assert study.co_occurrence().pairs


def test_reflexive_analysis_counts_a_codes_quotations_and_not_who_says_it(study: Project, tmp_path: Path):
    counted_by = study.counted("frequencies").table.head
    study.describe(method="reflexive")
    found = study.counted("frequencies")
    assert {"Participants", "Transcripts"} == {*counted_by} - {*found.table.head}
    assert "Braun and Clarke 2019" in found.cautions[0]
    assert "Prevalence" not in " ".join(found.cautions)
    picture = study.write_counts(tmp_path / "a.svg", "frequencies").read_text(encoding="utf-8")
    assert "participant" not in picture
    with study.write_counts(tmp_path / "a.csv", "frequencies").open(encoding="utf-8-sig", newline="") as file:
        assert list(found.table.head) == next(csv.reader(file))
    assert "Participants" in study.counted("words").table.head  # of words, which are no findings


def test_what_cannot_be_counted_is_refused_with_the_reason(study: Project, tmp_path: Path):
    for kind, options, why in (
        ("crosstab", CountOptions(), "needs an attribute"),
        ("crosstab", CountOptions(attribute="age"), "no attribute “age”"),
        ("concordance", CountOptions(), "needs a word"),
        ("co-occurrence", CountOptions(within="window", n_turns=1), "two turns|2 turns"),
        ("timeline", CountOptions(transcript="Jane Doe 1", where="transcript = Jane Doe 2"), "does not pass"),
    ):
        with pytest.raises(Refused, match=why):
            study.counted(kind, options)
    with pytest.raises(Refused, match="written as"):
        study.write_counts(tmp_path / "a.pdf", "frequencies")


def test_a_hidden_group_is_not_told_by_its_test_or_its_passages(study: Project):
    found = study.counted("crosstab", CountOptions(attribute="role", hide_small=True))
    assert not found.passages
    assert all("hidden" in row and row[-3] is None for row in found.table.rows)


def test_ten_thousand_codings_are_counted_in_under_a_second_each(empty: Project):
    """Of processor time, so that a busy machine says nothing."""
    codes = [empty.add_code(f"Code {nth}") for nth in range(50)]
    changes = []
    for nth in range(40):
        turns = [
            f"{'Interviewer' if at % 2 else f'P{nth:02d}'}: {'the board came and we asked ' * 8}" for at in range(80)
        ]
        source = empty.add_bytes(f"Interview {nth}.txt", "\n\n".join(turns).encode())
        empty.set_value(empty.cases()[-1], "role", f"role {nth % 5}")
        for at in range(250):
            start = source.text.index("board", at * 60)
            end = start + (5, 46, 120)[at % 3]
            end = source.text.rindex("d", start, end) + 1
            quotation = Quotation(
                id=new_id(), transcript_id=source.id, coder_id=empty.coder.id, start=start, end=end,
                words=source.text[start:end],
            )  # fmt: skip
            code = codes[(at * 7 + nth) % 50]
            coding = Coding(id=new_id(), quotation_id=quotation.id, code_id=code.id, coder_id=empty.coder.id)
            changes += [added(quotation), added(coding)]
    empty._step("code", changes)
    for source in empty.transcripts():
        empty.mark_looked_at(source)
    assert 10_000 == len(empty.codings())
    asked = [(kind, CountOptions(attribute="role", word="board")) for kind in COUNTS]
    asked += [("co-occurrence", CountOptions(within="turn")), ("co-occurrence", CountOptions(within="window"))]
    for kind, options in asked:
        begun = time.process_time()
        assert empty.counted(kind, options).table.rows
        assert time.process_time() - begun < 1, kind
