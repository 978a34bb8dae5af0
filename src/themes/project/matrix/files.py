"""Verbs that write the matrix as a file: a spreadsheet or a Word document whose links lead to the quotations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from themes.compare.matrix import Cell, Matrix, numbered
from themes.compare.summaries import Sentence
from themes.errors import Refused
from themes.filters import Where, as_filter
from themes.memo_text import Link, links, parts
from themes.model import Code, MatrixColumn, MatrixRow, Theme
from themes.project.base import one_moment
from themes.project.matrix.writing import SummaryVerbs
from themes.project.whole_file import checked_place, written_whole
from themes.report import Material
from themes.report.consent import allowed
from themes.report.matrix import MatrixFile, Said, Written
from themes.report.titles import references
from themes.report.wording import clock, counted
from themes.text import speaker_of, turns_in

_NAMES: Mapping[MatrixRow | MatrixColumn, str] = {
    "case": "Case", "transcript": "Transcript", "theme": "Theme", "code": "Code",
}  # fmt: skip


class MatrixFileVerbs(SummaryVerbs):
    """Write the matrix down."""

    def write_matrix(
        self,
        path: str | Path,
        *,
        rows: MatrixRow = "case",
        columns: MatrixColumn = "theme",
        group_by: str = "",
        where: Where | None = None,
        only: Sequence[Theme | Code | str] | None = None,
        insist: bool = False,
    ) -> Path:
        """Write the matrix as .xlsx or .docx, by the file's suffix; consent is asked as for a report.

        Args:
            path: Where.
            rows: As in ``matrix``.
            columns: As in ``matrix``.
            group_by: As in ``matrix``.
            where: As in ``matrix``.
            only: As in ``matrix``.
            insist: Write it although names may still stand in transcripts; the file then says so.

        Returns:
            The file.

        Raises:
            Refused: The suffix is another, the folder is missing, the file cannot be replaced, or a transcript that is
                quoted is not released; nothing was written.
        """
        place = checked_place(path, (".xlsx", ".docx"), what="A matrix is")
        file = self._matrix_file(rows, columns, group_by=group_by, where=where, only=only)
        if file.n_unreleased and not insist:
            raise Refused(
                f"Names may still stand in {counted(file.n_unreleased, 'transcript')} of this matrix. Nothing was "
                "written. Review names and release (page Names, or `themes names`), or declare that the transcripts "
                "came pseudonymised (there too, or `themes study --pseudonymised`)."
            )

        def write(made: Path) -> None:
            if place.suffix.casefold() == ".docx":
                from themes.report.matrix_word import write_matrix_word  # noqa: PLC0415 - only who writes Word

                write_matrix_word(file, made, at=datetime.now(UTC).replace(microsecond=0))
            else:
                from themes.report.matrix_sheet import write_matrix_sheet  # noqa: PLC0415 - the same

                write_matrix_sheet(file, made)

        return written_whole(place, write)

    @one_moment
    def _matrix_file(
        self,
        rows: MatrixRow,
        columns: MatrixColumn,
        *,
        group_by: str,
        where: Where | None,
        only: Sequence[Theme | Code | str] | None,
    ) -> MatrixFile:
        material = allowed(self._part(where, twice=False)).material
        matrix = self._matrix(material, rows, columns, group_by=group_by, only=only, of_part=bool(as_filter(where)))
        told = _Told(material, matrix)
        return MatrixFile(
            title=self.study.title,
            row_kind=_NAMES[rows],
            column_kind=_NAMES[columns],
            rows=tuple((told.name(row.id) or row.name, row.about) for row in matrix.rows),
            groups=tuple(row.group for row in matrix.rows),
            columns=tuple(f"{one.under}: {one.name}" if one.under else one.name for one in matrix.columns),
            cells=told.cells(),
            group_by=group_by,
            where=matrix.where,
            whose=matrix.whose,
            n_unreleased=material.n_unreleased,
        )


class _Told:
    """A matrix as its files tell it; quotations are numbered through all of it, row by row."""

    def __init__(self, material: Material, matrix: Matrix) -> None:
        self._matrix = matrix
        self._quotations = {one.id: one for one in material.quotations}
        self._sources = {one.id: one for one in material.transcripts}
        self._attributions = material.attributions
        self._references = references(material.transcripts)
        self._numbers: Iterator[int] = count(1)

    def name(self, row_id: str) -> str:
        """How a transcript is named outside the project, never by its title; empty for a case."""
        return self._references.get(row_id, "")

    def cells(self) -> tuple[tuple[Written, ...], ...]:
        """All cells, row by row."""
        columns = self._matrix.columns
        return tuple(
            tuple(
                self._written(self.name(row.id) or row.name, column.name, self._matrix.cell(row.id, column.id))
                for column in columns
            )
            for row in self._matrix.rows
        )

    def _written(self, row: str, column: str, cell: Cell) -> Written:
        linked = links(cell.summary.text) if cell.summary else []
        ids = [id_ for id_ in numbered(cell, linked) if id_ in self._quotations]
        numbers = {id_: next(self._numbers) for id_ in ids}
        return Written(
            state=cell.state,
            sentences=tuple((_in_parts(one, numbers), one.is_bare) for one in cell.sentences),
            draft=bool(cell.summary and cell.summary.draft),
            said=tuple(self._said(id_, number, row, column) for id_, number in numbers.items()),
        )

    def _said(self, quotation_id: str, number: int, row: str, column: str) -> Said:
        quotation = self._quotations[quotation_id]
        source = self._sources[quotation.transcript_id]
        speaker = speaker_of(source, quotation.start, quotation.end)
        turns = turns_in(source, quotation.start, quotation.end)
        return Said(
            number=number,
            row=row,
            column=column,
            words=quotation.words,
            attribution=self._attributions.get(speaker.case_id, "") if speaker and speaker.case_id else "",
            reference=self._references[source.id],
            time=clock(source.turns[turns[0]].start_seconds if turns else None),
        )


def _in_parts(sentence: Sentence, numbers: Mapping[str, int]) -> tuple[str | int, ...]:
    """A sentence as words and numbers; a link to a quotation that is not here, or may not be used, is left out."""
    told = [numbers.get(part.quotation_id) if isinstance(part, Link) else part for part in parts(sentence.text)]
    return tuple(part for part in told if part is not None)
