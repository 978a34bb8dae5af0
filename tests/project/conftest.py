"""A real project of the sample study with candidate themes, made once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from themes import Project


@pytest.fixture(scope="session")
def discovered(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed project of the sample interviews, with one discovery."""
    path = tmp_path_factory.mktemp("discovered") / "sample.themes"
    with Project.create(path, coder="AB", title="Sample") as project:
        added = project.add_many(sorted((corpus / "interviews").iterdir()))
        assert [one.refused for one in added if one.refused] == []
        project.discover()
    return path


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
