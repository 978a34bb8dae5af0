"""The log: steps and their operations, each hashed with the one before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, select

from themes.errors import NotFound, Refused
from themes.model import Fact
from themes.operations import Change, Operation, Step, chain, chain_of
from themes.store import schema
from themes.store.bodies import GONE, fact_from
from themes.store.rows import insert_all

_STEP = tuple(field.name for field in fields(Step))
_OPERATION = tuple(field.name for field in fields(Operation))
_values = attrgetter(*_OPERATION)
_values_of_step = attrgetter(*_STEP)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedStep:
    """A step as it stands in the log; ``seq`` is the sequence number of its last operation."""

    seq: int
    step: Step
    n_operations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedOperation:
    """An operation as it stands in the log, with its step and the fact that it left; None where that went."""

    seq: int
    step: Step
    operation: Operation
    fact: Fact | None


def append(connection: Connection, step: Step, operations: Sequence[Operation]) -> int:
    """Write a step and its operations at the log's end; returns the sequence number of the last."""
    last = connection.exec_driver_sql("SELECT seq, hash FROM operation ORDER BY seq DESC LIMIT 1").one_or_none()
    seq, previous = last or (0, "")
    rows = []
    chained = chain_of(step)
    for operation in operations:
        seq += 1
        previous = chained(previous, operation)
        rows.append((seq, step.id, previous, *_values(operation)))
    insert_all(connection, schema.step, ("seq", "n_operations", *_STEP), [(seq, len(rows), *_values_of_step(step))])
    insert_all(connection, schema.operation, ("seq", "step_id", "hash", *_OPERATION), rows)
    return seq


def last_seq(connection: Connection) -> int:
    """The sequence number of the log's last operation, 0 where the log is empty."""
    return connection.exec_driver_sql("SELECT max(seq) FROM operation").scalar_one() or 0


def last_hash(connection: Connection) -> str:
    """The hash of the log's last operation, empty where the log is."""
    found = connection.exec_driver_sql("SELECT hash FROM operation ORDER BY seq DESC LIMIT 1")
    return found.scalar_one_or_none() or ""


def seq_of(connection: Connection, step_id: str) -> int | None:
    """The sequence number of a step's last operation; None where the log has no such step."""
    found = connection.exec_driver_sql("SELECT seq FROM step WHERE id = ?", (step_id,))
    return found.scalar_one_or_none()


def step(connection: Connection, step_id: str) -> Step:
    """The step of that id.

    Raises:
        NotFound: The log has none.
    """
    row = connection.execute(select(schema.step).where(schema.step.c.id == step_id)).one_or_none()
    if row is None:
        raise NotFound("The project's log has no such step. Look at its history.")
    return _step(row)


def steps(connection: Connection, *, coder_id: str | None, limit: int | None) -> list[LoggedStep]:
    """The steps of one coder or of all, newest first."""
    asked = {"limit": -1 if limit is None else limit} | ({} if coder_id is None else {"coder": coder_id})
    return [logged_step(row) for row in connection.execute(_newest(of_one=coder_id is not None), asked)]


@cache
def _newest(*, of_one: bool) -> Select[Any]:
    """Made once: each key asks for a coder's last steps. SQLite takes a limit of -1 for none."""
    step = schema.step.c
    statement = select(schema.step).order_by(step.seq.desc()).limit(bindparam("limit"))
    return statement.where(step.coder_id == bindparam("coder")) if of_one else statement


def logged_step(row: Row[Any]) -> LoggedStep:
    """A step from its row in the log."""
    return LoggedStep(seq=row.seq, step=_step(row), n_operations=row.n_operations)


def changes(connection: Connection, step_id: str) -> list[Change]:
    """What a step changed, in its order, with the facts as they were and became.

    Raises:
        NotFound: The log has no such step.
        Refused: A state that it needs left the file when a transcript was released or a participant withdrew.
    """
    step(connection, step_id)
    was, now = schema.version.alias("was_version"), schema.version.alias("now_version")
    statement = (
        select(schema.operation.c.entity, was.c.body.label("was_body"), now.c.body.label("now_body"))
        .outerjoin(was, was.c.digest == schema.operation.c.was)
        .outerjoin(now, now.c.digest == schema.operation.c.now)
        .where(schema.operation.c.step_id == step_id)
        .order_by(schema.operation.c.seq)
    )
    found = connection.execute(statement).all()
    if any(GONE in (row.was_body, row.now_body) for row in found):
        raise Refused(
            "What this step changed left the file when a transcript was released or a participant withdrew. It "
            "cannot be brought back; of a release the key file keeps the originals."
        )
    return [Change(was=_fact(row.entity, row.was_body), now=_fact(row.entity, row.now_body)) for row in found]


def left_of(connection: Connection, step_id: str) -> tuple[list[Change], list[tuple[str, str, bool, bool]]]:
    """What is left of a step's changes once somebody withdrew.

    Returns:
        The changes of which both states are there, and of each other the kind and id of the fact, whether it came by
        it, and whether it went.
    """
    was, now = schema.version.alias("was_version"), schema.version.alias("now_version")
    operation = schema.operation.c
    statement = (
        select(
            operation.entity,
            operation.entity_id,
            operation.was,
            operation.now,
            was.c.body.label("was_body"),
            now.c.body.label("now_body"),
        )
        .outerjoin(was, was.c.digest == operation.was)
        .outerjoin(now, now.c.digest == operation.now)
        .where(operation.step_id == step_id)
        .order_by(operation.seq)
    )
    kept, gone = [], []
    for row in connection.execute(statement):
        if GONE in (row.was_body, row.now_body):
            gone.append((row.entity, row.entity_id, row.was is None, row.now is None))
        else:
            kept.append(Change(was=_fact(row.entity, row.was_body), now=_fact(row.entity, row.now_body)))
    return kept, gone


def history(connection: Connection, entity: str, entity_id: str) -> list[tuple[Step, Fact | None]]:
    """The states of one fact, oldest first, each with the step that brought it; None where it went or was purged."""
    statement = (
        _operations_with_steps()
        .where(schema.operation.c.entity == entity, schema.operation.c.entity_id == entity_id)
        .order_by(schema.operation.c.seq)
    )
    return [(_step_of_joined(row), _fact(entity, row.body)) for row in connection.execute(statement)]


def operations_on(connection: Connection, entity: str) -> Iterator[LoggedOperation]:
    """The operations on one kind of fact, in order, each with the fact that it left; None too where that was purged."""
    return _logged(connection, _on(), entity=entity)


def operations_since(connection: Connection, seq: int) -> Iterator[LoggedOperation]:
    """The operations after a sequence number, in order, each with the fact that it left."""
    return _logged(connection, _since(), seq=seq)


def _logged(connection: Connection, statement: Select[Any], **given: object) -> Iterator[LoggedOperation]:
    for row in connection.execute(statement, given):
        yield LoggedOperation(
            seq=row.seq, step=_step_of_joined(row), operation=_operation(row), fact=_fact(row.entity, row.body)
        )


def codebook_version(connection: Connection) -> int:
    """How many steps so far changed a code."""
    counted = "SELECT count(DISTINCT step_id) FROM operation WHERE entity = 'code'"
    return int(connection.exec_driver_sql(counted).scalar_one())


def broken_at(connection: Connection) -> int | None:
    """The sequence number of the first operation that is not as it was written; None where the chain holds."""
    statement = _operations_with_steps(bodies=False).order_by(schema.operation.c.seq)
    previous, expected = "", 1
    for row in connection.execute(statement):
        if row.seq != expected or chain(previous, _step_of_joined(row), _operation(row)) != row.hash:
            return min(expected, int(row.seq))
        previous, expected = row.hash, expected + 1
    return None


def _operations_with_steps(*, bodies: bool = True) -> Select[Any]:
    operation = schema.operation
    of_step = [schema.step.c[name].label(f"step_{name}") for name in _STEP if name != "id"]
    statement = select(operation, *of_step).join(schema.step, schema.step.c.id == operation.c.step_id)
    if not bodies:
        return statement
    version = schema.version
    return statement.add_columns(version.c.body).outerjoin(version, version.c.digest == operation.c.now)


@cache
def _since() -> Select[Any]:
    """Made once: building it took longer than running it, and each coding asks."""
    operation = schema.operation
    return _operations_with_steps().where(operation.c.seq > bindparam("seq")).order_by(operation.c.seq)


@cache
def _on() -> Select[Any]:
    """Made once, for the same reason."""
    operation = schema.operation
    return _operations_with_steps().where(operation.c.entity == bindparam("entity")).order_by(operation.c.seq)


def _step(row: Row[Any]) -> Step:
    return Step(**{name: getattr(row, name) for name in _STEP})


def _step_of_joined(row: Row[Any]) -> Step:
    return Step(**{name: getattr(row, f"step_{name}") for name in _STEP})


def _operation(row: Row[Any]) -> Operation:
    return Operation(**{name: getattr(row, name) for name in _OPERATION})


def _fact(entity: str, body: str | None) -> Fact | None:
    return None if body is None or body == GONE else fact_from(entity, body)
