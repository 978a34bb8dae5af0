"""A place in the plane for each segment, near those that are like it: what the map of segments is drawn from.

t-SNE (van der Maaten and Hinton 2008), each segment pulled by its nearest neighbours alone and pushed by all others
through a grid (``field``), so that 10,000 segments take seconds and numpy is enough. It begins with the two directions
in which the segments vary most, not with random places (Kobak and Berens 2019), and nothing is drawn at random: the
same vectors give the same map in any process, on any number of threads.

A map in the plane cannot keep what stands in a hundred directions. Trustworthiness at k = 10 (Venna and Kaski 2001; 1
is best), and how many of a segment's ten nearest are among its ten nearest on the map, beside scikit-learn 1.9's
``TSNE`` begun the same way and else with its own settings (``python -m benchmarks.plane``):

    ============================  ====  ============  =======  ============
    segments                      ours  scikit-learn  kept     scikit-learn
    ============================  ====  ============  =======  ============
    usability P1 to P11, 500      .942  .954          55 %     55 %
    usability P1 to P11, all 904  .945  .944          49 %     50 %
    twelve hours, all 1,919       .955  .960          51 %     52 %
    ============================  ====  ============  =======  ============

Ours took 0.6, 0.7 and 1.3 s of one core, scikit-learn's 2.4, 5.0 and 9.7 s; 10,000 segments took 6.9 s.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from themes.discover.field import Field
from themes.discover.neighbours import nearest
from themes.discover.smoothing import axes_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PERPLEXITY = 15
"""About so many neighbours hold a segment in its place."""

_NEIGHBOURS = 3 * PERPLEXITY  # further ones weigh next to nothing
_ROUNDS, _GATHERING = 200, 60  # of the rounds, the first ones gather like with like before room is made
_GATHER = 12.0
_HALVINGS = 40
_SMALL = 1e-2
_FEWEST = 20  # of fewer the two directions say as much


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pulls:
    """Who pulls whom, how strongly: ``one`` and ``other`` (e,), ``weight`` (e,) in all 1; by ``one``, ascending.

    ``starts`` (n,): where the pulls on each segment begin.
    """

    one: NDArray[np.int64]
    other: NDArray[np.int64]
    weight: NDArray[np.float32]
    starts: NDArray[np.int64]


def plane(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Places in the plane, like segments near each other; in the unit of the method, around 0.

    Args:
        vectors: (n, d), rows of length 1, or 0 where nothing is left.

    Returns:
        (n, 2).
    """
    import numpy as np  # noqa: PLC0415

    n = len(vectors)
    at = _beginning(vectors)
    if n < _FEWEST:
        return at
    pulls, field = _pulls(vectors), Field()
    speed, gain = np.zeros_like(at), np.ones_like(at)
    step = np.float32(max(4.0, n / 12))  # of few, van der Maaten's 50 and more threw the points about
    for nth in range(_ROUNDS):
        gathering = nth < _GATHERING
        push, total = field.push(at)
        force = np.float32(4) * (np.float32(_GATHER if gathering else 1) * _pull(pulls, at) - push / total)
        # Jacobs's rule, as in van der Maaten's own: bolder where the way stays the same, warier where it turns.
        gain = np.where(speed * force < 0, gain + np.float32(0.2), np.maximum(gain * np.float32(0.8), np.float32(0.01)))
        speed = np.float32(0.5 if gathering else 0.8) * speed - step * gain * force
        at = at + speed
        at -= at.mean(axis=0)
    return at


def _beginning(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The two directions in which the vectors vary most, (n, 2), small.

    Rounded: what a number of threads changes in the last digits would otherwise grow into another map.
    """
    import numpy as np  # noqa: PLC0415

    mean = vectors.mean(axis=0, dtype=np.float64)
    flat = (vectors - mean) @ axes_of(vectors, mean, 2)
    spread = float(flat[:, 0].std()) or 1.0
    begun: NDArray[np.float32] = (_SMALL * flat / spread).round(6).astype(np.float32)
    return begun


def _pulls(vectors: NDArray[np.float32]) -> _Pulls:
    """How strongly each segment holds its nearest neighbours, and these it: half the one, half the other."""
    import numpy as np  # noqa: PLC0415

    n = len(vectors)
    near = nearest(vectors, k=min(n - 1, _NEIGHBOURS))
    held = _shares(near.similarity)
    one, other = np.repeat(np.arange(n), held.shape[1]), near.index.ravel()
    pairs, place = np.unique(np.concatenate((one * n + other, other * n + one)), return_inverse=True)
    weight = np.bincount(place, np.concatenate((held.ravel(), held.ravel())))
    return _Pulls(
        one=pairs // n,
        other=pairs % n,
        weight=(weight / weight.sum()).astype(np.float32),
        starts=np.searchsorted(pairs // n, np.arange(n)),
    )


def _shares(similarity: NDArray[np.float32]) -> NDArray[np.float64]:
    """What part of a segment's pull each neighbour has: as many count as the perplexity says, however far they are.

    Args:
        similarity: (n, k), cosine, nearest first.

    Returns:
        (n, k), each row in all 1.
    """
    import numpy as np  # noqa: PLC0415

    distance = 2 - 2 * similarity.astype(np.float64)
    distance -= distance[:, :1]
    wanted = np.log(min(PERPLEXITY, similarity.shape[1] / 2))
    low, high = np.zeros(len(distance)), np.full(len(distance), np.inf)
    sharp = np.full(len(distance), 10.0)
    for _ in range(_HALVINGS):
        share = np.exp(-distance * sharp[:, None])
        total = share.sum(axis=1)
        many = np.log(total) + sharp * (distance * share).sum(axis=1) / total > wanted
        low, high = np.where(many, sharp, low), np.where(many, high, sharp)
        sharp = np.where(np.isinf(high), 2 * sharp, (low + high) / 2)
    share = np.exp(-distance * sharp[:, None])
    shares: NDArray[np.float64] = share / share.sum(axis=1, keepdims=True)
    return shares


def _pull(pulls: _Pulls, at: NDArray[np.float32]) -> NDArray[np.float32]:
    """How its neighbours pull each point, (n, 2): away from where they are, to be taken off."""
    import numpy as np  # noqa: PLC0415

    between = at[pulls.one] - at[pulls.other]
    strength = pulls.weight / (1 + between[:, 0] ** 2 + between[:, 1] ** 2)
    pulled: NDArray[np.float32] = np.add.reduceat(strength[:, None] * between, pulls.starts, axis=0)
    return pulled
