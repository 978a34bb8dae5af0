"""How steady each candidate is: whether it is found again when a tenth of the segments is left out.

The mean, over a few such runs, of how much of the candidate and of its nearest group are the same segments (Jaccard's
index; Hennig 2007, Cluster-wise assessment of cluster stability). ``Candidate.steadiness`` says it in words.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from themes.discover.grouping import prepare, regroup
from themes.discover.smoothing import principal
from themes.model import Segment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TIMES = 5
"""How often a tenth is left out: five runs over 1,800 segments take three seconds of one core."""

_LEFT_OUT = 0.1
_DIRECTIONS = 100
_MOST_FOR_THE_TREE = 800
# Of a larger study so many segments stand for the whole: comparing 48,000 five times over would take too long.
_MOST_COMPARED = 3000


def stabilities(
    segments: Sequence[Segment],
    vectors: NDArray[np.float32],
    found: NDArray[np.int64],
    *,
    seed: int = 1,
    times: int = TIMES,
) -> tuple[float, ...]:
    """How far each candidate is found again with a tenth left out, in [0, 1], to two places.

    Args:
        segments: n segments.
        vectors: (n, d), the vector of each, of length 1.
        found: (n,), the candidate of each, 0 first, -1 where unplaced.
        seed: For what is left out.
        times: How often.

    Returns:
        One share a candidate, in order.
    """
    import numpy as np  # noqa: PLC0415

    n = len(segments)
    # A hundred directions tell the segments apart nearly as well as all, in a third of the time.
    few = principal(np.asarray(vectors, dtype=np.float64), directions=_DIRECTIONS)
    n_candidates = int(found.max(initial=-1)) + 1

    def again(nth: int) -> NDArray[np.float64]:
        staying = np.sort(
            np.random.default_rng((seed, nth)).permutation(n)[: min(n - int(_LEFT_OUT * n), _MOST_COMPARED)]
        )
        part = prepare([segments[at] for at in staying], few[staying], seed=seed, most_compared=_MOST_FOR_THE_TREE)
        placed = found[staying] >= 0
        # Whoever belongs to none in the whole is not asked where it falls in the part.
        other = np.where(placed, regroup(part, n_groups=n_candidates), -1)
        return likeness(found[staying], other, n_candidates)

    with ThreadPoolExecutor(max_workers=min(times, os.cpu_count() or 1)) as pool:
        shares = list(pool.map(again, range(times)))
    return tuple(round(float(share), 2) for share in np.mean(shares, axis=0))


def likeness(found: NDArray[np.int64], other: NDArray[np.int64], n_candidates: int) -> NDArray[np.float64]:
    """Jaccard's index of each candidate with the group of another grouping that it is most like; (n_candidates,).

    Args:
        found: (n,), the candidate of each segment, -1 where unplaced.
        other: (n,), its group in the other grouping, -1 where unplaced.
        n_candidates: How many candidates; one whose segments are all left out is like nothing.
    """
    import numpy as np  # noqa: PLC0415

    n_groups = int(other.max(initial=-1)) + 1
    both = (found >= 0) & (other >= 0)
    common = np.zeros((n_candidates, max(1, n_groups)))
    np.add.at(common, (found[both], other[both]), 1)
    sizes = np.bincount(found[found >= 0], minlength=n_candidates)
    others = np.bincount(other[other >= 0], minlength=max(1, n_groups))
    best: NDArray[np.float64] = (common / np.maximum(sizes[:, None] + others[None, :] - common, 1)).max(axis=1)
    return best
