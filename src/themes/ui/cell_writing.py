"""What the page on the matrix sends: what a person wrote in cells, read with distrust and carried out in order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast, get_args

from themes.errors import StaleChange, ThemesError
from themes.model import Case, Code, MatrixColumn, MatrixRow, Summary, Theme, Transcript
from themes.project import Project
from themes.project.matrix.writing import LONGEST
from themes.ui.cells import Json, summary_told
from themes.ui.incoming import Unreadable

MOST_OPERATIONS = 500
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_KINDS = frozenset({"write", "keep"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrote:
    """What a person wrote in a cell, or that they keep its draft.

    ``version`` is what they saw there; where they had written there themselves and that was still on its way, ``after``
    names that operation instead.
    """

    id: str
    kind: str
    row: MatrixRow
    row_id: str
    column: MatrixColumn
    column_id: str
    words: str
    draft: bool
    version: str
    after: str


def carry_out_all(project: Project, body: object) -> Json:
    """Carry out a batch in order; what is refused is told, the rest holds.

    Raises:
        Unreadable: Something in the batch is not of the agreed form; none of it was carried out.
    """
    acknowledged, refused, cells = [], [], {}
    for wrote in _read(body):
        try:
            _carry_out(project, wrote)
        except ThemesError as error:
            refused.append({"id": wrote.id, "reason": str(error)})
        else:
            acknowledged.append(wrote.id)
        summary = project.summary(wrote.row_id, wrote.column_id)
        cells[wrote.row_id, wrote.column_id] = _told(project, wrote, summary)
    return {
        "acknowledged": acknowledged,
        "refused": refused,
        "cells": list(cells.values()),
        "seq": project.last_seq(),
    }


def _carry_out(project: Project, wrote: Wrote) -> None:
    if project.has_step(wrote.id):
        return
    row = project.case(wrote.row_id) if wrote.row == "case" else project.transcript(wrote.row_id)
    column = project.theme(wrote.column_id) if wrote.column == "theme" else project.code(wrote.column_id)
    version: str | None = wrote.version
    if wrote.after:
        version = None
        _must_stand_after(project, row, column, wrote.after)
    if wrote.kind == "keep":
        project.keep_draft(row, column, version=version, step_id=wrote.id)
    else:
        project.write_summary(row, column, wrote.words, draft=wrote.draft, version=version, step_id=wrote.id)


def _must_stand_after(project: Project, row: Case | Transcript, column: Theme | Code, after: str) -> None:
    """Refuse where a cell does not stand as the operation before, one's own, left it.

    Raises:
        StaleChange: It does not.
    """
    if project.has_step(after) and project.wrote_last(row, column) != after:
        raise StaleChange(
            "Somebody else wrote in this cell while you did. Nothing was changed, and neither version is lost; look at "
            "both and say what stands."
        )
    if not project.has_step(after):
        raise StaleChange(
            "What you wrote there before was not saved, so this was not either. Neither is lost; look at the cell."
        )


def _told(project: Project, wrote: Wrote, summary: Summary | None) -> Json:
    by = "" if summary is None else next(one.name for one in project.coders() if one.id == summary.coder_id)
    sentences = project.sentences_of(summary) if summary else ()
    return {"row": wrote.row_id, "column": wrote.column_id, "summary": summary_told(summary, sentences, by)}


def _read(body: object) -> list[Wrote]:
    if not isinstance(body, list) or len(body) > MOST_OPERATIONS:
        raise Unreadable(f"A batch is a list of at most {MOST_OPERATIONS} operations. Nothing was changed.")
    return [_wrote(one) for one in body]


def _wrote(one: object) -> Wrote:
    fields = cast("Mapping[str, object]", one) if isinstance(one, dict) else {}
    id_ = fields.get("id")
    if not _is_uuid(id_):
        raise Unreadable("An operation needs an id of its own. Nothing was changed.")
    words, version, after = fields.get("words", ""), fields.get("version", ""), fields.get("after", "")
    sound = (
        fields.get("kind") in _KINDS
        and fields.get("row") in get_args(MatrixRow)
        and fields.get("column") in get_args(MatrixColumn)
        and _is_uuid(fields.get("row_id"))
        and _is_uuid(fields.get("column_id"))
        and isinstance(words, str)
        and len(words) <= LONGEST
        and isinstance(version, str)
        and (after == "" or _is_uuid(after))
        and isinstance(fields.get("draft", False), bool)
    )
    if not sound:
        raise Unreadable("What was written is not of the agreed form. Nothing was changed.", cast("str", id_))
    return Wrote(
        id=cast("str", id_),
        kind=cast("str", fields["kind"]),
        row=cast("MatrixRow", fields["row"]),
        row_id=cast("str", fields["row_id"]),
        column=cast("MatrixColumn", fields["column"]),
        column_id=cast("str", fields["column_id"]),
        words=cast("str", words),
        draft=cast("bool", fields.get("draft", False)),
        version=cast("str", version),
        after=cast("str", after),
    )


def _is_uuid(found: object) -> bool:
    return isinstance(found, str) and _UUID.fullmatch(found) is not None
