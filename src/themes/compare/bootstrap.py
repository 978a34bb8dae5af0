"""Intervals by drawing units, or clusters of units, anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_CELLS = 1_000_000  # of weights held at once: 8 MB, which caches hold
_OF_A_KIND = 50  # where there are fewer, drawing one by one is faster
_TAILS = (2.5, 97.5)  # per cent


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The middle 95 % of a measure over draws.

    Attributes:
        low: Its lower end; None where the measure was defined in no draw.
        high: Its upper end.
        defined: The share of draws in which the measure was defined.
    """

    low: float | None
    high: float | None
    defined: float


def interval(
    held: NDArray[np.intp] | NDArray[np.float64],
    n_patterns: int,
    of: Callable[[NDArray[np.float64]], NDArray[np.float64]],
    *,
    n_draws: int,
    seed: int,
) -> Interval:
    """The percentile bootstrap: clusters are drawn with replacement, as many as there are (Efron and Tibshirani 1993).

    Args:
        held: (c,), the pattern of each unit where a unit is its own cluster; (c, p), how many units of each of p
            patterns each cluster holds.
        n_patterns: p.
        of: Gives (b,) values for weights (b, p), nan where the measure is not defined.
        n_draws: How many draws.
        seed: Of the draws.
    """
    import numpy as np  # noqa: PLC0415

    random = np.random.default_rng(seed)
    kinds, which = (None, held) if held.ndim == 1 else np.unique(held, axis=0, return_inverse=True)
    n_kinds = n_patterns if kinds is None else len(kinds)
    at_once = max(1, _CELLS // max(n_patterns, n_kinds))
    values = []
    for done in range(0, n_draws, at_once):
        times = _times(which.astype(np.intp).reshape(-1), n_kinds, random, min(at_once, n_draws - done))
        values.append(of(times if kinds is None else np.asarray(times @ kinds, dtype=float)))
    every = np.concatenate(values)
    defined = every[~np.isnan(every)]
    if not len(defined):
        return Interval(low=None, high=None, defined=0.0)
    low, high = np.percentile(defined, _TAILS).tolist()
    return Interval(low=low, high=high, defined=len(defined) / n_draws)


def _times(which: NDArray[np.intp], n_kinds: int, random: np.random.Generator, n_draws: int) -> NDArray[np.float64]:
    """(n_draws, n_kinds), how often each kind is in each draw.

    Args:
        which: (c,), the kind of each of what is drawn.
        n_kinds: How many kinds there are.
        random: Where chance comes from.
        n_draws: How many draws.
    """
    import numpy as np  # noqa: PLC0415

    size = len(which)
    if n_kinds * _OF_A_KIND < size:  # how often each kind comes can be drawn at once
        return random.multinomial(size, np.bincount(which, minlength=n_kinds) / size, n_draws).astype(float)
    times = np.empty((n_draws, n_kinds))
    for draw in times:
        draw[:] = np.bincount(which[random.integers(0, size, size, dtype=np.int32)], minlength=n_kinds)
    return times
