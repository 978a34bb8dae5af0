"""A study's facts as a matrix: which quotations stand in which cell, and what is written there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from themes.compare.matrix import Cell, Column, Matrix, Row, looked_for
from themes.compare.summaries import Cut, sentences_of
from themes.model import MatrixColumn, MatrixRow, Summary, Theme
from themes.report import Material
from themes.report.heard import Quoted, Voices


def lay_out(
    material: Material,
    rows: Sequence[Row],
    columns: Mapping[Column, Sequence[str]],
    *,
    row_kind: MatrixRow,
    column_kind: MatrixColumn,
    summaries: Iterable[Summary],
    cut: Cut,
    group_by: str = "",
) -> Matrix:
    """The matrix of some rows and columns.

    Args:
        material: The facts, as far as they are to be counted.
        rows: In their order.
        columns: In their order, each with the ids of the codes that count for it.
        row_kind: What the rows are.
        column_kind: What the columns are.
        summaries: What is written, in these and other cells.
        cut: Cuts summaries into sentences.
        group_by: The attribute that rows are grouped by.
    """
    voices = Voices(material)
    written = {(one.row_id, one.column_id): one for one in summaries}
    here = {quotation.id for quotation in material.quotations}
    places = places_of(voices, row_kind)
    cells: dict[tuple[str, str], Cell] = {}
    by_column = {column.id: _by_row(voices.quoted(ids), row_kind) for column, ids in columns.items()}
    for row in rows:
        for column, code_ids in columns.items():
            summary = written.get((row.id, column.id))
            cells[row.id, column.id] = Cell(
                row_id=row.id,
                column_id=column.id,
                quotation_ids=tuple(one.quotation.id for one in by_column[column.id].get(row.id, ())),
                looked_for=looked_for(places.get(row.id, frozenset()), code_ids, voices.looked_at),
                summary=summary,
                sentences=sentences_of(summary.text, cut=cut, here=here) if summary else (),
            )
    return Matrix(
        row_kind=row_kind,
        column_kind=column_kind,
        rows=tuple(rows),
        columns=tuple(columns),
        cells=cells,
        group_by=group_by,
        where=material.where,
        whose=material.whose_sentence,
    )


def places_of(voices: Voices, row_kind: MatrixRow) -> dict[str, frozenset[str]]:
    """The transcripts that would have to be looked at to know of a row, by its id."""
    if row_kind == "transcript":
        return {source_id: frozenset({source_id}) for source_id in voices.transcripts}
    both = [*voices.participants.items(), *voices.groups.items()]
    found: dict[str, frozenset[str]] = {}
    for case_id, places in both:
        found[case_id] = found.get(case_id, frozenset()) | places
    return found


def codes_of_theme(material: Material, theme: Theme) -> list[str]:
    """The codes that count for a theme: its own, those of its sub-themes, and all below them."""
    parts = [theme, *(sub for sub in material.themes if sub.parent_id == theme.id)]
    return with_below(material, (code_id for part in parts for code_id in part.code_ids))


def with_below(material: Material, code_ids: Iterable[str]) -> list[str]:
    """Some codes and all below them, in the order of the codebook, where a code comes before those under it."""
    wanted = set(code_ids)
    found = []
    for code in material.codes:
        if code.id in wanted or code.parent_id in wanted:
            wanted.add(code.id)
            found.append(code.id)
    return found


def _by_row(quoted: Iterable[Quoted], row_kind: MatrixRow) -> dict[str, list[Quoted]]:
    found: dict[str, list[Quoted]] = {}
    for one in quoted:
        row_id = one.quotation.transcript_id if row_kind == "transcript" else one.case_id
        if row_id is not None:
            found.setdefault(row_id, []).append(one)
    return found
