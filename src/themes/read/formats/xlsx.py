"""Workbooks (.xlsx) that hold an interview: the first sheet with words, a row a turn."""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from themes.errors import BrokenFile, FileTooLarge
from themes.model import Dropped
from themes.read.formats.rows import MOST_COLUMNS, rows_source
from themes.read.source import MOST_BYTES, Format, Source
from themes.read.unpacking.archive import Archive

MOST_ROWS = 100_000
# Excel has no row beyond it; a file that says so would have openpyxl count the empty rows before it for ever.
_LAST_ROW = 1_048_576
# What openpyxl raises at workbooks that are not what they seem: it has no error of its own for them.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, SyntaxError, EOFError, OSError, RuntimeError),
    *(LookupError, ValueError, TypeError, AttributeError, ArithmeticError, AssertionError),
)


def read(data: bytes) -> Source:
    """The rows of a workbook's first sheet that holds any, a line each.

    Raises:
        BrokenFile: It is damaged, protected or no workbook.
        FileTooLarge: It unpacks to more than the limits, or has more rows than an interview.
        UnknownFormat: It is a table of something else than an interview.
    """
    sheets = read_sheets(data)
    held = [rows for rows in sheets if any(any(row) for row in rows)]
    others = Dropped(what="other sheets", count=len(held) - 1, why="the first sheet with words is read")
    return rows_source(held[0] if held else [], dropped=(others,) if len(held) > 1 else ())


def read_sheets(data: bytes) -> list[list[list[str]]]:
    """Every sheet's rows of cells as text; times are written hh:mm:ss.

    Raises:
        BrokenFile: It is damaged, protected or no workbook.
        FileTooLarge: It unpacks to more than the limits, or has more rows than an interview.
    """
    import openpyxl  # noqa: PLC0415 - only where a workbook comes

    archive = Archive(data)
    for part in archive.names:  # counts what unpacks before a parser sees it
        archive.read(part)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of styles and validations that it leaves out
        try:
            sheets = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets
        except _BROKEN as error:
            raise BrokenFile(_NOT_OPENED) from error
        return [_rows(sheet) for sheet in sheets]


def _given(sheet: Any) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - openpyxl says nothing of its types
    """The rows as openpyxl gives them, one at a time, so that only its own errors are taken for a broken sheet."""
    # What a sheet says of its size may be too little, and its last rows would be lost.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=True)
    while True:
        try:
            row = next(rows, None)
        except _BROKEN as error:
            raise BrokenFile(_NOT_OPENED) from error
        if row is None:
            return
        yield row


def _rows(sheet: Any) -> list[list[str]]:  # noqa: ANN401 - as above
    """The rows of a sheet; of empty ones that follow each other, the first."""
    rows: list[list[str]] = []
    for number, row in enumerate(_given(sheet)):
        cells = [_written(cell) for cell in row[:MOST_COLUMNS]]
        if any(cells) or (rows and any(rows[-1])):
            rows.append(cells)
        if len(rows) > MOST_ROWS or number > _LAST_ROW:
            raise FileTooLarge(f"it has over {MOST_ROWS:,} rows. Split it and add the parts.")
        if any(cell is not None for cell in row[MOST_COLUMNS:]):
            raise FileTooLarge(f"it has over {MOST_COLUMNS:,} columns. Delete those that are not needed and try again.")
    return rows


def _written(cell: object) -> str:
    """A cell as a person reads it."""
    if cell is None:
        return ""
    if isinstance(cell, dt.time):
        return cell.isoformat(timespec="milliseconds" if cell.microsecond else "seconds")
    if isinstance(cell, dt.timedelta):
        hours, rest = divmod(cell.total_seconds(), 3600)
        return f"{hours:02.0f}:{rest // 60:02.0f}:{rest % 60:06.3f}".removesuffix(".000")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


_NOT_OPENED = "it cannot be opened as a workbook. Save it again as .xlsx, or as .csv."


def _recognise(data: bytes) -> bool:
    return data.startswith(b"PK") and b"xl/workbook" in data


FORMAT = Format(
    name="xlsx",
    title="Workbook (Excel)",
    suffixes=(".xlsx", ".xlsm"),
    recognise=_recognise,
    read=read,
    most_bytes=MOST_BYTES,
)
