"""Groups within groups: which two are joined next when those that are most alike are joined first.

Average linkage over how like each other segments are; cut anywhere, it gives a layer, and a coarser layer only joins
groups of a finer one. Nothing in it is drawn: another order of the segments, or another seed, gives the same tree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from themes.discover.likeness import SAME

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The joinings of n segments, the closest first.

    ``pairs`` (n - 1, 2): a segment of each of the two groups that are joined; ``height`` (n - 1,): how like each other
    their segments are on average, in [0, 1], descending.
    """

    pairs: NDArray[np.int64]
    height: NDArray[np.float64]


def average_linkage(alike: NDArray[np.uint16]) -> Tree:
    """The tree of average linkage, by chains of nearest neighbours (Murtagh 1983), exact.

    Args:
        alike: (n, n), how like each other every two segments are, at most ``SAME``.

    Returns:
        n - 1 joinings.
    """
    import numpy as np  # noqa: PLC0415

    n = len(alike)
    # Sums of whole numbers: the same in any order.
    sums = alike.astype(np.float64)
    sizes = np.ones(n)
    gone = np.zeros(n, dtype=bool)
    pairs: list[tuple[int, int]] = []
    height: list[float] = []
    chain: list[int] = []
    while len(pairs) < n - 1:
        if not chain:
            chain.append(int(np.flatnonzero(~gone)[0]))
        at = chain[-1]
        mean = sums[at] / sizes
        mean[gone] = -1.0
        mean[at] = -1.0
        best = int(mean.argmax())
        # Of equals the one before in the chain, so that the chain ends.
        if len(chain) > 1 and mean[chain[-2]] >= mean[best]:
            best = chain[-2]
        if len(chain) == 1 or best != chain[-2]:
            chain.append(best)
            continue
        del chain[-2:]
        pairs.append((at, best))
        height.append(mean[best] / sizes[at] / SAME)
        low, high = min(at, best), max(at, best)
        sums[low] += sums[high]
        sums[:, low] += sums[:, high]
        sizes[low] += sizes[high]
        gone[high] = True
    order = np.argsort(-np.round(height, 9), kind="stable")
    return Tree(
        pairs=np.array(pairs, dtype=np.int64).reshape(-1, 2)[order],
        height=np.array(height, dtype=np.float64)[order],
    )


def cut(tree: Tree, n_groups: int) -> NDArray[np.int64]:
    """The layer of so many groups.

    Args:
        tree: Of n segments.
        n_groups: How many groups; at least 1, at most n.

    Returns:
        (n,), numbered in order of first appearance.
    """
    import numpy as np  # noqa: PLC0415

    n = len(tree.pairs) + 1
    parent = list(range(n))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for one, other in tree.pairs[: n - max(1, min(n_groups, n))].tolist():
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    number: dict[int, int] = {}
    return np.array([number.setdefault(root(at), len(number)) for at in range(n)], dtype=np.int64)
