"""Facts to rows and back; what is read is kept in memory, since facts never change."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from sqlalchemy import (
    Connection,
    CursorResult,
    Select,
    Table,
    bindparam,
    delete,
    func,
    literal_column,
    select,
    update,
)

from themes.model import Fact
from themes.store.forms import Form, Part, forms

_FEW = 200
_NUMBERS = re.compile(r"(\d+)")


class Rows:
    """The facts of one open file, each read from its rows once."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._held: dict[str, dict[str, tuple[str, Fact]]] = {entity: {} for entity in forms()}

    def all(self, connection: Connection, form: Form, equal: Mapping[str, object]) -> list[Any]:
        """The facts of a kind whose fields equal the given values, in their natural order."""
        wanted = [(row.id, row.digest) for row in connection.execute(_ids_and_digests(form, equal))]
        states = self._states(connection, form, wanted)
        found = [states[id_] for id_, _ in wanted]
        if form.numbered is not None:
            field = form.numbered
            found.sort(key=lambda fact: _by_number(getattr(fact, field)))
        return found

    def at_digest(self, entity: str, id_: str, digest: str) -> Fact | None:
        """The fact in the state of that digest, if it is held in memory."""
        held = self._held[entity].get(id_)
        return held[1] if held is not None and held[0] == digest else None

    def hold(self, entity: str, digest: str, fact: Fact) -> None:
        """Remember a fact as it was committed."""
        self._held[entity][fact.id] = (digest, fact)

    def forget(self, entity: str, id_: str) -> None:
        """Forget a fact that went."""
        self._held[entity].pop(id_, None)

    def _states(self, connection: Connection, form: Form, wanted: Sequence[tuple[str, str]]) -> dict[str, Fact]:
        """The facts in just the wanted states, by id; another thread may hold or forget what it likes meanwhile."""
        held = self._held[form.entity]
        states: dict[str, Fact] = {}
        missing: list[str] = []
        for id_, digest in wanted:
            known = held.get(id_)
            if known is not None and known[0] == digest:
                states[id_] = known[1]
            else:
                missing.append(id_)
        if missing:
            fresh = read(connection, form, missing if len(missing) <= _FEW else None)
            held.update(fresh)
            states.update((id_, fact) for id_, (_, fact) in fresh.items())
        return states


def read(connection: Connection, form: Form, ids: Sequence[str] | None = None) -> dict[str, tuple[str, Fact]]:
    """Facts from their rows, each with its digest, by id; all of the kind where no ids are given."""
    statement = select(*(form.table.c[name] for name in (*form.columns, "digest")))
    rows = _execute(connection, statement, form.table.c.id, ids).mappings().all()
    items = [(part.field, _items(connection, part, ids)) for part in form.parts]
    return {
        row["id"]: (
            row["digest"],
            form.fact(dict(row), {field: tuple(by_owner.get(row["id"], ())) for field, by_owner in items}),
        )
        for row in rows
    }


def digests(connection: Connection, form: Form, ids: Iterable[str]) -> dict[str, str]:
    """The digests of the facts that are there, by id."""
    # In SQLite's own words: building the statement took longer than running it, and every write asks.
    statement = f'SELECT id, digest FROM "{form.table.name}" WHERE id IN (SELECT value FROM json_each(?))'  # noqa: S608
    found = connection.exec_driver_sql(statement, (json.dumps(list(ids)),))
    return {row.id: row.digest for row in found}


def remove(connection: Connection, form: Form, facts: Sequence[Fact]) -> None:
    """Take facts out of their tables."""
    for part in form.parts:
        _remove_items(connection, part, facts)
    if facts:
        statement = delete(form.table).where(form.table.c.id == bindparam("gone"))
        connection.execute(statement, [{"gone": fact.id} for fact in facts])


def revise(connection: Connection, form: Form, facts: Sequence[tuple[Fact, Fact, str]]) -> None:
    """Put facts in the place of what they were; each comes with what it was and its digest."""
    if facts:
        statement = update(form.table).where(form.table.c.id == bindparam("known"))
        named = statement.values({name: bindparam(name) for name in form.stored})
        rows = [dict(zip(form.stored, form.values(now, digest), strict=True)) for _, now, digest in facts]
        connection.execute(named, [{"known": row["id"], **row} for row in rows])
    for part in form.parts:
        # A transcript whose title changes keeps its six hundred turns where they are.
        changed = [now for was, now, _ in facts if getattr(was, part.field) != getattr(now, part.field)]
        _remove_items(connection, part, changed)
        _add_items(connection, part, changed)


def add(connection: Connection, form: Form, facts: Sequence[tuple[Fact, str]]) -> None:
    """Put new facts, each with its digest, into their tables."""
    if facts:
        insert_all(connection, form.table, form.stored, [form.values(fact, digest) for fact, digest in facts])
    for part in form.parts:
        _add_items(connection, part, [fact for fact, _ in facts])


def dump(connection: Connection, table: Table) -> list[tuple[Any, ...]]:
    """The rows of a table, sorted, without the number that a row has only in this file."""
    columns = [column for column in table.c if column.name != "n"]
    return sorted((tuple(row) for row in connection.execute(select(*columns))), key=repr)


def insert_all(
    connection: Connection,
    table: Table,
    columns: Sequence[str],
    rows: list[tuple[Any, ...]],
    *,
    known: Literal["refuse", "keep"] = "refuse",
) -> None:
    """Insert rows in one go; where a row of the same key is there, refuse or keep that one.

    Straight to the driver: through SQLAlchemy's parameters 1,000 operations took half as long again.
    """
    verb = "INSERT" if known == "refuse" else "INSERT OR IGNORE"
    named, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
    connection.exec_driver_sql(f'{verb} INTO "{table.name}" ({named}) VALUES ({marks})', rows)


def _add_items(connection: Connection, part: Part, facts: Sequence[Fact]) -> None:
    rows = [row for fact in facts for row in part.rows(fact)]
    if rows:
        insert_all(connection, part.table, (part.owner, "position", *part.columns), rows)


def _remove_items(connection: Connection, part: Part, facts: Sequence[Fact]) -> None:
    if facts:
        statement = delete(part.table).where(part.table.c[part.owner] == bindparam("gone"))
        connection.execute(statement, [{"gone": fact.id} for fact in facts])


def _items(connection: Connection, part: Part, ids: Sequence[str] | None) -> dict[str, list[Any]]:
    owner = part.table.c[part.owner]
    statement = select(owner, *(part.table.c[name] for name in part.columns)).order_by(owner, part.table.c.position)
    found: dict[str, list[Any]] = {}
    for row in _execute(connection, statement, owner, ids):
        found.setdefault(row[0], []).append(part.make(tuple(row[1:])))
    return found


def _execute(
    connection: Connection,
    statement: Select[Any],
    column: Any,  # noqa: ANN401 - a column of any table
    ids: Sequence[str] | None,
) -> CursorResult[Any]:
    if ids is None:
        return connection.execute(statement)
    # One parameter for any number of ids: SQLite allows 250,000 variables here, 999 elsewhere.
    listed = func.json_each(bindparam("ids")).table_valued("value")
    return connection.execute(statement.where(column.in_(select(listed.c.value))), {"ids": json.dumps(list(ids))})


def _ids_and_digests(form: Form, equal: Mapping[str, object]) -> Select[Any]:
    statement = select(form.table.c.id, form.table.c.digest)
    for name, value in equal.items():
        if name not in form.columns or name in form.lists:
            raise ValueError(f"Facts of kind {form.entity} cannot be asked for by {name}.")
        statement = statement.where(form.table.c[name] == value)
    return statement.order_by(*(form.table.c[name] for name in form.order), literal_column("rowid"))


def _by_number(label: str) -> list[tuple[bool, int, str]]:
    """A key by which "P2" comes before "P10"."""
    parts = _NUMBERS.split(label.casefold())
    return [(part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts if part]
