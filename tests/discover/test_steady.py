"""How steady a candidate is: found again with a tenth left out, or not."""

from __future__ import annotations

import numpy as np
import pytest
from study import study

from themes.discover.grouping import group
from themes.discover.steady import likeness, stabilities
from themes.model import Candidate


def test_matters_that_lie_apart_are_found_again_whole():
    segments, words, vectors, _ = study(160, noise=0.3)
    assert {1.0} == set(stabilities(segments, vectors, group(segments, words, vectors).found, times=2))


def test_groups_in_noise_are_not_found_again():
    segments, _, _, _ = study(80)
    said = [""] * 80
    noise = np.random.default_rng(2).normal(size=(80, 64)).astype(np.float32)
    noise /= np.linalg.norm(noise, axis=1, keepdims=True)
    assert np.mean(stabilities(segments, noise, group(segments, said, noise).found, times=2)) < 0.6


def test_likeness_is_the_share_in_common_with_the_most_alike_group():
    found, other = np.array([0, 0, 0, 1, 1, -1]), np.array([2, 2, 0, 1, 1, 1])
    assert [2 / 3, 2 / 3] == pytest.approx(likeness(found, other, 2).tolist())


def test_a_candidate_that_is_left_out_is_like_nothing():
    assert [1.0, 0.0] == likeness(np.array([0, 0]), np.array([0, 0]), 2).tolist()


@pytest.mark.parametrize(
    ("stability", "words"), [(0.75, "strong"), (0.74, "fair"), (0.6, "fair"), (0.59, "weak"), (None, None)]
)
def test_a_stability_is_told_in_words(stability: float | None, words: str | None):
    candidate = Candidate(
        id="c", run_id="r", rank=1, name="n", phrases=(), key_words=(), n_segments=9, n_cases=3, stability=stability
    )
    assert words == candidate.steadiness
