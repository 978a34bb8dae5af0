"""Queries on a study: the journey's sentence, what is kept of one, and the table that leaves."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from random import Random
from time import process_time

import pytest
from openpyxl import load_workbook

from themes import Project
from themes.errors import NotFound, NotUnderstood, Refused
from themes.model import Coding, Query, Quotation
from themes.operations import added, new_ids

# Turns: 0 asks, 1 chair, 2 asks, 3 chair, 4 asks, 5 chair.
CHAIR = (
    "Interviewer: Do you trust them?\n\n"
    "Chair: I trust the regulator, on most days. =1+1 is what they count.\n\n"
    "Interviewer: And the rules?\n\n"
    "Chair: The rules are clear enough, and the money is not.\n\n"
    "Interviewer: Anything else?\n\n"
    "Chair: Trust comes with money, in the end.\n"
)
NURSE = "Interviewer: And you?\n\nNurse: I trust nobody who comes with rules.\n"


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Project]:
    """A chair and a nurse who speak of trust, regulation and finance; two coders."""
    with Project.create(tmp_path / "study.themes", coder="AB") as project:
        project.describe(pseudonymised=True)
        for name, words in (("chair.txt", CHAIR), ("nurse.txt", NURSE)):
            project.add_bytes(name, words.encode())
        for case, role in zip(project.cases(), ("trust chair", "nurse"), strict=True):
            project.set_value(case, "role", role)
        for name in ("Trust", "Regulation", "Finance"):
            project.add_code(name)
        project.add_code("Mistrust", parent="Trust")
        _code(project, "chair", "I trust the regulator, on most days.", "Trust")
        _code(project, "chair", "The rules are clear enough", "Regulation")
        _code(project, "chair", "Trust comes with money, in the end.", "Trust")
        _code(project, "chair", "money, in the end", "Finance")
        _code(project, "nurse", "I trust nobody who comes with rules.", "Mistrust")
        _code(project.as_coder("CD"), "nurse", "who comes with rules", "Regulation")
        yield project


def _code(project: Project, title: str, words: str, code: str) -> None:
    text = project.transcript(title).text
    start = text.index(words)
    project.add_coding(title, start, start + len(words), code)


def _found(study: Project, asked: str) -> list[str]:
    return [row.hit.words for row in study.query(asked).rows]


def test_chairs_who_speak_of_trust_near_regulation_but_not_finance(study: Project) -> None:
    answer = study.query("Trust near Regulation but not Finance where role = trust chair")
    assert ["I trust the regulator, on most days."] == [row.hit.words for row in answer.rows]
    assert (1, 1, 1) == (len(answer.participants), answer.n_of, answer.n_transcripts)
    assert 2 == study.query("Trust near Regulation not Finance").n_of


def test_a_row_says_who_where_and_what_else_stands_there(study: Project) -> None:
    study.add_memo("Ask the ministry", about=study.codings(code="Mistrust")[0].quotation)
    (row,) = study.query("Trust and Regulation").rows
    assert "who comes with rules" == row.hit.words
    assert ("I trust nobody ", ".") == row.hit.context(100)
    assert (("Regulation", "Trust > Mistrust"), ("AB", "CD")) == (row.codes, tuple(sorted(row.coders)))
    assert (2, {"role": "nurse"}, ("Ask the ministry",)) == (row.turn, row.values, row.memos)


def test_memos_dates_and_valences_are_asked_for(study: Project) -> None:
    quotation = study.codings(code="Finance")[0]
    study.add_memo("Who decides on the money?", about=quotation.quotation)
    study.revise_coding(quotation.coding, valence="barrier")
    for asked in ("memo = yes", "memo words = decides money", "valence = barrier"):
        assert ["money, in the end"] == _found(study, f"any where {asked}")
    day = quotation.coding.at[:10]
    assert 6 == len(_found(study, f"where coded = {day}")) == len(_found(study, f"where coded >= {day[:4]}"))
    assert [] == _found(study, f"where coded > {day}")


def test_a_filter_narrows_what_is_found_and_who_is_counted(study: Project) -> None:
    answer = study.query("Trust", where="role = nurse")
    assert (["I trust nobody who comes with rules."], 1) == ([row.hit.words for row in answer.rows], answer.n_of)


def test_a_property_that_is_called_like_a_word_of_queries_is_still_a_filter(study: Project) -> None:
    study.set_value("P02", "valence", "sceptic")
    assert ["I trust nobody who comes with rules."] == [
        row.hit.words for row in study.query("Trust", where="valence = sceptic").rows
    ]
    assert ["I trust nobody who comes with rules."] == _found(study, "Trust where attribute:valence = sceptic")
    with pytest.raises(NotUnderstood, match="none of enabler"):
        study.query("Trust where valence = sceptic")


def test_a_query_that_is_kept_outlives_renaming_merging_and_undo(study: Project) -> None:
    kept = study.save_query("Chairs", "Trust near Regulation not Finance where case = P01", memo="For the report")
    before = _found(study, kept.expression)
    study.revise_code("Regulation", name="Rules and oversight")
    study.rename_case("P01", "Chair 1")
    (view,) = study.queries()
    assert 'Trust near/2 turns "Rules and oversight" not Finance where case = Chair 1' == view.expression
    study.merge_codes("Mistrust", "Finance")
    (view,) = study.queries()
    assert view.expression.startswith('Trust near/2 turns "Rules and oversight" not Mistrust')
    for _ in range(3):
        study.undo()
    assert before == _found(study, study.queries()[0].expression)


def test_a_query_says_that_a_code_of_it_was_removed(study: Project) -> None:
    study.save_query("Money", "Trust and Finance")
    study.remove_code("Finance")
    (view,) = study.queries()
    assert "no longer in the codebook" in view.lost
    with pytest.raises(NotUnderstood, match="no longer"):
        study.query(view.query.expression)


def test_a_query_follows_a_property_that_is_renamed_and_says_where_it_was_removed(study: Project) -> None:
    study.save_query("Nurses", "Trust where role = nurse")
    study.rename_attribute("role", "code")
    assert "Trust where attribute:code = nurse" == study.queries()[0].expression
    assert 1 == len(_found(study, study.queries()[0].expression))
    study.remove_attribute("code")
    assert study.queries()[0].lost.startswith("A condition of this query names what is no longer here")


def test_queries_are_renamed_changed_removed_and_come_back(study: Project) -> None:
    study.save_query("Money", "Finance")
    study.change_query("money", name="Finance alone", expression="only Finance")
    assert [("Finance alone", "only Finance")] == [(one.query.name, one.expression) for one in study.queries()]
    study.remove_query("Finance alone")
    assert [] == study.queries()
    assert "remove query “Finance alone”" == study.undo_words()
    study.undo()
    study.undo()
    assert ["Money"] == [one.query.name for one in study.queries()]


def test_no_two_queries_have_one_name_and_none_is_kept_that_means_nothing(study: Project) -> None:
    study.save_query("Money", "Finance")
    with pytest.raises(Refused, match="two of the name"):
        study.save_query("MONEY", "Trust")
    with pytest.raises(Refused, match="needs a name"):
        study.save_query(" ", "Trust")
    with pytest.raises(NotUnderstood):
        study.save_query("Else", "Trust where role = nobody")
    with pytest.raises(NotFound):
        study.saved_query("Else")
    assert 1 == len(study.queries())


def test_a_code_of_the_same_name_elsewhere_is_asked_for_by_its_path(study: Project) -> None:
    study.add_code("Trust", parent="Regulation")
    with pytest.raises(NotUnderstood, match="There are 2 codes “Trust”"):
        study.query("Trust")
    kept = study.save_query("Paths", "Regulation > Trust or Trust > Mistrust")
    assert "Regulation > Trust or Mistrust" == study.queries()[0].expression
    assert 1 == len(_found(study, kept.expression))


def test_a_kept_query_goes_with_a_folder_and_into_a_joined_copy(study: Project, tmp_path: Path) -> None:
    study.save_query("Money", "Trust and Finance", memo="Why?")
    study.export_folder(tmp_path / "plain")
    with Project.open(Project.import_folder(tmp_path / "plain", tmp_path / "again.themes")) as again:
        assert study._store.facts(Query) == again._store.facts(Query)
    study.backup(tmp_path / "copy.themes")
    with Project.open(tmp_path / "copy.themes") as other:
        other.save_query("Rules", "Regulation")
        other.save_query("Both", "Trust")
    study.save_query("Both", "Finance")
    study.join_copy(tmp_path / "copy.themes")
    assert {"Money", "Rules", "Both", "Both (AB)"} == {one.query.name for one in study.queries()}


def test_names_in_a_kept_query_give_way_at_a_release(study: Project) -> None:
    study.describe(pseudonymised=False)
    study.set_value("P01", "organisation", "Harrowmere Hospitals]")
    study.add_name("Harrowmere Hospitals", "organisation")
    study.save_query("At Harrowmere Hospitals", r"Trust [organisation = Harrowmere Hospitals\]] or Finance")
    study.release("chair", "nurse", insist=True)
    assert 2 == study.clear_names_elsewhere()
    (view,) = study.queries()
    assert ("", False) == (view.lost, "Harrowmere" in f"{view.query}{view.expression}")
    assert 3 == len(_found(study, view.query.expression))


def test_all_that_is_found_is_coded_in_one_step(study: Project) -> None:
    rows = study.query("Trust near Regulation").rows
    made = study.code_found(rows, "Trusted regulator", is_new=True)
    assert [row.hit.words for row in rows] == [one.quotation.words for one in study.codings(code="Trusted regulator")]
    assert all(coding.unread for coding in made)
    assert len(rows) == len(study.bearing(rows, "Trusted regulator"))
    assert [] == study.code_found(rows, "Trusted regulator")
    study.undo()
    assert "Trusted regulator" not in [code.name for code in study.codes()]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_the_table_holds_every_attribute_and_no_formula(study: Project, tmp_path: Path, suffix: str) -> None:
    _code(study, "chair", "=1+1 is what they count", "Regulation")
    study.set_value("P01", "email", "chair@example.org")
    rows = _table(study.write_query(tmp_path / f"found{suffix}", "Regulation"))
    (row,) = (row for row in rows if str(row["Words"]).endswith("=1+1 is what they count"))
    assert ("'=1+1" if suffix == ".csv" else "=1+1") == str(row["Words"])[: len("'=1+1") - (suffix != ".csv")]
    assert ("trust chair", "P01", "Regulation", "AB") == (row["role"], row["Case"], row["Codes on it"], row["Coder"])
    assert "interview 1" == row["Transcript"]
    assert "email" not in row


def test_words_leave_as_consent_allows(study: Project, tmp_path: Path) -> None:
    study.set_consent("P01", "paraphrase")
    rows = _table(study.write_query(tmp_path / "found.csv", "Trust"))
    assert ["[paraphrase only]", "[paraphrase only]", "I trust nobody who comes with rules."] == [
        row["Words"] for row in rows
    ]
    assert {""} == {row["Before"] for row in rows if row["Words"] == "[paraphrase only]"}
    study.set_consent("P01", "none")
    path = study.write_query(tmp_path / "found.csv", "Trust")
    assert ["I trust nobody who comes with rules."] == [row["Words"] for row in _table(path)]
    assert "2 quotations left out" in path.read_text(encoding="utf-8-sig").splitlines()[0]


def test_what_is_not_released_leaves_only_with_a_warning(study: Project, tmp_path: Path) -> None:
    study.describe(pseudonymised=False)
    with pytest.raises(Refused, match="Names may still stand in 2 transcripts"):
        study.write_query(tmp_path / "found.csv", "Trust")
    assert not (tmp_path / "found.csv").exists()
    assert study.write_query(tmp_path / "found.csv", "Trust", insist=True).exists()


def _table(path: Path) -> list[dict[str, object]]:
    if path.suffix == ".csv":
        lines = path.read_bytes().decode("utf-8-sig").split("\r\n", 1)  # first what was asked
        return [dict(row) for row in csv.DictReader(io.StringIO(lines[1], newline=""))]
    head, *rows = load_workbook(path)["Quotations"].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def test_a_colleagues_work_is_not_seen_while_two_code_apart(study: Project) -> None:
    study.assign([study.transcript("nurse")], ["AB", "CD"])
    assert [] == _found(study, "Regulation where case = P02")
    assert ["who comes with rules"] == _found(study.as_coder("CD"), "Regulation where case = P02")


@pytest.fixture
def large(project: Project) -> Project:
    """The sample interviews with 10,000 codings by 12 codes, each on 10 to 300 characters of a turn."""
    drawn = Random(7)  # noqa: S311 - the same places each time
    codes = [project.add_code(f"Code {nth}") for nth in range(12)]
    ids = iter(new_ids(20_000))
    places: dict[tuple[str, int, int], str] = {}
    for source in cycle(project.transcripts()):
        turn = drawn.choice([turn for turn in source.turns if turn.end - turn.start > 60])
        start = drawn.randrange(turn.start, turn.end - 10)
        words = source.text[start : min(turn.end, start + drawn.randrange(10, 300))]
        start += len(words) - len(words.lstrip())
        places[source.id, start, start + len(words.strip())] = words.strip()
        if len(places) == 10_000:
            break
    made: list[Quotation | Coding] = []
    for (transcript_id, start, end), words in places.items():
        quotation = Quotation(
            id=next(ids), transcript_id=transcript_id, coder_id=project.coder.id, start=start, end=end, words=words
        )
        code = drawn.choice(codes)
        coding = Coding(
            id=next(ids), quotation_id=quotation.id, code_id=code.id, coder_id=project.coder.id, at="2026-11-22T09:00Z"
        )
        made += [quotation, coding]
    project._step("code", map(added, made))
    return project


@pytest.mark.parametrize(
    "asked",
    [
        "Code 1 near Code 2 not Code 3 where case = P01|P05; coded >= 2026",
        "Code 1 near/20 words Code 2",
        "(Code 1 or Code 4) and Code 2",
        "any",
    ],
)
def test_ten_thousand_codings_are_asked_in_a_fifth_of_a_second(large: Project, asked: str) -> None:
    large.query(asked)  # facts are read from the file once
    took = []
    for _ in range(3):
        before = process_time()
        answer = large.query(asked)
        took.append(process_time() - before)
    assert answer.rows
    assert min(took) < 0.2
