"""Vectors without what they have in common, in fewer directions."""

from __future__ import annotations

import numpy as np

from themes.discover.context import unit
from themes.discover.smoothing import principal, set_apart


def around_one_subject(n: int = 40, d: int = 20) -> np.ndarray:
    """Vectors that share most of what they say: cosine .9 and more."""
    own = np.random.default_rng(3).normal(size=(n, d))
    return unit(own + 15.0).astype(np.float32)


def test_set_apart_takes_out_what_all_have_in_common():
    vectors = around_one_subject()
    apart = set_apart(vectors, directions=20)
    assert (vectors @ vectors.T).mean() > 0.9
    assert abs(float((apart @ apart.T).mean())) < 0.05


def test_set_apart_keeps_who_is_near_to_whom():
    vectors = around_one_subject()
    twins = np.vstack((vectors, vectors[:1] + 0.001)).astype(np.float32)
    likeness = set_apart(twins, directions=20) @ set_apart(twins, directions=20)[0]
    assert 40 == int(likeness[1:].argmax()) + 1


def test_of_vectors_that_are_all_the_same_nothing_is_left():
    assert not set_apart(np.repeat(around_one_subject(1), 7, axis=0)).any()


def test_rows_are_of_length_one_in_as_many_directions_as_asked_for():
    vectors = around_one_subject()
    for found in (set_apart(vectors, directions=5), principal(vectors.astype(np.float64), directions=5)):
        assert (40, 5) == found.shape
        assert np.allclose(1, np.linalg.norm(found, axis=1), atol=1e-5)
