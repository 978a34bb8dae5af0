"""Alpha for where units begin and end, value by value: the older one of Krippendorff (1995; 2004, pp. 251-256).

It squares how far the ends of overlapping units lie apart, so that a long unit that one coder missed weighs more than
many ends that differ a little. It is here because published studies report it; for new ones see ``unitised.py``, which
its author put in its place (2016), as this one goes astray with more than two coders.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from themes.compare.continua import Valued, gaps, placed


@dataclass(frozen=True, slots=True, kw_only=True)
class OfEnds:
    """How far coders agree where units lie.

    Attributes:
        alpha: 1 - D_o / D_e, None where no coder has a unit.
        seen: D_o, in squared shares of the continuum's length.
        by_chance: D_e.
    """

    alpha: float | None
    seen: float
    by_chance: float


def alpha_of_ends(
    coders: Sequence[Sequence[Valued]], *, start: float = 0, end: float, anywhere: bool = False
) -> dict[str, OfEnds]:
    """Alpha-U by value, and under "" that of all values together, whose disagreements are summed.

    Units of one coder may overlap where their values differ.

    Args:
        coders: Each coder's units.
        start: Where the continuum begins.
        end: Where it ends.
        anywhere: Ends can lie anywhere, as in time, and not only between places such as characters.

    Raises:
        Refused: Units of one value overlap or lie outside, or there are fewer than two coders.
    """
    found = {}
    for value in sorted({unit.value for one in coders for unit in one}):
        units = placed([[unit for unit in one if unit.value == value] for one in coders], start=start, end=end)
        found[value] = _of(_seen(units, start, end), _by_chance(units, start, end, anywhere=anywhere))
    together = [sum(getattr(one, name) for one in found.values()) for name in ("seen", "by_chance")]
    return {**found, "": _of(*together)}


def _of(seen: float, by_chance: float) -> OfEnds:
    return OfEnds(alpha=1 - seen / by_chance if by_chance else None, seen=seen, by_chance=by_chance)


def _seen(units: Sequence[Sequence[Valued]], start: float, end: float) -> float:
    """D_o (2004, p. 253): of each ordered pair of coders, per m(m - 1) and squared length.

    Units that overlap count the squares of how far their ends lie apart, one that lies in a gap its squared length.
    """
    n_coders, total = len(units), 0.0
    for one, other in permutations(units, 2):
        total += sum(
            (left.start - right.start) ** 2 + (left.end - right.end) ** 2
            for left in one
            for right in other
            if left.start < right.end and right.start < left.end
        )
        # Once for the one coder's unit beside the other's gap, once for the gap beside the unit.
        total += 2 * sum(
            unit.length**2
            for unit in one
            if any(left <= unit.start and unit.end <= right for left, right in gaps(other, start=start, end=end))
        )
    return total / (n_coders * (n_coders - 1) * (end - start) ** 2)


def _by_chance(units: Sequence[Sequence[Valued]], start: float, end: float, *, anywhere: bool) -> float:
    """D_e (1995; 2004, p. 253): over all placements of all units and gaps, however unlikely.

    Where ends can lie anywhere, the terms of lower order in length vanish.
    """
    whole = len(units) * (end - start)
    lengths = [unit.length for one in units for unit in one]
    empty = [right - left for one in units for left, right in gaps(one, start=start, end=end)]
    step = 0 if anywhere else 1
    total = 0.0
    for length in lengths:
        total += (len(lengths) - 1) / 3 * (2 * length**3 - step * (3 * length**2 - length))
        total += length**2 * sum(gap - length + step for gap in empty if gap >= length)
    pairs = whole * (whole - step) - sum(length * (length - step) for length in lengths)
    return 2 / (end - start) * total / pairs if pairs else 0.0
