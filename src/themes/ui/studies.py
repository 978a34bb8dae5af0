"""The studies that this computer knows, as they are listed: by title, and by file where two share one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from themes.here import home
from themes.kept_copies import KeptCopy, kept_copy
from themes.project.names.copies import copies_beside
from themes.ui import moments, recent
from themes.ui.opened import OPEN

_MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """A study's file, and what it is called in a list, where no other is called the same."""

    path: Path
    called: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup's file, and what it is called in a list."""

    path: Path
    called: str


def others(here: Path) -> list[Study]:
    """The studies beside the one that is shown: those opened last first, then those in the user's folder."""
    paths = _known()
    every = {*paths, here}
    return [Study(path=path, called=_called(path, every)) for path in paths if path != here]


def backups(here: Path) -> list[Backup]:
    """The backups beside the studies that this computer knows, the newest of each first."""
    studies = list(dict.fromkeys([*_known(), here]))
    every = [*home().glob("*.themes"), *(path for study in studies for path in copies_beside(study))]
    found = {path.resolve(): kept for path in every if (kept := kept_copy(path)) is not None}
    found.pop(here, None)
    by_age = sorted(found.items(), key=lambda one: (one[1].at, one[0].name), reverse=True)
    return [Backup(path=path, called=f"{_title(path)}: {what(kept)}") for path, kept in by_age]


def what(kept: KeptCopy) -> str:
    """What a backup is, in words: "backup before joining, 23 November 2026, 05:35"."""
    return f"{kept.what}, {moments.moment(kept.at)}" if kept.at else kept.what


def told_apart(here: Path, title: str) -> str:
    """What stands in the bar below a study's title: of a backup which it is, else its file where two share a title."""
    kept = kept_copy(here)
    return what(kept) if kept is not None else _file_if_shared(here, title, _known())


def _known() -> list[Path]:
    """The files of the studies that are remembered or lie in the user's folder, and are no backups."""
    last = [Path(path) for path in recent.read().projects]
    every: Iterable[Path] = (path.resolve() for path in (*last, *sorted(home().glob("*.themes"))))
    return [path for path in dict.fromkeys(every) if path.is_file() and kept_copy(path) is None]


def _called(path: Path, every: Iterable[Path]) -> str:
    title = _title(path)
    file = _file_if_shared(path, title, every)
    return f"{title} ({file})" if file else title


def _file_if_shared(here: Path, title: str, every: Iterable[Path]) -> str:
    """A study's file where another has the title, with its folder where that is not enough; else nothing."""
    alike = [path for path in every if path != here and _title(path) == title]
    if not alike:
        return ""
    return str(here) if any(path.name == here.name for path in alike) else here.name


def _title(path: Path) -> str:
    if path in OPEN.places():
        return OPEN.title(path)
    try:
        told = path.stat()
    except OSError:  # it went just now
        return path.stem
    return _title_at_rest(path, told.st_mtime_ns, told.st_size) or path.stem


@lru_cache(maxsize=_MOST)
def _title_at_rest(path: Path, changed_ns: int, n_bytes: int) -> str:
    """The title in a file that this process does not have open, looked up again once the file has changed."""
    del changed_ns, n_bytes
    return OPEN.title(path)
