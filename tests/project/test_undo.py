"""Undo: each step taken back, in order, until nothing but the log is left."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from themes import Project
from themes.errors import UndoRefused
from themes.project.stacks import N_RECENT
from themes.store import Store


def _undo_everything(project: Project) -> list[str]:
    verbs = []
    while (step := project.undo()) is not None:
        verbs.append(step.verb)
    return verbs


def test_after_undoing_every_step_the_fact_tables_equal_a_new_projects(corpus: Path, tmp_path: Path):
    with Project.create(tmp_path / "new.themes", coder="AB", title="Sample") as project:
        shutil.copy(project.backup(), tmp_path / "untouched.themes")
        project.describe(commissioner="The Office", approached=21)
        project.add_many(sorted((corpus / "interviews").iterdir())[3:6])
        project.add_case_table(corpus / "cases.csv")
        project.read_codebook(corpus.parent / "codebooks" / "programme-success-factors.toml")
        project.discover()
        project.merge_candidates(1, 2)
        project.rename_candidate(1, "The board came")
        board = project.accept(1, theme=True)
        project.accept(3, into="Use of the tools")
        project.reject(4)
        project.add_coding(project.transcripts()[0], 200, 240, board, valence="enabler")
        project.revise_coding(project.codings(code=board)[0].coding, valence="mixed")
        project.move_quotation(project.codings(code=board)[0].quotation, 200, 230)
        project.mark_read([one.coding for one in project.codings()])
        project.mark_looked_at(project.transcripts()[0])
        project.revise_theme("The board came", statement="Where the board came, change stuck.")
        project.merge_codes("Board engagement", board)
        project.remove_code("Use of the tools")
        project.revise_speaker(project.transcripts()[-1], "INTERVIEWER", role="participant", case="P99")
        project.set_value(project.cases()[0], "role", "chair of the trust")
        n_operations = project.last_seq()
        assert len(_undo_everything(project)) == 22
        dump = project._store.dump()
        assert project.check() == []
        assert project.last_seq() > n_operations
    with Project.open(tmp_path / "untouched.themes", read_only=True) as untouched:
        assert dump == untouched._store.dump()


def test_what_was_undone_is_done_again(project: Project):
    code = project.accept(1, name="Board", theme=True)
    before = project._store.dump()
    project.undo()
    assert project.codes() == []
    assert project.redoable() is not None
    project.redo()
    assert project._store.dump() == before
    assert project.code("Board") == code
    assert project.redo() is None


def test_a_new_step_ends_what_can_be_redone(project: Project):
    project.add_code("One")
    project.undo()
    project.add_code("Two")
    assert project.redo() is None


def test_one_accept_is_one_step(project: Project):
    project.accept(1, name="Board", theme=True)
    project.undo()
    assert (project.codes(), project.themes(), project.codings()) == ([], [], [])


def test_undo_takes_back_only_ones_own_steps(project: Project):
    other = project.as_coder("CD")
    project.add_code("Mine")
    other.add_code("Theirs")
    project.undo()
    assert [code.name for code in project.codes()] == ["Theirs"]


def test_a_step_that_others_built_on_is_not_undone(project: Project):
    code = project.add_code("Mine")
    project.as_coder("CD").add_coding(project.transcripts()[0], 200, 240, code)
    before = project.last_seq()
    with pytest.raises(UndoRefused, match="later work rests on it"):
        project.undo()
    assert (project.last_seq(), len(project.codings())) == (before, 1)


def test_a_step_that_others_changed_since_is_not_undone(project: Project):
    project.add_code("Mine")
    project.revise_code("Mine", definition="One.")
    project.as_coder("CD").revise_code("Mine", definition="Two.")
    with pytest.raises(UndoRefused):
        project.undo()
    assert project.code("Mine").definition == "Two."


def test_there_is_nothing_to_undo_in_a_new_project(empty: Project):
    assert empty.undo() is None


def test_another_view_of_a_coder_does_not_read_the_whole_log_again(project: Project, monkeypatch: pytest.MonkeyPatch):
    for nth in range(N_RECENT + 10):
        project.add_code(f"Code {nth}")
    newest = project.undoable()
    asked: list[int | None] = []
    steps = Store.steps
    monkeypatch.setattr(
        Store,
        "steps",
        lambda self, **how: asked.append(how.get("limit")) or steps(self, **how),  # it still runs
    )
    view = project.as_coder(project.coder.name)  # each request of the reader has one of its own
    assert newest == view.undoable()
    project.add_code("One more")
    view = project.as_coder(project.coder.name)
    assert ("add code “One more”", None) == (view.turns().undo_words, view.turns().redo_words)
    view.undo()
    assert (newest, "add code “One more”") == (project.turns().undo, project.turns().redo_words)
    assert {N_RECENT} == set(asked)
