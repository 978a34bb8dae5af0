"""A look at a project file for a list of files: nothing is opened, brought up to date or left beside it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from themes.store.engine import APPLICATION_ID


def title_of(path: Path) -> str:
    """What the study in a project file is called.

    Args:
        path: The file, of any version, whoever has it open.

    Returns:
        The title; empty where the file is missing, damaged or something else.
    """
    try:
        with closing(_connected(path)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            found = connection.execute("SELECT title FROM study").fetchone() if application == APPLICATION_ID else None
    except sqlite3.Error:
        return ""
    return str(found[0]) if found else ""


def _connected(path: Path) -> sqlite3.Connection:
    """A connection that leaves nothing beside a file at rest: to one, even a reader would add a log."""
    at_rest = not path.with_name(f"{path.name}-wal").exists()
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro{'&immutable=1' if at_rest else ''}", uri=True, timeout=1)
