"""Which segments belong anywhere firmly, and which nowhere."""

from __future__ import annotations

import numpy as np

from themes.discover.belonging import FIRM, MOST_UNPLACED, firmness, unplaced
from themes.discover.likeness import SAME

# Two and two alike, the fifth a little like either.
ALIKE = (
    np.array(
        [
            [10, 9, 0, 0, 3],
            [9, 10, 0, 0, 3],
            [0, 0, 10, 8, 1],
            [0, 0, 8, 10, 1],
            [3, 3, 1, 1, 10],
        ]
    )
    * (SAME // 10)
).astype(np.uint16)


def test_firmness_is_the_likeness_to_those_that_are_likest():
    assert [0.6, 0.6, 0.45, 0.45, 0.3] == firmness(ALIKE, others=2).round(2).tolist()


def test_a_segment_does_not_speak_for_itself():
    assert [0.0] == firmness(ALIKE[:1, :1], others=2).tolist()


def test_of_two_segments_each_is_held_against_the_other():
    assert [0.9, 0.9] == firmness(ALIKE[:2, :2], others=8).round(2).tolist()


def test_a_segment_that_nothing_is_like_is_unplaced():
    assert [False, False, False, False, True] == unplaced(firmness(ALIKE, others=1)).tolist()


def test_nothing_is_unplaced_that_belongs_firmly():
    assert not unplaced(np.full(100, FIRM)).any()


def test_at_most_a_fifth_is_unplaced_and_of_equals_the_later():
    left_out = unplaced(np.zeros(10))
    assert (int(MOST_UNPLACED * 10), [8, 9]) == (left_out.sum(), np.flatnonzero(left_out).tolist())


def test_the_least_firm_are_left_out_first():
    assert [1, 3] == np.flatnonzero(unplaced(np.array([0.3, 0.1, 0.9, 0.2, *[0.8] * 6]))).tolist()
