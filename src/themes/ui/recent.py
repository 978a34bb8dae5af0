"""What the next start remembers: which projects were open last, and who coded; one small file in the user's folder."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from themes.here import home, write_beside_and_move
from themes.kept_copies import kept_copy
from themes.ui.plain import file_stem

_FILE = "recent.json"
_MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Recent:
    """Projects as paths, the last opened first, and the initials or name that the last new study was begun with."""

    projects: tuple[str, ...] = ()
    coder: str = ""


def sample_path() -> Path:
    """Where the sample study lies once it has been built."""
    return home() / "sample.themes"


def read() -> Recent:
    """What is remembered; nothing where the file is missing or damaged, for it can be made again."""
    try:
        kept = json.loads((home() / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Recent()
    if not isinstance(kept, dict) or not isinstance(kept.get("projects"), list):
        return Recent()
    return Recent(projects=tuple(map(str, kept["projects"])), coder=str(kept.get("coder", "")))


def remember(path: Path, *, coder: str | None = None) -> None:
    """Put a project first, and say who codes where that is given; a backup that was looked at is not gone on with."""
    if kept_copy(path) is not None:
        return
    was = read()
    place = str(path.resolve())
    projects = (place, *(other for other in was.projects if other != place))[:_MOST]
    write_beside_and_move(_FILE, asdict(replace(was, projects=projects, coder=was.coder if coder is None else coder)))


def first_path() -> Path:
    """The project that opens by itself: ``THEMES_PROJECT``, the last used that is still there, or the sample study."""
    asked = os.environ.get("THEMES_PROJECT")
    if asked:
        return Path(asked).expanduser()
    last = (Path(project) for project in read().projects)
    return next((path for path in last if path.is_file()), sample_path())


def free_path(title: str) -> Path:
    """A file for a new study in the user's folder, named for its title, that is not there yet."""
    stem = file_stem(title, otherwise="study")
    nth, path = 2, home() / f"{stem}.themes"
    while path.exists():
        path, nth = home() / f"{stem} {nth}.themes", nth + 1
    return path
