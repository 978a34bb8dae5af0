"""The matrix as a spreadsheet: a cell leads to its quotations on the second sheet, and each of these back to it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from themes.report.matrix import MatrixFile, Written
from themes.report.workbook import cell_text

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

MATRIX, QUOTATIONS, NOTES = "Matrix", "Quotations", "Read first"

_HEADS = 2
"""Columns before the first theme: who, and what is known of them."""


def write_matrix_sheet(file: MatrixFile, path: Path) -> None:
    """Write the matrix as .xlsx: every text as text, so that none is taken for a formula; links within the file."""
    from openpyxl import Workbook  # noqa: PLC0415 - only who writes Excel pays for it

    book = Workbook(write_only=True)
    book.properties.title = cell_text(file.title)
    _matrix(book, file)
    _quotations(book, file)
    sheet = book.create_sheet(NOTES)
    sheet.column_dimensions["A"].width = 110
    cells = _Cells(sheet)
    for note in file.notes:
        sheet.append([cells.of(note)])
    book.save(path)


def _matrix(book: Workbook, file: MatrixFile) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    sheet = book.create_sheet(MATRIX)
    made = _Cells(sheet)
    sheet.freeze_panes = "C2"
    heads = [file.row_kind, file.group_by or "About", *file.columns]
    for nth in range(len(heads)):
        sheet.column_dimensions[get_column_letter(nth + 1)].width = 16 if nth < _HEADS else 44
    sheet.append([made.of(head, bold=True) for head in heads])
    numbers = _numbers(file)
    for row, ((name, about), group, cells) in enumerate(zip(file.rows, file.groups, file.cells, strict=True)):
        line = [made.of(name, bold=True), made.of(group or about)]
        for column, cell in enumerate(cells):
            place = f"{get_column_letter(column + _HEADS + 1)}{row + 2}"
            first, last = numbers[row, column]
            to = f"'{QUOTATIONS}'!A{first + 1}:G{last + 1}" if cell.said else ""
            line.append(made.of(_shown(cell), place=place, to=to))
        sheet.append(line)


def _quotations(book: Workbook, file: MatrixFile) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    sheet = book.create_sheet(QUOTATIONS)
    made = _Cells(sheet)
    sheet.freeze_panes = "B2"
    heads = ["Number", file.row_kind, file.column_kind, "Words", "Who", "Transcript", "Time"]
    for nth, width in enumerate((10, 16, 28, 80, 32, 20, 10)):
        sheet.column_dimensions[get_column_letter(nth + 1)].width = width
    sheet.append([made.of(head, bold=True) for head in heads])
    for row, cells in enumerate(file.cells):
        for column, cell in enumerate(cells):
            back = f"'{MATRIX}'!{get_column_letter(column + _HEADS + 1)}{row + 2}"
            for said in cell.said:
                rest = (said.row, said.column, said.words, said.attribution, said.reference, said.time)
                sheet.append(
                    [
                        made.of(said.number, place=f"A{said.number + 1}", to=back),
                        *(made.of(words) for words in rest),
                    ]
                )


def _numbers(file: MatrixFile) -> dict[tuple[int, int], tuple[int, int]]:
    """The numbers of the first and the last quotation of each cell; 0 where there is none."""
    return {
        (row, column): (cell.said[0].number, cell.said[-1].number) if cell.said else (0, 0)
        for row, cells in enumerate(file.cells)
        for column, cell in enumerate(cells)
    }


def _shown(cell: Written) -> str:
    parts: Iterable[str] = (cell.text, cell.state)
    return "\n".join(part for part in parts if part)


class _Cells:
    """Makes a sheet's cells, in two looks that are made once: a look for each of 70,000 cells took 2 s."""

    def __init__(self, sheet: WriteOnlyWorksheet) -> None:
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - as above
        from openpyxl.styles import Alignment, Font  # noqa: PLC0415

        self._sheet = sheet
        plain, bold = WriteOnlyCell(sheet), WriteOnlyCell(sheet)
        plain.alignment = bold.alignment = Alignment(vertical="top", wrap_text=True)
        bold.font = Font(bold=True)
        self._looks = {False: plain._style, True: bold._style}  # noqa: SLF001 - its setters look each style up anew

    def of(self, content: str | int, *, bold: bool = False, place: str = "", to: str = "") -> WriteOnlyCell:
        """A cell with its words as text, or a number, and where a link in it leads."""
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - as above
        from openpyxl.worksheet.hyperlink import Hyperlink  # noqa: PLC0415

        cell: Any = WriteOnlyCell(self._sheet)
        # Set from within, as in ``sheet``: what openpyxl guesses from outside makes a formula of "=1+1".
        cell._value = cell_text(content) if isinstance(content, str) else content  # noqa: SLF001
        cell.data_type = "s" if isinstance(content, str) else "n"
        cell._style = self._looks[bold]  # noqa: SLF001 - as above
        if to:
            cell._hyperlink = Hyperlink(ref=place, location=to)  # noqa: SLF001 - its setter knows no place of a new row
        return cast("WriteOnlyCell", cell)
