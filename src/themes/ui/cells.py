"""What the page on the matrix is told: rows, columns and cells, and what stands in one of them.

Mirrors frontend/src/matrix/types.ts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast, get_args

from themes.compare.matrix import Cell, Matrix
from themes.compare.summaries import Sentence
from themes.model import MatrixColumn, MatrixRow, Summary
from themes.model.matrix import cell_id
from themes.project import Project
from themes.project.matrix.views import version_of
from themes.ui.incoming import Unreadable

Json = dict[str, Any]

_MOST_IDS = 5_000
_LONGEST = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What of the matrix is shown; ``only`` are the ids of the columns, None for all of them."""

    rows: MatrixRow = "case"
    columns: MatrixColumn = "theme"
    group_by: str = ""
    where: tuple[str, ...] = ()
    only: tuple[str, ...] | None = None

    def told(self) -> Json:
        """As the page hands it to the surface, which hands it back."""
        return {
            "rows": self.rows,
            "columns": self.columns,
            "group": self.group_by,
            "where": list(self.where),
            "only": None if self.only is None else list(self.only),
        }


def view_of(body: object) -> View:
    """What of the matrix a request asks for.

    Raises:
        Unreadable: It is not of the agreed form.
    """
    fields = cast("Mapping[str, object]", body) if isinstance(body, dict) else {}
    rows, columns, group = fields.get("rows"), fields.get("columns"), fields.get("group")
    where, only = fields.get("where"), fields.get("only")
    sound = (
        rows in get_args(MatrixRow)
        and columns in get_args(MatrixColumn)
        and isinstance(group, str)
        and _are_words(where)
        and (only is None or _are_words(only))
    )
    if not sound:
        raise Unreadable("What of the matrix is asked for is not of the agreed form.")
    return View(
        rows=cast("MatrixRow", rows),
        columns=cast("MatrixColumn", columns),
        group_by=cast("str", group),
        where=tuple(cast("list[str]", where)),
        only=None if only is None else tuple(cast("list[str]", only)),
    )


def ids_in(body: object) -> list[str]:
    """The ids of quotations that a request names.

    Raises:
        Unreadable: They are no such list.
    """
    ids = body.get("quotations") if isinstance(body, dict) else None
    if not _are_words(ids):
        raise Unreadable("“quotations” must be a list of ids.")
    return cast("list[str]", ids)


def matrix_of(project: Project, view: View) -> Matrix:
    """The matrix that a view shows."""
    return project.matrix(
        rows=view.rows, columns=view.columns, group_by=view.group_by, where=list(view.where), only=view.only
    )


def snapshot(project: Project, view: View) -> Json:
    """The matrix as a view shows it, as of one sequence number of the log."""
    seq = project.last_seq()  # read first: what is committed meanwhile is told twice rather than never
    matrix = matrix_of(project, view)
    coders = {person.id: person.name for person in project.coders()}
    return {
        "rows": [{"id": row.id, "name": row.name, "about": row.about, "group": row.group} for row in matrix.rows],
        "columns": [{"id": column.id, "name": column.name, "under": column.under} for column in matrix.columns],
        "cells": [[_cell(matrix.cell(row.id, column.id), coders) for column in matrix.columns] for row in matrix.rows],
        "readOnly": project.read_only,
        "seq": seq,
    }


def summary_told(summary: Summary | None, sentences: Sequence[Sentence], by: str) -> Json | None:
    """A summary as the surface shows it; ``sentences`` pair each one's text with whether no quotation is behind it."""
    if summary is None:
        return None
    return {
        "text": summary.text,
        "version": version_of(summary),
        "draft": summary.draft,
        "by": by,
        "at": summary.at,
        "sentences": [[one.text, one.is_bare] for one in sentences],
    }


def quotations_told(project: Project, quotation_ids: Sequence[str]) -> list[Json]:
    """The quotations of a cell, with who says them and where they stand."""
    return [
        {
            "id": one.id,
            "words": one.words,
            "by": one.by,
            "transcript": one.transcript.id,
            "title": one.transcript.title,
            "start": one.start,
            "seconds": one.seconds,
        }
        for one in project.cell_quotations(quotation_ids)
    ]


def states_told(project: Project, body: object) -> list[Json]:
    """What a cell said before, the newest first: who wrote it, when, and the words.

    Raises:
        Unreadable: The request names no cell.
    """
    fields = cast("Mapping[str, object]", body) if isinstance(body, dict) else {}
    row_id, column_id = fields.get("row_id"), fields.get("column_id")
    if not (isinstance(row_id, str) and isinstance(column_id, str)):
        raise Unreadable("A cell is named by the ids of its row and its column.")
    return [
        {"by": coder.name, "at": at, "text": state.text, "draft": state.draft}
        for coder, at, state in reversed(project.summary_states(cell_id(row_id, column_id)))
    ]


def _cell(cell: Cell, coders: Mapping[str, str]) -> list[Any]:
    by = coders.get(cell.summary.coder_id, "") if cell.summary else ""
    return [list(cell.quotation_ids), cell.looked_for, summary_told(cell.summary, cell.sentences, by)]


def _are_words(found: object) -> bool:
    return (
        isinstance(found, list)
        and len(found) <= _MOST_IDS
        and all(isinstance(one, str) and 0 < len(one) <= _LONGEST for one in found)
    )
