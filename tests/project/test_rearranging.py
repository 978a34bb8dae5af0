"""Segments are moved from candidate to candidate by people, and stay where they were put."""

from __future__ import annotations

import pytest

from themes import Project
from themes.errors import Refused
from themes.model import Member


def places(members: list[Member] | tuple[Member, ...]) -> set[tuple[str, int, int]]:
    return {(one.transcript_id, one.start, one.end) for one in members}


def at(project: Project, rank: int) -> set[tuple[str, int, int]]:
    return places(project.candidate(rank).members)


def test_a_segment_moves_to_another_candidate_in_one_step_and_undo_brings_it_back(project: Project) -> None:
    one, first, second = project.candidate(1).members[0], at(project, 1), at(project, 2)
    assert 1 == project.move_segments([one], 2)
    assert (first - places((one,)), second | places((one,))) == (at(project, 1), at(project, 2))
    assert project.undo_words() == "move 1 segment to candidate 2"
    project.undo()
    assert (first, second) == (at(project, 1), at(project, 2))


def test_a_segment_that_comes_back_leaves_no_trace(project: Project) -> None:
    one = project.candidate(1).members[0]
    as_found = project.latest_run()
    project.move_segments([one], 2)
    project.move_segments([one], 3)
    assert places((one,)) <= at(project, 3)
    project.move_segments([one], 1)
    assert as_found == project.latest_run()
    assert 0 == project.move_segments([one], 1)


def test_a_segment_moves_to_no_candidate_and_from_none(project: Project) -> None:
    one, loose = project.candidate(1).members[0], project.unplaced()[0]
    project.move_segments([one], None)
    assert places((one,)) <= places(project.unplaced())
    assert "move 1 segment to no candidate" == project.undo_words()
    project.move_segments([loose], 1)
    assert places((loose,)) <= at(project, 1)
    assert places((loose,)).isdisjoint(places(project.unplaced()))


def test_a_new_candidate_is_made_of_what_was_picked(project: Project) -> None:
    picked = [project.candidate(rank).members[0] for rank in (1, 2)]
    n = len(project.candidates())
    made = project.move_to_new_candidate(picked, "  Night   shifts ")
    assert ("Night shifts", n + 1, places(tuple(picked))) == (made.name, made.candidate.rank, places(made.members))
    assert "move 2 segments to “Night shifts”" == project.undo_words()
    code = project.accept(made)
    assert ("Night shifts", 2) == (code.name, len(project.codings(code=code)))
    project.undo()
    project.undo()
    assert n == len(project.candidates())


def test_what_is_accepted_neither_gives_nor_takes(project: Project) -> None:
    one, other = project.candidate(1).members[0], project.candidate(2).members[0]
    project.accept(1)
    with pytest.raises(Refused, match="was accepted, and its segments are coded"):
        project.move_segments([one], 2)
    with pytest.raises(Refused, match="already accepted"):
        project.move_segments([other], 1)
    assert places((one,)) <= at(project, 1)


def test_what_was_moved_stays_so_in_a_split_and_goes_with_its_words_when_they_are_corrected(project: Project) -> None:
    one = project.candidate(1).members[0]
    project.move_segments([one], 2)
    project.split_candidate(3)
    assert places((one,)) <= at(project, 2)
    project.undo()
    text = project.transcript(one.transcript_id).text
    project.correct_text(one.transcript_id, 0, 1, f"Well. {text[0]}")
    assert {(one.transcript_id, one.start + 6, one.end + 6)} <= at(project, 2)


def test_the_same_texts_found_again_keep_what_was_moved(project: Project) -> None:
    one = project.candidate(1).members[0]
    project.move_segments([one], 2)
    n_runs = len(project.runs())
    project.discover(afresh=True)
    assert n_runs == len(project.runs())
    assert places((one,)) <= at(project, 2)
