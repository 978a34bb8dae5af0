"""Whose codings count: every number for each choice, by a second method, in SQL on the file itself."""

from __future__ import annotations

import csv
import itertools
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from themes import Project
from themes.errors import NotFound, Refused
from themes.project.adjudicating import Disagreement
from themes.project.counts.told import CountOptions
from themes.read.manuscript import read_manuscript
from themes.report.prose import without_place

VERDICTS = ("first", "neither", "second", "both")

# A quotation is said by whoever says most of it; a participant is looked at for a code when each transcript in which
# they speak is marked for it. What counts is the choice's own condition.
_SAID = """
WITH spoken AS (
    SELECT q.id, sp.case_id, sp.role, sp.voices, SUM(MIN(t."end", q."end") - MAX(t.start, q.start)) AS n
    FROM quotation q JOIN turn t ON t.transcript_id = q.transcript_id AND t.start < q."end" AND q.start < t."end"
    JOIN speaker sp ON sp.transcript_id = q.transcript_id AND sp.position = t.speaker
    GROUP BY q.id, t.speaker
), most AS (
    SELECT id, case_id FROM spoken s
    WHERE n = (SELECT MAX(n) FROM spoken o WHERE o.id = s.id) AND role = 'participant' AND voices = 1
), counting AS (
    SELECT c.id, c.code_id, c.quotation_id, q.transcript_id, q.start, q."end" FROM coding c
    JOIN quotation q ON q.id = c.quotation_id WHERE {counts}
)
"""
_HEARD = "SELECT DISTINCT m.case_id FROM counting c JOIN most m ON m.id = c.quotation_id WHERE c.code_id = ?"
_SPANS = 'SELECT DISTINCT transcript_id, start, "end" FROM counting WHERE code_id = ?'
_N_CODINGS = "SELECT COUNT(*) FROM counting WHERE code_id = ?"
_LOOKED = """
SELECT DISTINCT sp.case_id FROM speaker sp JOIN "case" k ON k.id = sp.case_id AND k.kind = 'participant'
WHERE sp.role = 'participant' AND sp.voices = 1 AND NOT EXISTS (
    SELECT 1 FROM speaker o WHERE o.case_id = sp.case_id AND o.role = 'participant'
    AND EXISTS (SELECT 1 FROM turn t WHERE t.transcript_id = o.transcript_id AND t.speaker = o.position)
    AND NOT EXISTS (SELECT 1 FROM looked_at l WHERE l.transcript_id = o.transcript_id AND l.code_id = ? AND {looked}))
"""
_CONDITIONS = {
    "everyone": ("1", "1"),
    "AB": ("c.coder_id = '{ab}'", "l.coder_id = '{ab}'"),
    "Consensus": ("c.coder_id = '{consensus}'", "l.coder_id = '{consensus}'"),
    "settled": (
        """c.coder_id = '{consensus}' OR NOT EXISTS (
            SELECT 1 FROM decided s WHERE s.code_id = c.code_id AND s.transcript_id = q.transcript_id
            AND s.start < q."end" AND q.start < s."end")""",
        "1",
    ),
}


@pytest.fixture
def study(project: Project) -> Project:
    """The sample study with three codes, given by AB and, with other gaps, by CD; both looked at most of it."""
    drawn = random.Random(11)  # noqa: S311 - the same study each time, no secret
    other = project.as_coder("CD")
    sources = project.transcripts()
    for name in ("Board", "Time", "Money"):
        code = project.add_code(name)
        for source in sources[:5]:
            turns = [one for one in source.turns if one.speaker is not None and one.end - one.start > 40]
            for turn in drawn.sample(turns, 6):
                who = drawn.choice([(project,), (other,), (project, other), (project, other)])
                for view in who:
                    end = source.text.rindex(" ", turn.start, turn.end) if view is other else turn.end
                    view.add_coding(source, turn.start, end, code)
            project.mark_looked_at(source, [code])
            if source is not sources[0]:
                other.mark_looked_at(source, [code])
    return project


def settle(study: Project) -> list[Disagreement]:
    """Decide every second disagreement, by each verdict in turn."""
    found = study.disagreements()[::2]
    for one, verdict in zip(found, itertools.cycle(VERDICTS), strict=False):
        study.adjudicate(one, verdict)
    assert 8 < len(found)
    return found


class Second:
    """The study's file, asked in SQL; ``decided`` holds what the test itself decided."""

    def __init__(self, study: Project, decided: list[Disagreement]) -> None:
        """Open it for reading, beside the project."""
        self._db = sqlite3.connect(f"file:{study.path}?mode=ro", uri=True)
        self._db.execute("CREATE TEMP TABLE decided (code_id, transcript_id, start, 'end')")
        self._db.executemany(
            "INSERT INTO decided VALUES (?, ?, ?, ?)",
            [(one.code.id, one.transcript.id, one.unit.start, one.unit.end) for one in decided],
        )
        self._ids = {name.casefold(): id_ for id_, name in self._db.execute("SELECT id, name FROM coder")}

    def close(self) -> None:
        """Let the file go."""
        self._db.close()

    def rows(self, statement: str, choice: str, code_id: str) -> list[tuple[object, ...]]:
        """The rows of a statement on one code, by a choice."""
        counts, looked = (one.format(**self._ids) for one in _CONDITIONS[choice])
        said = "" if statement is _LOOKED else _SAID
        return self._db.execute((said + statement).format(counts=counts, looked=looked), (code_id,)).fetchall()

    def figures(self, choice: str, code_id: str) -> tuple[int, int, int, int, int]:
        """n, N, heard but not looked at, places, codings."""
        heard = {one for (one,) in self.rows(_HEARD, choice, code_id)}
        looked = {one for (one,) in self.rows(_LOOKED, choice, code_id)}
        (n_codings,) = self.rows(_N_CODINGS, choice, code_id)[0]
        n_places = len(self.rows(_SPANS, choice, code_id))
        return len(heard & looked), len(looked), len(heard - looked), n_places, int(str(n_codings))


def choose(study: Project, choice: str) -> None:
    study.count_codings_of(choice if choice in ("everyone", "settled") else [choice])


@pytest.mark.parametrize("choice", list(_CONDITIONS))
def test_every_number_is_what_sql_counts_by_that_choice(study: Project, choice: str) -> None:
    decided = settle(study)
    choose(study, choice)
    shares = {row.id: row.total for row in study.prevalence(columns="code").rows}
    frequencies = {one.code_id: one for one in study.code_frequencies()}
    matrix = study.matrix(rows="transcript", columns="code")
    sections = {one.id: one for one in study.findings().sections}
    with closing(Second(study, decided)) as second:
        differ = set()
        for code in study.codes():
            n, of, more, n_places, n_codings = wanted = second.figures(choice, code.id)
            share, section = shares[code.id], sections.get(code.id)
            assert (n, of, more) == (share.n, share.of, share.n_more)
            assert (n_places, n_codings) == (frequencies[code.id].n_quotations, frequencies[code.id].n_codings)
            assert n_places == sum(len(matrix.cell(row.id, code.id).quotation_ids) for row in matrix.rows)
            assert n_places == (section.n_quotations if section else 0)
            assert n + more == (section.heard.participants.n if section else 0)
            assert choice in ("AB", "Consensus") or n_places == len(study.query(f"only {code.name}").rows)
            differ.add(wanted == second.figures("everyone", code.id))
        assert (choice == "everyone") is (differ == {True})


def test_neither_takes_the_first_coders_coding_out_of_each_number_once_the_consensus_counts(study: Project) -> None:
    one = next(one for one in study.disagreements() if one.spans[0] and not one.spans[1])
    before = {code.code_id: code.n_quotations for code in study.code_frequencies()}
    study.adjudicate(one, "neither")
    assert before == {code.code_id: code.n_quotations for code in study.code_frequencies()}
    assert study.whose_codings().proposes
    study.count_codings_of("settled")
    after = {code.code_id: code.n_quotations for code in study.code_frequencies()}
    assert {**before, one.code.id: before[one.code.id] - 1} == after
    assert study.undo() is not None
    assert before == {code.code_id: code.n_quotations for code in study.code_frequencies()}
    assert study.redo() is not None
    assert after == {code.code_id: code.n_quotations for code in study.code_frequencies()}


def test_a_settled_place_is_known_whatever_unit_it_was_settled_by(study: Project) -> None:
    for unit in ("turn", "sentence", "segment", "character"):
        study.adjudicate(next(one for one in study.disagreements(unit=unit) if not one.decided), "neither")
    standing = study.whose_codings().standing
    assert (4, 0) == (standing.n_places, standing.n_lost)


def test_a_settled_place_goes_along_with_a_correction_and_is_told_where_its_words_went(study: Project) -> None:
    one = next(one for one in study.disagreements() if one.transcript == study.transcripts()[0])
    study.adjudicate(one, "neither")
    study.count_codings_of("settled")
    assert 1 == study.whose_codings().standing.n_left_out
    first = one.transcript.turns[0]
    study.correct_text(one.transcript, first.start, first.start, "Well now. ")
    standing = study.whose_codings().standing
    assert (1, 0, 1) == (standing.n_places, standing.n_lost, standing.n_left_out)
    moved = 10 if first.start <= one.unit.start else 0
    study.correct_text(one.transcript.id, one.unit.start + moved, one.unit.end + moved, "")
    standing = study.whose_codings().standing
    assert (0, 1, 0) == (standing.n_places, standing.n_lost, standing.n_left_out)
    assert "1 decision has lost its place" in study.whose_codings().sentence


def test_a_note_under_the_consensus_name_is_no_decision(study: Project) -> None:
    settle(study)
    before = study.whose_codings().standing
    study.as_coder("Consensus").add_memo("Settled in two sittings.", about=study.transcripts()[0])
    assert before == study.whose_codings().standing


def test_it_is_everyones_until_somebody_chose_and_a_choice_is_one_step(study: Project) -> None:
    assert ("everyone", "", False) == (
        study.whose_codings().standing.whose.rule, study.whose_codings().sentence, study.whose_codings().proposes,
    )  # fmt: skip
    with pytest.raises(Refused, match="No disagreement is settled"):
        study.count_codings_of("settled")
    with pytest.raises(Refused):
        study.count_codings_of([])
    with pytest.raises(NotFound):
        study.count_codings_of(["Nobody"])
    settle(study)
    n_steps = len(study.history())
    study.count_codings_of("settled")
    study.count_codings_of("settled")
    assert (n_steps + 1, "choose whose codings count") == (len(study.history()), study.undo_words())
    study.count_codings_of("everyone")
    assert not study.whose_codings().proposes


def test_the_report_says_whose_codings_count_and_nobodys_name(study: Project) -> None:
    settle(study)
    assert "Everyone's codings count, also where" in dict(study.findings().method_parts)["whose"]
    study.count_codings_of("settled")
    standing = study.whose_codings().standing
    told = dict(study.findings().method_parts)
    assert (
        f"at {standing.n_places} places, only the consensus counts: its {standing.n_instead} codings in place of "
        f"{standing.n_left_out} codings"
    ) in told["whose"]
    assert "What any of them coded counts" not in told["twice"]
    study.as_coder("Carol Dean")
    study.count_codings_of(["Carol Dean"])
    assert "Only the codings of CD2 count" in dict(study.findings().method_parts)["whose"]
    assert not any("choice" in part.key for part in study.report_parts())
    assert [] == without_place(study.findings())


def test_each_file_of_numbers_says_whose_codings_count(study: Project, tmp_path: Path) -> None:
    settle(study)
    study.describe(pseudonymised=True)
    study.count_codings_of("settled")
    sentence = study.prevalence(columns="code").whose
    study.write_prevalence(tmp_path / "prevalence.csv", columns="code")
    study.write_coverage(tmp_path / "coverage.csv", columns="code")
    study.write_counts(tmp_path / "counts.csv", "frequencies", CountOptions())
    study.write_query(tmp_path / "query.csv", "Board")
    study.export_table("quotations", tmp_path / "quotations.csv")
    for name in ("prevalence", "coverage", "counts", "query", "quotations"):
        with (tmp_path / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            assert "only the consensus counts" in next(csv.reader(file))[0], name
    study.write_prevalence(tmp_path / "prevalence.svg", columns="code")
    study.write_counts(tmp_path / "counts.svg", "frequencies", CountOptions())
    assert "only the consensus" in (tmp_path / "prevalence.svg").read_text(encoding="utf-8")
    assert "The consensus counts where it was settled." in (tmp_path / "counts.svg").read_text(encoding="utf-8")
    assert sentence == study.matrix(columns="code").whose == study.coverage(columns="code").whose
    assert "" == study.counted("words").whose


def test_a_query_that_asks_for_a_coder_asks_everyones_codings(study: Project) -> None:
    settle(study)
    study.count_codings_of("settled")
    by = {"AB": 0, "CD": 0, "Consensus": 0}
    for one in study.codings():
        by[one.coder.name] += one.code.name == "Board"
    found = {name: study.query(f"only Board where coder = {name}") for name in by}
    assert by == {name: len(answer.rows) for name, answer in found.items()}
    assert all("everyone's were asked" in answer.whose for answer in found.values())


def test_a_report_is_verified_by_the_choice_that_it_was_made_with(study: Project, tmp_path: Path) -> None:
    settle(study)
    study.describe(pseudonymised=True)
    study.count_codings_of("settled")
    place = study.report(tmp_path / "report.docx")
    assert "settled" == dict(read_manuscript(place).properties)["Themes whose codings"]
    as_made = study.verify_report(place)
    assert ([], ()) == (list(as_made.wrong), as_made.notices)
    study.count_codings_of(["AB"])
    found = study.verify_report(place)
    assert [] == list(found.wrong)
    (notice,) = found.notices
    assert "the codings of the consensus where it was settled counted" in notice
    assert "the codings of AB alone count" in notice
    made_anew = study.report(tmp_path / "anew.docx")
    study.count_codings_of("everyone")
    assert [] == list(study.verify_report(made_anew).wrong)


def test_two_copies_that_choose_otherwise_are_asked_which_holds(study: Project, tmp_path: Path) -> None:
    settle(study)
    copy = study.backup(tmp_path / "copy.themes")
    study.count_codings_of("settled")
    with Project.open(copy, coder="CD") as other:
        other.count_codings_of(["CD"])
    study.join_copy(copy)
    (clash,) = study.clashes()
    assert "choice" not in clash.what
