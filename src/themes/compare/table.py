"""What coders said of units, as a table: a row a coder, a column a unit, None where a coder said nothing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from themes.errors import Refused

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Value = str | int | float | bool

MOST_VALUES = 1_000
"""Different values that a table may hold; of more, it is likelier that its cells hold something else than codes."""

_FEWEST_CODERS = 2
_GREATEST = 1e100


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Units that coders have given values, those of like values counted together.

    Attributes:
        values: The q different values: in the order given, else numbers first, lowest first, then words.
        patterns: (p, m), for each different column its m coders' values as indexes into ``values``, -1 for none.
        counts: (p,), how many units have each pattern.
        columns: (n,), which pattern each unit has, in the order given.
    """

    values: tuple[Value, ...]
    patterns: NDArray[np.intp] = field(repr=False)
    counts: NDArray[np.float64] = field(repr=False)
    columns: NDArray[np.intp] = field(repr=False)

    @classmethod
    def of(cls, rows: Sequence[Sequence[Value | None]], *, values: Sequence[Value] = ()) -> Table:
        """The table of rows as they come.

        Args:
            rows: A row a coder, a column a unit; None where a coder has no value for a unit.
            values: All values that there could have been, lowest first where they have an order, whether or not
                anybody used them; those that the table holds where not given.

        Raises:
            Refused: It is no table: fewer than two coders, no units, rows of different lengths, a cell that is no
                value, a value that is not among those given, or true and false beside numbers.
        """
        import numpy as np  # noqa: PLC0415

        _check_shape(rows)
        if not all(map(_is_value, values)):
            raise Refused("The values given must be numbers or words. Nothing was compared. Mend them, or give none.")
        _check_kinds([*rows, values])
        ordered = _distinct(values) if values else _ordered(_distinct(cell for row in rows for cell in row))
        if len(ordered) > MOST_VALUES:
            raise Refused(
                f"The table has {len(ordered):,} different values (at most {MOST_VALUES:,}). Nothing was compared. "
                "Each cell should hold a code, a category or a point on a scale."
            )
        index = {value: nth for nth, value in enumerate(ordered)}
        strange = sum(cell is not None and cell not in index for row in rows for cell in row)
        if strange:
            raise Refused(
                f"{strange:,} cells hold a value that is not among the {len(ordered)} given. Nothing was compared. "
                "Give all values, or none."
            )
        ratings = np.array([[-1 if cell is None else index[cell] for cell in row] for row in rows], dtype=np.intp)
        patterns, columns, counts = np.unique(ratings.T, axis=0, return_inverse=True, return_counts=True)
        return cls(values=ordered, patterns=patterns, counts=counts.astype(float), columns=columns.reshape(-1))

    @property
    def n_coders(self) -> int:
        """How many rows it has."""
        return int(self.patterns.shape[1])

    @property
    def n_given(self) -> NDArray[np.intp]:
        """(p,), how many coders gave a value to each pattern's units."""
        given: NDArray[np.intp] = (self.patterns >= 0).sum(axis=1)
        return given

    def tallies(self) -> NDArray[np.float64]:
        """(p, q), how many coders gave each pattern's units each value."""
        import numpy as np  # noqa: PLC0415

        tallies = np.zeros((len(self.patterns), len(self.values)))
        for coder in range(self.n_coders):
            tallies += self.by(coder)
        return tallies

    def by(self, coder: int) -> NDArray[np.float64]:
        """(p, q), 1 where one coder gave each pattern's units each value."""
        import numpy as np  # noqa: PLC0415

        given = np.zeros((len(self.patterns), len(self.values)))
        there = np.flatnonzero(self.patterns[:, coder] >= 0)
        given[there, self.patterns[there, coder]] = 1
        return given


def _check_shape(rows: Sequence[Sequence[Value | None]]) -> None:
    if len(rows) < _FEWEST_CODERS:
        raise Refused(
            f"The table has {len(rows)} row{'' if len(rows) == 1 else 's'}. Nothing was compared. "
            "Agreement needs two coders or more, a row each."
        )
    lengths = [len(row) for row in rows]
    if len(set(lengths)) > 1:
        other = next(nth for nth, length in enumerate(lengths, start=1) if length != lengths[0])
        raise Refused(
            f"Row 1 has {lengths[0]:,} units and row {other} has {lengths[other - 1]:,}. Nothing was compared. "
            "Give each coder a cell for each unit, null where there is no value."
        )
    if not lengths[0]:
        raise Refused("The table has no units. Nothing was compared. Give each coder a cell for each unit.")
    for nth, row in enumerate(rows, start=1):
        odd = next((at for at, cell in enumerate(row, start=1) if not _is_value(cell)), 0)
        if odd:
            cell = row[odd - 1]
            great = isinstance(cell, int) or (isinstance(cell, float) and not math.isnan(cell))
            holds = f"a number beyond {_GREATEST:g}" if great else "neither a number nor a word"
            raise Refused(f"Row {nth}, unit {odd} holds {holds}. Nothing was compared. Give a value or null.")


def _check_kinds(rows: Iterable[Iterable[Value | None]]) -> None:
    """Refuse true and false beside numbers, as Python takes true for 1: who wrote both may have meant two things."""
    kinds = {type(cell) is bool for row in rows for cell in row if isinstance(cell, int | float)}
    if len(kinds) > 1:
        raise Refused(
            "Some values are true or false and others are numbers, so that it is not known whether true is 1. Nothing "
            "was compared. Write all of them in one way."
        )


def _is_value(cell: object) -> bool:
    """Whether it is a word, a number that can be squared, or nothing at all."""
    return cell is None or isinstance(cell, str) or (isinstance(cell, int | float) and abs(cell) <= _GREATEST)


def _distinct(cells: Iterable[Value | None]) -> tuple[Value, ...]:
    return tuple(dict.fromkeys(cell for cell in cells if cell is not None))


def _ordered(values: tuple[Value, ...]) -> tuple[Value, ...]:
    numbers = sorted(value for value in values if not isinstance(value, str))
    return (*numbers, *sorted(value for value in values if isinstance(value, str)))
