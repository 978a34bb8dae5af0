"""One step into the tables: what it changes, checked against what is there, in bulk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from themes.errors import StaleChange
from themes.model import Fact, Transcript
from themes.operations import Change, Operation, Step, body, digest, new_ids, told
from themes.store import log, rows, schema, search
from themes.store.forms import Form, forms

Key = tuple[str, str]


class Prepared(NamedTuple):
    """A change with what is computed of it before the file is locked: digests of both states, body of the new.

    A tuple, as ``Net`` is: of 48,000 respondents there are as many, and frozen facts took three times as long to make.
    """

    change: Change
    key: Key
    was: str | None
    now: str | None
    body: str


class Net(NamedTuple):
    """What a whole step does to one fact, however often it touches it."""

    was: Fact | None
    now: Fact | None
    digest: str


def prepare(changes: Sequence[Change]) -> list[Prepared]:
    """Canonical bodies and digests of the facts in some changes."""
    prepared = []
    for change in changes:
        held = "" if change.now is None else body(change.now)
        prepared.append(
            Prepared(
                change=change,
                key=(change.entity, change.fact.id),
                was=None if change.was is None else digest(body(change.was)),
                now=digest(held) if held else None,
                body=held,
            )
        )
    return prepared


def write(connection: Connection, step: Step, prepared: Sequence[Prepared]) -> tuple[int, dict[Key, Net]]:
    """Write a step inside the open transaction.

    Args:
        connection: The writer's, with its transaction begun.
        step: The step.
        prepared: Its changes, in order.

    Returns:
        The sequence number of the log's last operation, and what became of each fact.

    Raises:
        StaleChange: A fact is not what a change says that it was.
    """
    operations, net = check(connection, prepared)
    keep_versions(connection, prepared)
    revise_tables(connection, net)
    return log.append(connection, step, operations), net


def check(connection: Connection, prepared: Sequence[Prepared]) -> tuple[list[Operation], dict[Key, Net]]:
    """Each change as an operation on what is there at its turn, and the sum of them for each fact."""
    there = _digests_there(connection, prepared)
    net: dict[Key, Net] = {}
    operations = []
    for operation_id, each in zip(new_ids(len(prepared)), prepared, strict=True):
        found = there.get(each.key)
        if found != each.was and (found is None or each.was is None or not _is(connection, each, found)):
            raise StaleChange(
                f"The {each.key[0]} has changed since it was read. Nothing was changed; look at it again."
            )
        first = net.get(each.key)
        net[each.key] = Net(
            was=each.change.was if first is None else first.was, now=each.change.now, digest=each.now or ""
        )
        there[each.key] = each.now
        operations.append(
            Operation(
                id=operation_id,
                entity=each.key[0],
                entity_id=each.key[1],
                was=found,
                now=each.now,
                told=told(each.change.fact),
            )
        )
    return operations, net


def _digests_there(connection: Connection, prepared: Sequence[Prepared]) -> dict[Key, str | None]:
    ids: dict[str, list[str]] = {}
    for each in prepared:
        ids.setdefault(each.key[0], []).append(each.key[1])
    return {
        (entity, id_): found
        for entity, wanted in ids.items()
        for id_, found in rows.digests(connection, forms()[entity], wanted).items()
    }


def _is(connection: Connection, prepared: Prepared, found: str) -> bool:
    """Whether the fact with another digest is still the same: one written before a field came, or 5 where 5.0 is."""
    entity, id_ = prepared.key
    held = rows.read(connection, forms()[entity], [id_]).get(id_)
    return held is not None and held == (found, prepared.change.was)


def keep_versions(connection: Connection, prepared: Sequence[Prepared]) -> None:
    """Keep the body of each new state by its digest."""
    # By digest, which is the table's key: in another order 48,000 rows took half as long again.
    versions = sorted((each.now, *each.key, each.body) for each in prepared if each.now is not None)
    if versions:
        columns = ("digest", "entity", "entity_id", "body")
        rows.insert_all(connection, schema.version, columns, versions, known="keep")


def revise_tables(connection: Connection, net: dict[Key, Net]) -> None:
    """What goes goes first, so that its place is free; references are checked at commit."""
    by_kind: dict[str, list[Net]] = {}
    for (entity, _), each in net.items():
        by_kind.setdefault(entity, []).append(each)
    for form in forms().values():
        _revise_kind(connection, form, by_kind.get(form.entity, []))


def _revise_kind(connection: Connection, form: Form, nets: Sequence[Net]) -> None:
    if not nets:
        return
    spoken = [net for net in nets if _words_change(net)]
    for net in spoken:
        if isinstance(net.was, Transcript):
            search.remove(connection, net.was)
    rows.remove(connection, form, [net.was for net in nets if net.was is not None and net.now is None])
    rows.revise(
        connection,
        form,
        [(net.was, net.now, net.digest) for net in nets if net.was is not None and net.now is not None],
    )
    rows.add(connection, form, [(net.now, net.digest) for net in nets if net.was is None and net.now is not None])
    for net in spoken:
        if isinstance(net.now, Transcript):
            search.add(connection, net.now)
    if any(net.was is not None for net in spoken):
        search.erase(connection)


def _words_change(net: Net) -> bool:
    """Whether the search must follow: a transcript comes, goes, or has other turns."""
    was, now = net.was, net.now
    if isinstance(was, Transcript) and isinstance(now, Transcript):
        return was.text != now.text or was.turns != now.turns
    return isinstance(was, Transcript) or isinstance(now, Transcript)
