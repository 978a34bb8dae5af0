"""Two engines on one SQLite file: readers that cannot write, and one writer that begins at once.

Deferred transactions stored 99 of 800 writes from eight threads, immediate ones all 800; but a read that begins
immediate waits behind every write. Hence a reader with a plain ``BEGIN`` and ``query_only``, and one writer.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from themes.errors import NotAProject

APPLICATION_ID = 0x54484D53
"""``THMS``, at byte 68 of every project file (SQLite file format, section 1.3)."""

SUFFIXES_OF_SQLITE = ("-wal", "-shm", "-journal")

_SECONDS_TO_WAIT = 5
_READERS = 16
_MORE_READERS = 48

_EVERYWHERE = (
    f"PRAGMA busy_timeout={_SECONDS_TO_WAIT * 1000}",
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",  # functions with side effects cannot hide in a file that came by mail
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",  # a mapped file turns a disk error into a dead process
)
_WRITER = (
    *_EVERYWHERE,
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # at NORMAL a power cut lost 200 of 200 acknowledged writes
    "PRAGMA secure_delete=ON",  # what goes is overwritten with zeros
)
_READER = (*_EVERYWHERE, "PRAGMA query_only=ON", "PRAGMA wal_autocheckpoint=0")


def connect(path: Path, *, read_only: bool, create: bool = False) -> sqlite3.Connection:
    """A bare connection in autocommit, for what SQLAlchemy has no word for: backups and first looks.

    Args:
        path: The file.
        read_only: Whether nothing is to be written.
        create: Whether a file that is not there is made; a project that went is never made anew, empty.

    Raises:
        sqlite3.OperationalError: The file cannot be opened.
    """
    # SQLite is asked for the file's mode, because a reader that may write would checkpoint as it closes.
    uri = f"{path.resolve().as_uri()}?mode={'ro' if read_only else 'rwc' if create else 'rw'}"
    return sqlite3.connect(
        uri, uri=True, isolation_level=None, check_same_thread=False, timeout=_SECONDS_TO_WAIT, cached_statements=256
    )


def writer(path: Path) -> Engine:
    """The one engine that writes: a single connection, each transaction ``BEGIN IMMEDIATE``."""
    return _engine(path, read_only=False, pragmas=_WRITER, begin="BEGIN IMMEDIATE", pool_size=1, max_overflow=0)


def reader(path: Path) -> Engine:
    """The engine that reads: connections for many threads at once, each transaction one snapshot."""
    return _engine(path, read_only=True, pragmas=_READER, begin="BEGIN", pool_size=_READERS, max_overflow=_MORE_READERS)


def rebuilder(path: Path) -> Engine:
    """A writing engine for migrations, foreign keys off: with them on, rebuilding a table took its codings along.

    ``legacy_alter_table`` lets a rebuilt table take its name back although a view speaks of it
    (https://www.sqlite.org/lang_altertable.html, section 7).
    """
    pragmas = (*_WRITER, "PRAGMA foreign_keys=OFF", "PRAGMA legacy_alter_table=ON")
    return _engine(
        path, read_only=False, create=True, pragmas=pragmas, begin="BEGIN IMMEDIATE", pool_size=1, max_overflow=0
    )


def write_back(engine: Engine) -> bool:
    """Write the log back into the file, with nobody kept waiting; whether all of it could be."""
    with engine.connect() as connection:
        (_, logged, written) = bare_of(connection).execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    return bool(logged == written)


def close(engine: Engine) -> None:
    """Write the log back into the file, empty it, and end the writer's connection."""
    try:
        with engine.connect() as connection:
            bare_of(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        engine.dispose()


def bare_of(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection, with no transaction begun on it."""
    return cast("sqlite3.Connection", connection.connection.driver_connection)


def schema_of(path: Path) -> int:
    """The version of the schema of a project file.

    Raises:
        NotAProject: The file is missing, damaged or something else.
    """
    if not path.is_file():
        raise NotAProject(f"There is no project file {path.name} in {path.parent}. Check its place and its name.")
    try:
        application, version = _numbers(path)
    except sqlite3.DatabaseError as error:
        raise NotAProject(
            f"{path.name} is not a project of Themes, or it is damaged. Nothing was changed. Open a backup of it."
        ) from error
    if application != APPLICATION_ID:
        raise NotAProject(f"{path.name} is not a project of Themes. Nothing was changed.")
    return version


def _numbers(path: Path) -> tuple[int, int]:
    connection = connect(path, read_only=True)
    try:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    finally:
        connection.close()
    return application, version


def _engine(
    path: Path,
    *,
    read_only: bool,
    create: bool = False,
    pragmas: tuple[str, ...],
    begin: str,
    pool_size: int,
    max_overflow: int,
) -> Engine:
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(path, read_only=read_only, create=create),
        poolclass=QueuePool,
        pool_size=pool_size,
        max_overflow=max_overflow,
        hide_parameters=True,  # an error of SQLAlchemy's would quote a participant's words
    )

    def set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
        for pragma in pragmas:
            connection.execute(pragma)

    def begin_ourselves(connection: Connection) -> None:
        # pysqlite begins on its own only before INSERT, UPDATE and DELETE, and always deferred.
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", set_pragmas)
    event.listen(engine, "begin", begin_ourselves)
    return engine
