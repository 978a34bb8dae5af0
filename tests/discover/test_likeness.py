"""How like each other segments are, in whole numbers."""

from __future__ import annotations

import numpy as np
from study import study

from themes.discover.likeness import SAME, likenesses


def test_it_is_the_cosine_of_each_pair_both_ways():
    _, _, vectors, _ = study(80)
    alike = likenesses(vectors)
    assert np.abs(alike / SAME - np.clip(vectors @ vectors.T, 0, 1)).max() < 0.004
    assert (alike == alike.T).all()


def test_segments_of_which_nothing_is_left_that_sets_them_apart_are_the_same():
    vectors = np.array([[1, 0], [0, 0], [0, 0]], dtype=np.float32)
    assert [[SAME, 0, 0], [0, SAME, SAME], [0, SAME, SAME]] == likenesses(vectors).tolist()


def test_vectors_that_point_apart_are_not_alike_at_all():
    assert 0 == likenesses(np.array([[1, 0], [-1, 0]], dtype=np.float32))[0, 1]


def test_segments_about_one_matter_are_more_alike():
    _, _, vectors, about = study(160, noise=0.6)
    alike, same = likenesses(vectors), np.equal.outer(about, about)
    assert alike[same].mean() > 3 * alike[~same].mean()


def test_a_pair_is_as_alike_beside_others_as_alone():
    _, _, vectors, _ = study(600)
    assert (likenesses(vectors)[500:520, 500:520] == likenesses(vectors[500:520])).all()
