"""Names for what is put beside a project, so that nothing there is overwritten."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from pathlib import Path


def beside(path: Path, said: str) -> Path:
    """A free name beside a file that says what it is and when it was put there.

    Args:
        path: The project file.
        said: What the other is, as in ``study (said 2026-11-22 093000).themes``.

    Returns:
        A path in the same folder under which nothing lies.
    """
    moment = datetime.now(UTC).strftime("%Y-%m-%d %H%M%S")
    for nth in itertools.count(1):
        name = f"{path.stem} ({said} {moment}{f' {nth}' if nth > 1 else ''}){path.suffix}"
        if not path.with_name(name).exists():
            return path.with_name(name)
    raise AssertionError  # numbers do not end
