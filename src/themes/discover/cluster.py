"""Candidates: communities of the graph of shared neighbours, by Leiden, held to a size that people can read.

Leiden (Traag, Waltman and van Eck 2019) by graspologic-native: ten iterations and the best of twenty trials, since
one of each agreed with itself only at .74 from seed to seed. It puts every segment somewhere; the rules of
``sizes`` follow, and ``unplaced`` says which segments have no near neighbour at all.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from themes.discover.neighbours import Graph, Neighbours

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RESOLUTION = 1.0
"""Where Leiden begins: modularity as Newman defined it."""

_ITERATIONS = 10
_TRIALS = 20
_LADDER = 1.35
_STEPS_UP_OR_DOWN = 6

NEAR = 0.35
"""A segment is unplaced whose five nearest segments have a mean cosine below this."""

MOST_UNPLACED = 0.2
"""Of all segments at most this share is left unplaced: the farthest ones."""

_NEAREST_THAT_COUNT = 5


def communities(
    graph: Graph, *, seed: int, at_least: int, at_most: int, smallest: int
) -> tuple[NDArray[np.int64], float]:
    """The communities of a graph, as many of them as are asked for where some resolution gives that.

    Args:
        graph: n segments and how many neighbours they share.
        seed: For Leiden's random choices.
        at_least: Fewest communities wanted.
        at_most: Most communities wanted.
        smallest: Communities of fewer segments do not count.

    Returns:
        The number of each segment's community, (n,), in order of first appearance; and the resolution.
    """
    resolution = RESOLUTION
    found = leiden(graph, resolution=resolution, seed=seed)
    for _ in range(_STEPS_UP_OR_DOWN):
        n_counted = sum(1 for size in sizes_of(found) if size >= smallest)
        if at_least <= n_counted <= at_most:
            break
        resolution = round(resolution * _LADDER if n_counted < at_least else resolution / _LADDER, 4)
        found = leiden(graph, resolution=resolution, seed=seed)
    return found, resolution


def leiden(graph: Graph, *, resolution: float, seed: int, trials: int = _TRIALS) -> NDArray[np.int64]:
    """Leiden's best partition of a graph.

    Args:
        graph: n segments; those without an edge become communities of one.
        resolution: Higher gives more communities.
        seed: For its random choices.
        trials: Independent runs, of which the best is kept.

    Returns:
        The number of each segment's community, (n,), in order of first appearance.
    """
    import numpy as np  # noqa: PLC0415
    from graspologic_native import leiden_csr  # noqa: PLC0415

    n = len(graph.starts) - 1
    if len(graph.others) == 0:
        return np.arange(n)

    def once(trial: int) -> tuple[float, dict[int, int]]:
        quality, found = leiden_csr(
            graph.starts,
            graph.others,
            graph.weights,
            n,
            resolution=resolution,
            iterations=_ITERATIONS,
            seed=seed * _TRIALS + trial,
        )
        return round(quality, 9), found

    # Each trial has its own seed, so that the answer does not hang on how many run at once; it lets go of the GIL.
    with ThreadPoolExecutor(max_workers=min(trials, os.cpu_count() or 1)) as pool:
        tried = list(pool.map(once, range(trials)))
    found = max(tried, key=lambda one: one[0])[1]
    # Isolated segments are not in the answer: each is added back alone.
    alone = max(found.values(), default=-1) + 1
    return renumbered(np.array([found.get(at, alone + at) for at in range(n)], dtype=np.int64))


def within(graph: Graph, members: NDArray[np.int64]) -> Graph:
    """The part of a graph that lies among the given segments.

    Args:
        graph: n segments.
        members: Ascending positions of m of them.

    Returns:
        A graph of m segments, in the order of ``members``.
    """
    import numpy as np  # noqa: PLC0415

    n = len(graph.starts) - 1
    place = np.full(n, -1, dtype=np.int64)
    place[members] = np.arange(len(members))
    rows = place[np.repeat(np.arange(n), np.diff(graph.starts))]
    columns = place[graph.others]
    kept = (rows >= 0) & (columns >= 0)
    starts = np.zeros(len(members) + 1, dtype=np.int64)
    np.cumsum(np.bincount(rows[kept], minlength=len(members)), out=starts[1:])
    return Graph(starts=starts, others=columns[kept].astype(np.int32), weights=graph.weights[kept])


def unplaced(neighbours: Neighbours) -> NDArray[np.bool_]:
    """Which segments have no near neighbour: the mean cosine of their five nearest is below ``NEAR``.

    At most ``MOST_UNPLACED`` of all, the farthest first, the later segment where two are as far.

    Args:
        neighbours: The nearest segments of n segments.

    Returns:
        (n,) of truth values.
    """
    import numpy as np  # noqa: PLC0415

    near = neighbours.similarity[:, :_NEAREST_THAT_COUNT].astype(np.float64).mean(axis=1).round(6)
    n = len(near)
    farthest = np.lexsort((-np.arange(n), near))[: int(MOST_UNPLACED * n)]
    result = np.zeros(n, dtype=bool)
    result[farthest] = near[farthest] < NEAR
    return result


def sizes_of(found: NDArray[np.int64]) -> list[int]:
    """How many segments each community holds."""
    import numpy as np  # noqa: PLC0415

    return [int(size) for size in np.bincount(found)]


def renumbered(found: NDArray[np.int64]) -> NDArray[np.int64]:
    """The same communities numbered 0, 1, … in order of first appearance; below 0 (unplaced) stays -1.

    Args:
        found: (n,) of any whole numbers.

    Returns:
        (n,).
    """
    import numpy as np  # noqa: PLC0415

    number: dict[int, int] = {}
    return np.array([number.setdefault(int(old), len(number)) if old >= 0 else -1 for old in found], dtype=np.int64)
