"""The command line as scripts use it: a project with three interviews, with and without candidate themes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from themes.cli import main

INTERVIEWS = ("01-harrowmere-chair.txt", "03-pennick-vale-hr-director.txt", "08-calder-royal-od-lead.txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def facts(self) -> Any:  # noqa: ANN401 - JSON
        """What was printed, as JSON tells it."""
        return json.loads(self.out)


def say(*words: object) -> Said:
    """Run ``themes`` with these words in this process."""
    result = CliRunner().invoke(main, [str(word) for word in words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Said(code=result.exit_code, out=result.stdout, err=result.stderr)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Path:
    """A project with three interviews, two codes and one coding; copied by the tests."""
    place = tmp_path_factory.mktemp("cli") / "made.themes"
    files = [corpus / "interviews" / name for name in INTERVIEWS]
    for words in (
        ("new", place, "--coder", "AB", "--title", "Better places"),
        ("add", place, *files),
        ("codes", place, "--add", "Board engagement", "--definition", "The board turns up."),
        ("codes", place, "--add", "Asking", "--parent", "Board engagement"),
        ("code", place, "01-harrowmere-chair", 500, 620, "Board engagement", "--valence", "enabler"),
    ):
        assert say(*words).code == 0, words
    return place


@pytest.fixture(scope="session")
def proposed(tmp_path_factory: pytest.TempPathFactory, made: Path) -> Path:
    """The same with candidate themes."""
    place = tmp_path_factory.mktemp("cli") / "proposed.themes"
    shutil.copy(made, place)
    assert say("discover", place).code == 0
    return place


@pytest.fixture
def study(tmp_path: Path, made: Path) -> Path:
    """A copy of the project that a test may change."""
    return Path(shutil.copy(made, tmp_path / "study.themes"))


@pytest.fixture
def decided_on(tmp_path: Path, proposed: Path) -> Path:
    """A copy of the project with candidate themes that a test may change."""
    return Path(shutil.copy(proposed, tmp_path / "decided.themes"))


@pytest.fixture
def themes() -> Callable[..., Said]:
    """``themes …`` in this process."""
    return say
