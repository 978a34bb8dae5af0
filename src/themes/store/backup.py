"""Verified copies of a project file.

A copy of a live file's bytes held 0 of 200 rows, as they were in its write-ahead log: SQLite's backup API reads both.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from themes.errors import NotAProject, ProjectError
from themes.store import engine, log, migrate
from themes.store.schema import SCHEMA


def copy(source: Path, to: Path) -> Path:
    """Write a verified copy of a project file, in use or not; whatever stood in its place is replaced at the end.

    Args:
        source: The file, of any version up to this program's.
        to: Where the copy goes; it appears there whole or not at all.

    Returns:
        ``to``.

    Raises:
        NotAProject: The copy is not sound, so the source is damaged; nothing was put in place.
        ProjectError: It could not be written.
    """
    part = to.with_name(f".{to.name}.part")
    _remove(part)
    try:
        expected = _copied(lambda: _copy_pages(source, part), name=source.name)
        _verify(part, expected, name=source.name)
        put_in_place(part, to)
    finally:
        _remove(part)
    return to


def keep(reading: sqlite3.Connection, to: Path, *, name: str) -> Path:
    """Write a copy of what an open connection still sees of a file that has no name any more.

    Args:
        reading: The connection.
        to: Where the copy goes.
        name: What the file was called.

    Returns:
        ``to``.

    Raises:
        ProjectError: It could not be written, or what the connection sees is damaged.
    """
    part = to.with_name(f".{to.name}.part")
    try:
        _copied(lambda: _pages(reading, part), name=name)
        put_in_place(part, to)
    finally:
        _remove(part)
    return to


def put_in_place(part: Path, to: Path) -> None:
    """Move a finished file to its name, so that a power cut leaves the old or the new one, never half."""
    with part.open("r+b") as written:  # Windows synchronises only what may be written
        os.fsync(written.fileno())
    part.replace(to)
    if os.name == "posix":
        folder = os.open(to.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _copy_pages(source: Path, part: Path) -> dict[str, int]:
    """Copy what one snapshot of the source holds; returns how many rows each of its tables has."""
    with closing(engine.connect(source, read_only=True)) as reading:
        reading.execute("BEGIN")  # the count and the copy see the same snapshot
        return _pages(reading, part)


def _pages(reading: sqlite3.Connection, part: Path) -> dict[str, int]:
    with closing(sqlite3.connect(part)) as writing:
        expected = migrate.counts(reading)
        reading.backup(writing)
        writing.execute("PRAGMA journal_mode=DELETE")  # one file, which can be opened from a read-only disk
    return expected


def _copied(copy_pages: Callable[[], dict[str, int]], *, name: str) -> dict[str, int]:
    """What a copy gave, its failures in words."""
    try:
        return copy_pages()
    except sqlite3.OperationalError as error:  # full, locked, or not to be opened
        raise ProjectError(
            f"No backup of {name} was made: {error}. Nothing was changed. See whether the disk is full or another "
            "program uses the file, then try again."
        ) from error
    except sqlite3.DatabaseError as error:
        raise NotAProject(_unsound(name)) from error


def _verify(part: Path, expected: dict[str, int], *, name: str) -> None:
    with closing(engine.connect(part, read_only=True)) as reading:
        (answer,) = reading.execute("PRAGMA integrity_check(1)").fetchone()
        sound = answer == "ok" and migrate.counts(reading) == expected
    if not (sound and _chain_holds(part)):
        raise NotAProject(_unsound(name))


def _unsound(name: str) -> str:
    return (
        f"No backup of {name} was made: the copy was not sound, so {name} itself is damaged. "
        "Nothing was changed. Open an earlier backup."
    )


def _chain_holds(part: Path) -> bool:
    if engine.schema_of(part) != SCHEMA:  # an older log may have other columns; its migration checks it after
        return True
    reading = engine.reader(part)
    try:
        with reading.connect() as connection:
            return log.broken_at(connection) is None
    finally:
        reading.dispose()


def _remove(part: Path) -> None:
    for suffix in ("", *engine.SUFFIXES_OF_SQLITE):
        part.with_name(part.name + suffix).unlink(missing_ok=True)
