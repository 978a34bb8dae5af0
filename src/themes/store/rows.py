"""Facts to rows and back; what is read is kept in memory, since facts never change."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any, Literal

from sqlalchemy import (
    Connection,
    CursorResult,
    Select,
    Table,
    bindparam,
    delete,
    func,
    select,
    update,
)

from themes.many import no_rubbish
from themes.model import Fact, Transcript
from themes.store.forms import Form, Part, forms

_FEW = 200
# A list so long is kept: 48,000 cases took 0.4 s to list and sort, and a page asks for them several times.
_LONG = 1_000
_NUMBERS = re.compile(r"(\d+)")


class Rows:
    """The facts of one open file, each read from its rows once."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._held: dict[str, dict[str, tuple[str, Fact]]] = {entity: {} for entity in forms()}
        self._long: dict[str, tuple[int, list[Any]]] = {}
        self._ids: dict[tuple[object, ...], tuple[int, frozenset[str]]] = {}
        self._text: tuple[str, str, str] | None = None

    def all(self, connection: Connection, form: Form, equal: Mapping[str, object]) -> list[Any]:
        """The facts of a kind whose fields equal the given values, in their natural order."""
        if equal:
            return self._found(connection, form, equal)
        kept = self._long.get(form.entity)
        if kept is not None:
            seq = _last_seq(connection)
            if _holds(connection, form.entity, kept[0], seq):
                self._long[form.entity] = (seq, kept[1])
                return kept[1].copy()
        found = self._found(connection, form, equal)
        if len(found) >= _LONG:
            self._long[form.entity] = (_last_seq(connection), found)
            return found.copy()
        self._long.pop(form.entity, None)
        return found

    def ids(self, connection: Connection, form: Form, equal: Mapping[str, object]) -> frozenset[str]:
        """The ids of the facts of a kind whose fields equal the given values; no fact is read."""
        key, seq = (form.entity, *equal.items()), _last_seq(connection)
        kept = self._ids.get(key)
        if kept is None or not _holds(connection, form.entity, kept[0], seq):
            kept = seq, frozenset(row[0] for row in _ids_and_digests(connection, form, equal))
        self._ids[key] = seq, kept[1]
        return kept[1]

    def text(self, connection: Connection, id_: str) -> str | None:
        """The text of a transcript, and none of its thousands of turns; None where there is no such transcript.

        The last one is kept: the quotations of a candidate are asked for one by one.
        """
        form = forms()["transcript"]
        digest = digests(connection, form, [id_]).get(id_)
        held = self._held["transcript"].get(id_)
        if held is not None and held[0] == digest and isinstance(held[1], Transcript):
            return held[1].text
        kept = self._text
        if digest is not None and (kept is None or kept[:2] != (id_, digest)):
            kept = id_, digest, connection.execute(select(form.table.c.text).where(form.table.c.id == id_)).scalar_one()
            self._text = kept
        return None if digest is None or kept is None else kept[2]

    def _found(self, connection: Connection, form: Form, equal: Mapping[str, object]) -> list[Any]:
        wanted = [(row[0], row[1]) for row in _ids_and_digests(connection, form, equal)]
        states = self._states(connection, form, wanted)
        found = [states[id_] for id_, _ in wanted]
        if form.numbered is not None:
            field = form.numbered
            found.sort(key=lambda fact: _by_number(getattr(fact, field)))
        return found

    def hold(self, entity: str, digest: str, fact: Fact) -> None:
        """Remember a fact as it was committed."""
        self._held[entity][fact.id] = (digest, fact)

    def follow(self, net: Iterable[tuple[tuple[str, str], Any]]) -> None:
        """Remember what became of facts as it was committed."""
        for (entity, id_), each in net:
            if each.now is None:
                self.forget(entity, id_)
            else:
                self.hold(entity, each.digest, each.now)

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
    # Rows as tuples and all at once: by name and one by one, 48,000 cases took twice as long.
    statement = select(form.table.c.id, form.table.c.digest, *(form.table.c[name] for name in form.columns))
    with no_rubbish():
        rows: Sequence[Any] = _execute(connection, statement, form.table.c.id, ids).all()
        items = [(part.field, _items(connection, part, ids)) for part in form.parts]
        return {
            id_: (digest, form.fact(row, {field: by_owner.get(id_, ()) for field, by_owner in items}))
            for id_, digest, *row in rows
        }


def digests(connection: Connection, form: Form, ids: Iterable[str]) -> dict[str, str]:
    """The digests of the facts that are there, by id."""
    # In SQLite's own words: building the statement took longer than running it, and every write asks.
    statement = f'SELECT id, digest FROM "{form.table.name}" WHERE id IN (SELECT value FROM json_each(?))'  # noqa: S608 - our own table
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


def _items(connection: Connection, part: Part, ids: Sequence[str] | None) -> dict[str, tuple[Any, ...]]:
    owner = part.table.c[part.owner]
    statement = select(owner, *(part.table.c[name] for name in part.columns)).order_by(owner, part.table.c.position)
    rows = _execute(connection, statement, owner, ids).all()
    return {id_: tuple([part.make(row[1:]) for row in its]) for id_, its in groupby(rows, key=itemgetter(0))}


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


def _ids_and_digests(connection: Connection, form: Form, equal: Mapping[str, object]) -> Sequence[Any]:
    given = tuple(value for value in equal.values() if value is not None)
    shape = tuple((name, value is None) for name, value in equal.items())
    return connection.exec_driver_sql(_asking(form.entity, shape), given).all()


@cache
def _asking(entity: str, shape: tuple[tuple[str, bool], ...]) -> str:
    """The SELECT of ids and digests where some columns equal a parameter, or, where said so, are NULL.

    In SQLite's own words, made once: a coding asks eight times, and building the statements took a third of its time.
    """
    form = forms()[entity]
    for name, _ in shape:
        if name not in form.columns or name in form.lists:
            raise ValueError(f"Facts of kind {entity} cannot be asked for by {name}.")
    where = " AND ".join(f'"{name}" IS NULL' if is_none else f'"{name}" = ?' for name, is_none in shape)
    order = ", ".join([*(f'"{name}"' for name in form.order), "rowid"])
    return f'SELECT id, digest FROM "{form.table.name}"{where and " WHERE "}{where} ORDER BY {order}'  # noqa: S608 - our own columns


def _last_seq(connection: Connection) -> int:
    return connection.exec_driver_sql("SELECT max(seq) FROM operation").scalar_one() or 0


def _holds(connection: Connection, entity: str, then: int, seq: int) -> bool:
    """Whether what was read of a kind of fact at one operation is so at a later one, the last that is seen."""
    return then == seq or (then < seq and not _changed_since(connection, entity, then))


def _changed_since(connection: Connection, entity: str, seq: int) -> bool:
    # By number alone: the index by fact would go through 48,000 operations of that kind.
    statement = "SELECT 1 FROM operation NOT INDEXED WHERE seq > ? AND entity = ? LIMIT 1"
    return connection.exec_driver_sql(statement, (seq, entity)).first() is not None


def _by_number(label: str) -> list[tuple[bool, int, str]]:
    """A key by which "P2" comes before "P10"."""
    parts = _NUMBERS.split(label.casefold())
    return [(part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts if part]
