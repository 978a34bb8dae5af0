"""Tables with a header row, from .csv, .tsv (any delimiter) and .xlsx (the first sheet that holds anything)."""

from __future__ import annotations

from pathlib import PureWindowsPath

from themes.errors import BrokenFile, FileTooLarge, RefusedFile, UnknownFormat
from themes.read import fence
from themes.read.source import MOST_BYTES
from themes.read.unpacking.delimited import delimiter_of, split_rows
from themes.read.unpacking.encoding import decode
from themes.text import canonical

MOST_ROWS = 100_000
MOST_CELLS = 10_000_000

_MEGABYTE = 1024 * 1024
_DELIMITED = ("csv", "tsv", "tab", "txt")
_WORKBOOKS = ("xlsx", "xlsm")
_NOTHING = "Nothing was changed."

Rows = list[list[str]]


def read_table(name: str, data: bytes) -> tuple[list[str], Rows]:
    """The header and the rows of a table, every cell as text.

    Args:
        name: The file's name; its suffix says the format.
        data: The file's bytes.

    Returns:
        The header's cells, and rows of as many cells; empty rows are left out.

    Raises:
        RefusedFile: It is no table, is broken or too large; the message ends in what to do.
    """
    rows = read_rows(name, data)
    header = rows[0]
    width = len(header)
    return header, [(row + [""] * width)[:width] for row in rows[1:]]


def read_rows(name: str, data: bytes) -> Rows:
    """All rows of a table that hold anything, whatever they are, every cell as text without white space at its ends.

    Args:
        name: The file's name; its suffix says the format.
        data: The file's bytes.

    Returns:
        At least one row; rows may differ in length.

    Raises:
        RefusedFile: It is no table, is broken or too large; the message ends in what to do.
    """
    called = PureWindowsPath(name).name
    try:
        return fence.ask("rows", Rows, data, name=called)
    except RefusedFile as error:
        raise type(error)(f"{called} was not read: {error} {_NOTHING}") from error


def rows_of(data: bytes, *, name: str) -> Rows:
    """As ``read_rows``; called in the child that ``fence`` watches.

    Raises:
        RefusedFile: As ``read_rows``.
    """
    suffix = PureWindowsPath(name).suffix.casefold().removeprefix(".")
    if suffix not in (*_DELIMITED, *_WORKBOOKS):
        raise UnknownFormat("it is no table that Themes reads. Save it as .csv or .xlsx.")
    if len(data) > MOST_BYTES:
        raise FileTooLarge(f"it is {len(data) // _MEGABYTE} MB (limit {MOST_BYTES // _MEGABYTE} MB). Split it.")
    rows = _workbook_rows(data) if suffix in _WORKBOOKS else _delimited_rows(data)
    if len(rows) > MOST_ROWS or max(map(len, rows), default=0) * len(rows) > MOST_CELLS:
        raise FileTooLarge(f"it has more than {MOST_ROWS:,} rows or {MOST_CELLS:,} cells. Split it and add the parts.")
    rows = [cells for row in rows if (cells := _cells(row))]
    if not rows:
        raise BrokenFile("it holds no row. Give it a header and a row for each case.")
    return rows


def _cells(row: list[str]) -> list[str]:
    """The cells of a row up to the last that holds anything; a workbook's rows go on to its widest."""
    cells = [cell.strip() for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _delimited_rows(data: bytes) -> Rows:
    text, _ = decode(data)
    return split_rows(text, delimiter_of(text))


def _workbook_rows(data: bytes) -> Rows:
    """The rows of a workbook's first sheet that holds any."""
    from themes.read.formats.xlsx import read_sheets  # noqa: PLC0415 - with openpyxl, only where a workbook comes

    rows = next((rows for rows in read_sheets(data) if any(map(any, rows))), [])
    return [[canonical(cell) for cell in row] for row in rows]
