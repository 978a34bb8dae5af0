"""Bring a file to this program's schema: in one transaction, or not at all.

Alembic runs inside a transaction that it did not begin, so that a kill at any statement leaves the file as it was.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from sqlalchemy import Connection

from themes.errors import NotAProject
from themes.store import engine
from themes.store.schema import SCHEMA

_HERE = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisions:
    """Where the revisions lie and which one is the newest; a test brings its own."""

    newest: int = SCHEMA
    folders: tuple[Path, ...] = (_HERE / "versions",)


BUILT_IN = Revisions()


def upgrade(path: Path, revisions: Revisions = BUILT_IN) -> None:
    """Run the revisions that the file lacks; an empty file gets them all.

    Args:
        path: The file, held by this process alone.
        revisions: Which there are.

    Raises:
        NotAProject: A reference is broken, or a table lost or gained rows; the file is as it was.
    """
    with _rebuilt(path) as connection:
        _upgrade(connection, path.name, revisions)


def make(path: Path, first: Callable[[Connection], object]) -> None:
    """Make a file of the newest schema, with what it begins with.

    Args:
        path: Where, for this process alone until it is whole.
        first: Writes the first step.
    """
    path.write_bytes(_empty())
    with _rebuilt(path) as connection:
        first(connection)


@cache
def _empty() -> bytes:
    """A file of the newest schema with nothing in it, made once in a process: all the revisions take 30 ms."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.themes"
        upgrade(path)
        return path.read_bytes()


@contextmanager
def _rebuilt(path: Path) -> Iterator[Connection]:
    """A transaction in which tables may be rebuilt, taken back where a reference is broken at its end."""
    writing = engine.rebuilder(path)
    try:
        with writing.begin() as connection:
            yield connection
            _must_refer(connection, path.name)
    finally:
        engine.close(writing)


def counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table holds, the search's own aside."""
    listed = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
    names = [name for (name,) in listed if not name.startswith(("sqlite_", "turn_search", "alembic_"))]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608 - read above


def _upgrade(connection: Connection, name: str, revisions: Revisions) -> None:
    from alembic import command  # noqa: PLC0415 - only a file that is created or migrated needs it
    from alembic.config import Config  # noqa: PLC0415

    bare = cast("sqlite3.Connection", connection.connection.driver_connection)
    before = counts(bare)
    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(str(each).replace("%", "%%") for each in revisions.folders))
    config.attributes["connection"] = connection
    command.upgrade(config, f"{revisions.newest:04d}")
    after = counts(bare)
    if any(after.get(table) != n_rows for table, n_rows in before.items()):
        raise NotAProject(_not_whole(name))
    connection.exec_driver_sql(f"PRAGMA application_id={engine.APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={revisions.newest}")


def _must_refer(connection: Connection, name: str) -> None:
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise NotAProject(_not_whole(name))


def _not_whole(name: str) -> str:
    return (
        f"{name} could not be brought to this version of Themes: its contents would not have stayed whole. "
        "The file is as it was. Open it with the version that made it, and report this."
    )
