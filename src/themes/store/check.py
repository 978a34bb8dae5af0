"""What is wrong with a project file, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.exc import DatabaseError

from themes.model import Fact, Quotation, Transcript
from themes.operations import body, digest
from themes.store import log, rows, schema, sealed
from themes.store.bodies import GONE, fact_from
from themes.store.forms import Form, forms

RELEASES = frozenset({"release transcript", "clear old words"})
"""The steps that took names out."""

WITHDREW = "withdraw participant"
"""The step that took somebody's words out."""

PURGES = RELEASES | {WITHDREW}
"""The steps that may have emptied versions."""

Held = dict[str, dict[str, tuple[str, Fact]]]


def problems(connection: Connection) -> list[str]:
    """Everything that is wrong, one line each; empty where the file is sound.

    What is looked at: SQLite's own structure, references, the hashes of the log and of every version, what is kept of
    joinings, whether the
    facts are those that the log left, whether each bears the digest of what it holds, and whether each quotation's
    words stand at its place.
    """
    damage = _damage(connection)
    if damage:
        return damage
    found = [
        f"A {_words(row[0])} needs a {_words(row[2])} that is not there." for row in _broken_references(connection)
    ]
    found.extend(_log(connection))
    found.extend(sealed.problems(connection, purged=_was_purged(connection)))
    held: Held = {}
    for form in forms().values():
        found.extend(_facts(connection, form, held))
    found.extend(_left_by_the_log(connection, held))
    found.extend(_quotations(held))
    return found


def is_one_state(connection: Connection) -> bool:
    """Whether the file is in a state that its log led to: not one whose pages come from two moments or two files."""
    if _damage(connection) or _broken_references(connection) or next(_log(connection), None) is not None:
        return False
    held: Held = {}
    try:
        held.update({form.entity: rows.read(connection, form) for form in forms().values()})
    except (ValueError, TypeError, KeyError):
        return False
    return next(_left_by_the_log(connection, held), None) is None


def _damage(connection: Connection) -> list[str]:
    try:
        answers = connection.exec_driver_sql("PRAGMA integrity_check(20)").scalars().all()
    except DatabaseError as error:
        answers = [str(error.orig)]
    return [f"The file is damaged: {answer}." for answer in answers if answer != "ok"]


def _broken_references(connection: Connection) -> list[Any]:
    return list(connection.exec_driver_sql("PRAGMA foreign_key_check"))


def _log(connection: Connection) -> Iterator[str]:
    seq = log.broken_at(connection)
    if seq is not None:
        yield f"The log is not as it was written, from operation {seq} on."
    operation, step = schema.operation, schema.step
    uncounted = connection.exec_driver_sql(
        f"SELECT {step.name}.id FROM {step.name} LEFT JOIN {operation.name} ON step_id = step.id "  # noqa: S608 - our own tables
        "GROUP BY step.id HAVING count(step_id) <> n_operations OR max(operation.seq) IS NOT step.seq"
    ).scalars()
    yield from (f"Step {step_id} has not all of its operations." for step_id in uncounted)
    version = schema.version
    may_be_gone = _standing(connection)
    for kept in connection.execute(select(version.c.digest, version.c.entity, version.c.entity_id, version.c.body)):
        if kept.body == GONE and may_be_gone is not None and kept.digest not in may_be_gone:
            continue
        if digest(kept.body) != kept.digest:
            yield f"A kept version of {kept.entity} {kept.entity_id} is not as it was written."


def _standing(connection: Connection) -> set[str] | None:
    """The states that stand, which no release may have emptied; None where nothing was released."""
    if not _was_purged(connection):
        return None
    left: dict[tuple[str, str], str | None] = {}
    operation = schema.operation
    for row in connection.execute(select(operation.c.entity, operation.c.entity_id, operation.c.now).order_by("seq")):
        left[row.entity, row.entity_id] = row.now
    return {now for now in left.values() if now is not None}


def _was_purged(connection: Connection) -> bool:
    listed = ", ".join(f"'{verb}'" for verb in sorted(PURGES))
    purged = connection.exec_driver_sql(f"SELECT 1 FROM step WHERE verb IN ({listed}) LIMIT 1").first()  # noqa: S608 - our own words
    return purged is not None


def _facts(connection: Connection, form: Form, held: Held) -> Iterator[str]:
    try:
        held[form.entity] = rows.read(connection, form)
    except (ValueError, TypeError, KeyError):  # a list that is no JSON any more, a span that runs backwards
        held[form.entity] = {}
        yield f"The facts of the kind {form.entity} cannot be read."
        return
    for id_, (kept, fact) in held[form.entity].items():
        if digest(body(fact)) != kept and fact != _version(connection, form.entity, kept):
            yield f"The {form.entity} {id_} is not as it was written."


def _version(connection: Connection, entity: str, kept: str) -> Fact | None:
    """The fact as its version has it: one written before a field came to be has another digest, and is the same."""
    found = connection.execute(select(schema.version.c.body).where(schema.version.c.digest == kept)).scalar()
    return fact_from(entity, found) if found else None


def _left_by_the_log(connection: Connection, held: Held) -> Iterator[str]:
    left: dict[tuple[str, str], str | None] = {}
    operation = schema.operation
    ordered = select(operation.c.entity, operation.c.entity_id, operation.c.now).order_by(operation.c.seq)
    for entity, id_, now in connection.execute(ordered):
        left[(entity, id_)] = now
    expected = {key: now for key, now in left.items() if now is not None}
    actual = {(entity, id_): kept for entity, facts in held.items() for id_, (kept, _) in facts.items()}
    for entity, id_ in sorted(expected.keys() | actual.keys()):
        if expected.get((entity, id_)) != actual.get((entity, id_)):
            yield f"The {entity} {id_} is not what the log says was done."


def _quotations(held: Held) -> Iterator[str]:
    texts = {id_: fact.text for id_, (_, fact) in held["transcript"].items() if isinstance(fact, Transcript)}
    for id_, (_, fact) in held["quotation"].items():
        if isinstance(fact, Quotation) and texts.get(fact.transcript_id, "")[fact.start : fact.end] != fact.words:
            yield f"The words of quotation {id_} do not stand at its place in the transcript."


def _words(table: object) -> str:
    return str(table).replace("_", " ")
