"""Who sits at the computer of a test: as after ``themes new``, its maker, whom nobody asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from themes import here
from themes.project import Project


def made_here(path: Path, home: Path | None = None) -> None:
    """Let a study be one that was made on the computer of a test, by who acted in it last.

    Args:
        path: The study's file.
        home: The user's folder on that computer; what ``THEMES_HOME`` says where not given.
    """
    with pytest.MonkeyPatch.context() as patch, Project.open(path, read_only=True) as project:
        if home is not None:
            patch.setenv("THEMES_HOME", str(home))
        here.say(path, study=project.id, coder=project.coder.id, made=True)


def sit_before(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pages of a test show a study, on a computer of its own beside it, at which its maker sits."""
    monkeypatch.setenv("THEMES_HOME", str(path.parent / "home"))
    monkeypatch.setenv("THEMES_PROJECT", str(path))
    made_here(path)
