"""A whole joining is one undo, and one redo; nothing of the log is lost, and joining again brings everything again."""

from __future__ import annotations

import random
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from tests.joining.test_join import OTHER, both, dump, join, something
from tests.joining.test_same_file import take

from themes import Project
from themes.errors import Refused, RefusedFile, UndoRefused
from themes.model import Coding


@pytest.fixture
def worked(pair: tuple[Path, Path]) -> tuple[Path, Path]:
    """Both took in one file and coded it, named a code otherwise, and made one of one name."""
    with both(pair) as (ours, theirs):
        for view, name in ((ours, "Governance"), (theirs, "Leaders")):
            take(view, "Board", "Time")
            view.revise_code("Board", name=name)
            view.add_coding(view.transcripts()[0], 10, 20, view.add_code("Money"))
            view.add_memo("Ask again.", about=view.code("Time"))
    return pair


def undone(path: Path) -> str:
    """The words of what one undo by AB took back."""
    with Project.open(path, coder="AB") as project:
        words = project.undo_words()
        assert project.undo() is not None
        assert [] == project.check()
    return words


@pytest.mark.parametrize("how", [{}, {"prefer": "theirs", "same_name": "one"}], ids=["asked later", "decided at once"])
def test_undo_takes_back_a_whole_joining_and_redo_brings_it_again(worked, how):
    here, there = worked
    before = dump(here)
    join(here, there, **how)
    after = dump(here)
    assert before != after
    assert "join with “there.themes”" == undone(here)
    assert before == dump(here)
    with Project.open(here, coder="AB") as project:
        assert "join with “there.themes”" == project.redo_words()
        project.redo()
        assert [] == project.check()
    assert after == dump(here)
    undone(here)
    assert before == dump(here)


def test_joining_again_after_undo_brings_everything_again(worked):
    here, there = worked
    n_steps = join(here, there).n_steps
    after = dump(here)
    undone(here)
    assert (n_steps, after) == (join(here, there).n_steps, dump(here))
    undone(here)
    with Project.open(there, coder="CD") as theirs:
        theirs.add_coding(theirs.transcripts()[0], 0, 3, "Leaders")
    assert n_steps + 1 == join(here, there).n_steps
    with Project.open(here) as project:
        assert 1 == sum(one.quotation.end == 3 for one in project.codings(coder="CD"))
        assert 0 == project.join_copy(there).n_steps


def test_what_was_undone_here_is_not_taken_from_the_colleague(worked):
    here, there = worked
    join(here, there)
    undone(here)
    with Project.open(there) as project:
        given = set(project._store.facts(Coding))
        project.join_copy(here)
        assert given <= set(project._store.facts(Coding))
        assert [] == project.check()


def test_the_log_keeps_who_did_what_and_when(worked):
    here, there = worked
    with Project.open(there, read_only=True) as theirs:
        did = {(one.step.id, one.step.at, "CD") for one in theirs.history() if one.step.coder_id == theirs.coder.id}
    join(here, there)
    undone(here)
    with Project.open(here) as project:
        assert ["AB"] == [person.name for person in project.coders()]
        past = project.past(limit=None)
        assert did <= {(one.step.id, one.step.at, one.coder) for one in past}
        assert {"undone"} == {one.state for one in past if one.coder == "CD"}
        assert "undo: join with “there.themes”" == past[0].words
        assert "undone" == next(one.state for one in past if one.words == "join with “there.themes”")


def test_who_comes_back_after_an_undo_is_the_same_coder(worked):
    here, there = worked
    join(here, there)
    undone(here)
    with Project.open(here, coder="CD") as project:
        project.add_code("Later")
    join(here, there, same_name="one")
    with Project.open(here) as project:
        assert ["AB", "CD"] == sorted(person.name for person in project.coders())
        assert [] == project.check()


def test_redo_brings_a_joining_again_where_its_coder_is_here_already(worked):
    here, there = worked
    join(here, there)
    after = dump(here)
    undone(here)
    with Project.open(here, coder="CD") as project:  # as the page of somebody who looks on does
        assert ["AB", "CD"] == sorted(person.name for person in project.coders())
        assert project.undoable() is None
    with Project.open(here, coder="AB") as project:
        project.redo()
        assert [] == project.check()
    assert after == dump(here)


def test_a_joining_that_others_built_on_is_refused_in_words_and_stays(worked):
    here, there = worked
    join(here, there)
    with Project.open(here, coder="EF") as project:
        project.add_coding(project.transcripts()[0], 0, 3, "money (CD)")
    stands = dump(here)
    with Project.open(here, coder="AB") as project, pytest.raises(UndoRefused, match="later work rests on it"):
        project.undo()
    assert stands == dump(here)
    with Project.open(here, coder="EF") as project:
        project.undo()
    undone(here)


def test_ones_own_later_steps_are_undone_before_the_joining(worked):
    here, there = worked
    before = dump(here)
    join(here, there)
    with Project.open(here, coder="AB") as project:
        project.revise_code("money (CD)", name="Cash")
        project.undo()
        project.undo()
        project.join_copy(there)
        assert "money" in " ".join(code.name.casefold() for code in project.codes())
        assert {"changed in both", "same name"} == {view.kind for view in project.clashes()}
        project.undo()
    assert before == dump(here)


def test_two_joinings_are_undone_one_after_the_other(worked, tmp_path):
    here, there = worked
    third = tmp_path / "third.themes"
    shutil.copy(there, third)
    with Project.open(third, coder="EF") as project:
        project.add_bytes("three.txt", OTHER + b" And more.")
    before = dump(here)
    join(here, there)
    between = dump(here)
    join(here, third)
    undone(here)
    assert between == dump(here)
    undone(here)
    assert before == dump(here)
    join(here, third)  # which holds what the first had brought
    with Project.open(here) as project:
        assert 3 == len(project.transcripts())
        assert [] == project.check()
    undone(here)
    assert before == dump(here)


def test_after_a_release_a_joining_stays_and_no_file_is_named(worked):
    here, there = worked
    join(here, there)
    with Project.open(here, coder="AB") as project:
        for view in project.clashes():
            project.decide_clash(view.clash, "second" if view.kind == "same name" else "first")
        project.release(insist=True)
        assert "there.themes" not in " ".join(one.words for one in project.past(limit=None))
        while True:
            try:
                if project.undo() is None:
                    break
            except UndoRefused:
                continue
        assert 2 == len(project.transcripts())
    with Project.open(here, coder="AB") as project:
        assert all("join with" not in words for _, words in project.undoable_steps())


def test_an_open_page_is_told_of_an_undone_joining(worked):
    here, there = worked
    with Project.open(here, coder="AB") as project:
        project.join_copy(there)
        seq, heard = project.last_seq(), []
        project.on_step(heard.append)
        project.undo()
        last = {(one.operation.entity, one.operation.entity_id): one.fact for one in project.operations_since(seq)}
        assert [project.last_seq()] == heard
        assert any(entity == "coding" and fact is None for (entity, _), fact in last.items())


@pytest.mark.parametrize("seed", [3, 4, 8, 15])
def test_after_undo_every_fact_is_as_before_and_after_redo_as_after(pair, seed):
    choose = random.Random(seed)  # noqa: S311 - no secret
    here, there = pair
    with both(pair) as (ours, theirs):
        if seed % 2:
            for view in (ours, theirs):
                take(view, "Board")
        for _ in range(24):
            with suppress(Refused, RefusedFile, IndexError):
                something(choose, choose.choice([ours, theirs]))
    before = dump(here)
    join(here, there)
    after = dump(here)
    undone(here)
    assert before == dump(here)
    with Project.open(here, coder="AB") as project:
        project.redo()
    assert after == dump(here)
    undone(here)
    join(here, there)
    assert after == dump(here)
    with Project.open(there, coder="CD") as theirs:
        with suppress(Refused, RefusedFile, IndexError):
            something(choose, theirs)
        theirs.add_code("Of theirs, later")
    join(here, there)
    join(there, here)
    assert dump(there) == dump(here)
