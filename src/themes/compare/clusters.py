"""Units that hang together: an interval from drawing whole clusters, such as turns, instead of their units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from themes.compare.agreement import N_DRAWS, Agreement, measured
from themes.compare.names import Level, Measure
from themes.compare.table import Table, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Units that are drawn together, because whoever said or coded one of them did not do so by itself.

    ``units`` pairs what the coders said of a unit, None where one said nothing, with how many units they said it of.
    """

    units: tuple[tuple[tuple[Value | None, ...], int], ...]


def agreement_of_clusters(
    clusters: Sequence[Cluster],
    *,
    measure: Measure = "alpha",
    level: Level = "nominal",
    values: Sequence[Value] = (),
    drawn: str = "turns",
    n_draws: int = N_DRAWS,
    seed: int = 0,
) -> Agreement:
    """How far coders agree on the units of clusters, with an interval from drawing whole clusters.

    Characters of one turn, or the codes given to one unit, are not independent: drawn one by one they would promise an
    interval many times too narrow.

    Args:
        clusters: In any order; each unit has a place for each coder.
        measure: Which.
        level: Of measurement.
        values: All values that there could have been, lowest first; those that were given where not said.
        drawn: What people call the clusters, in the plural.
        n_draws: How many times the clusters are drawn anew.
        seed: Of the draws.

    Raises:
        Refused: As ``agreement``.
    """
    import numpy as np  # noqa: PLC0415

    # What was said is the same of most units: the table is made of what differs.
    different: dict[tuple[Value | None, ...], int] = {}
    units = [
        (nth, different.setdefault(said, len(different)), often)
        for nth, cluster in enumerate(clusters)
        for said, often in cluster.units
    ]
    table = Table.of(list(zip(*different, strict=True)), values=values)
    held = np.zeros((len(clusters), len(table.counts)))
    of_unit, said, often = np.array(units).T
    np.add.at(held, (of_unit, table.columns[said]), often)
    return measured(
        table,
        held,
        measure=measure,
        level=level,
        in_order=bool(values),
        n_draws=n_draws,
        seed=seed,
        drawn=drawn,
    )
