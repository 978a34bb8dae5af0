"""Many steps into one file at once: those that another copy of it has and this one has not."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from themes.operations import Change, Step
from themes.store import log, write
from themes.store.write import Key, Net

StepWithChanges = tuple[Step, Sequence[Change]]


def append(connection: Connection, steps: Sequence[StepWithChanges]) -> dict[Key, Net]:
    """Write steps at the log's end, each with its own id, author and day, and the sum of them into the tables.

    In one go, so that a place that a step clears is free for one before it: what stands between them nobody sees.

    Args:
        connection: The writer's, with its transaction begun.
        steps: Steps that the log has not, each with one change or more, in an order in which each finds what it
            expects.

    Returns:
        What became of each fact.

    Raises:
        StaleChange: A fact is not what a change says that it was.
    """
    prepared = [write.prepare(changes) for _, changes in steps]
    together = [each for some in prepared for each in some]
    operations, net = write.check(connection, together)
    write.keep_versions(connection, together)
    write.revise_tables(connection, net)
    at = 0
    for (step, _), some in zip(steps, prepared, strict=True):
        log.append(connection, step, operations[at : at + len(some)])
        at += len(some)
    return net
