"""The sample study is made once, whatever becomes of the tab that asked for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from themes.errors import ProjectExists
from themes.ui import sample


@pytest.fixture
def taken(tmp_path: Path) -> Path:
    """A place where something stands already, so that nothing is made."""
    path = tmp_path / "sample.themes"
    path.write_text("somebody's own")
    return path


def test_a_tab_that_is_reloaded_finds_the_making_that_goes_on(taken: Path):
    begun = sample._begun(taken)
    assert begun is sample._begun(taken)
    begun.join()


def test_why_it_could_not_be_made_is_kept_for_the_page(taken: Path):
    begun = sample.Building(taken)
    begun.run()
    assert isinstance(begun.error, ProjectExists)
    assert "somebody's own" == taken.read_text()
