"""A survey's answers as a grid: a row a respondent, and what each column is taken for."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PureWindowsPath
from typing import get_args

from themes.errors import BrokenFile, NotFound, Refused, RefusedFile
from themes.model import AttributeType, Dropped
from themes.read import fence
from themes.read.survey.column import Column, ColumnKind
from themes.read.survey.columns import recognised
from themes.read.survey.headings import headed
from themes.read.survey.scales import found_scale
from themes.read.survey.table import rows_of
from themes.values import choices_of, found_type

_MISSING = frozenset({"NA", "#N/A", "NULL", "#NULL!", "<NA>", "NaN", "nan"})
_MISSING_SHARE = 0.02
_WRITTEN_FOR_EMPTY = 0.01
_KINDS = get_args(ColumnKind)
_TYPES = get_args(AttributeType)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The answers to a survey.

    ``rows`` have a cell for each column, empty where nothing was answered; ``tool`` says whose headings they are;
    ``turned`` that the file has its respondents side by side.
    """

    name: str
    sha256: str
    tool: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    turned: bool = False
    dropped: tuple[Dropped, ...] = ()

    def answers(self, column: Column) -> list[str]:
        """What was answered in one column, in the order of the rows."""
        return [row[column.index] for row in self.rows if row[column.index]]

    def of_kind(self, *kinds: ColumnKind) -> tuple[Column, ...]:
        """The columns of some kinds, in their order."""
        return tuple(column for column in self.columns if column.kind in kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnAs:
    """What a person says that a column is; None where the proposal stands.

    ``choices`` are a scale's, lowest first, or a choice's; an answer that is not among them comes last.
    """

    kind: ColumnKind | None = None
    type: AttributeType | None = None
    choices: tuple[str, ...] | None = None


def read_grid(name: str, data: bytes) -> Grid:
    """The grid that a survey tool's export holds, each column with what it is proposed to be.

    Args:
        name: The file's name; its suffix says the format (.csv, .tsv or .xlsx).
        data: The file.

    Raises:
        RefusedFile: It is no table, broken or too large, or holds no answer; the message ends in what to do.
    """
    called = PureWindowsPath(name).name
    try:
        return fence.ask("grid", Grid, data, name=called)
    except RefusedFile as error:
        raise type(error)(f"{called} was not taken in: {error} Nothing was changed.") from error


def grid_of(data: bytes, *, name: str) -> Grid:
    """As ``read_grid``; called in the child that ``fence`` watches.

    Raises:
        RefusedFile: As ``read_grid``.
    """
    found = headed(rows_of(data, name=name))
    if not found.rows:
        raise BrokenFile("there is no answer below its headings. Export it with answers.")
    missing = _written_for_missing(found.rows)
    rows = [tuple("" if cell in missing else cell for cell in row) for row in found.rows]
    answered = [row for row in rows if any(row)]
    dropped = [
        Dropped(what="rows of headings", count=found.n_heading_rows, why="they head the columns"),
        *(
            Dropped(
                what=f"cells “{sign}”", count=sum(row.count(sign) for row in found.rows), why="nothing was answered"
            )
            for sign in sorted(missing)
        ),
    ]
    return Grid(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        tool=found.tool,
        columns=recognised(found.headings, found.codes, answered),
        rows=tuple(answered),
        turned=found.turned,
        dropped=tuple(dropped),
    )


def confirmed(grid: Grid, said: Mapping[int, ColumnAs]) -> Grid:
    """The grid with its columns as a person says that they are.

    Args:
        grid: As it was read.
        said: What is said of columns, by their index from 0.

    Raises:
        NotFound: There is no column of that index.
        Refused: A kind or type is none that is known, two columns are identifiers, or a scale has fewer than two
            points.
    """
    columns = list(grid.columns)
    for index, as_said in said.items():
        if not 0 <= index < len(columns):
            raise NotFound(f"{grid.name} has {len(columns)} columns; there is no column {index + 1}.")
        columns[index] = _as_said(grid, columns[index], as_said)
    if sum(column.kind == "identifier" for column in columns) > 1:
        raise Refused(
            "Only one column can be the identifier. Nothing was taken in; say of the other that it is left out."
        )
    return replace(grid, columns=tuple(columns))


def column_named(grid: Grid, key: str) -> Column:
    """The column of that heading, code, or number from 1 ("#4").

    Raises:
        NotFound: There is none.
    """
    wanted = " ".join(key.casefold().split())
    number = wanted.removeprefix("#")
    if wanted.startswith("#") and number.isdecimal() and 0 < int(number) <= len(grid.columns):
        return grid.columns[int(number) - 1]
    for column in grid.columns:
        if wanted in (column.heading.casefold(), column.code.casefold()):
            return column
    raise NotFound(f"{grid.name} has no column “{key}”. Name it by its heading, or by its number as #4.")


def _as_said(grid: Grid, column: Column, said: ColumnAs) -> Column:
    kind = said.kind or column.kind
    type_ = said.type or (column.type if kind == column.kind else None)
    if kind not in _KINDS or (said.type is not None and said.type not in _TYPES):
        raise Refused(
            f"A column is one of {', '.join(_KINDS)}; a property one of {', '.join(_TYPES)}. Nothing was taken in."
        )
    answers = grid.answers(column)
    choices: Sequence[str] = said.choices if said.choices is not None else column.choices if kind == column.kind else ()
    if kind == "property":
        type_ = type_ or found_type(answers)
        choices = (choices or choices_of(answers)) if type_ == "choice" else ()
    elif kind == "scale":
        type_ = "choice"
        choices = choices or found_scale(set(answers)) or choices_of(answers)
    else:
        choices = ()
    if choices:
        listed = {choice.casefold() for choice in choices}
        choices = (*choices, *(one for one in choices_of(answers) if one.casefold() not in listed))
    if kind == "scale" and len(choices) < 2:  # noqa: PLR2004 - two ends
        raise Refused(f"A scale has two points or more; column {column.index + 1} has fewer. Nothing was taken in.")
    changed = replace(column, kind=kind, type=type_ or "text", choices=tuple(choices))
    return changed if changed == column else replace(changed, why="as you said")


def _written_for_missing(rows: Sequence[Sequence[str]]) -> frozenset[str]:
    """The sign that a program wrote wherever nothing was answered: such a file has hardly an empty cell."""
    n_cells = sum(map(len, rows))
    if sum(row.count("") for row in rows) > _WRITTEN_FOR_EMPTY * n_cells:
        return frozenset()
    return frozenset(sign for sign in _MISSING if sum(row.count(sign) for row in rows) > _MISSING_SHARE * n_cells)
