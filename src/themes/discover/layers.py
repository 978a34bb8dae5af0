"""Layers of a tree as groups that people can read: few broad ones, many fine ones, from what was computed once."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from themes.discover.cluster import renumbered
from themes.discover.tree import Tree, cut

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ROUNDS = 5
# Two groups as like each other as this are one: halves of one matter are more alike, two matters less.
_ONE_GROUP = 0.62
# A layer of n groups of a readable size is looked for among cuts into at most this many times n, crumbs included.
_FINEST = 6


def how_many(n: int, *, at_least: int, at_most: int) -> int:
    """The number of groups that is aimed at for n segments: 8 at 150, 14 at 500, 25 at 1,600.

    >>> [how_many(n, at_least=6, at_most=25) for n in (150, 500, 1600, 2000)]
    [8, 14, 25, 25]
    """
    return max(at_least, min(at_most, round(math.sqrt(n) / 1.6)))


def plain_groups(tree: Tree) -> int:
    """The number of groups below which the tree should not be cut: those whose halves are nearly one.

    Args:
        tree: Of n segments.
    """
    return int((tree.height < _ONE_GROUP).sum()) + 1


def layer(tree: Tree, alike: NDArray[np.uint16], *, n_groups: int, smallest: int) -> NDArray[np.int64]:
    """A layer of so many groups of a readable size, where the tree has that many.

    Groups that are too small join the one that is most like them; then each segment moves to the group whose segments
    are most like it, until none moves.

    Args:
        tree: Of n segments.
        alike: (n, n), how like each other every two segments are.
        n_groups: How many groups.
        smallest: The fewest segments of a group.

    Returns:
        (n,), numbered in order of first appearance.
    """
    import numpy as np  # noqa: PLC0415

    found = cut(tree, n_groups)
    for finer in range(n_groups, n_groups * _FINEST):
        found = cut(tree, finer)
        if int((np.bincount(found) >= smallest).sum()) >= n_groups:
            break
    found = _without_crumbs(found, alike, smallest)
    for _ in range(_ROUNDS):
        # A segment does not speak for its own group: nothing is as like it as itself.
        moved = renumbered(mean_likeness(found, alike).argmax(axis=1))
        if (moved == found).all():
            break
        found = moved
    return found


def _without_crumbs(found: NDArray[np.int64], alike: NDArray[np.uint16], smallest: int) -> NDArray[np.int64]:
    """The smallest group joins that which is most like it, until none is too small."""
    import numpy as np  # noqa: PLC0415

    sizes = np.bincount(found).astype(np.float64)
    membership = _membership(found)
    # How like each other the segments of two groups are, summed: whole numbers, joined by adding.
    between = membership.T @ (alike.astype(np.float32) @ membership).astype(np.float64)
    joined = np.arange(len(sizes))
    alive = np.ones(len(sizes), dtype=bool)
    while alive.sum() > 1:
        smallest_one = int(np.where(alive, sizes, np.inf).argmin())
        if sizes[smallest_one] >= smallest:
            break
        mean = np.where(alive, between[smallest_one] / sizes, -1.0)
        mean[smallest_one] = -1.0
        into = int(mean.argmax())
        between[into] += between[smallest_one]
        between[:, into] += between[:, smallest_one]
        sizes[into] += sizes[smallest_one]
        alive[smallest_one] = False
        joined[joined == smallest_one] = into
    return renumbered(joined[found])


def mean_likeness(found: NDArray[np.int64], alike: NDArray[np.uint16]) -> NDArray[np.float64]:
    """How like each segment those of each group are on average, itself left out; (n, groups)."""
    import numpy as np  # noqa: PLC0415

    membership = _membership(found)
    # Below 2 ** 24 where a group holds fewer than 4,096 segments: exact in whatever order they are added.
    sums = (alike.astype(np.float32) @ membership).astype(np.float64)
    rows = np.arange(len(found))
    sums[rows, found] -= alike[rows, rows]
    sizes = np.tile(membership.sum(axis=0).astype(np.float64), (len(found), 1))
    sizes[rows, found] -= 1
    mean: NDArray[np.float64] = sums / np.maximum(sizes, 1)
    return mean


def _membership(found: NDArray[np.int64]) -> NDArray[np.float32]:
    """One where a segment is in a group; (n, groups)."""
    import numpy as np  # noqa: PLC0415

    result = np.zeros((len(found), int(found.max()) + 1), dtype=np.float32)
    result[np.arange(len(found)), found] = 1
    return result
