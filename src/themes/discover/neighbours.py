"""Who is nearest to whom, exactly, and how many neighbours two segments share.

The same in every process and with any number of threads: vectors are rounded to whole 2048ths first, so that every
product and every partial sum of a similarity is a whole number below 2 ** 24, which float32 holds exactly in whatever
order a matrix product adds them up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_STEPS = 2048
_ROWS_AT_ONCE = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """The k nearest of n segments: ``index`` (n, k), nearest first, and their ``similarity`` (n, k), cosine."""

    index: NDArray[np.int64]
    similarity: NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """An undirected graph of n segments as a symmetric sparse matrix in compressed rows.

    ``starts`` (n + 1,) says where each row begins in ``others`` and ``weights`` (e,).
    """

    starts: NDArray[np.int64]
    others: NDArray[np.int32]
    weights: NDArray[np.float64]


def rounded(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Vectors of length 1 as whole numbers of 2048ths.

    Args:
        vectors: (n, d), rows of length 1.

    Returns:
        (n, d), whole numbers.
    """
    import numpy as np  # noqa: PLC0415

    whole: NDArray[np.float32] = np.rint(np.asarray(vectors, dtype=np.float32) * np.float32(_STEPS))
    return whole


def nearest(vectors: NDArray[np.float32], *, k: int) -> Neighbours:
    """The k nearest other rows of every row, by cosine; of equally near ones the earlier row.

    Args:
        vectors: (n, d), rows of length 1.
        k: How many; at most n - 1 are given.

    Returns:
        Index and similarity, (n, k) each.
    """
    import numpy as np  # noqa: PLC0415

    whole = rounded(vectors)
    n = len(whole)
    k = min(k, n - 1)
    index = np.empty((n, k), dtype=np.int64)
    similarity = np.empty((n, k), dtype=np.float32)
    positions = np.arange(n, dtype=np.int64)
    for first in range(0, n, _ROWS_AT_ONCE):
        rows = positions[first : first + _ROWS_AT_ONCE]
        likeness = whole[rows] @ whole.T
        # One whole number for likeness and position, so that no two are equal and no tie is left to chance.
        key = likeness.astype(np.int64) * n - positions
        key[np.arange(len(rows)), rows] = np.iinfo(np.int64).min
        best = np.argpartition(key, n - k, axis=1)[:, n - k :]
        order = np.argsort(-np.take_along_axis(key, best, axis=1), axis=1)
        best = np.take_along_axis(best, order, axis=1)
        index[rows] = best
        similarity[rows] = np.take_along_axis(likeness, best, axis=1) / np.float32(_STEPS * _STEPS)
    return Neighbours(index=index, similarity=similarity)


def shared(neighbours: Neighbours, *, k: int) -> Graph:
    """The graph of shared nearest neighbours (Jarvis and Patrick 1973; weights as Jaccard's index, in hundredths).

    Two segments are joined where one is among the k nearest of the other; the weight says what part of the
    neighbours of both (each counted as its own neighbour) they have in common.

    Args:
        neighbours: At least k neighbours a segment, or all others.
        k: How many of them count.

    Returns:
        A symmetric graph without loops; every segment has at least one edge.
    """
    import numpy as np  # noqa: PLC0415

    near = neighbours.index[:, :k]
    n, k = near.shape
    own = np.sort(np.column_stack((near, np.arange(n))), axis=1)
    one = np.repeat(np.arange(n), k)
    pairs = np.unique(np.minimum(one, near.ravel()) * n + np.maximum(one, near.ravel()))
    low, high = pairs // n, pairs % n
    weights = np.empty(len(pairs))
    for first in range(0, len(pairs), _ROWS_AT_ONCE * 8):
        some = slice(first, first + _ROWS_AT_ONCE * 8)
        common = (own[low[some]][:, :, None] == own[high[some]][:, None, :]).sum(axis=(1, 2))
        weights[some] = np.rint(100 * common / (2 * (k + 1) - common))
    rows = np.concatenate((low, high))
    columns = np.concatenate((high, low))
    order = np.lexsort((columns, rows))
    starts = np.zeros(n + 1, dtype=np.int64)
    np.cumsum(np.bincount(rows, minlength=n), out=starts[1:])
    return Graph(
        starts=starts,
        others=columns[order].astype(np.int32),
        weights=np.concatenate((weights, weights))[order],
    )
