"""The log as people look through it: a part of its steps, and what each touched, by name, as far as names may be told.

Of a step that took in 48,000 answers the first and the last operations are read; no transcript is read for its title.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, case, func, or_, select

from themes.store import schema
from themes.store.bodies import GONE
from themes.store.log import LoggedStep, logged_step

NAME_FIELDS: Mapping[str, str] = {
    "study": "title",
    "coder": "name",
    "attribute": "name",
    "transcript": "title",
    "guide question": "text",
    "code": "name",
    "candidate": "rank",  # its phrases are participants' words
    "decision": "name",
    "theme": "name",
    "query": "name",
}
"""What the kinds of fact are called by, as far as that names nobody who was heard and quotes nobody."""

_RENAMED = "rename transcript"
"""The one step whose change of a transcript is read for its titles: their bodies hold the whole text."""

_FEW = 20

MOST_TOUCHED = 2 * _FEW
"""How many operations of a step are read: a longer one is known by its beginning and its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A fact that a step touched: whether it came or went, and its names before and after, empty where it has none.

    ``told`` are the ids and choices that the log holds of it.
    """

    entity: str
    id: str
    came: bool
    went: bool
    was: str
    now: str
    told: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Which steps are asked for; all where nothing is given.

    ``coder_id`` did them, they touched ``code_id`` or a fact that names it, and they were done from the moment
    ``since`` until before ``before``, both as the log writes moments.
    """

    coder_id: str = ""
    code_id: str = ""
    since: str = ""
    before: str = ""


def steps(connection: Connection, part: Part, *, first: int, limit: int | None) -> list[LoggedStep]:
    """The steps of a part, newest first, from the ``first`` on."""
    statement = _within(select(schema.step), part).order_by(schema.step.c.seq.desc()).limit(limit).offset(first)
    return [logged_step(row) for row in connection.execute(statement)]


def n_steps(connection: Connection, part: Part) -> int:
    """How many steps a part has."""
    found: int = connection.execute(_within(select(func.count(schema.step.c.seq)), part)).scalar_one()
    return found


def turned(connection: Connection) -> dict[str, str]:
    """Of each step that was ever undone, the verb of what was done about it last: "undo" or "redo"."""
    step = schema.step.c
    statement = select(step.undoes, step.verb).where(step.undoes.is_not(None)).order_by(step.seq)
    return {row.undoes: row.verb for row in connection.execute(statement)}


def touched(connection: Connection, step_ids: Collection[str]) -> dict[str, list[Touched]]:
    """What some steps touched, by their ids and in their order: of a long one its first and last twenty."""
    found: dict[str, list[Touched]] = {step_id: [] for step_id in step_ids}
    for row in connection.execute(_touched(), {"ids": list(found)}):
        found[row.step_id].append(
            Touched(
                entity=row.entity,
                id=row.entity_id,
                came=row.was is None,
                went=row.now is None,
                was=str(row.was_name or ""),
                now=str(row.now_name or ""),
                told=json.loads(row.told),
            )
        )
    return found


@cache
def _touched() -> Select[Any]:
    """Made once: each opening of a transcript asks, and building it took longer than running it."""
    step, operation = schema.step.c, schema.operation.c
    was, now = schema.version.alias("was_version"), schema.version.alias("now_version")
    first = step.seq - step.n_operations + 1
    ends = or_(operation.seq < first + _FEW, operation.seq > step.seq - _FEW)
    told_by_title = or_(operation.was.is_(None), operation.now.is_(None), step.verb == _RENAMED)
    return (
        select(
            operation.step_id,
            operation.entity,
            operation.entity_id,
            operation.was,
            operation.now,
            operation.told,
            _name(was.c.body, told_by_title).label("was_name"),
            _name(now.c.body, told_by_title).label("now_name"),
        )
        .select_from(schema.step)
        .join(schema.operation, and_(operation.seq.between(first, step.seq), ends))
        .outerjoin(was, was.c.digest == operation.was)
        .outerjoin(now, now.c.digest == operation.now)
        .where(step.id.in_(bindparam("ids", expanding=True)))
        .order_by(operation.seq)
    )


def names(connection: Connection, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """What facts are called now, or were called last, by kind and id; without those that have no name."""
    by_kind: dict[str, set[str]] = {}
    for entity, id_ in wanted:
        if entity in NAME_FIELDS:
            by_kind.setdefault(entity, set()).add(id_)
    found: dict[tuple[str, str], str] = {}
    for entity, ids in by_kind.items():
        table = schema.metadata.tables[entity.replace(" ", "_")]
        here = select(table.c.id, table.c[NAME_FIELDS[entity]]).where(table.c.id.in_(ids))
        found |= {(entity, id_): str(name) for id_, name in connection.execute(here)}
        gone = ids - {id_ for kind, id_ in found if kind == entity}
        if gone:
            last = connection.execute(_last_names(entity, gone))
            found |= {(entity, id_): str(name) for id_, name in last if name}
    return found


def transcripts_of(connection: Connection, quotation_ids: Collection[str]) -> dict[str, str]:
    """The ids of the transcripts that quotations lie in, or lay in, by the quotations' ids."""
    operation = schema.operation.c
    statement = select(operation.entity_id, operation.told).where(
        operation.entity == "quotation", operation.entity_id.in_(quotation_ids)
    )
    return {id_: json.loads(told)["transcript_id"] for id_, told in connection.execute(statement)}


def _within(statement: Select[Any], part: Part) -> Select[Any]:
    step, operation = schema.step.c, schema.operation.c
    if part.coder_id:
        statement = statement.where(step.coder_id == part.coder_id)
    if part.since:
        statement = statement.where(step.at >= part.since)
    if part.before:
        statement = statement.where(step.at < part.before)
    if part.code_id:
        # An id is a UUID: nothing in the log's JSON holds one but what names the code.
        names_it = or_(operation.entity_id == part.code_id, operation.told.contains(part.code_id, autoescape=True))
        statement = statement.where(step.id.in_(select(operation.step_id).where(names_it)))
    return statement


def _name(body: ColumnElement[str], told_by_title: ColumnElement[bool]) -> ColumnElement[Any]:
    """The name in a fact's body; nothing where its kind has none, or the body has left the file."""
    entity = schema.operation.c.entity
    return case(
        (body == GONE, None),
        *(
            (
                and_(entity == kind, told_by_title) if kind == "transcript" else entity == kind,
                func.json_extract(body, f"$.{field}"),
            )
            for kind, field in NAME_FIELDS.items()
        ),
        else_=None,
    )


def _last_names(entity: str, ids: Collection[str]) -> Select[Any]:
    operation, version = schema.operation.c, schema.version.c
    return (
        select(operation.entity_id, func.json_extract(version.body, f"$.{NAME_FIELDS[entity]}"))
        .join(schema.version, version.digest == operation.was)
        .where(operation.entity == entity, operation.entity_id.in_(ids), operation.now.is_(None), version.body != GONE)
        .order_by(operation.seq)
    )
