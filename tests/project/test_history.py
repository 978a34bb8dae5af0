"""What was done, in words: named with its object, never with what a participant said or who they are."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta, timezone
from pathlib import Path

import pytest

from themes import Project
from themes.errors import NotFound
from themes.model import Transcript
from themes.operations import now
from themes.project.history.days import day_in_utc
from themes.project.history.records import Past, as_csv

WORDS = b"Interviewer: And the board?\n\nChair: We turned up every single month, all of us.\n"


@pytest.fixture
def study(tmp_path: Path):
    with Project.create(tmp_path / "study.themes", coder="AB", title="Study") as made:
        made.add_bytes("chair.txt", WORDS)
        yield made


def _source(project: Project) -> Transcript:
    return project.transcripts()[0]


def _last(project: Project) -> str:
    return project.past(limit=1)[0].words


def test_a_coding_is_told_with_its_code_and_its_transcript(study: Project) -> None:
    study.add_coding(_source(study), 16, 25, study.add_code("Board"))
    assert "code “Board” in “chair”" == study.undo_words()


def test_a_coding_that_was_taken_off_is_told_after_its_quotation_is_gone(study: Project) -> None:
    coded = study.add_coding(_source(study), 16, 25, study.add_code("Board"))
    study.remove_coding(coded)
    assert "take “Board” off a passage in “chair”" == _last(study)


def test_merging_names_both_codes(study: Project) -> None:
    kept, other = study.add_code("Governance"), study.add_code("Board")
    study.merge_codes(kept, other)
    assert "merge “Board” into “Governance”" == study.undo_words()


def test_what_was_written_in_the_report_is_told_with_its_part(study: Project) -> None:
    theme = study.add_theme("Trust", statement="Trust carries it.")
    study.add_coding(_source(study), 16, 25, study.add_code("Board"))
    study.write_report_text("introduction", "We asked.")
    assert "write in the report: Introduction" == study.undo_words()
    study.write_report_text(f"heard {theme.id}", "Nearly all said so.")
    study.write_report_text("method coded", "Two of us coded.")
    study.write_report_text("introduction", "")
    assert [
        "let stand again what Themes writes in the report: Introduction",
        "write in the report: Method: who coded",
        "write in the report: “Trust”, how widely it was heard",
        "write in the report: Introduction",
    ] == [one.words for one in study.past(limit=4)]


def test_many_merged_codes_are_counted(study: Project) -> None:
    kept, *others = (study.add_code(name) for name in "ABCDE")
    study.merge_codes(kept, *others)
    assert "merge 4 codes into “A”" == _last(study)


def test_a_name_is_told_as_it_was_before_and_after(study: Project) -> None:
    study.revise_code(study.add_code("Bord"), name="Board")
    assert "rename code “Bord” to “Board”" == _last(study)
    study.rename_transcript(_source(study), "Interview 4")
    assert "rename transcript “chair” to “Interview 4”" == _last(study)


def test_what_is_gone_keeps_the_name_that_it_had(study: Project) -> None:
    study.remove_code(study.add_code("Board"))
    assert ["remove code “Board”", "add code “Board”"] == [one.words for one in study.past(limit=2)]


def test_an_undo_says_what_it_took_back(study: Project) -> None:
    study.add_code("Board")
    study.undo()
    undone, done = study.past(limit=2)
    assert (("undo: add code “Board”", "goes back"), "undone") == ((undone.words, undone.state), done.state)
    assert "add code “Board”" == study.redo_words()


def test_a_name_with_a_line_in_it_is_told_on_one_line_and_cut_where_long(study: Project) -> None:
    study.add_code("Board\nengagement " + "very " * 20)
    assert _last(study).startswith("add code “Board engagement very very")
    assert _last(study).endswith("…”")
    assert len(_last(study)) < 65


def test_nobody_who_was_heard_is_named_and_nothing_they_said_is_told(study: Project) -> None:
    study.rename_case("P01", "Amara Okafor")
    study.set_value("Amara Okafor", "role", "chair of the trust")
    study.add_coding(_source(study), 16, 25, study.add_code("Board"))
    everything = " ".join(one.words for one in study.past(limit=None))
    assert not [words for words in ("Amara", "Okafor", "trust", "turned", "month") if words in everything]


def test_decisions_on_candidates_are_told_by_rank_not_by_participants_phrases(project: Project) -> None:
    project.accept(1, name="Board")
    assert "accept candidate 1 as “Board”" == _last(project)
    project.merge_candidates(2, 3)
    project.reject(4)
    assert ["reject candidate 4", "merge candidate 3 into 2"] == [one.words for one in project.past(limit=2)]


def test_a_memo_is_told_by_what_it_is_on_and_not_by_what_it_says(study: Project) -> None:
    study.add_memo("She sounded bitter.", about=study.add_code("Board"))
    assert "add memo on “Board”" == _last(study)


def test_the_past_is_told_by_coder_code_and_day(study: Project) -> None:
    board = study.add_code("Board")
    study.add_code("Money")
    other = study.as_coder("CD")
    other.add_coding(_source(study), 16, 25, board)
    assert ["code “Board” in “chair”"] == [one.words for one in study.past(coder="CD")]
    assert ["code “Board” in “chair”", "add code “Board”"] == [one.words for one in study.past(code=board)]
    assert [] == study.past(since="2999-01-01")
    assert study.n_past() == study.n_past(since=now()[:10]) == len(study.past(before="2999-01-01"))


def test_twenty_steps_go_back_in_a_row(study: Project) -> None:
    for nth in range(25):
        study.add_code(f"Code {nth}")
    twentieth, words = study.undoable_steps()[19]
    assert ("add code “Code 5”", 20) == (words, len(study.undo_back_to(twentieth.id)))
    assert 5 == len(study.codes())
    for _ in range(20):
        study.redo()
    assert 25 == len(study.codes())


def test_a_step_of_somebody_else_is_not_undone_from_the_list(study: Project) -> None:
    study.add_code("Board")
    step = study.past(limit=1)[0].step
    with pytest.raises(NotFound):
        study.as_coder("CD").undo_back_to(step.id)


def test_a_step_that_others_built_on_stops_the_row_and_says_how_far_it_came(study: Project) -> None:
    board = study.add_code("Board")
    first = study.undoable_steps()[0][0]
    study.add_code("Money")
    study.as_coder("CD").add_coding(_source(study), 16, 25, board)
    with pytest.raises(Exception, match=r"^1 of 2 steps were undone"):
        study.undo_back_to(first.id)


def test_no_cell_of_the_table_is_a_formula(study: Project) -> None:
    step = study.past(limit=1)[0].step
    one = Past(seq=1, step=step, coder="=cmd|' /C calc'!A1", words="@SUM(1)", state="stands")
    told = list(csv.reader(io.StringIO(as_csv([one]))))[1]
    assert ("'=cmd|' /C calc'!A1", "'@SUM(1)") == (told[1], told[2])


def test_a_day_begins_by_the_readers_clock() -> None:
    assert ("2026-11-21T23:00:00.000Z", "2026-11-22T23:00:00.000Z") == day_in_utc(
        date(2026, 11, 22), timezone(timedelta(hours=1))
    )
    assert ("", "") == day_in_utc(None)
