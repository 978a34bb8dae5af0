"""A backup put in the place of a project, with all of what was there kept beside it."""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from pathlib import Path

from themes.errors import NotAProject, ProjectError
from themes.store import backup, engine, leftover, opening
from themes.store.names import beside
from themes.store.owner import Owner


def restore(source: Path, over: Path) -> Path | None:
    """Put a verified copy of a backup in a project's place, whole or not at all.

    Args:
        source: The backup; it stays where it is.
        over: The project, damaged or not, or where it was.

    Returns:
        Where what was there lies now, with its log, so that it can still be opened; None where nothing was.

    Raises:
        NotAProject: The backup is missing, damaged or something else; nothing was changed.
        ProjectInUse: Somebody has the project open for writing.
        ProjectError: It cannot be replaced; nothing was changed.
    """
    source, over = source.resolve(), over.resolve()
    if source == over or (over.exists() and source.exists() and source.samefile(over)):
        raise ProjectError(f"{over.name} cannot be restored from itself. Nothing was changed. Name a backup of it.")
    opening.must_have_folder(over)
    part = over.with_name(f".{over.name}.restored")
    with ExitStack() as stack:
        opened = opening.look(source)
        stack.enter_context(opened.ending)
        stack.callback(Owner(over).release)
        stack.callback(part.unlink, missing_ok=True)
        try:
            backup.copy(opened.file, part)
        except NotAProject as error:
            raise NotAProject(
                f"{source.name} is damaged, so nothing was restored and {over.name} is as it was. "
                "Try an earlier backup."
            ) from error
        return _exchange(part, over)


def _exchange(part: Path, over: Path) -> Path | None:
    """The old file is copied, not moved: a power cut at any moment leaves a file under the project's name.

    After one between the last two lines the old log lies beside the backup, and ``leftover`` knows that it is not its.
    """
    aside = _keep(over) if over.exists() else None
    try:
        backup.put_in_place(part, over)
    except OSError as error:
        raise ProjectError(
            f"{over.name} could not be replaced: {error.strerror}. It is as it was. "
            "Close every program that has it open, then try again."
        ) from error
    if aside is None and leftover.is_there(over):
        leftover.move(over)
    for suffix in engine.SUFFIXES_OF_SQLITE:
        over.with_name(over.name + suffix).unlink(missing_ok=True)
    return aside


def _keep(over: Path) -> Path:
    """Copy a file and its log to a name that says when and why."""
    aside = beside(over, "before restoring")
    for suffix in ("", "-wal"):
        old, new = over.with_name(over.name + suffix), aside.with_name(aside.name + suffix)
        if old.exists():
            shutil.copy2(old, new)
            with new.open("r+b") as written:
                os.fsync(written.fileno())
    return aside
