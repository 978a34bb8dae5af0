"""The report as a spreadsheet: a row for each coding, the codebook, the cases, and apart the key to the transcripts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from themes.report.findings import Findings
from themes.report.wording import clock
from themes.text import canonical

if TYPE_CHECKING:
    from openpyxl import Workbook

LONGEST = 32_767
"""Characters that a cell can hold (Excel specifications and limits)."""

CUT = " … [cut here: a cell holds no more; the whole is in the project]"

# Excel reads _x0041_ in a file as "A" (ECMA-376 part 1, 22.9.2.19), so a participant's own _x0041_ is escaped.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

KEY = "Key (keep apart)"
"""The last sheet: which transcript is which; titles may name people, so that it is not to be passed on."""

Cells = list[str | int]


def write_sheet(findings: Findings, path: Path) -> None:
    """Write the findings as .xlsx.

    Every text is written as text, so that none is ever taken for a formula; numbers are numbers.

    Args:
        findings: What the study found.
        path: The file to write.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - only who writes Excel pays for it

    book = Workbook(write_only=True)
    book.properties.title = canonical(findings.study.title)
    book.properties.creator = ", ".join(findings.coders)
    _quotations(book, findings)
    _codebook(book, findings)
    _cases(book, findings)
    _key(book, findings)
    book.save(path)


def _quotations(book: Workbook, findings: Findings) -> None:
    head = [
        "Words", "Themes", "Code", "Valence", "Case", *findings.attributes, "Speaker", "Transcript", "Time", "Coder",
        "How it came", "Unread", "Start", "End", "Id",
    ]  # fmt: skip
    widths = [80, 28, 36, 10, 9, *[18] * len(findings.attributes), 13, 28, 10, 10, 34, 9, 9, 9, 38]
    rows: Iterable[Cells] = (
        [
            row.words, row.themes, row.path, row.valence, row.case, *row.values, row.role, row.reference,
            clock(row.seconds), row.coder, row.how, "unread" if row.unread else "", row.start, row.end, row.id,
        ]
        for row in findings.rows
    )  # fmt: skip
    _sheet(book, "Quotations", head, rows, n_rows=len(findings.rows), widths=widths, frozen="B2")


def _codebook(book: Workbook, findings: Findings) -> None:
    head = ["Code", "Path", "Definition", "Use when", "Don't use when", "Codings", "Cases", "Retired"]
    rows: Iterable[Cells] = (
        [
            code.name, code.path, code.definition, code.use_when, code.dont_use_when, code.n_codings, code.n_cases,
            "retired" if code.retired else "",
        ]
        for code in findings.codebook
    )  # fmt: skip
    widths = [28, 40, 60, 45, 45, 10, 9, 10]
    _sheet(book, "Codebook", head, rows, n_rows=len(findings.codebook), widths=widths, frozen="B2")


def _cases(book: Workbook, findings: Findings) -> None:
    head = ["Case", "Kind", *findings.attributes, "Transcripts", "Codings"]
    rows: Iterable[Cells] = (
        [case.label, case.kind, *case.values, case.n_transcripts, case.n_codings] for case in findings.cases
    )
    widths = [10, 13, *[22] * len(findings.attributes), 12, 10]
    _sheet(book, "Cases", head, rows, n_rows=len(findings.cases), widths=widths, frozen="B2")


def _key(book: Workbook, findings: Findings) -> None:
    head = ["Transcript", "Title (may name people: delete this sheet before you pass the file on)"]
    rows: Iterable[Cells] = ([reference, title] for reference, title in findings.key)
    _sheet(book, KEY, head, rows, n_rows=len(findings.key), widths=[22, 70], frozen="B2")


def _sheet(
    book: Workbook,
    title: str,
    head: Sequence[str],
    rows: Iterable[Cells],
    *,
    n_rows: int,
    widths: Sequence[float],
    frozen: str,
) -> None:
    """One sheet with a frozen head, a filter, wrapped words."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - as above
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    sheet = book.create_sheet(title)
    sheet.freeze_panes = frozen
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(head))}{n_rows + 1}"
    for nth, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(nth)].width = width
    top = Alignment(vertical="top", wrap_text=True)
    looks = [WriteOnlyCell(sheet), WriteOnlyCell(sheet)]
    looks[0].alignment = looks[1].alignment = top
    looks[0].font, looks[0].fill = Font(bold=True), PatternFill("solid", fgColor="EEF2F6")
    # A row is written as it is appended, so that one set of cells serves all of them: making 170,000 takes seconds.
    cells = [WriteOnlyCell(sheet) for _ in head]
    for nth, row in enumerate([head, *rows]):
        for cell, content in zip(cells, row, strict=True):
            # Set from within: what openpyxl guesses from outside makes a formula of "=1+1" and an error of "#N/A".
            cell._value = _text(content) if isinstance(content, str) else content  # noqa: SLF001
            cell.data_type = "s" if isinstance(content, str) else "n"
            cell._style = looks[min(nth, 1)]._style  # noqa: SLF001
        sheet.append(cells)


def _text(text: str) -> str:
    """The text as a cell can hold it; what is longer is cut, and says so."""
    escaped = _ESCAPE.sub("_x005F_", canonical(text))
    return escaped if len(escaped) <= LONGEST else escaped[: LONGEST - len(CUT)] + CUT
