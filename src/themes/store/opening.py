"""How a project file is made, taken for writing, or looked at while another process has it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from themes.errors import NewerProject, ProjectError, ProjectExists, ProjectInUse, ReadOnlyProject
from themes.store import backup, engine, migrate
from themes.store.migrate import BUILT_IN, Revisions
from themes.store.owner import Owner
from themes.store.place import shared_as
from themes.store.working import WorkingCopy


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
        first: Writes what the project begins with, in the transaction that makes the tables.

    Raises:
        ProjectExists: There is a file already.
        ProjectInUse: Another process is making it.
    """
    _must_have_folder(path)
    with ExitStack() as stack:
        stack.callback(Owner(path).release)
        if path.exists():
            raise ProjectExists(f"There is a file {path.name} already. It was left as it is. Choose another name.")
        place = shared_as(path)
        if place is None:
            _build(path, first)
            return Opened(path=path, file=path, writable=True, notices=(), ending=stack.pop_all())
        copy = WorkingCopy(path, place)
        copy.begin()
        _build(copy.file, first)
        copy.publish()
        notice = copy.take()
        stack.callback(_write_back, copy)
        return Opened(path=path, file=copy.file, writable=True, notices=(notice,), ending=stack.pop_all())


def take(path: Path, revisions: Revisions = BUILT_IN) -> Opened:
    """Take a project file for writing; an older one is brought to this program's schema first.

    Raises:
        NotAProject: The file is missing, damaged or something else.
        NewerProject: It was made by a newer version.
        ProjectInUse: Another process has it open for writing.
        ReadOnlyProject: Its folder cannot be written to.
    """
    place = shared_as(path)
    if not path.is_file() or (place is None and os.access(path.parent, os.W_OK)):
        engine.schema_of(path)  # before anything is written beside it
    with ExitStack() as stack:
        stack.callback(Owner(path).release)
        file, notices = path, []
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
        return Opened(path=path, file=file, writable=True, notices=tuple(notices), ending=stack.pop_all())


def look(path: Path, revisions: Revisions = BUILT_IN) -> Opened:
    """Open a project file for reading, whoever has it open for writing.

    Raises:
        NotAProject: The file is missing, damaged or something else.
    """
    place = shared_as(path)
    at_rest_only = path.is_file() and (place is not None or not os.access(path.parent, os.W_OK))
    with ExitStack() as stack:
        if at_rest_only:
            file = _private(path, stack, _copy_at_rest)
        else:
            version = engine.schema_of(path)
            file = path if version >= revisions.newest else _private(path, stack, backup.copy)
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


def _must_have_folder(path: Path) -> None:
    if not path.parent.is_dir():
        raise ProjectError(f"There is no folder {path.parent}. Nothing was made. Make the folder, or choose another.")


def _build(file: Path, first: Callable[[Connection], object]) -> None:
    part = file.with_name(f".{file.name}.new")
    _remove(part)
    try:
        migrate.upgrade(part, then=first)
        backup.put_in_place(part, file)
    finally:
        _remove(part)


def _bring_up(path: Path, file: Path, revisions: Revisions) -> str:
    """Bring an older file to the newest schema, a verified backup of it first; says so in words."""
    before = path.with_name(f"{path.stem}.backup-before-v{revisions.newest}{path.suffix}")
    backup.copy(file, before)
    migrate.upgrade(file, revisions)
    return f"{path.name} was brought to this version of Themes. As it was before, it is beside it as {before.name}."


def _write_back(copy: WorkingCopy) -> None:
    copy.publish()
    copy.discard()


def _private(path: Path, stack: ExitStack, copy: Callable[[Path, Path], object]) -> Path:
    """A copy that nobody else sees, for a file that cannot be read in its place."""
    folder = Path(tempfile.mkdtemp(prefix="themes-"))
    stack.callback(shutil.rmtree, folder, ignore_errors=True)
    copy(path, folder / path.name)
    return folder / path.name


def _copy_at_rest(path: Path, to: Path) -> None:
    """Copy a file that nobody works on in its place, with a log that a crash may have left beside it."""
    shutil.copyfile(path, to)
    beside = path.with_name(f"{path.name}-wal")
    if beside.exists():
        shutil.copyfile(beside, to.with_name(f"{to.name}-wal"))


def _tidy(path: Path) -> None:
    """Take away what SQLite leaves beside a file that was only read, unless somebody writes it."""
    if not path.with_name(f"{path.name}-wal").exists():
        return
    try:
        owner = Owner(path)
    except (ProjectInUse, ReadOnlyProject):
        return
    try:
        engine.close(engine.writer(path))
    except DatabaseError:  # damaged: a reader may look at it, and leaves it as it is
        return
    finally:
        owner.release()


def _remove(part: Path) -> None:
    for suffix in ("", *engine.SUFFIXES_OF_SQLITE):
        part.with_name(part.name + suffix).unlink(missing_ok=True)
