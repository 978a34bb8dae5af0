"""The backups that Themes writes beside a study, known by their names, so that none is taken for the study."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

_WHEN = re.compile(
    r"(?P<of>.+) \((?P<what>backup|before joining|before restoring) "
    r"(?P<when>\d{4}-\d{2}-\d{2} \d{6})(?: \d+)?\)\.themes",
    re.IGNORECASE,
)
_VERSION = re.compile(r"(?P<of>.+)\.backup-before-v(?P<version>\d+)\.themes", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptCopy:
    """A backup: of which study's file, why it was written, and when (UTC, ISO 8601; empty where it does not say)."""

    original: Path
    what: str
    at: str

    @property
    def of(self) -> str:
        """The name of the study's file, without its end."""
        return self.original.stem


def kept_copy(path: Path) -> KeptCopy | None:
    """What a file's name says of the backup that it is; None where it is none.

    >>> kept_copy(Path("clp (before joining 2026-11-23 053500).themes")).at
    '2026-11-23T05:35:00+00:00'
    """
    if found := _VERSION.fullmatch(path.name):
        original = path.with_name(f"{found['of']}.themes")
        return KeptCopy(original=original, what=f"backup before version {found['version']} of the file", at="")
    if not (found := _WHEN.fullmatch(path.name)):
        return None
    try:
        at = datetime.strptime(found["when"], "%Y-%m-%d %H%M%S").replace(tzinfo=UTC)
    except ValueError:  # digits that are no moment: somebody else's name for a file
        return None
    what = found["what"].lower()
    return KeptCopy(
        original=path.with_name(f"{found['of']}.themes"),
        what=what if what == "backup" else f"backup {what}",
        at=at.isoformat(),
    )
