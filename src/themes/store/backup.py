"""Verified copies of a project file.

A copy of a live file's bytes held 0 of 200 rows, as they were in its write-ahead log: SQLite's backup API reads both.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from themes.errors import NotAProject
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
    """
    part = to.with_name(f".{to.name}.part")
    _remove(part)
    try:
        expected = _copy_pages(source, part)
        _verify(part, expected, name=source.name)
        put_in_place(part, to)
    finally:
        _remove(part)
    return to


def put_in_place(part: Path, to: Path) -> None:
    """Move a finished file to its name, so that a power cut leaves the old or the new one, never half."""
    with part.open("rb") as written:
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
    with closing(engine.connect(source, read_only=True)) as reading, closing(sqlite3.connect(part)) as writing:
        reading.execute("BEGIN")  # the count and the copy see the same snapshot
        expected = migrate.counts(reading)
        reading.backup(writing)
        writing.execute("PRAGMA journal_mode=DELETE")  # one file, which can be opened from a read-only disk
    return expected


def _verify(part: Path, expected: dict[str, int], *, name: str) -> None:
    with closing(engine.connect(part, read_only=True)) as reading:
        (answer,) = reading.execute("PRAGMA integrity_check(1)").fetchone()
        sound = answer == "ok" and migrate.counts(reading) == expected
    if not (sound and _chain_holds(part)):
        raise NotAProject(
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
