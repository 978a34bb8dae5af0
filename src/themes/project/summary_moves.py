"""How what is written in a matrix follows a case, a code or a quotation into what has taken it in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from themes.memo_text import link_to, links
from themes.model import Summary
from themes.model.matrix import cell_id
from themes.operations import Change, revised


def followed(summaries: Iterable[Summary], into: Mapping[str, str]) -> list[Change]:
    """The changes by which summaries stay with their row and column.

    What was written of two that are one now stands in one cell, paragraph after paragraph: nobody's words are lost.

    Args:
        summaries: All of the project.
        into: The ids of cases, transcripts, themes or codes that took others in, by the ids of those that went.
    """
    was = {one.id: one for one in summaries}
    now = dict(was)
    for one in was.values():
        row_id, column_id = into.get(one.row_id, one.row_id), into.get(one.column_id, one.column_id)
        if (row_id, column_id) == (one.row_id, one.column_id):
            continue
        moved = replace(one, id=cell_id(row_id, column_id), row_id=row_id, column_id=column_id)
        there = now.get(moved.id)
        del now[one.id]
        now[moved.id] = moved if there is None else _joined(there, moved)
    changes = [Change(was=was.get(id_), now=now.get(id_)) for id_ in {**was, **now}]
    return [change for change in changes if change.was != change.now]


def relinked(summaries: Iterable[Summary], into: Mapping[str, str]) -> list[Change]:
    """The changes by which links lead to the quotations that took others in, by the ids of those that went."""
    changes = []
    for one in summaries:
        text = one.text
        for gone in links(text):
            text = text.replace(link_to(gone), link_to(into.get(gone, gone)))
        if text != one.text:
            changes.append(revised(one, replace(one, text=text)))
    return changes


def _joined(one: Summary, other: Summary) -> Summary:
    last = max(one, other, key=lambda summary: summary.at)
    return replace(last, text=f"{one.text}\n{other.text}", draft=one.draft or other.draft)
