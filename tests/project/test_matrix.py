"""The framework matrix of a real project: its counts by a second method, and what is written in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from themes import Project
from themes.errors import NotFound, Refused, StaleChange
from themes.memo_text import link_to, links
from themes.model import Case, Summary, Theme
from themes.operations import Operation
from themes.project.matrix.views import version_of
from themes.text import speaker_of


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of three interviews with codes, a sub-code, themes, a sub-theme and codings."""
    path = tmp_path_factory.mktemp("matrix") / "made.themes"
    with Project.create(path, coder="AB", method="framework") as project:
        for nth in (1, 2, 10):
            words = f"Interviewer: So?\n\nP{nth:02d}: The board came {nth} times. It helped us all a lot.\n"
            project.add_bytes(f"Interview {nth}.txt", words.encode())
        trust, board = project.add_code("Trust"), project.add_code("Board")
        chair = project.add_code("Chair", parent=board)
        first, second, _ = project.transcripts()
        for source, code in ((first, board), (first, chair), (second, chair), (second, trust)):
            start = source.text.index("The board")
            project.add_coding(source, start, start + 15, code)
        project.mark_looked_at(first)
        project.mark_looked_at(second, [trust])
        boards = project.add_theme("Boards turn up", codes=[board])
        project.add_theme("They are asked", codes=[trust], parent=boards)
        for nth, case in enumerate(project.cases()):
            project.set_value(case, "role", "chair" if nth else "nurse")
    return path


@pytest.fixture
def study(made: Path, tmp_path: Path) -> Iterator[Project]:
    """A fresh copy of it, open."""
    path = tmp_path / "study.themes"
    shutil.copy(made, path)
    with Project.open(path) as project:
        yield project


def place(project: Project, nth: int = 0) -> tuple[Case, Theme]:
    """A case, and the theme at the top."""
    return project.cases()[nth], project.theme("Boards turn up")


def test_each_count_is_what_a_second_method_counts(study: Project):
    matrix = study.matrix()
    under = {
        theme.id: {theme.id, *(sub.id for sub in study.themes() if sub.parent_id == theme.id)}
        for theme in study.themes()
    }
    for (row_id, column_id), cell in matrix.cells.items():
        own = {code_id for theme in study.themes() if theme.id in under[column_id] for code_id in theme.code_ids}
        codes = own | {code.id for code in study.codes() if code.parent_id in own}
        spans = {
            (one.transcript.id, one.quotation.start, one.quotation.end)
            for one in study.codings()
            if one.code.id in codes
            and (voice := speaker_of(one.transcript, one.quotation.start, one.quotation.end))
            and voice.case_id == row_id
        }
        assert len(spans) == len(cell.quotation_ids)


def test_a_notebook_gets_the_counts_as_a_frame(study: Project):
    frame = study.matrix(rows="case", columns="theme").to_frame()
    assert ["Boards turn up", "They are asked"] == list(frame.columns)
    assert [[1, 0], [1, 1], [0, 0]] == frame.to_numpy().tolist()


def test_a_cell_says_whether_anybody_looked(study: Project):
    matrix = study.matrix()
    states = [[matrix.cell(row.id, column.id).state for column in matrix.columns] for row in matrix.rows]
    assert [
        ["1 quotation", "looked at, nothing found"],
        ["1 quotation", "1 quotation"],
        ["not looked at", "not looked at"],
    ] == states


def test_rows_stand_by_the_values_of_an_attribute(study: Project):
    matrix = study.matrix(group_by="role")
    assert [("chair", "P02"), ("chair", "P03"), ("nurse", "P01")] == [(row.group, row.name) for row in matrix.rows]
    with pytest.raises(Refused, match="no attribute"):
        study.matrix(group_by="height")


def test_a_filter_leaves_only_the_cases_that_pass(study: Project):
    assert ["P01"] == [row.name for row in study.matrix(where="role = nurse").rows]
    assert ["Interview 1"] == [row.name for row in study.matrix(rows="transcript", where="role = nurse").rows]


def test_what_is_written_can_be_undone_and_its_states_are_kept(study: Project):
    case, theme = place(study)
    study.write_summary(case, theme, "They came.")
    study.write_summary(case, theme, "They came often.")
    study.undo()
    told = study.summary(case, theme)
    assert told is not None
    assert "They came." == told.text
    assert ["They came.", "They came often.", "They came."] == [one.text for _, _, one in study.summary_states(told)]
    assert [] == study.check()


def test_of_two_who_write_at_once_neither_loses_words(study: Project):
    case, theme = place(study)
    other = study.as_coder("CD")
    study.write_summary(case, theme, "They came.", version="")
    with pytest.raises(StaleChange, match="neither version is lost"):
        other.write_summary(case, theme, "Nobody came.", version="")
    stands = study.summary(case, theme)
    assert "Few came." == getattr(other.write_summary(case, theme, "Few came.", version=version_of(stands)), "text", "")


def test_a_retry_writes_once(study: Project):
    case, theme = place(study)
    seq = [study.write_summary(case, theme, "Yes.", version="", step_id="s1") and study.last_seq() for _ in range(2)]
    assert seq[0] == seq[1]


def test_an_emptied_cell_holds_nothing(study: Project):
    case, theme = place(study)
    study.write_summary(case, theme, "They came.")
    assert study.write_summary(case, theme, " \n") is None
    assert study.summary(case, theme) is None


def test_a_row_that_has_gone_is_not_written_on(study: Project):
    _, theme = place(study)
    with pytest.raises(NotFound):
        study.write_summary(Case(id="gone", label="P99"), theme, "They came.")


def test_a_draft_holds_only_what_was_said_and_each_sentence_its_quotation(study: Project):
    case, theme = place(study)
    cell = study.matrix().cell(case.id, theme.id)
    draft = study.draft_summary(cell.quotation_ids)
    assert list(cell.quotation_ids) == links(draft)
    assert f"“The board came” {link_to(cell.quotation_ids[0])}" == draft
    made = study.write_summary(case, theme, draft, draft=True)
    assert made is not None
    assert (True, False) == (made.draft, any(one.is_bare for one in study.sentences_of(made)))
    kept = study.keep_draft(case, theme)
    assert kept is not None
    assert (draft, False) == (kept.text, kept.draft)


def test_who_may_not_be_quoted_is_not_in_a_draft(study: Project):
    case, theme = place(study)
    study.set_consent(case, use="paraphrase")
    with pytest.raises(Refused, match="nothing here to draw"):
        study.draft_summary(study.matrix().cell(case.id, theme.id).quotation_ids)


def test_merged_codes_and_cases_bring_what_was_written_of_them(study: Project):
    one, other, _ = study.cases()
    trust, board = study.code("Trust"), study.code("Board")
    study.write_summary(one, board, "They came.")
    study.write_summary(one, trust, "They are trusted.")
    study.write_summary(other, trust, "So they are.")
    study.merge_codes(board, trust)
    assert {"They came.\nThey are trusted.", "So they are."} == {fact.text for fact in study._store.facts(Summary)}
    study.merge_cases(other, into=one)
    (joined,) = study._store.facts(Summary)
    assert joined == study.summary(one, board)
    assert "They came.\nThey are trusted.\nSo they are." == joined.text
    assert [] == study.check()
    study.undo()
    assert 2 == len(study._store.facts(Summary))


def test_the_log_itself_tells_no_word_of_a_summary(study: Project):
    case, theme = place(study)
    before = study.last_seq()
    study.write_summary(case, theme, "They came often.")
    told = [logged.operation for logged in study.operations_since(before)]
    assert all(isinstance(one, Operation) and "often" not in one.told for one in told)
    assert "write summary “Boards turn up”" == study.undo_words()
