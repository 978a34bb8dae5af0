"""A real project of the sample study with candidate themes, made once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from themes import Project


@pytest.fixture
def project(discovered: Path, tmp_path: Path) -> Iterator[Project]:
    """A fresh copy of that project, open."""
    path = tmp_path / "sample.themes"
    shutil.copy(discovered, path)
    with Project.open(path) as opened:
        yield opened


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Project]:
    """A new project with nothing in it."""
    with Project.create(tmp_path / "empty.themes", coder="AB") as created:
        yield created
