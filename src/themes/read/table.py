"""Tables with a header row, from .csv (any delimiter) and .xlsx (the first sheet): case tables."""

from __future__ import annotations

import csv
import io

from themes.errors import BrokenFile, FileTooLarge, RefusedFile, UnknownFormat
from themes.read.archive import Archive
from themes.read.encoding import decode

MOST_ROWS = 100_000
_DELIMITERS = ",;\t|"
_SNIFFED = 8192
_NOTHING = "Nothing was changed."


def read_table(name: str, data: bytes) -> tuple[list[str], list[list[str]]]:
    """The header and the rows of a table, every cell as text.

    Args:
        name: The file's name; its suffix says the format.
        data: The file's bytes.

    Returns:
        The header's cells, and rows of as many cells; empty rows are left out.

    Raises:
        RefusedFile: It is no table, is broken or too large; the message ends in what to do.
    """
    readers = {"csv": _csv, "tsv": _csv, "txt": _csv, "xlsx": _xlsx}
    suffix = name.rsplit(".", maxsplit=1)[-1].lower()
    if suffix not in readers:
        raise UnknownFormat(f"{name} is no table that Themes reads. {_NOTHING} Save it as .csv or .xlsx.")
    try:
        rows = readers[suffix](data)
    except RefusedFile as error:
        raise type(error)(f"{name} was not read: {error} {_NOTHING}") from error
    rows = [row for row in rows if any(row)]
    if not rows:
        raise BrokenFile(f"{name} holds no row. {_NOTHING} Give it a header and a row for each case.")
    header = rows[0]
    width = len(header)
    return header, [(row + [""] * width)[:width] for row in rows[1:]]


def _csv(data: bytes) -> list[list[str]]:
    text, _ = decode(data)
    try:
        delimiter = csv.Sniffer().sniff(text[:_SNIFFED], _DELIMITERS).delimiter
    except csv.Error:
        delimiter = ","
    try:
        rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=delimiter)]
    except csv.Error as error:
        raise BrokenFile(f"it is no .csv ({error}).") from error
    if len(rows) > MOST_ROWS:
        raise FileTooLarge(f"it has {len(rows):,} rows (limit {MOST_ROWS:,}).")
    return rows


def _xlsx(data: bytes) -> list[list[str]]:
    import zipfile  # noqa: PLC0415 - with openpyxl, only where a workbook comes

    import openpyxl  # noqa: PLC0415

    archive = Archive(data)
    for part in archive.names:  # counts what unpacks before a parser sees it
        archive.read(part)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError) as error:
        raise BrokenFile("it cannot be opened as a workbook. Save it again as .xlsx, or as .csv.") from error
    sheet = book.worksheets[0]
    rows: list[list[str]] = []
    for row in sheet.iter_rows(values_only=True):
        rows.append(["" if cell is None else str(cell).strip() for cell in row])
        if len(rows) > MOST_ROWS:
            raise FileTooLarge(f"it has over {MOST_ROWS:,} rows.")
    return rows
