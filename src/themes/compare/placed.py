"""Quotations as coders placed them: alpha of unitised texts, with an interval from drawing turns anew.

What alpha is of is summed over turns (lengths that coincide, and the squares of units' lengths), so that a draw of
turns has its alpha as the whole has (Krippendorff, Mathet, Bouvry and Widlöcher 2016, |u-alpha, eq. 32 to 35).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from themes.compare.agreement import FEWEST_FOR_INTERVAL, N_DRAWS, SHARE_DEFINED, Agreement
from themes.compare.bootstrap import interval

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NOTHING = 1e-12  # of the continuum


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One turn as coders quoted it, for one code.

    Attributes:
        length: Its code points.
        by_coder: Each coder's (start, end) there, counted from its beginning, in order, none meeting another.
    """

    length: int
    by_coder: tuple[tuple[tuple[int, int], ...], ...]


def agreement_as_placed(
    turns: Sequence[Sequence[Stretch]], *, n_coders: int, n_draws: int = N_DRAWS, seed: int = 0
) -> Agreement:
    """How far coders agree where quotations are, ends and all, however many characters each has.

    Args:
        turns: Each turn's stretches: one, or one for each code where codes count together. All coders looked at each.
        n_coders: How many coders there are.
        n_draws: How many times turns are drawn anew.
        seed: Of the draws.

    Returns:
        Alpha, its units being the quotations of all coders. Where a quotation runs over turns it is one in each.
    """
    import numpy as np  # noqa: PLC0415

    n_units = sum(len(spans) for turn in turns for one in turn for spans in one.by_coder)
    found = Agreement(
        measure="alpha", level="nominal", value=None, low=None, high=None, n_units=n_units, n_coders=n_coders
    )
    if not n_units:
        return replace(found, withheld="Nobody placed a quotation where all of them looked.")
    held = np.array([np.sum([_sums(one) for one in turn], axis=0) for turn in turns])
    seen, by_chance = (float(one[0]) for one in _disagreement(held.sum(axis=0)[None, :]))
    value = float(_value(held.sum(axis=0)[None, :])[0])
    if np.isnan(value):
        return replace(found, withheld="All of the text is quoted, so that nothing tells agreement from chance.")
    found = replace(found, value=value, seen=seen, by_chance=by_chance)
    if len(turns) < FEWEST_FOR_INTERVAL:
        why = f"An interval needs {FEWEST_FOR_INTERVAL} turns that all of them saw; here are {len(turns)}."
        return replace(found, withheld=why)
    middle = interval(held, held.shape[1], _value, n_draws=n_draws, seed=seed)
    if middle.defined < SHARE_DEFINED:
        why = f"Too little varies for an interval: nothing did in {1 - middle.defined:.0%} of the draws."
        return replace(found, withheld=why)
    return replace(found, low=middle.low, high=middle.high)


def _sums(one: Stretch) -> tuple[float, float, float, float, float]:
    """What a turn adds: the lengths of gaps and of quotations, those seen apart, and what each unit has with itself.

    Lengths are summed over coders; apart is a length at which two of them differ, as a share of the other coders
    (eq. 32). A gap is as many units as it has code points (eq. 33).
    """
    others = len(one.by_coder) - 1
    borders = sorted({0, one.length, *(place for spans in one.by_coder for span in spans for place in span)})
    quoted = apart = 0.0
    for start, end in pairwise(borders):
        n = sum(any(left <= start < right for left, right in spans) for spans in one.by_coder)
        quoted += n * (end - start)
        apart += 2 * n * (others + 1 - n) / others * (end - start)
    gaps = one.length * (others + 1) - quoted
    squares = sum((end - start) ** 2 for spans in one.by_coder for start, end in spans)
    return gaps, quoted, apart, gaps, float(squares)


def _disagreement(sums: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """D_o and D_e, (b,) each, of b rows of ``_sums``; D_e is 0 where nothing varies."""
    import numpy as np  # noqa: PLC0415

    gaps, quoted, apart, gap_alone, quoted_alone = sums.T
    total = gaps + quoted
    pairs = total**2 - gap_alone - quoted_alone
    there = pairs > _NOTHING * total**2
    by_chance = np.where(there, 2 * gaps * quoted / np.where(there, pairs, 1), 0.0)
    return apart / np.where(total > 0, total, 1), by_chance


def _value(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    """(b,), 1 - D_o / D_e, nan where it is not defined."""
    import numpy as np  # noqa: PLC0415

    seen, by_chance = _disagreement(sums)
    varies = by_chance > _NOTHING
    return np.asarray(np.where(varies, 1 - seen / np.where(varies, by_chance, 1), np.nan))
