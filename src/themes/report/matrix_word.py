"""The matrix as a Word file: a chart for each column, whose numbers lead to the quotations at the end, and back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from themes.report.lines import inline, line
from themes.report.matrix import DRAFT, NO_QUOTATION, MatrixFile, Written
from themes.report.word_parts import Writer, add_run, link_within, mark
from themes.report.word_styles import ATTRIBUTION, NOTE, QUOTATION, dress

if TYPE_CHECKING:
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

_FIRST_MARK = 100_000
"""Bookmarks are numbered through the file; headings have the numbers below."""


def write_matrix_word(file: MatrixFile, path: Path, *, at: datetime) -> None:
    """Write the matrix as .docx.

    Args:
        file: What the matrix holds.
        path: The file to write.
        at: The moment of writing, for the file's properties.
    """
    from docx import Document  # noqa: PLC0415 - only who writes Word pays for it

    document = Document()
    dress(document)
    document.core_properties.title = line(file.title)
    document.core_properties.author = ""
    document.core_properties.created = document.core_properties.modified = at
    writer = Writer(document)
    writer.paragraph(file.title, "Title")
    writer.paragraph(f"{file.row_kind} by {file.column_kind.casefold()}", "Subtitle")
    for note in file.notes:
        writer.paragraph(note, NOTE)
    after_contents = len(document.paragraphs)
    for column in range(len(file.columns)):
        _chart(writer, file, column)
    writer.heading("Quotations", 1)
    for row, cells in enumerate(file.cells):
        for column, cell in enumerate(cells):
            _quotations(writer, cell, back=_of_cell(row, column))
    if after_contents < len(document.paragraphs):
        writer.contents(document.paragraphs[after_contents])
    document.save(str(path))


def _chart(writer: Writer, file: MatrixFile, column: int) -> None:
    """A table of what each row says on one column."""
    writer.heading(file.columns[column], 1)
    heads = [file.row_kind, "What is said", "Quotations"]
    rows = []
    for (name, about), group in zip(file.rows, file.groups, strict=True):
        rows.append([[name, group or about], "", ""])
    writer.table(heads, rows, [3.6, 9.4, 3.0])
    table = writer.document.tables[-1]
    for row, made in enumerate(table.rows[1:]):
        cell = file.cells[row][column]
        _, text, numbers = made.cells
        _write(_bare(text), cell)
        mark(text.paragraphs[0], _of_cell(row, column), _FIRST_MARK + row * len(file.columns) + column)
        place = _bare(numbers)
        if cell.said:
            for said in cell.said:
                link_within(place, f"[{said.number}]", _of_quotation(said.number))
                add_run(place, " ")
        else:
            place.add_run(cell.state)


def _write(paragraph: Paragraph, cell: Written) -> None:
    if cell.draft:
        paragraph.add_run(DRAFT).italic = True
    for nth, (parts, bare) in enumerate(cell.sentences):
        if nth:
            paragraph.add_run(" ")
        for part in parts:
            if isinstance(part, int):
                link_within(paragraph, f"[{part}]", _of_quotation(part))
            else:
                paragraph.add_run(inline(part))
        if bare:
            paragraph.add_run(f" {NO_QUOTATION}").italic = True


def _quotations(writer: Writer, cell: Written, *, back: str) -> None:
    for said in cell.said:
        paragraph = writer.verbatim(said.words, QUOTATION)
        mark(paragraph, _of_quotation(said.number), _FIRST_MARK * 10 + said.number)
        who = ", ".join(part for part in (said.attribution, said.reference, said.time) if part)
        told = writer.paragraph(f"[{said.number}] {who}. ", ATTRIBUTION)
        if told is not None:
            add_run(told, " ")
            link_within(told, f"Back to {line(said.row)}: {line(said.column)}", back)


def _bare(cell: _Cell) -> Paragraph:
    """The first paragraph of a table's cell, emptied of the dash that stands in it."""
    paragraph: Paragraph = cell.paragraphs[0]
    for run in paragraph.runs:
        run.text = ""
    return paragraph


def _of_quotation(number: int) -> str:
    return f"quotation_{number}"


def _of_cell(row: int, column: int) -> str:
    return f"cell_{row + 1}_{column + 1}"
