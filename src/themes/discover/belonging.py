"""How firmly a segment belongs anywhere, and which belong nowhere.

A segment that hardly any other is like says nothing that others say too, or a little of several matters. It is left out
where even those that are likest it are less like it than ``FIRM``. Nothing is lost: it is shown as unplaced.

This is asked before there are groups, and the tree is of those that stay. Asked of the groups that were found, it hung
on where they were cut: of two cuts that are as good one has a loose group, the other spreads its segments, and a dozen
of them were placed with the one and unplaced with the other (benchmarks/RESULTS.md, "Third round: two seeds").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from themes.discover.likeness import SAME

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FIRM = 0.6
"""A segment is unplaced whose likest are less like it than this, on average (cosine, of vectors drawn together)."""

MOST_UNPLACED = 0.2
"""Of all segments at most this share is left unplaced: those that belong the least."""


def likest(n: int, *, n_groups: int) -> int:
    """How many others a segment must be like: half as many as a group holds.

    >>> likest(500, n_groups=14)
    17
    """
    return max(1, n // (2 * n_groups))


def firmness(alike: NDArray[np.uint16], *, others: int) -> NDArray[np.float64]:
    """How like it those segments are that are likest it, on average.

    Args:
        alike: (n, n), how like each other every two segments are, at most ``SAME``.
        others: How many others each is held against, itself left out; at most n - 1.

    Returns:
        (n,) in [0, 1]; 0 for a segment alone.
    """
    import numpy as np  # noqa: PLC0415

    n = len(alike)
    others = min(others, n - 1)
    if others < 1:
        return np.zeros(n)
    apart = alike.copy()
    np.fill_diagonal(apart, 0)
    most = np.partition(apart, n - others, axis=1)[:, n - others :]
    # A sum of whole numbers: the same in any order.
    firm: NDArray[np.float64] = most.sum(axis=1, dtype=np.int64) / (others * SAME)
    return firm


def unplaced(firm: NDArray[np.float64], *, below: float = FIRM, at_most: float = MOST_UNPLACED) -> NDArray[np.bool_]:
    """Which segments belong to no group: the least firm of those below a threshold, the later one of two as firm.

    Args:
        firm: (n,), how firmly each belongs to its group.
        below: The threshold.
        at_most: Of all segments at most this share.

    Returns:
        (n,) of truth values.
    """
    import numpy as np  # noqa: PLC0415

    n = len(firm)
    least = np.lexsort((-np.arange(n), firm))[: int(at_most * n)]
    result = np.zeros(n, dtype=bool)
    result[least] = firm[least] < below
    return result
