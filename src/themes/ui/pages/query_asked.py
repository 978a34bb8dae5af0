"""What is asked on the page Queries: a query as text, and as rows where it is simple enough for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import streamlit as st

from themes.errors import NotUnderstood
from themes.filters import Condition
from themes.project import Project
from themes.queries import Every, Expression, Joined, JoinSign, Named, Narrowed, Unit, read
from themes.ui import session

ROWS_FORM = "query rows"
_ASKED = "themes query"
_ALSO_OF_ANY = frozenset({"not", "near", "not near"})  # these choose among any quotations where no code stands above


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One code of a query that is built row by row; ``sign`` says how it is joined to what stands above it."""

    code_id: str | None = None
    sign: JoinSign = "and"
    under: bool = True
    distance: int = 2
    unit: Unit = "turns"


@dataclass(slots=True, kw_only=True)
class Asked:
    """What is asked, kept while other pages are looked at.

    ``text`` is the query; ``rows`` and ``conditions`` are the same, None where rows cannot say it. ``saved`` is the id
    of the kept query that it came from.
    """

    text: str = ""
    rows: list[Row] | None = field(default_factory=lambda: [Row()])
    conditions: tuple[Condition, ...] = ()
    saved: str | None = None
    code: str | None = None
    n_shown: int = 0


def asked_here() -> Asked:
    """What this session asks of the study that is open."""
    every: dict[str, Asked] = st.session_state.setdefault(_ASKED, {})
    return every.setdefault(str(session.path()), Asked())


def typed(project: Project, asked: Asked, text: str) -> None:
    """Take a query as it was typed, or is kept: the rows follow it."""
    asked.text = text
    asked.rows, asked.conditions = _as_rows(project, text)
    session.renew_form(ROWS_FORM)


def built(project: Project, asked: Asked, rows: Sequence[Row], conditions: tuple[Condition, ...]) -> None:
    """Take a query as its rows say it: the text follows them."""
    if (list(rows), conditions) == (asked.rows, asked.conditions):
        return
    asked.rows, asked.conditions = list(rows), conditions
    expression = _of_rows(rows, conditions)
    asked.text = "" if expression is None else project.query_written(expression)


def _of_rows(rows: Sequence[Row], conditions: tuple[Condition, ...]) -> Expression | None:
    found: Expression | None = None
    for row in rows:
        if row.code_id is None:
            continue
        code = Named(code=row.code_id, under=row.under)
        left = found or (Every() if row is not rows[0] and row.sign in _ALSO_OF_ANY else None)
        found = code
        if left is not None:
            found = Joined(left=left, sign=row.sign, right=code, distance=row.distance, unit=row.unit)
    if not conditions:
        return found
    return Narrowed(part=found or Every(), conditions=conditions, at_end=True)


def _as_rows(project: Project, text: str) -> tuple[list[Row] | None, tuple[Condition, ...]]:
    """The rows that say a query from the top down, and its conditions; None where it has parentheses or brackets."""
    if not text.strip():
        return [Row()], ()
    try:
        part = project.query_kept(read(text))
    except NotUnderstood:
        return None, ()
    conditions: tuple[Condition, ...] = ()
    if isinstance(part, Narrowed) and part.at_end:
        written = read(project.query_written(part))
        conditions = written.conditions if isinstance(written, Narrowed) else ()
        part = part.part
    rows: list[Row] = []
    while isinstance(part, Joined):
        if not isinstance(part.right, Named):
            return None, ()
        row = Row(
            code_id=part.right.code, sign=part.sign, under=part.right.under, distance=part.distance, unit=part.unit
        )
        rows.insert(0, row)
        part = part.left
    if isinstance(part, Every):
        return [Row(), *rows], conditions
    if not isinstance(part, Named):
        return None, ()
    return [replace(Row(), code_id=part.code, under=part.under), *rows], conditions
