"""One open file: connections that see it whole, and the one door through which it is written."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError

from themes.errors import NotAProject, ProjectError, ReadOnlyProject, Refused
from themes.store import engine
from themes.store.opening import Opened


class OpenFile:
    """The two engines on a file that ``store/opening.py`` has made ready, until ``close``."""

    def __init__(self, opened: Opened) -> None:
        """Make the engines; each connects when it is first needed."""
        self.path = opened.path
        self.file = opened.file
        self.writable = opened.writable
        self.notices = opened.notices
        self._ending = opened.ending
        self._lock = threading.RLock()
        self._closed = False
        self._writer = engine.writer(opened.file) if opened.writable else None
        self._reader = engine.reader(opened.file)

    def close(self) -> None:
        """Write everything back into the one file and let it go; a second time does nothing."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            with self._ending:  # the lock goes and a working copy stays, whatever fails here
                self._reader.dispose()
                if self._writer is not None:
                    engine.close(self._writer)

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection that sees the file as it is now, whatever is written meanwhile."""
        self.must_be_open()
        try:
            with self._reader.connect() as connection:
                yield connection
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

    def _damaged(self) -> str:
        return f"{self.path.name} is damaged. Nothing was changed. Open a backup of it."

    def must_be_open(self) -> None:
        """Refuse to go on with a file that has been closed.

        Raises:
            ProjectError: It has.
        """
        if self._closed:
            raise ProjectError(f"{self.path.name} has been closed. Open it again.")


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
    return f"The project has the same {kind} already, or it is not whole. Nothing was changed."
