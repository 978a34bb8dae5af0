"""What seals the row that a file keeps of a joining: two ids that the log's chain holds, and that follow from it.

The id of the step "join copy" follows from the hash of the operation before the joining, who joined and when, how many
decisions came with it, the ids that things bear since, the steps that were brought again, and the id of its last
operation. That id follows from the copy's name and some random digits, which are kept behind the name: once the name
is taken away they are too, and nobody can prove a guess of it. A joining of before has random ids, and nothing is said
of it.
"""

from __future__ import annotations

import json
import secrets
import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Connection

from themes.operations import Step
from themes.store import log

JOINED = "join copy"
"""The step that stands for a joining."""

_OF_STEP = uuid.UUID("5d6f0e0c-3c0b-5d0e-9a55-0c6e2f6f7a11")
_OF_NAME = uuid.UUID("b8c1f5f4-77a8-5b0b-8d3b-2a1f4f3f9e62")
_MADE = 5
"""The version of a UUID that follows from something (RFC 9562, section 5.5)."""
_DAY = 16
"""Characters of a moment that are shown: its day, hour and minute."""


def kept_name(name: str) -> tuple[str, str]:
    """A copy's name as its row keeps it, and the id of the operation that seals it."""
    kept = f"{name}\n{secrets.token_hex(16)}"
    return kept, _id_of_name(kept)


def shown_name(kept: str) -> str:
    """The name without what is kept behind it."""
    name, _, _ = kept.rpartition("\n")
    return name or kept


def step_id(
    step: Step, *, before: str, operation_id: str, n_decided: int, other_ids: Mapping[str, str], again: Iterable[str]
) -> str:
    """The id of the step of a joining.

    Args:
        step: The step, whatever its id.
        before: The hash of the operation before the joining, empty for none.
        operation_id: The id of its last operation.
        n_decided: How many decisions came with it, each a step after it.
        other_ids: The ids that things bear since, by the ids that they bore.
        again: The ids of the steps that it brought again.
    """
    told = [before, step.coder_id, step.at, n_decided, sorted(other_ids.items()), sorted(again), operation_id]
    return str(uuid.uuid5(_OF_STEP, json.dumps(told)))


def problems(connection: Connection, *, purged: bool) -> Iterator[str]:
    """What is kept of joinings and is not as it was written, or is gone.

    Args:
        connection: To the file.
        purged: Whether words left the file for good, and with them the names of copies.
    """
    rows = connection.exec_driver_sql("SELECT * FROM joining ORDER BY after").all()
    for row in rows:
        if not _is_as_written(connection, row, purged=purged):
            yield f"{_kept_of(log.step(connection, row.step_id))} is not as it was written."
    here = {row.step_id for row in rows}
    joined = "SELECT step.id, operation.id FROM step JOIN operation ON operation.seq = step.seq WHERE verb = ?"
    for id_, operation_id in connection.exec_driver_sql(joined, (JOINED,)):
        if id_ not in here and _is_made(operation_id):  # of a joining in another copy the operations were written anew
            yield f"{_kept_of(log.step(connection, id_))} is gone."


def _is_as_written(connection: Connection, row: Any, *, purged: bool) -> bool:  # noqa: ANN401 - a row of ``joining``
    step, seq = log.step(connection, row.step_id), log.seq_of(connection, row.step_id)
    if step.verb != JOINED:
        return False
    if not _is_made(row.step_id):
        return True
    sealing = connection.exec_driver_sql("SELECT id FROM operation WHERE seq = ?", (seq,)).scalar_one()
    before = connection.exec_driver_sql("SELECT hash FROM operation WHERE seq = ?", (row.after,)).scalar_one_or_none()
    ends = connection.exec_driver_sql("SELECT seq FROM step WHERE seq BETWEEN ? AND ? ORDER BY seq", (seq, row.until))
    ended = list(ends.scalars())
    again = connection.exec_driver_sql("SELECT step_id FROM brought_again WHERE joining_id = ?", (row.step_id,))
    other_ids = _other_ids(row.other_ids)
    if before is None or other_ids is None or not ended or ended[-1] != row.until:
        return False
    expected = step_id(
        step,
        before=before,
        operation_id=sealing,
        n_decided=len(ended) - 1,
        other_ids=other_ids,
        again=again.scalars(),
    )
    return expected == row.step_id and (_id_of_name(row.name) == sealing if row.name else purged)


def _other_ids(kept: str) -> dict[str, str] | None:
    try:
        held = json.loads(kept)
    except ValueError:
        return None
    return held if isinstance(held, dict) else None


def _id_of_name(kept: str) -> str:
    return str(uuid.uuid5(_OF_NAME, kept))


def _is_made(id_: str) -> bool:
    try:
        return uuid.UUID(id_).version == _MADE
    except ValueError:
        return False


def _kept_of(step: Step) -> str:
    return f"What was kept of the joining on {step.at[:_DAY].replace('T', ' ')}"
