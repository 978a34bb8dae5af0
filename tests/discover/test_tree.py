"""The tree of groups: what belongs together most is joined first, and every layer is part of the next."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from study import study

from themes.discover.likeness import SAME, likenesses
from themes.discover.tree import average_linkage, cut


def alike(n: int = 60) -> NDArray[np.uint16]:
    _, _, vectors, _ = study(n, noise=1.0)
    return likenesses(vectors)


def test_heights_are_those_of_joining_the_closest_pair_of_groups_each_time():
    # Numbers so many that no two are equal, as the order of equals is free.
    random = np.random.default_rng(4).integers(60_000, size=(40, 40)).astype(np.uint16)
    several = np.triu(random, 1) + np.triu(random, 1).T
    table = several.astype(float)
    groups = [[at] for at in range(len(table))]
    expected = []
    while len(groups) > 1:
        means = [
            (table[np.ix_(one, other)].mean(), a, a + 1 + b)
            for a, one in enumerate(groups)
            for b, other in enumerate(groups[a + 1 :])
        ]
        height, a, b = max(means, key=lambda found: found[0])
        expected.append(height)
        groups[a] = groups[a] + groups.pop(b)
    assert np.allclose(np.array(expected) / SAME, average_linkage(several).height)


def test_a_layer_has_as_many_groups_as_asked_for():
    tree = average_linkage(alike())
    assert [1, 2, 7, 60] == [len(set(cut(tree, n).tolist())) for n in (0, 2, 7, 99)]


def test_a_coarser_layer_only_joins_groups_of_a_finer_one():
    tree = average_linkage(alike())
    for n in range(2, 20):
        finer, coarser = cut(tree, n), cut(tree, n - 1)
        assert n == len(set(zip(finer.tolist(), coarser.tolist(), strict=True)))


def test_identical_segments_are_joined_at_once_and_in_the_same_way():
    same = np.full((5, 5), SAME, dtype=np.uint16)
    assert ([1.0] * 4, 1) == (
        average_linkage(same).height.tolist(),
        len(set(cut(average_linkage(same), 1))),
    )


def test_another_order_of_the_segments_gives_the_same_groups():
    several = alike(120)
    order = np.random.default_rng(3).permutation(120)
    for n in (4, 8, 20):
        found, other = cut(average_linkage(several), n), cut(average_linkage(several[np.ix_(order, order)]), n)
        assert n == len(set(zip(found[order].tolist(), other.tolist(), strict=True)))
