"""Broader and finer: layers of one hierarchy around the candidates that are shown."""

from __future__ import annotations

import time

import numpy as np
import pytest
from study import study

from themes.discover.grouping import prepare, regroup
from themes.discover.hierarchy import Hierarchy, hierarchy


@pytest.fixture(scope="module")
def layers() -> Hierarchy:
    segments, _, vectors, _ = study(300, noise=1.6)
    prepared = prepare(segments, vectors)
    return hierarchy(regroup(prepared), prepared.alike, smallest=4, broadest=2, finest=20)


def test_the_layer_of_as_many_groups_as_are_shown_is_what_is_shown(layers: Hierarchy):
    pairs = set(zip(layers.found.tolist(), layers.at(layers.shown).tolist(), strict=True))
    assert len(pairs) == len({one for one, _ in pairs})


def test_there_is_a_layer_for_every_number_between_the_broadest_and_the_finest(layers: Hierarchy):
    assert layers.broadest < layers.shown < layers.finest
    for n in range(layers.broadest, layers.finest + 1):
        assert n == int(layers.at(n).max()) + 1


def test_every_layer_is_part_of_the_next(layers: Hierarchy):
    for n in range(layers.broadest, layers.finest):
        broader, finer = layers.at(n), layers.at(n + 1)
        assert n + 1 == len({pair for pair in zip(broader.tolist(), finer.tolist(), strict=True) if pair[1] >= 0})


def test_the_unplaced_stay_unplaced_in_every_layer(layers: Hierarchy):
    found = layers.found.copy()
    found[:5] = -1
    other = Hierarchy(found=found, joins=layers.joins, splits=())
    assert [-1] * 5 == other.at(layers.broadest)[:5].tolist()


def test_moving_to_another_layer_takes_less_than_a_tenth_of_a_second(layers: Hierarchy):
    began = time.process_time()
    for n in range(layers.broadest, layers.finest):
        layers.at(n)
    assert (time.process_time() - began) / (layers.finest - layers.broadest) < 0.1


def test_a_number_beyond_the_layers_gives_the_nearest(layers: Hierarchy):
    assert np.array_equal(layers.at(1000), layers.at(layers.finest))
