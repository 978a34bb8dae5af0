"""Vectors drawn towards those of their neighbours, and to the few directions in which a study varies.

A single quotation says its matter in its own words; what stands around it in meaning says what the matter is. Each
vector moves towards the mean of those with which it shares neighbours, a few times over (diffusion on the graph), which
rests groups on where many segments lie and not on single ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from themes.discover.context import blocks, unit
from themes.discover.neighbours import Graph

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHARE = 0.7
ROUNDS = 3
DIRECTIONS = 40
"""Chosen, with the two above, on usability_interviews P1 to P11 and half of nhs_feedback (benchmarks/RESULTS.md)."""

COMPARED = 128
"""In so many directions segments are compared with each other: as good as in all 484, in a third of the time."""

_EDGES_AT_ONCE = 16_384


def smoothed(
    vectors: NDArray[np.float32], graph: Graph, *, share: float = SHARE, rounds: int = ROUNDS
) -> NDArray[np.float64]:
    """Each vector with a share of the mean of its neighbours', several times over.

    Args:
        vectors: (n, d), rows of length 1.
        graph: Of shared neighbours, every segment with an edge.
        share: How much of the neighbours, in [0, 1].
        rounds: How often.

    Returns:
        (n, d), rows of length 1.
    """
    import numpy as np  # noqa: PLC0415

    n = len(vectors)
    result: NDArray[np.floating] = vectors
    per_row = max(1, int(np.diff(graph.starts).max(initial=1)))
    rows_at_once = max(1, _EDGES_AT_ONCE // per_row)
    for _ in range(rounds):
        moved = np.empty(vectors.shape)
        for first in range(0, n, rows_at_once):
            last = min(n, first + rows_at_once)
            edges = slice(int(graph.starts[first]), int(graph.starts[last]))
            weighed = result[graph.others[edges]] * graph.weights[edges, None]
            around = unit(np.add.reduceat(weighed, graph.starts[first:last] - graph.starts[first], axis=0))
            moved[first:last] = unit((1 - share) * vectors[first:last].astype(np.float64) + share * around)
        result = moved
    return result.astype(np.float64, copy=False)


def set_apart(vectors: NDArray[np.float32], *, directions: int = COMPARED) -> NDArray[np.float32]:
    """Vectors without what all of them have in common, in the directions in which they vary most.

    All segments of a study are near each other, as they are about one subject; a segment near to the middle is then a
    neighbour of everybody (a hub: Radovanovic et al. 2010). Without the mean neighbours are those that say the same.

    Args:
        vectors: (n, d), rows of length 1.
        directions: How many, at most d.

    Returns:
        (n, directions), rows of length 1 (0 where nothing is left).
    """
    import numpy as np  # noqa: PLC0415

    mean = vectors.mean(axis=0, dtype=np.float64)
    axes = axes_of(vectors, mean, directions)
    # Rounded, so that of vectors that are all the same nothing is left, and not the last digit of their mean.
    rest = ((vectors[rows] - mean).round(7) for rows in blocks(len(vectors)))
    return np.vstack([unit(part @ axes).astype(np.float32) for part in rest])


def principal(vectors: NDArray[np.float64], *, directions: int = DIRECTIONS) -> NDArray[np.float32]:
    """Vectors in the directions in which they vary most.

    Args:
        vectors: (n, d), rows of length 1.
        directions: How many, at most d.

    Returns:
        (n, directions), rows of length 1.
    """
    return unit(vectors @ axes_of(vectors, vectors.mean(axis=0), directions)).astype("float32")


def axes_of(vectors: NDArray[np.floating], mean: NDArray[np.float64], directions: int) -> NDArray[np.float64]:
    """The directions in which vectors vary most around their mean; (d, directions)."""
    import numpy as np  # noqa: PLC0415

    products = np.zeros((len(mean), len(mean)))
    for rows in blocks(len(vectors)):
        part = vectors[rows] - mean
        products += part.T @ part
    _, axes = np.linalg.eigh(products)
    kept = axes[:, ::-1][:, :directions]
    # An axis has no sign of its own: its largest part is positive, whatever the library gave.
    largest = np.abs(kept).argmax(axis=0)
    signed: NDArray[np.float64] = kept * np.sign(kept[largest, np.arange(kept.shape[1])])
    return signed
