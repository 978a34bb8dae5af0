"""What to look at next: a mix of what is uncertain, what is unlike anything decided on, and what may be a rare code.

Each kind weighs in how much a unit is like others that nobody decided on, and unlike those that somebody did: odd ones
out teach little about the rest. Without that the mix taught less than a random order (benchmarks/RESULTS.md). The most
probable first teaches least.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING, Literal

from themes.suggest.learn import Learned
from themes.suggest.pool import Decided, Pool

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Why = Literal["uncertain", "unlike", "rare"]

KINDS: tuple[Why, ...] = ("unlike", "uncertain", "rare")

_ALIKE = 15  # of the nearest units, how many tell how much a unit is like others
_SAMPLE = 1000  # units that others are held against; of more, every second, third, …
_AT_ONCE = 4096  # rows of a table of likeness
_LEAST = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A unit to look at, with the code that it is shown for, and why it is shown."""

    unit: int
    code: int
    why: Why


def in_turn(
    pool: Pool,
    learned: Learned,
    decided: Sequence[Decided],
    *,
    free: Collection[int],
    limit: int = 20,
    kinds: Sequence[Why] = KINDS,
) -> list[Turn]:
    """What to look at next, each kind in turn.

    Args:
        pool: What was learnt from.
        learned: What came of it.
        decided: The decisions that were learnt from.
        free: Units on which nobody decided.
        limit: At most how many.
        kinds: Which kinds, in which order.
    """
    import numpy as np  # noqa: PLC0415

    left = np.array(sorted(free), dtype=np.intp)
    if not len(left):
        return []
    chances = learned.probabilities
    counts = np.bincount([one.code for one in decided if one.yes], minlength=chances.shape[1])
    nearness = _nearness(pool, left, sorted({one.unit for one in decided}))
    typical = _typical(pool, left)
    doubt = -_even(_margins(chances[left]))
    hope = np.log(chances[left] + _LEAST)
    taken = np.zeros(len(left), dtype=bool)
    turns: list[Turn] = []
    for why in cycle(kinds):
        if len(turns) == min(limit, len(left)):
            break
        telling = _even(typical - nearness)
        code: int | None = None
        if why == "unlike":
            worth = telling
        elif why == "uncertain":
            worth = doubt + telling
        else:
            code = int(counts.argmin())
            counts[code] += 1  # the next rare one is for another code
            worth = _even(hope[:, code]) + telling
        at = int(np.where(taken, -np.inf, worth).argmax())
        taken[at] = True
        nearness = np.maximum(nearness, _nearness(pool, left, [int(left[at])]))
        unit = int(left[at])
        turns.append(Turn(unit=unit, code=int(chances[unit].argmax()) if code is None else code, why=why))
    return turns


def _margins(chances: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far the first code is from the second: (n,); with one code, how far it is from even odds."""
    import numpy as np  # noqa: PLC0415

    if chances.shape[1] == 1:
        return np.abs(chances[:, 0] - 0.5)
    ranked = np.sort(chances, axis=1)
    margins: NDArray[np.float64] = ranked[:, -1] - ranked[:, -2]
    return margins


def _nearness(pool: Pool, units: NDArray[np.intp], seen: Sequence[int]) -> NDArray[np.float64]:
    """How near each unit is to the nearest one seen, as cosine: (n,); zeros where nothing was seen."""
    import numpy as np  # noqa: PLC0415

    if not seen:
        return np.zeros(len(units))
    nearness: NDArray[np.float64] = (pool.vectors[units] @ pool.vectors[list(seen)].T).max(axis=1)
    return nearness


def _typical(pool: Pool, units: NDArray[np.intp]) -> NDArray[np.float64]:
    """How much each unit is like the ones nearest to it, as mean cosine: (n,)."""
    import numpy as np  # noqa: PLC0415

    others = pool.vectors[units[:: len(units) // _SAMPLE + 1]]
    n_alike = min(_ALIKE, len(others))
    found = np.empty(len(units))
    for first in range(0, len(units), _AT_ONCE):
        some = slice(first, first + _AT_ONCE)
        likeness = pool.vectors[units[some]] @ others.T
        found[some] = np.partition(likeness, -n_alike, axis=1)[:, -n_alike:].mean(axis=1)
    return found


def _even(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scores in standard deviations: (n,)."""
    return scores / (float(scores.std()) or 1.0)
