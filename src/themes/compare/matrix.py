"""A framework matrix: who says what on what, cell by cell, with what was written there (Ritchie and Spencer 1994)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from themes.compare.summaries import Sentence
from themes.memo_text import in_words, links
from themes.model import MatrixColumn, MatrixRow, Summary

if TYPE_CHECKING:
    from pandas import DataFrame

LookedFor = Literal["in full", "in part", "not"]
"""Whether somebody looked for a column's codes in a row's transcripts: for all of them in all, for some, for none."""

Shows = Literal["quotations", "summaries"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A case or a transcript; ``group`` is its value of the attribute that rows are grouped by, "" for none."""

    id: str
    name: str
    about: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A theme or a code; what is under it counts too, and stands in a column of its own."""

    id: str
    name: str
    under: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What a row has on a column: quotations in the order of the text, and a summary where one was written."""

    row_id: str
    column_id: str
    quotation_ids: tuple[str, ...] = ()
    looked_for: LookedFor = "not"
    summary: Summary | None = None
    sentences: tuple[Sentence, ...] = ()

    @property
    def n_bare(self) -> int:
        """How many sentences of the summary hang on no quotation."""
        return sum(one.is_bare for one in self.sentences)

    @property
    def state(self) -> str:
        """What is known of it, in words: how many quotations, or whether there could be any."""
        n = len(self.quotation_ids)
        if n:
            return f"{n} quotation{'s' * (n != 1)}"
        return {"in full": "looked at, nothing found", "in part": "looked at in part", "not": "not looked at"}[
            self.looked_for
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Rows by columns; ``group_by`` is the attribute of groups.

    ``where`` says in words what part of the study this is, ``whose`` whose codings count, empty where everyone's do.
    """

    row_kind: MatrixRow
    column_kind: MatrixColumn
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    cells: Mapping[tuple[str, str], Cell]
    group_by: str = ""
    where: str = ""
    whose: str = ""

    def cell(self, row_id: str, column_id: str) -> Cell:
        """The cell of a row and a column."""
        return self.cells[row_id, column_id]

    @property
    def empty(self) -> list[Cell]:
        """The cells without a quotation, row by row."""
        return [cell for cell in self.cells.values() if not cell.quotation_ids]

    def to_frame(self, shows: Shows = "quotations") -> DataFrame:
        """The matrix as a pandas frame, a row a row, a column a column.

        Args:
            shows: How many quotations each cell has, or what is written in it, "" where nothing is.
        """
        import pandas as pd  # noqa: PLC0415 - only a notebook asks for it

        def shown(cell: Cell) -> int | str:
            if shows == "quotations":
                return len(cell.quotation_ids)
            return plain(cell)

        rows = [[shown(self.cell(row.id, column.id)) for column in self.columns] for row in self.rows]
        names = [row.name for row in self.rows]
        index = (
            pd.MultiIndex.from_tuples(
                list(zip([row.group for row in self.rows], names, strict=True)), names=[self.group_by, self.row_kind]
            )
            if self.group_by
            else pd.Index(names, name=self.row_kind)
        )
        columns = pd.Index([column.name for column in self.columns], name=self.column_kind)
        return pd.DataFrame(rows, index=index, columns=columns)


def plain(cell: Cell) -> str:
    """What is written in a cell, each link as the number of its quotation in the cell: "They turn up [1, 3].".

    A quotation of another cell has the numbers after the cell's own.
    """
    if cell.summary is None:
        return ""
    numbers = {id_: nth for nth, id_ in enumerate(numbered(cell, links(cell.summary.text)), start=1)}
    return in_words(cell.summary.text, lambda quotation_id: f"[{numbers[quotation_id]}]")


def numbered(cell: Cell, linked: Sequence[str]) -> list[str]:
    """The ids of a cell's quotations as they are numbered from 1, then those that its summary alone names."""
    return list(dict.fromkeys([*cell.quotation_ids, *linked]))


def looked_for(places: Collection[str], codes: Collection[str], looked_at: Collection[tuple[str, str]]) -> LookedFor:
    """Whether somebody looked for some codes in some transcripts.

    Args:
        places: The ids of a row's transcripts.
        codes: The ids of a column's codes.
        looked_at: Pairs of a transcript's and a code's id for which a coder said that they looked.
    """
    asked = [(place, code) for place in places for code in codes]
    n = sum(pair in looked_at for pair in asked)
    if not n:
        return "not"
    return "in full" if n == len(asked) else "in part"
