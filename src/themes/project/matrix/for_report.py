"""Verbs that choose which cells of the matrix the report shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from themes.errors import NotFound, Refused
from themes.model import Code, ReportText, Summary, Theme
from themes.model.written import CELLS, report_text_id
from themes.operations import Change, now
from themes.project.base import one_moment, whole
from themes.project.matrix.writing import SummaryVerbs
from themes.report.cells import CellsShown
from themes.report.titles import references


@dataclass(frozen=True, slots=True, kw_only=True)
class CellsForReport:
    """What of the matrix could stand in the report, and what does.

    ``rows`` and ``columns`` are the names, by id, of those in which a cell is written and kept; ``written`` pairs the
    ids of row and column of each such cell, in that order; ``shown`` says which the report shows.
    """

    rows: dict[str, str]
    columns: dict[str, str]
    written: tuple[tuple[str, str], ...]
    shown: CellsShown

    @property
    def n_shown(self) -> int:
        """How many of the written cells the report shows."""
        return sum(self.shown.shows(*one) for one in self.written)


class MatrixForReportVerbs(SummaryVerbs):
    """Choose what of the matrix the report shows."""

    @one_moment
    def cells_for_report(self) -> CellsForReport:
        """The cells that are written and kept under a theme or a code that carries one, and which stand.

        Under any code where there are no themes.
        """
        themes: list[Theme] = self.themes()
        paths = self.paths()
        columns: list[Theme | Code] = [*themes, *(_carrying(themes, self.codes()) if themes else self.codes())]
        named = {theme.name for theme in themes}
        called = {id_: f"{path} (code)" if path in named else path for id_, path in paths.items()}
        sources = self.transcripts()
        rows = {case.id: case.label for case in self.cases()} | references(sources)
        kept = {(one.row_id, one.column_id) for one in self._store.facts(Summary) if not one.draft}
        written = tuple((row_id, column.id) for row_id in rows for column in columns if (row_id, column.id) in kept)
        row_ids, column_ids = {row_id for row_id, _ in written}, {column_id for _, column_id in written}
        return CellsForReport(
            rows={id_: name for id_, name in rows.items() if id_ in row_ids},
            columns={one.id: called.get(one.id, one.name) for one in columns if one.id in column_ids},
            written=written,
            shown=self._cells_shown(),
        )

    @whole
    def show_cells_in_report(
        self,
        *,
        everything: bool = False,
        rows: Iterable[str] = (),
        columns: Iterable[str] = (),
        cells: Iterable[tuple[str, str]] = (),
        step_id: str | None = None,
    ) -> CellsForReport:
        """Choose which written cells of the matrix stand in the report, in one step; drafts never do.

        Args:
            everything: All of them, as it is until something is chosen.
            rows: Whole rows, by a case's label, a transcript's name in the report ("interview 4"), or an id.
            columns: Whole columns, by a theme's or a code's name, or an id.
            cells: Single cells, by their row and column.
            step_id: An id that the caller chose; a second call with it changes nothing.

        Raises:
            NotFound: No cell is written in such a row or column, or the cell is not written.
            Refused: Everything is asked for, and single ones too.
        """
        known = self.cells_for_report()
        row_ids = frozenset(_id_of(one, known.rows, "row") for one in rows)
        column_ids = frozenset(_id_of(one, known.columns, "column") for one in columns)
        pairs = frozenset(
            (_id_of(row, known.rows, "row"), _id_of(column, known.columns, "column")) for row, column in cells
        )
        if everything and (row_ids or column_ids or pairs):
            raise Refused("Either all cells stand in the report, or those that are chosen. Nothing was changed.")
        if empty := pairs - set(known.written):
            row_id, column_id = min(empty)
            raise NotFound(f"In the cell of {known.rows[row_id]} and {known.columns[column_id]} nothing is written.")
        chosen = CellsShown(everything=everything, rows=row_ids, columns=column_ids, cells=pairs)
        was = next(iter(self._store.facts(ReportText, part=CELLS)), None)
        if chosen != self._cells_shown() and not (step_id and self.has_step(step_id)):
            fact = ReportText(
                id=report_text_id(CELLS), part=CELLS, text=str(chosen), beneath="", coder_id=self._coder.id, at=now()
            )
            self._step("choose cells for the report", [Change(was=was, now=fact)], step_id=step_id)
        return self.cells_for_report()


def _carrying(themes: Iterable[Theme], codes: Iterable[Code]) -> list[Code]:
    """The codes, parents before their children, that carry themes: themselves or by a code above."""
    carrying = {code_id for theme in themes for code_id in theme.code_ids}
    found = []
    for code in codes:
        if code.id in carrying or code.parent_id in carrying:
            carrying.add(code.id)
            found.append(code)
    return found


def _id_of(wanted: str, known: dict[str, str], what: str) -> str:
    folded = wanted.strip().casefold()
    found = [id_ for id_, name in known.items() if wanted == id_ or folded == name.casefold()]
    if len(found) != 1:
        raise NotFound(f"{len(found)} written {what}s of the matrix are called “{wanted}”. Nothing was changed.")
    return found[0]
