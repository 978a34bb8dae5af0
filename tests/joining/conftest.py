"""Two copies of a study."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from themes import Project

TALK = b"Interviewer: How was it?\n\nAnna: The board turned up and the chief backed us all the way.\n\nBen: Not for us."


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """A study with a transcript and two codes, and a copy of its file."""
    here, there = tmp_path / "here.themes", tmp_path / "there.themes"
    with Project.create(here, coder="AB", title="Pair") as project:
        project.add_bytes("one.txt", TALK)
        project.add_code("Board", definition="It turns up.")
        project.add_code("Time")
        project.add_coding(project.transcripts()[0], 0, 7, "Board")
    shutil.copy(here, there)
    return here, there
