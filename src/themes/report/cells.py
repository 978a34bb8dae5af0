"""Which cells of the framework matrix the report shows: all that are written, or those that an author chose."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ALL = "all"
# As links stand in memos: so ids in it follow where two copies of a project make two things one.
_LINE = re.compile(r"(row|column|cell) \[\[([^]\s]+)\]\](?: \[\[([^]\s]+)\]\])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class CellsShown:
    """What of the matrix the report shows: everything, or whole rows, whole columns and single cells, each by ids."""

    everything: bool = True
    rows: frozenset[str] = frozenset()
    columns: frozenset[str] = frozenset()
    cells: frozenset[tuple[str, str]] = frozenset()

    def shows(self, row_id: str, column_id: str) -> bool:
        """Whether the cell of a row and a column is shown."""
        chosen = row_id in self.rows or column_id in self.columns or (row_id, column_id) in self.cells
        return self.everything or chosen

    def __str__(self) -> str:
        """As it is kept, a line each."""
        if self.everything:
            return _ALL
        rows = [f"row [[{id_}]]" for id_ in sorted(self.rows)]
        columns = [f"column [[{id_}]]" for id_ in sorted(self.columns)]
        cells = [f"cell [[{row_id}]] [[{column_id}]]" for row_id, column_id in sorted(self.cells)]
        return "\n".join(["chosen", *rows, *columns, *cells])


def read_cells(kept: str) -> CellsShown:
    """What was kept as text; everything where that chooses nothing.

    >>> read_cells(str(CellsShown(everything=False, rows=frozenset({"p1"})))).shows("p1", "any")
    True
    """
    if not kept or kept == _ALL:
        return CellsShown()
    found = [one.groups() for one in map(_LINE.fullmatch, kept.splitlines()) if one]
    return CellsShown(
        everything=False,
        rows=frozenset(first for kind, first, _ in found if kind == "row"),
        columns=frozenset(first for kind, first, _ in found if kind == "column"),
        cells=frozenset((first, second) for kind, first, second in found if kind == "cell"),
    )
