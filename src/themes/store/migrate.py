"""Bring a file to this program's schema: in one transaction, or not at all.

Alembic runs inside a transaction that it did not begin, so that a kill at any statement leaves the file as it was.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

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
    writing = engine.rebuilder(path)
    try:
        with writing.begin() as connection:
            _upgrade(connection, path.name, revisions)
    finally:
        engine.close(writing)


def counts(connection: sqlite3.Connection | Connection) -> dict[str, int]:
    """How many rows each table holds, the search's own aside."""
    listed = _run(connection, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    names = [name for (name,) in listed if not name.startswith(("sqlite_", "turn_search", "alembic_"))]
    return {name: next(iter(_run(connection, f'SELECT count(*) FROM "{name}"')))[0] for name in names}  # noqa: S608


def _upgrade(connection: Connection, name: str, revisions: Revisions) -> None:
    from alembic import command  # noqa: PLC0415 - only a file that is created or migrated needs it
    from alembic.config import Config  # noqa: PLC0415

    before = counts(connection)
    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(str(each).replace("%", "%%") for each in revisions.folders))
    config.attributes["connection"] = connection
    command.upgrade(config, f"{revisions.newest:04d}")
    after = counts(connection)
    lost = [table for table, n_rows in before.items() if after.get(table) != n_rows]
    broken = list(_run(connection, "PRAGMA foreign_key_check"))
    if lost or broken:
        raise NotAProject(
            f"{name} could not be brought to this version of Themes: its contents would not have stayed whole. "
            "The file is as it was. Open it with the version that made it, and report this."
        )
    connection.exec_driver_sql(f"PRAGMA application_id={engine.APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={revisions.newest}")


def _run(connection: sqlite3.Connection | Connection, statement: str) -> Iterable[tuple[int, ...] | tuple[str, ...]]:
    if isinstance(connection, Connection):
        return [tuple(row) for row in connection.exec_driver_sql(statement)]
    return connection.execute(statement)
