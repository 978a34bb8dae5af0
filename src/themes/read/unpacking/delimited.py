"""Rows and cells of a delimited text, whatever parts the cells: comma, semicolon, tab or bar (RFC 4180)."""

from __future__ import annotations

import csv
import io
from collections import Counter

from themes.errors import BrokenFile, FileTooLarge

DELIMITERS = ",;\t|"
MOST_ROWS = 500_000
_SAMPLE = 200
_SAMPLE_CHARACTERS = 1 << 18
_LONGEST_CELL = 1_000_000


def delimiter_of(text: str) -> str:
    """The sign that parts cells: the one that gives most rows of the sample one and the same number of cells.

    The standard library's guess (csv.Sniffer) is misled by commas in speech: jupyter_2015's quotes gave it "t".
    """
    sample = text[:_SAMPLE_CHARACTERS]
    return max(DELIMITERS, key=lambda delimiter: (regular(sample, delimiter), -DELIMITERS.index(delimiter)))


def regular(sample: str, delimiter: str) -> float:
    """How far a sign parts cells as a table does: the share of rows with the commonest number of cells, if not one."""
    widths: Counter[int] = Counter()
    try:
        for nth, row in enumerate(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)):
            if row:
                widths[len(row)] += 1
            if nth >= _SAMPLE:
                break
    except csv.Error:
        return 0.0
    if not widths:
        return 0.0
    width, count = max(widths.items(), key=lambda held: (held[1], held[0]))
    return count / widths.total() if width > 1 else 0.0


def split_rows(text: str, delimiter: str) -> list[list[str]]:
    """Every row's cells as written, quoted cells over several lines included.

    Raises:
        BrokenFile: A cell is longer than any transcript's (a quotation mark that is never closed makes one).
        FileTooLarge: There are more rows than in any interview or survey.
    """
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        for row in reader:
            rows.append(row)
            if len(rows) > MOST_ROWS:
                raise FileTooLarge(f"it has over {MOST_ROWS:,} rows. Split it and add the parts.")
    except csv.Error as error:
        raise BrokenFile("its rows cannot be told apart. Open it in a spreadsheet and save it again.") from error
    finally:
        csv.field_size_limit(before)
    return rows
