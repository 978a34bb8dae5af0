"""The map of segments: where each stands, and a code for what was picked on it."""

from __future__ import annotations

import pytest

from themes import Project
from themes.errors import Refused
from themes.project import segment_map
from themes.project.segment_map import SIDE


def test_every_segment_has_a_place_and_the_map_is_the_same_after_a_move(project: Project) -> None:
    shown = project.segment_map()
    assert shown is not None
    assert len(shown.run.members) == shown.n_segments == len(shown.members) == len(shown.at)
    assert 0 == min(min(at) for at in shown.at)
    assert max(max(at) for at in shown.at) == SIDE
    project.move_segments([project.candidate(1).members[0]], 2)
    again = project.segment_map()
    assert again is not None
    assert shown.at == again.at
    assert shown.members != again.members


def test_like_segments_stand_near_each_other(project: Project) -> None:
    shown = project.segment_map()
    assert shown is not None
    middles = {}
    for rank in range(1, 5):
        own = [at for member, at in zip(shown.members, shown.at, strict=True) if member.rank == rank]
        middles[rank] = tuple(sum(place[axis] for place in own) / len(own) for axis in (0, 1))

    def nearest(at: tuple[int, int]) -> int:
        return min(middles, key=lambda rank: sum((at[axis] - middles[rank][axis]) ** 2 for axis in (0, 1)))

    told = [
        (member.rank, nearest(at)) for member, at in zip(shown.members, shown.at, strict=True) if member.rank in middles
    ]
    assert sum(own == near for own, near in told) / len(told) > 0.7


def test_of_very_many_segments_some_are_drawn_and_it_is_said(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segment_map, "MOST_PLACED", 40)
    shown = project.segment_map()
    assert shown is not None
    assert (40, len(shown.run.members)) == (len(shown.members), shown.n_segments)
    assert shown == project.segment_map()


def test_just_what_was_picked_gets_the_code_in_one_step(project: Project) -> None:
    picked = [project.candidate(rank).members[0] for rank in (1, 2)] + project.unplaced()[:1]
    code = project.add_code("Night shifts")
    assert 3 == project.code_segments(picked, code)
    assert {(one.transcript_id, one.start, one.end) for one in picked} == {
        (one.quotation.transcript_id, one.quotation.start, one.quotation.end) for one in project.codings()
    }
    assert {True} == {one.coding.unread for one in project.codings()}
    assert 0 == project.code_segments(picked, code)
    assert "code segments “Night shifts”" == project.undo_words()
    project.undo()
    assert [] == project.codings()


def test_a_code_is_made_for_what_was_picked_and_goes_with_one_undo(project: Project) -> None:
    assert 1 == project.code_segments(project.unplaced()[:1], "Odd ones", anew=True)
    project.undo()
    assert [] == project.codes()
    with pytest.raises(Refused, match="No segment is picked"):
        project.code_segments([], "Odd ones", anew=True)
