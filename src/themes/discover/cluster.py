"""Communities of the graph of shared neighbours, by Leiden, where a group is too large and must be split from within.

Leiden (Traag, Waltman and van Eck 2019) by graspologic-native: ten iterations and the best of twenty trials, since
one of each agreed with itself only at .74 from seed to seed. It puts every segment somewhere.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from themes.discover.neighbours import Graph

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ITERATIONS = 10
_TRIALS = 20


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
