"""The copies of a project that Themes made beside it: backups, what it set aside, and what a kill left half made."""

from __future__ import annotations

import re
from glob import escape
from pathlib import Path

_MADE_BY_THEMES = re.compile(r"\.backup-before-v\d+| \([^()]*\d{4}-\d{2}-\d{2} \d{6}[^()]*\)")

_HALF_MADE = re.compile(rf"(?:{_MADE_BY_THEMES.pattern})?\.themes\.part(?:-wal|-shm|-journal)?$")


def copies_beside(project: Path) -> list[Path]:
    """The files beside a project to which Themes gave their names: "study (backup 2026-11-22 093000).themes"."""
    found = project.parent.glob(f"{escape(project.stem)}*")
    made = [each for each in found if _MADE_BY_THEMES.match(each.name[len(project.stem) :])]
    # A copy is written under a hidden name until it is whole: killed meanwhile, it stays, with all that it held.
    made += [
        each
        for each in project.parent.glob(f".{escape(project.stem)}*")
        if _HALF_MADE.match(each.name[len(project.stem) + 1 :])
    ]
    return sorted(each for each in made if each.is_file())


def deleted_now(path: Path) -> bool:
    """Delete a file; False where it cannot be, as it is open in another program."""
    try:
        path.unlink()
    except OSError:
        return False
    return True
