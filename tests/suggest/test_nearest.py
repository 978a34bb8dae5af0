"""Suggestions: the segments nearest to what is confirmed."""

from __future__ import annotations

import numpy as np

from themes.suggest import DEFINITION, nearest

SEGMENTS = np.array([[0, 1], [1, 0], [0.8, 0.6], [1, 0]], dtype=np.float32)
CONFIRMED = np.array([[0.6, 0.8], [1, 0]], dtype=np.float32)


def test_the_nearest_segments_come_first_with_the_quotation_that_they_are_near():
    assert [(1, 1.0, 1), (3, 1.0, 1), (2, 0.96, 0)] == nearest(CONFIRMED, SEGMENTS, limit=3)


def test_the_definition_counts_as_one_more_quotation():
    definition = np.array([0, 1], dtype=np.float32)
    assert [(0, 1.0, DEFINITION)] == nearest(CONFIRMED, SEGMENTS, definition=definition, limit=1)


def test_a_definition_alone_is_enough():
    definition = np.array([1, 0], dtype=np.float32)
    assert [1, 3] == [at for at, _, _ in nearest(CONFIRMED[:0], SEGMENTS, definition=definition, limit=2)]


def test_nothing_confirmed_and_no_definition_suggests_nothing():
    assert [] == nearest(CONFIRMED[:0], SEGMENTS, limit=5)


def test_no_segments_suggest_nothing():
    assert [] == nearest(CONFIRMED, SEGMENTS[:0], limit=5)
