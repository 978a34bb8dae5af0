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
# Rows times segments that are compared at a time: 100 MB in all, however many segments there are.
_PAIRS_AT_ONCE = 12_000_000
_EDGES_AT_ONCE = 4096


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
    rows_at_once = max(1, _PAIRS_AT_ONCE // n)
    for first in range(0, n, rows_at_once):
        last = min(n, first + rows_at_once)
        likeness = whole[first:last] @ whole.T
        likeness[np.arange(last - first), np.arange(first, last)] = -np.inf  # nobody is a neighbour of itself
        row, other = _best(likeness, k)
        found = likeness[row, other]
        order = np.lexsort((other, -found, row))
        index[first:last] = other[order].reshape(-1, k)
        similarity[first:last] = found[order].reshape(-1, k) / np.float32(_STEPS * _STEPS)
    return Neighbours(index=index, similarity=similarity)


def _best(likeness: NDArray[np.float32], k: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The k largest of each row, the earlier of equals: their rows and columns, (rows * k,) each, row by row.

    By the k-th largest value: likeness and position in one number of eight bytes, parted, took three times the memory.
    """
    import numpy as np  # noqa: PLC0415

    least = np.partition(likeness, -k, axis=1)[:, -k]
    row, column = np.divmod(np.flatnonzero(likeness >= least[:, None]), likeness.shape[1])
    # Thousands may be as near as the k-th, where many answer "none": of these the first ones fill the k.
    equal = likeness[row, column] == least[row]
    starts = np.searchsorted(row, np.arange(len(likeness)))
    n_equal = np.cumsum(equal)
    n_before = (n_equal - equal)[starts]
    n_above = np.bincount(row[~equal], minlength=len(likeness))
    kept = ~equal | (n_equal - n_before[row] <= (k - n_above)[row])
    return row[kept], column[kept]


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
    for first in range(0, len(pairs), _EDGES_AT_ONCE):
        some = slice(first, first + _EDGES_AT_ONCE)
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
