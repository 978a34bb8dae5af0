"""A write-ahead log that a killed process left beside a file: the file's own, or that of one which lay there before.

SQLite replays whatever log it finds: a backup copied over a killed project was corrupted by the other's pages.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from themes.errors import NotAProject
from themes.store import check, engine
from themes.store.names import beside
from themes.store.schema import SCHEMA

# Bytes 18 and 19 of a file say whether it is written through a log: 2 where it is, 1 where not (SQLite file format,
# section 1.3.3). Each backup has 1, and gets its 2 before a log of its own begins.
_WRITE_VERSION = slice(18, 20)
_WITHOUT_A_LOG = b"\x01\x01"
_HEADER = 100


def is_there(file: Path) -> bool:
    """Whether a log that holds something lies beside a file.

    Whoever has the file open may close it at any time, and its log then goes: that is no log, and no error.
    """
    try:
        return _log_of(file).stat().st_size > 0
    except FileNotFoundError:
        return False


def is_own(file: Path) -> bool:
    """Whether the log beside a file, which nobody has open, is that file's.

    Where both together are no state that the project was ever in, and the file alone is one, it is not.
    """
    with file.open("rb") as opened:
        header = opened.read(_HEADER)
    if header[_WRITE_VERSION] == _WITHOUT_A_LOG:
        return False
    with tempfile.TemporaryDirectory(prefix="themes-") as folder:
        together, alone = Path(folder) / "together.themes", Path(folder) / "alone.themes"
        shutil.copyfile(file, together)
        shutil.copyfile(_log_of(file), _log_of(together))
        if _is_one_state(together):
            return True
        shutil.copyfile(file, alone)
        return not _is_one_state(alone)


def set_aside(file: Path) -> str:
    """Set aside a log that is not the file's; says so in words, which are empty where all was well."""
    if not is_there(file) or is_own(file):
        return ""
    aside = move(file)
    return (
        f"Beside {file.name} lay what Themes was writing into another file of that name when it was interrupted. It "
        f"does not belong to this one and was set aside as {aside.name}; {file.name} is as you put it there."
    )


def move(file: Path) -> Path:
    """Give a log a name under which SQLite does not find it; the index into it goes, as it can be made again."""
    log = _log_of(file)
    aside = beside(log, "of another file")
    log.replace(aside)
    file.with_name(f"{file.name}-shm").unlink(missing_ok=True)
    return aside


def _is_one_state(file: Path) -> bool:
    reading = engine.reader(file)
    try:
        if engine.schema_of(file) != SCHEMA:
            with reading.connect() as connection:
                return bool(connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one() == "ok")
        with reading.connect() as connection:
            return check.is_one_state(connection)
    except (NotAProject, DatabaseError):
        return False
    finally:
        reading.dispose()


def _log_of(file: Path) -> Path:
    return file.with_name(f"{file.name}-wal")
