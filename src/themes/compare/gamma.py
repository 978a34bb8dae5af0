"""Gamma, the agreement on units that coders placed and named, by aligning them first.

Mathet, Widlöcher and Métivier (2015): units of several coders are taken for the same where that costs least, and the
cost is compared with that of continua on which nothing but chance aligns units. Other than the alphas of
``unitised.py``, it takes units as wholes, and those of one coder may overlap.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from themes.compare.alignment import Costs, best_alignment
from themes.compare.continua import Valued
from themes.errors import Refused

N_CONTINUA = 30
_TRIES = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Gamma:
    """How far coders agree on units.

    Attributes:
        value: 1 - seen / by chance; None where a coder has no unit.
        seen: The disorder of the best alignment.
        by_chance: The mean disorder of the best alignments of continua made by chance.
        n_groups: Units that are taken for one, or stand alone.
        n_units: Units of all coders.
    """

    value: float | None
    seen: float
    by_chance: float
    n_groups: int
    n_units: int


def gamma(
    coders: Sequence[Sequence[Valued]], *, costs: Costs | None = None, n_continua: int = N_CONTINUA, seed: int = 0
) -> Gamma:
    """Gamma of some coders' units.

    A continuum by chance takes each coder's units from any of the coders, and turns them round from a place drawn at
    random, the places at least half a unit's mean length apart (section 5.2).

    Args:
        coders: Two coders' units or more; units of one coder may overlap.
        costs: Of a pair of units.
        n_continua: How many continua chance makes.
        seed: Of chance.

    Raises:
        Refused: There are fewer than two coders, a unit has no length, or so many units overlap that the best
            alignment cannot be found.
    """
    if len(coders) < 2:  # noqa: PLR2004 - a pair
        raise Refused("Agreement needs two coders or more. Nothing was compared.")
    if any(unit.length <= 0 for one in coders for unit in one):
        raise Refused("A unit has no length. Nothing was compared.")
    costs = costs or Costs()
    best = best_alignment(coders, costs)
    n_units = sum(map(len, coders))
    found = Gamma(value=None, seen=best.disorder, by_chance=0.0, n_groups=len(best.groups), n_units=n_units)
    if not all(coders):
        return found
    draw = random.Random(seed)  # noqa: S311 - nothing secret
    drawn = [best_alignment(_by_chance(coders, draw), costs).disorder for _ in range(n_continua)]
    by_chance = sum(drawn) / n_continua
    return Gamma(
        value=1 - best.disorder / by_chance if by_chance else None,
        seen=best.disorder,
        by_chance=by_chance,
        n_groups=len(best.groups),
        n_units=n_units,
    )


def _by_chance(coders: Sequence[Sequence[Valued]], draw: random.Random) -> list[list[Valued]]:
    """As many coders, each with one's units turned round from a place of its own."""
    units = [unit for one in coders for unit in one]
    start, end = min(unit.start for unit in units), max(unit.end for unit in units)
    apart = sum(unit.length for unit in units) / len(units) / 2
    places: list[float] = []
    for _ in coders:
        tried = [draw.uniform(start, end) for _ in range(_TRIES if places else 1)]
        places.append(next((at for at in tried if _is_free(at, places, apart, end - start)), tried[0]))
    return [[_moved(unit, at, start, end) for unit in draw.choice(coders)] for at in places]


def _is_free(at: float, places: Sequence[float], apart: float, length: float) -> bool:
    return all(apart <= abs(at - other) <= length - apart for other in places)


def _moved(unit: Valued, at: float, start: float, end: float) -> Valued:
    """The unit where the continuum begins at a place, what lay before it following what lay behind."""
    by = start - at if unit.start >= at else end - at
    return Valued(start=unit.start + by, end=unit.end + by, value=unit.value)
