"""Joinings in the log: the steps of another copy at its end, what came with which joining, and all of it as one.

A joining is known by its last step, "join copy". All that lies in the log after ``after`` and up to ``until`` came with
it. Steps that the log had already, as an earlier joining that was undone had brought them, are listed beside it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from themes.errors import Refused
from themes.operations import Change, Step
from themes.store import log, rows, schema, sealed, write
from themes.store.bodies import GONE, fact_from
from themes.store.write import Key, Net

StepWithChanges = tuple[Step, Sequence[Change]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """A joining as the file knows it.

    Attributes:
        step_id: Its last step, by which it is undone and done again.
        name: The copy's file; empty once names were released, as a file may be named for a person.
        after: The sequence number of the log's last operation before it.
        until: That of its own last one.
        stands: Whether it is not undone.
    """

    step_id: str
    name: str
    after: int
    until: int
    stands: bool = True


def append(connection: Connection, steps: Sequence[StepWithChanges], *, last_id: str = "") -> dict[Key, Net]:
    """Write steps at the log's end, each with its own id, author and day, and the sum of them into the tables.

    In one go, so that a place that a step clears is free for one before it: what stands between them nobody sees.

    Args:
        connection: The writer's, with its transaction begun.
        steps: Steps that the log has not, each with one change or more, in an order in which each finds what it
            expects.
        last_id: The id of the last operation; a random one where not given.

    Returns:
        What became of each fact.

    Raises:
        StaleChange: A fact is not what a change says that it was.
    """
    prepared = [write.prepare(changes) for _, changes in steps]
    together = [each for some in prepared for each in some]
    operations, net = write.check(connection, together)
    if last_id:
        operations[-1] = replace(operations[-1], id=last_id)
    write.keep_versions(connection, together)
    write.revise_tables(connection, net)
    at = 0
    for (step, _), some in zip(steps, prepared, strict=True):
        log.append(connection, step, operations[at : at + len(some)])
        at += len(some)
    return net


def join(
    connection: Connection,
    steps: Sequence[StepWithChanges],
    *,
    name: str,
    again: Collection[str],
    other_ids: Mapping[str, str],
    n_decided: int,
) -> tuple[dict[Key, Net], str]:
    """Write steps as ``append`` does, and keep that they came with one joining.

    Args:
        connection: The writer's, with its transaction begun.
        steps: As in ``append``; the last stands for all, and gets an id that seals what is kept (``sealed.py``).
        name: The copy's file.
        again: The ids of steps that the log had already.
        other_ids: The ids that things of this file bear since, by the ids that they bore.
        n_decided: How many steps will come after these that belong to it too; see ``prolong``.

    Returns:
        What became of each fact, and the id of the step that stands for all.
    """
    kept, operation_id = sealed.kept_name(name)
    step, changes_ = steps[-1]
    id_ = sealed.step_id(
        step,
        before=log.last_hash(connection),
        operation_id=operation_id,
        n_decided=n_decided,
        other_ids=other_ids,
        again=again,
    )
    after = log.last_seq(connection)
    net = append(connection, [*steps[:-1], (replace(step, id=id_), changes_)], last_id=operation_id)
    whole = Joining(step_id=id_, name=kept, after=after, until=log.last_seq(connection))
    keep(connection, whole, again=again, other_ids=other_ids)
    return net, id_


def keep(connection: Connection, joining: Joining, *, again: Iterable[str], other_ids: Mapping[str, str]) -> None:
    """Keep what came with a joining.

    Args:
        connection: The writer's, with its transaction begun.
        joining: The joining; its name as the row keeps it.
        again: The ids of steps that the log had already.
        other_ids: The ids that things of this file bear since, by the ids that they bore.
    """
    columns = ("step_id", "name", "after", "until", "other_ids")
    row = (joining.step_id, joining.name, joining.after, joining.until, json.dumps(dict(other_ids)))
    rows.insert_all(connection, schema.joining, columns, [row])
    listed = [(joining.step_id, step_id) for step_id in sorted(again)]
    if listed:
        rows.insert_all(connection, schema.brought_again, ("joining_id", "step_id"), listed)


def prolong(connection: Connection, step_id: str) -> None:
    """Let all that lies in the log since a joining belong to it."""
    connection.exec_driver_sql("UPDATE joining SET until = ? WHERE step_id = ?", (log.last_seq(connection), step_id))


def every(connection: Connection) -> list[Joining]:
    """The joinings of this file, oldest first."""
    found = connection.exec_driver_sql(
        "SELECT step_id, name, after, until, "
        "(SELECT verb FROM step WHERE undoes = step_id ORDER BY seq DESC LIMIT 1) AS turned FROM joining ORDER BY after"
    )
    return [
        Joining(
            step_id=row.step_id,
            name=sealed.shown_name(row.name),
            after=row.after,
            until=row.until,
            stands=row.turned != "undo",
        )
        for row in found
    ]


def gone(connection: Connection) -> frozenset[str]:
    """The ids of the steps that came with a joining that is undone, its own among them, and with none that stands."""
    joinings = every(connection)
    left: set[str] = set()
    for one in joinings:
        if not one.stands:
            left.update(_within(connection, one.after, one.until))
    for one in joinings if left else ():
        if one.stands:
            listed = select(schema.brought_again.c.step_id).where(schema.brought_again.c.joining_id == one.step_id)
            left.difference_update(connection.execute(listed).scalars())
    return frozenset(left)


def beyond_undo(connection: Connection) -> frozenset[str]:
    """The ids of the steps that nobody takes back by themselves: those that are gone, and decisions of a joining."""
    joinings = every(connection)
    left = gone(connection).difference(one.step_id for one in joinings) if joinings else frozenset()
    decided: set[str] = set()
    for one in joinings:
        decided.update(_within(connection, log.seq_of(connection, one.step_id) or one.until, one.until))
    return left | decided


def other_ids_since(connection: Connection, step_id: str) -> dict[str, str]:
    """The ids of now by those of then, of what bears another since a step as a copy was joined."""
    seq = log.seq_of(connection, step_id) or 0
    ids: dict[str, str] = {}
    for one in every(connection):
        if one.stands and seq <= one.until:
            listed = select(schema.joining.c.other_ids).where(schema.joining.c.step_id == one.step_id)
            other_ids = json.loads(connection.execute(listed).scalar_one())
            ids = {**other_ids, **{then: other_ids.get(now, now) for then, now in ids.items()}}
    return ids


def changes(connection: Connection, joining: Joining) -> list[Change]:
    """What a joining changed from its first step to its last, as one: a change for each fact that came out otherwise.

    Raises:
        Refused: A state that it needs left the file when a transcript was released or a participant withdrew.
    """
    operation = schema.operation.c
    statement = (
        select(operation.entity, operation.entity_id, operation.was, operation.now)
        .where(operation.seq > joining.after, operation.seq <= joining.until)
        .order_by(operation.seq)
    )
    ends: dict[Key, tuple[str | None, str | None]] = {}
    for entity, id_, was, now in connection.execute(statement):
        first, _ = ends.get((entity, id_), (was, None))
        ends[entity, id_] = first, now
    otherwise = {key: pair for key, pair in ends.items() if pair[0] != pair[1]}
    wanted = {digest for pair in otherwise.values() for digest in pair if digest is not None}
    listed = "SELECT digest, entity, body FROM version WHERE digest IN (SELECT value FROM json_each(?))"
    found = {row.digest: (row.entity, row.body) for row in connection.exec_driver_sql(listed, (json.dumps([*wanted]),))}
    if any(body == GONE for _, body in found.values()):
        raise Refused(
            "What came with this joining left the file when a transcript was released or a participant withdrew. It "
            "cannot be turned back."
        )
    facts = {digest: fact_from(entity, body) for digest, (entity, body) in found.items()}
    return [
        Change(was=None if was is None else facts[was], now=None if now is None else facts[now])
        for was, now in otherwise.values()
    ]


def _within(connection: Connection, after: int, until: int) -> list[str]:
    found = connection.exec_driver_sql("SELECT id FROM step WHERE seq > ? AND seq <= ?", (after, until))
    return list(found.scalars())
