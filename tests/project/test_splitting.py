"""A candidate that says several things is parted; all else stands as it stood."""

from __future__ import annotations

import pytest

from themes import Project
from themes.errors import Refused


def placed(project: Project, rank: int) -> set[tuple[str, int, int]]:
    return {(one.transcript_id, one.start, one.end) for one in project.candidate(rank).members}


def test_parts_stand_where_the_whole_stood_and_decisions_stay_with_what_they_are_about(project: Project):
    n, whole, third = len(project.candidates()), placed(project, 2), placed(project, 3)
    project.accept(1, name="Ward staff")
    project.merge_candidates(4, 5)
    parts = project.split_candidate(2, into=2)
    assert [2, 3] == [part.candidate.rank for part in parts]
    assert (n + 1, whole) == (len(project.candidates()), placed(project, 2) | placed(project, 3))
    assert placed(project, 2).isdisjoint(placed(project, 3))
    assert third == placed(project, 4)
    assert ["accepted", "open", "open", "open", "open", "merged"] == [
        view.decision.outcome for view in project.candidates()[:6]
    ]
    assert project.candidate(5).candidate.id == project.candidate(6).decision.into
    assert "split" == project.candidates(project.runs()[0])[1].decision.outcome
    assert all(part.typical and part.name for part in parts)
    project.undo()
    assert (n, "open") == (len(project.candidates()), project.candidate(2).decision.outcome)


def test_a_candidate_is_split_into_two_to_five(project: Project):
    with pytest.raises(Refused, match="2 to 5 parts, not 6"):
        project.split_candidate(1, into=6)


def test_what_was_decided_already_is_not_split(project: Project):
    project.reject(1)
    with pytest.raises(Refused, match="already rejected"):
        project.split_candidate(1)
