"""A copy that nobody else sees, of a file that cannot be read in its place."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path

from themes.errors import ProjectError, ProjectInUse
from themes.store import backup, engine, leftover

_TRIES = 6
_SECONDS_BETWEEN = 0.15
_LOG_HEADER = 32


def private(path: Path, stack: ExitStack, copy: Callable[[Path, Path], object]) -> Path:
    """A copy in a folder of its own, which goes when the stack ends."""
    folder = Path(tempfile.mkdtemp(prefix="themes-"))
    stack.callback(shutil.rmtree, folder, ignore_errors=True)
    copy(path, folder / path.name)
    return folder / path.name


def copy_without_writing_beside(path: Path, to: Path) -> None:
    """Copy a file whose folder cannot be written, whoever writes it meanwhile.

    SQLite can read it in its place while somebody has it open, as the index into its log is there then; otherwise it
    is at rest and its bytes are copied.
    """
    try:
        backup.copy(path, to)
    except ProjectError:
        copy_bytes(path, to)


def copy_bytes(path: Path, to: Path) -> None:
    """Copy a file and a log that a crash may have left beside it, both of one moment.

    Raises:
        ProjectInUse: It was written all the while.
    """
    log, log_to = path.with_name(f"{path.name}-wal"), to.with_name(f"{to.name}-wal")
    steady = False
    for _ in range(_TRIES):
        before = _stamp(path), _stamp(log)
        shutil.copyfile(path, to)
        if before[1] is None:
            log_to.unlink(missing_ok=True)
        else:
            _copy_if_there(log, log_to)
        steady = before == (_stamp(path), _stamp(log))
        if steady and _is_whole(to):
            return
        to.with_name(f"{to.name}-shm").unlink(missing_ok=True)
        time.sleep(_SECONDS_BETWEEN)
    if not steady:
        raise ProjectInUse(f"{path.name} is being written just now, so no whole copy could be read. Try again soon.")
    copy_alone(path, to)  # it lies still and is not whole with its log: see whether it is without


def copy_alone(path: Path, to: Path) -> None:
    """Copy a file, and its log only where it is its own."""
    shutil.copyfile(path, to)
    log_to = to.with_name(f"{to.name}-wal")
    if leftover.is_there(path):
        _copy_if_there(path.with_name(f"{path.name}-wal"), log_to)
        if not leftover.is_own(to):
            log_to.unlink()
    else:
        log_to.unlink(missing_ok=True)


def _copy_if_there(log: Path, to: Path) -> None:
    try:
        shutil.copyfile(log, to)
    except FileNotFoundError:  # its owner closed just now; the stamps differ
        to.unlink(missing_ok=True)


def _stamp(path: Path) -> tuple[int, int, int, bytes] | None:
    """What changes when a file is written, where it is there: also the salts of a log that began anew."""
    try:
        told = path.stat()
    except FileNotFoundError:
        return None
    with path.open("rb") as file:
        return told.st_ino, told.st_size, told.st_mtime_ns, file.read(_LOG_HEADER)


def _is_whole(file: Path) -> bool:
    if leftover.is_there(file) and not leftover.is_own(file):
        return False
    try:
        with closing(engine.connect(file, read_only=True)) as reading:
            (answer,) = reading.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError:
        return False
    return bool(answer == "ok")
