"""How a project file is made, taken for writing, or looked at while another process has it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError, OperationalError

from themes.errors import NewerProject, ProjectError, ProjectExists, ProjectInUse, ReadOnlyProject
from themes.store import apart, backup, engine, leftover, migrate
from themes.store.migrate import BUILT_IN, Revisions
from themes.store.owner import Owner
from themes.store.place import shared_as
from themes.store.working import WorkingCopy, left_behind


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file that SQLite may work on.

    ``path`` is the project as its user knows it, ``file`` where the work goes on; ``notices`` say in words what the
    user should know; ``ending`` lets go of all that was taken, once the file is at rest.
    """

    path: Path
    file: Path
    writable: bool
    notices: tuple[str, ...]
    ending: ExitStack


def make(path: Path, first: Callable[[Connection], object]) -> Opened:
    """Make a project file; it appears under its name with its first step in it, or not at all.

    Args:
        path: Where; nothing may be there.
        first: Writes what the project begins with, in one transaction.

    Raises:
        ProjectExists: There is a file already.
        ProjectInUse: Another process is making it.
        ProjectError: It cannot be written; nothing is there.
    """
    must_have_folder(path)
    place, path = shared_as(path), path.resolve()
    with ExitStack() as stack:
        stack.callback(Owner(path).release)
        if path.exists():
            raise ProjectExists(f"There is a file {path.name} already. It was left as it is. Choose another name.")
        if place is None:
            if leftover.is_there(path):
                leftover.move(path)
            _build(path, first)
            return Opened(path=path, file=path, writable=True, notices=(), ending=stack.pop_all())
        copy = WorkingCopy(path, place)
        copy.begin()
        _build(copy.file, first)
        copy.publish()
        stack.callback(_write_back, copy)
        return Opened(path=path, file=copy.file, writable=True, notices=(copy.told(),), ending=stack.pop_all())


def take(path: Path, revisions: Revisions = BUILT_IN) -> Opened:
    """Take a project file for writing; an older one is brought to this program's schema first.

    Raises:
        NotAProject: The file is missing, damaged or something else.
        NewerProject: It was made by a newer version.
        ProjectInUse: Another process has it open for writing.
        ReadOnlyProject: It or its folder cannot be written to.
    """
    place, path = shared_as(path), path.resolve()
    if not path.is_file() or (place is None and os.access(path.parent, os.W_OK) and not leftover.is_there(path)):
        engine.schema_of(path)  # before anything is written beside it
    if not os.access(path, os.W_OK):
        raise ReadOnlyProject(
            f"{path.name} is write-protected on this computer. Nothing was changed. "
            "Open it for reading, or take the protection off."
        )
    with ExitStack() as stack:
        stack.callback(Owner(path).release)
        file, notices = path, [leftover.set_aside(path)]
        if place is not None:
            copy = WorkingCopy(path, place)
            notices.append(copy.take())
            file = copy.file
        version = engine.schema_of(file)
        if version > revisions.newest:
            raise NewerProject(
                f"{path.name} was made by a newer version of Themes. Nothing was changed. "
                "Open it for reading, or install the newer version."
            )
        if version < revisions.newest:
            notices.append(_bring_up(path, file, revisions))
        if place is not None:
            stack.callback(_write_back, copy)
        notices.extend(left_behind(path, file))
        told = tuple(filter(None, notices))
        return Opened(path=path, file=file, writable=True, notices=told, ending=stack.pop_all())


def look(path: Path, revisions: Revisions = BUILT_IN) -> Opened:
    """Open a project file for reading, whoever has it open for writing.

    Raises:
        NotAProject: The file is missing, damaged or something else.
    """
    place, path = shared_as(path), path.resolve()
    with ExitStack() as stack:
        if path.is_file() and place is not None:
            file = apart.private(path, stack, apart.copy_bytes)
        elif path.is_file() and not os.access(path.parent, os.W_OK):
            file = apart.private(path, stack, apart.copy_without_writing_beside)
        elif _has_another_files_log(path):
            file = apart.private(path, stack, apart.copy_alone)
        else:
            version = engine.schema_of(path)
            file = path if version >= revisions.newest else apart.private(path, stack, backup.copy)
        version = engine.schema_of(file)
        notices = []
        if version > revisions.newest:
            notices.append(
                f"{path.name} was made by a newer version of Themes. It is open for reading; some of it may not show."
            )
        if version < revisions.newest:
            migrate.upgrade(file, revisions)
        if file == path:
            stack.callback(_tidy, path)
        return Opened(path=path, file=file, writable=False, notices=tuple(notices), ending=stack.pop_all())


def must_have_folder(path: Path) -> None:
    """Refuse a place in a folder that is not there.

    Raises:
        ProjectError: It is not.
    """
    if not path.parent.is_dir():
        raise ProjectError(f"There is no folder {path.parent}. Nothing was made. Make the folder, or choose another.")


def _build(file: Path, first: Callable[[Connection], object]) -> None:
    part = file.with_name(f".{file.name}.new")
    _remove(part)
    try:
        migrate.make(part, first)
        backup.put_in_place(part, file)
    except (OSError, OperationalError) as error:  # full, or not to be written
        raise ProjectError(
            f"{file.name} could not be made: {error.orig if isinstance(error, OperationalError) else error.strerror}. "
            "Nothing is there. See whether the disk is full or write-protected, then try again."
        ) from error
    finally:
        _remove(part)


def _bring_up(path: Path, file: Path, revisions: Revisions) -> str:
    """Bring an older file to the newest schema, a verified backup of it first; says so in words."""
    before = path.with_name(f"{path.stem}.backup-before-v{revisions.newest}{path.suffix}")
    backup.copy(file, before)
    migrate.upgrade(file, revisions)
    return f"{path.name} was brought to this version of Themes. As it was before, it is beside it as {before.name}."


def _write_back(copy: WorkingCopy) -> None:
    if copy.file.exists():  # else somebody removed it, and it has been told
        copy.publish()
        copy.discard()


def _has_another_files_log(path: Path) -> bool:
    """Whether a log lies beside a file that nobody writes, and is not its own."""
    if not path.is_file() or not leftover.is_there(path):
        return False
    try:
        owner = Owner(path, passing=True)
    except (ProjectInUse, ReadOnlyProject):  # whoever has it open has seen to it
        return False
    try:
        return leftover.is_there(path) and not leftover.is_own(path)
    finally:
        owner.release()


def _tidy(path: Path) -> None:
    """Take away what SQLite leaves beside a file that was only read, unless somebody writes it."""
    if not path.with_name(f"{path.name}-wal").exists():
        return
    try:
        owner = Owner(path, passing=True)
    except (ProjectInUse, ReadOnlyProject):
        return
    try:
        engine.close(engine.writer(path))
    except (sqlite3.DatabaseError, DatabaseError):  # damaged: a reader may look at it, and leaves it as it is
        return
    finally:
        owner.release()


def _remove(part: Path) -> None:
    for suffix in ("", *engine.SUFFIXES_OF_SQLITE):
        part.with_name(part.name + suffix).unlink(missing_ok=True)
