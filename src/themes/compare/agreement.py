"""How far coders agree: a measure of a table, its 95 % interval, and what is withheld with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from themes.compare.alpha import Alpha
from themes.compare.bootstrap import interval
from themes.compare.chance import ByChance, Disagreement
from themes.compare.levels import check_level, differences, disagreements, scaled
from themes.compare.names import Level, Measure, title_of
from themes.compare.table import Table
from themes.errors import Refused

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

N_DRAWS = 1_000
FEWEST_FOR_INTERVAL = 10
"""Of fewer units an interval is withheld: drawn anew they are too often the same few to say how far to trust them."""

_TWO = 2
_NOTHING_VARIES = "All values are the same, so that nothing tells agreement from chance."
SHARE_DEFINED = 0.95  # of draws; of fewer, those left out would be all of one kind
_NOTHING = 1e-12  # what is below is the rounding of zero


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """A measure of agreement, with its unit left to whoever cut the units.

    Attributes:
        measure: Which.
        level: Of measurement.
        value: At most 1, which is full agreement; 0 is what chance brings, for percent no agreement at all. None where
            the measure is not defined, see ``withheld``.
        low: The lower end of the 95 % interval; None where it is withheld.
        high: The upper end.
        n_units: Units that two coders or more gave a value.
        n_coders: Coders.
        seen: D_o, the disagreement seen, in [0, 1]: 1 would be the greatest difference in each pair of coders.
        by_chance: D_e, that by chance; the value is 1 - D_o / D_e. 1 for percent.
        withheld: Why the value, or its interval, is not given; empty where both are.
    """

    measure: Measure
    level: Level
    value: float | None
    low: float | None
    high: float | None
    n_units: int
    n_coders: int
    seen: float | None = None
    by_chance: float | None = None
    withheld: str = ""

    @property
    def sentence(self) -> str:
        """The measure as a report prints it: "Krippendorff's alpha, nominal 0.71 [0.62, 0.79], 301 units"."""
        return self.told("unit")

    def told(self, unit: str) -> str:
        """The same with the unit's name, in the singular: "turn"."""
        colon = ":" if self.value is None else ""
        return f"{title_of(self.measure, self.level)}{colon} {self.numbers(unit)}"

    def numbers(self, unit: str) -> str:
        """The same without the measure's name: "0.71 [0.62, 0.79], 301 turns"."""
        units = f"{self.n_units:,} {unit}{'' if self.n_units == 1 else 's'}"
        if self.value is None:
            return f"not given, {units}. {self.withheld}"
        if self.withheld:
            return f"{two_digits(self.value)}, {units}, without an interval. {self.withheld}"
        if self.interval is None:
            return f"{two_digits(self.value)}, {units}, no disagreement"
        low, high = map(two_digits, self.interval)
        return f"{two_digits(self.value)} [{low}, {high}], {units}"

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % interval as it is told; None where it is withheld, and where nobody disagreed.

        Draws from units without a disagreement have none either: [1.00, 1.00] would promise what nobody knows.
        """
        return None if self.low is None or self.high is None or not self.seen else (self.low, self.high)

    @property
    def note(self) -> str:
        """Why there is no value, or no interval, in words; empty where both are told."""
        if self.withheld or self.interval is not None:
            return self.withheld
        return "Nobody disagreed, so that drawing anew says nothing of how far to trust it."


def agreement(
    table: Table,
    *,
    measure: Measure = "alpha",
    level: Level = "nominal",
    apart: Sequence[Sequence[float]] | None = None,
    in_order: bool = False,
    n_draws: int = N_DRAWS,
    seed: int = 0,
) -> Agreement:
    """How far the coders of a table agree, with a 95 % interval.

    The interval is the percentile bootstrap over units, which holds what it promises for alpha and for kappas alike
    (Zapf, Castell, Morawietz and Karch 2016).

    Args:
        table: Coders by units.
        measure: Which; Cohen's kappa is for two coders.
        level: Of measurement. Words are nominal, or ordinal where ``in_order``; percent is nominal.
        apart: (q, q), how far each pair of values is apart, in place of a level: 0 on the diagonal, symmetric.
        in_order: The table's values stand in an order that somebody gave.
        n_draws: How many times units are drawn anew.
        seed: Of the draws; the same seed gives the same interval.

    Raises:
        Refused: The measure or level does not fit the table.

    >>> two = Table.of([[1, 1, 0, 0], [1, 0, 1, 0]])
    >>> agreement(two, measure="kappa").value
    0.0
    """
    return measured(
        table, None, measure=measure, level=level, apart=apart, in_order=in_order, n_draws=n_draws, seed=seed
    )


def measured(
    table: Table,
    held: NDArray[np.float64] | None,
    *,
    measure: Measure,
    level: Level,
    apart: Sequence[Sequence[float]] | None = None,
    in_order: bool,
    n_draws: int,
    seed: int,
    drawn: str = "units",
) -> Agreement:
    """As ``agreement``, of clusters that hold units.

    Args:
        table: Coders by units; where there are clusters its counts are not read.
        held: (c, p), how many units of each pattern each cluster holds; None where each unit is its own cluster.
        measure: Which.
        level: Of measurement.
        apart: In place of a level.
        in_order: The values stand in order.
        n_draws: How many draws.
        seed: Of the draws.
        drawn: What people call the clusters, in the plural.
    """
    import numpy as np  # noqa: PLC0415

    _check(table, measure, level, in_order=in_order)
    coefficient = _coefficient(table, measure, level, apart)
    counts = table.counts if held is None else held.sum(axis=0)
    paired = table.n_given >= _TWO
    n_units = int(counts @ paired)
    found = Agreement(
        measure=measure, level=level, value=None, low=None, high=None, n_units=n_units, n_coders=table.n_coders
    )
    if not n_units:
        return replace(found, withheld="No unit was looked at by two coders.")
    at = coefficient.of(counts[None, :])
    found = replace(found, seen=float(at.seen[0]), by_chance=float(at.by_chance[0]))
    value = float(_value(at)[0])
    if np.isnan(value):
        return replace(found, withheld=_NOTHING_VARIES)
    found = replace(found, value=value)
    n_clusters = n_units if held is None else int(((held @ paired) > 0).sum())
    if n_clusters < FEWEST_FOR_INTERVAL:
        why = f"An interval needs {FEWEST_FOR_INTERVAL} {drawn} that two coders saw; here are {n_clusters}."
        return replace(found, withheld=why)
    middle = interval(
        table.columns if held is None else held,
        len(counts),
        lambda weights: _value(coefficient.of(weights)),
        n_draws=n_draws,
        seed=seed,
    )
    if middle.defined < SHARE_DEFINED:
        share = f"{1 - middle.defined:.0%}"
        return replace(found, withheld=f"Too little varies for an interval: nothing did in {share} of the draws.")
    return replace(found, low=middle.low, high=middle.high)


def two_digits(number: float) -> str:
    """A number with two decimals, never "-0.00"."""
    return f"{round(number, 2) + 0.0:.2f}"


def _check(table: Table, measure: Measure, level: Level, *, in_order: bool) -> None:
    check_level(table, level, in_order=in_order)
    if measure == "kappa" and table.n_coders != _TWO:
        raise Refused(
            f"Cohen's kappa compares two coders, and there are {table.n_coders}. Nothing was compared. Use Conger's, "
            "which is the same for more, or choose two coders."
        )
    if measure == "percent" and level != "nominal":
        raise Refused("Percent agreement counts what is just the same. Nothing was compared. Use nominal level.")


def _coefficient(
    table: Table, measure: Measure, level: Level, apart: Sequence[Sequence[float]] | None
) -> Alpha | ByChance:
    import numpy as np  # noqa: PLC0415

    # Only how differences compare with each other counts: scaled, small numbers are not taken for none.
    given = None if apart is None else scaled(np.array(apart, dtype=float))
    if measure == "alpha":
        if given is None and level != "ordinal":
            given = scaled(differences(table.values, level))
        return Alpha(table, given)
    return ByChance(table, measure, disagreements(table.values, level) if given is None else given)


def _value(found: Disagreement) -> NDArray[np.float64]:
    """(b,), 1 - D_o / D_e, nan where chance brings no disagreement at all."""
    import numpy as np  # noqa: PLC0415

    varies = found.by_chance > _NOTHING
    value = 1 - found.seen / np.where(varies, found.by_chance, 1)
    value[np.abs(value) < _NOTHING] = 0.0  # chance is 0, not the -1e-17 that a sum of floats may leave
    return np.asarray(np.where(varies, value, np.nan))
