"""One open file: connections that see it whole, and the one door through which it is written."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError

from themes.errors import NotAProject, ProjectError, ReadOnlyProject, Refused
from themes.store import backup, engine
from themes.store.names import beside
from themes.store.opening import Opened
from themes.store.quiet import Quiet


class OpenFile:
    """The two engines on a file that ``store/opening.py`` has made ready, until ``close``."""

    def __init__(self, opened: Opened) -> None:
        """Make the engines; the writer connects at once, so that it keeps hold of the file whatever becomes of it."""
        self.path = opened.path
        self.file = opened.file
        self.writable = opened.writable
        self.notices = opened.notices
        self._ending = opened.ending
        self._lock = threading.RLock()
        self._closed = False
        self._which = _identity(opened.file)
        self._gone = ""
        self._of_thread = threading.local()
        self._reader = engine.reader(opened.file)
        self._writer = self._connected() if opened.writable else None
        self._quiet = Quiet(self._write_back)

    def close(self) -> None:
        """Write everything back into the one file and let it go; a second time does nothing.

        Raises:
            ProjectError: It was moved or removed while it was open, or could not be brought to rest; it says what
                was kept.
        """
        with self._lock:
            if self._closed:
                return
            with self._ending:  # the lock goes and a working copy stays, whatever fails here
                gone = "" if self._writer is None else self._where_it_went()
                self._closed = True
                self._quiet.end()
                self._reader.dispose()
                if self._writer is not None:
                    self._bring_to_rest(self._writer)
            if gone:
                raise ProjectError(gone)

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection that sees the file as it is now, whatever is written meanwhile.

        Within it, whatever this thread reads is of the same moment.
        """
        self.must_be_open()
        held: Connection | None = getattr(self._of_thread, "connection", None)
        if held is not None:
            yield held
            return
        self._must_be_there()
        try:
            with self._reader.connect() as connection:
                self._of_thread.connection = connection
                try:
                    yield connection
                finally:
                    self._of_thread.connection = None
        except DatabaseError as error:
            raise NotAProject(self._damaged()) from error

    @contextmanager
    def door(self) -> Iterator[Connection]:
        """The one door through which anything is written: a transaction that begins at once and ends whole."""
        if self._writer is None:
            raise ReadOnlyProject(
                f"{self.path.name} was opened for reading. Nothing was changed. Open it for writing to change it."
            )
        with self._lock:
            self.must_be_open()
            self._must_be_there()
            try:
                with self._writer.begin() as connection:
                    yield connection
                    _commit(connection)
            except IntegrityError as error:
                raise Refused(_rule(error)) from error
            except OperationalError as error:  # full, locked, or gone
                raise ProjectError(
                    f"{self.path.name} could not be written: {error.orig}. Nothing was changed. "
                    "See whether the disk is full or another program uses the file, then try again."
                ) from error
            except DatabaseError as error:
                raise NotAProject(self._damaged()) from error
            self._must_be_there()  # else what was just written is in a file that nobody will find
            self._quiet.written()

    def compact(self) -> bool:
        """Write the file anew without what was deleted, and empty the log beside it; whether no reader was in the way.

        Raises:
            ProjectError: The disk is full, or another program is in the way; what was written stays.
        """
        with self._lock:
            self.must_be_open()
            self._must_be_there()
            if self._writer is None:
                return False
            with self._writer.connect() as connection:
                bare = engine.bare_of(connection)
                try:
                    bare.execute("VACUUM")
                    (busy, _, _) = bare.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                except sqlite3.OperationalError as error:
                    raise ProjectError(
                        f"{self.path.name} could not be written anew: {error}. What was done is kept, and what is to "
                        "leave the file leaves it when it is next opened. See whether the disk is full."
                    ) from error
        return not busy

    def must_be_open(self) -> None:
        """Refuse to go on with a file that has been closed.

        Raises:
            ProjectError: It has.
        """
        if self._closed:
            raise ProjectError(f"{self.path.name} has been closed. Open it again.")

    def _connected(self) -> Engine:
        """The writer, with its one connection made.

        Raises:
            NotAProject: The file is damaged; it was let go.
        """
        writer = engine.writer(self.file)
        try:
            writer.connect().close()
        except (sqlite3.DatabaseError, DatabaseError) as error:
            with self._ending:
                self._closed = True
                writer.dispose()
                raise NotAProject(self._damaged()) from error
        return writer

    def _write_back(self) -> bool:
        """Write the log back into the file, so that a bare copy of it holds all; whether no reader was in the way."""
        with self._lock:
            if self._closed or self._writer is None or _identity(self.file) != self._which:
                return True
            try:
                return engine.write_back(self._writer)
            except (sqlite3.DatabaseError, DatabaseError):  # a full disk: the log stays, and the next write tells
                return True

    def _bring_to_rest(self, writer: Engine) -> None:
        try:
            engine.close(writer)
        except (sqlite3.DatabaseError, DatabaseError) as error:
            raise ProjectError(
                f"{self.path.name} could not be brought to rest as it was closed: {getattr(error, 'orig', error)}. "
                f"What was done is in it and in {self.file.name}-wal beside it; keep the two together. "
                "Open it again, and if that fails, restore a backup."
            ) from error

    def _must_be_there(self) -> None:
        gone = self._where_it_went()
        if gone:
            raise ProjectError(gone)

    def _where_it_went(self) -> str:
        """What is told where the file is not the one that was opened; empty where it is."""
        if _identity(self.file) == self._which and not self._gone:
            return ""
        if self._writer is None:
            return (
                f"{self.path.name} was moved, removed or replaced while it was open for reading. "
                "Nothing was changed. Open it again."
            )
        with self._lock:
            if not self._gone:
                self._gone = self._kept(self._writer)
        return self._gone

    def _kept(self, writer: Engine) -> str:
        """Write what our connection still sees to a file of its own; says where."""
        told = f"The project's file {self.path.name} was moved or removed while it was open. "
        to = beside(_folder_to_keep(self.path) / self.path.name, "kept")
        with writer.connect() as connection:
            try:
                backup.keep(engine.bare_of(connection), to, name=self.path.name)
            except (ProjectError, OSError) as error:
                return f"{told}What was done in it could not be kept elsewhere either ({error}). Find the file."
        where = f"beside it as {to.name}" if to.parent == self.path.parent else f"on this computer as {to}"
        return f"{told}All that was shown as saved is kept {where}. Close this one and open that."

    def _damaged(self) -> str:
        return f"{self.path.name} is damaged. Nothing was changed. Open a backup of it."


def _identity(file: Path) -> tuple[int, int] | None:
    """What a file stays the same by while its name may go to another; None where there is none."""
    try:
        told = file.stat()
    except OSError:
        return None
    return told.st_dev, told.st_ino


def _folder_to_keep(path: Path) -> Path:
    """The project's folder, or where its folder went too, one of this user's."""
    if path.parent.is_dir():
        return path.parent
    from platformdirs import user_data_path  # noqa: PLC0415 - only then

    folder = user_data_path("themes", appauthor=False) / "kept"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _commit(connection: Connection) -> None:
    """Commit in words of our own, so that a broken reference can be named while the transaction still stands."""
    try:
        connection.exec_driver_sql("COMMIT")
    except IntegrityError:
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is None:
            raise
        kind, needed = (str(name).replace("_", " ") for name in (broken[0], broken[2]))
        raise Refused(f"A {kind} needs a {needed} that the project would not have. Nothing was changed.") from None


def _rule(error: IntegrityError) -> str:
    kind = str(error.orig).rpartition(": ")[2].partition(".")[0].replace("_", " ")
    if kind == "quotation":
        return "The same coder has a quotation of just these words already. Nothing was changed; use that one."
    return f"The project has the same {kind} already, or it is not whole. Nothing was changed."
