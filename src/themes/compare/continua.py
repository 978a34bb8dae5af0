"""Spans that coders placed themselves, as units on a continuum: what is shared by the measures on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from themes.errors import Refused


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Valued:
    """A half-open range of a continuum, in code points or any other unit of length, to which a coder gave a value."""

    start: float
    end: float
    value: str

    @property
    def length(self) -> float:
        """How long it is."""
        return self.end - self.start


def placed(coders: Sequence[Sequence[Valued]], *, start: float, end: float) -> list[list[Valued]]:
    """Each coder's units in order.

    Args:
        coders: Each coder's units, in any order.
        start: Where the continuum begins.
        end: Where it ends.

    Raises:
        Refused: There are fewer than two coders, a unit has no length or lies outside, or two of one coder overlap.
    """
    if len(coders) < 2:  # noqa: PLR2004 - a pair
        raise Refused("Agreement needs two coders or more. Nothing was compared.")
    in_order = [sorted(units) for units in coders]
    for nth, units in enumerate(in_order, start=1):
        if any(not start <= unit.start < unit.end <= end for unit in units):
            raise Refused(
                f"Coder {nth} has a unit that is empty or lies outside {start:g} to {end:g}. Nothing was compared."
            )
        if any(after.start < before.end for before, after in pairwise(units)):
            raise Refused(
                f"Two units of coder {nth} overlap. Nothing was compared. Compare one code at a time, and join what "
                "overlaps."
            )
    return in_order


def gaps(units: Sequence[Valued], *, start: float, end: float) -> list[tuple[float, float]]:
    """The stretches between units that lie in order, as (start, end)."""
    borders = [start, *(place for unit in units for place in (unit.start, unit.end)), end]
    return [(left, right) for left, right in zip(borders[::2], borders[1::2], strict=True) if left < right]
