"""Somebody else's SQLite file, read and never run.

Its schema is SQL that its maker wrote: views, generated columns and triggers would be executed by reading it. So the
bytes go into memory, no file is opened, its health is checked, only tables that are plain are read, and an authorizer
lets nothing pass but reading (https://www.sqlite.org/security.html).
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from themes.errors import BrokenFile, FileTooLarge

MOST_BYTES = 200 * 1024 * 1024
_MAGIC = b"SQLite format 3\x00"
_VERSIONS = slice(18, 20)  # 2 where the file is in write-ahead mode, which a file in memory cannot be in
_WAL, _LEGACY = b"\x02\x02", b"\x01\x01"
_LONGEST_VALUE = 50_000_000
_MOST_SECONDS = 20.0
_STEPS_BETWEEN_LOOKS = 20_000
_MOST_ROWS = 1_000_000
_PLAIN = 0  # what table_xinfo says of a column that is neither hidden nor generated
_VIRTUAL = re.compile(r"\s*create\s+virtual\b", re.IGNORECASE)
_ALLOWED = frozenset((sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ))


def is_sqlite(data: bytes) -> bool:
    """Whether the bytes are a SQLite file's."""
    return data.startswith(_MAGIC)


def was_open(data: bytes) -> bool:
    """Whether the file may lack what was written last, as it lies in a second file beside it."""
    return data[_VERSIONS] == _WAL


class Tables:
    """The plain tables of a file."""

    def __init__(self, connection: sqlite3.Connection, columns: dict[str, frozenset[str]]) -> None:
        """Hold the open file and the names of its tables' columns."""
        self._connection = connection
        self._columns = columns

    def has(self, table: str, columns: Sequence[str]) -> bool:
        """Whether there is a table with these columns."""
        return set(columns) <= self._columns.get(table, frozenset())

    def rows(self, table: str, columns: Sequence[str], *, order: str) -> list[tuple[object, ...]]:
        """All rows of a table; every name is one that our own code wrote.

        Raises:
            BrokenFile: There is no such table, or it cannot be read.
            FileTooLarge: It has more rows than any study.
        """
        if not self.has(table, [*columns, order]):
            raise BrokenFile(f"it has no table “{table}” as Taguette writes it. Export it again.")
        names = ", ".join(f'"{name}"' for name in columns)
        query = f'SELECT {names} FROM "{table}" ORDER BY "{order}"'  # noqa: S608 - names of our own code
        try:
            found = self._connection.execute(query).fetchmany(_MOST_ROWS + 1)
        except (sqlite3.Error, UnicodeError) as error:
            raise BrokenFile("it is damaged. Export it again from the program that made it.") from error
        if len(found) > _MOST_ROWS:
            raise FileTooLarge(f"its table “{table}” has over {_MOST_ROWS:,} rows. Export fewer projects at a time.")
        return found


@contextmanager
def opened(data: bytes) -> Iterator[Tables]:
    """The tables of a SQLite file.

    Args:
        data: The file.

    Raises:
        BrokenFile: It is damaged, or reading it takes longer than it may.
        FileTooLarge: It is over the limit.
    """
    if len(data) > MOST_BYTES:
        raise FileTooLarge(
            f"it is {len(data) >> 20} MB (limit {MOST_BYTES >> 20} MB). Export fewer projects at a time."
        )
    if was_open(data):
        data = data[: _VERSIONS.start] + _LEGACY + data[_VERSIONS.stop :]
    connection = sqlite3.connect(":memory:")
    try:
        columns = _checked(connection, data)
        connection.set_authorizer(_only_reading)
        yield Tables(connection, columns)
    finally:
        connection.close()


def _checked(connection: sqlite3.Connection, data: bytes) -> dict[str, frozenset[str]]:
    """The columns of the plain tables of a file that is whole."""
    ends = time.monotonic() + _MOST_SECONDS
    connection.text_factory = _text
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.set_progress_handler(lambda: time.monotonic() > ends, _STEPS_BETWEEN_LOOKS)
    try:
        connection.deserialize(data)
        # In memory: the child that reads it may not write a file, not even one to sort in.
        for setting in ("temp_store=MEMORY", "trusted_schema=OFF", "cell_size_check=ON", "query_only=ON"):
            connection.execute(f"PRAGMA {setting}")
        (health,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if health == "ok":
            tables = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall()
            plain = [str(name) for name, sql in tables if not _VIRTUAL.match(str(sql))]
            return {name: _plain_columns(connection, name) for name in plain}
    except (sqlite3.Error, UnicodeError, OverflowError) as error:
        raise BrokenFile("it is damaged, or takes too long to read. Export it again.") from error
    raise BrokenFile("it is damaged. Export it again from the program that made it.")


def _plain_columns(connection: sqlite3.Connection, table: str) -> frozenset[str]:
    """The columns of a table that are stored, not computed when they are read."""
    quoted = '"' + table.replace('"', '""') + '"'
    rows = connection.execute(f"PRAGMA table_xinfo({quoted})")
    return frozenset(column for _, column, *_, hidden in rows if hidden == _PLAIN)


def _text(stored: bytes) -> str:
    return stored.decode("utf-8", errors="replace")


def _only_reading(action: int, *_about: object) -> int:
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY
