"""What became of the candidates of one discovery in the next."""

from __future__ import annotations

import pytest

from themes import Project
from themes.errors import Refused
from themes.model import Member
from themes.project.what_became import between, in_words


def placed(*ranks: int, first: int = 0) -> list[Member]:
    """Segments one after the other, under candidates of these ranks."""
    return [
        Member(transcript_id="t", start=10 * at, end=10 * at + 5, case_id=None, rank=rank, strength=1.0)
        for at, rank in enumerate(ranks, start=first)
    ]


def became(earlier: list[Member], later: list[Member]) -> list[tuple[str, int | None, tuple[int, ...]]]:
    return [(one.became, one.rank, one.before) for one in between(earlier, later)]


def test_candidates_are_the_same_whatever_rank_they_have_now():
    assert [("same", 1, (2,)), ("same", 2, (1,))] == became(placed(1, 1, 2, 2), placed(2, 2, 1, 1))


def test_a_candidate_that_takes_in_new_segments_has_grown():
    assert [("grown", 1, (1,))] == became(placed(1, 1, 1, 1), placed(1, 1, 1, 1, 1, 1, 1, 1))


def test_segments_that_were_not_there_before_make_a_new_candidate():
    assert [("same", 1, (1,)), ("new", 2, ())] == became(placed(1, 1), placed(1, 1, 2, 2))


def test_a_smaller_part_of_a_candidate_is_split_off_it():
    assert [("same", 1, (1,)), ("split", 2, (1,))] == became(placed(1, 1, 1, 1, 1), placed(1, 1, 1, 2, 2))


def test_two_candidates_that_lie_in_one_now_are_joined():
    assert [("joined", 1, (1, 2))] == became(placed(1, 1, 1, 2, 2), placed(1, 1, 1, 1, 1))


def test_a_candidate_whose_segments_are_scattered_is_gone():
    earlier = placed(1, 1, 1, 1, 1, 1, 2, 2, 2)
    assert ("gone", None, (2,)) in became(earlier, placed(1, 1, 1, 1, 1, 1, 1, 0, 0))


def test_a_candidate_whose_interview_was_taken_out_is_judged_by_what_both_saw():
    assert [("smaller", 1, (1,))] == became(placed(1, 1, 1, 1, 1, 1), placed(1, 1))


@pytest.mark.parametrize(
    ("earlier", "later", "expected"),
    [
        ((1, 1, 2, 2), (2, 2, 1, 1), "2 the same; no segment moved"),
        ((1, 1, 1, 2, 2, 2), (1, 1, 2, 2, 2, 2), "2 the same; 1 segment moved"),
        ((1, 1, 1, 1, 0), (1, 1, 1, 0, 1), "1 the same; 2 segments moved"),
        ((1, 1), (1, 1, 2, 2), "1 new, 1 the same; no segment moved"),  # what came since has moved nowhere
        ((1, 1, 1, 2, 2), (1, 1, 1, 1, 1), "1 joined; no segment moved"),
        ((1, 1, 1, 1, 1, 1, 2, 2, 2), (1, 1, 1, 1, 1, 1, 1, 0, 0), "1 the same, 1 gone; 3 segments moved"),
    ],
)
def test_what_changed_is_told_in_a_line(earlier, later, expected):
    assert expected == in_words(placed(*earlier), placed(*later))


def test_one_discovery_alone_has_nothing_to_be_compared_with(project: Project):
    with pytest.raises(Refused, match="no earlier discovery"):
        project.what_changed()


def test_another_seed_is_compared_with_the_discovery_before(project: Project):
    n_before = len(project.candidates())
    n_steps = len(project.history())
    project.discover(seed=2)
    changes = project.what_changed()
    assert {view.candidate.rank for view in project.candidates()} == {one.rank for one in changes if one.rank}
    assert all(1 <= old <= n_before for one in changes for old in one.before)
    assert n_steps + 1 == len(project.history())
