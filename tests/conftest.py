"""What several tests need: where the real data lies, what is made once in a run, and which files begin first."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from themes import Project

ROOT = Path(__file__).parent.parent
# The files that take longest, longest first: one of them that begins last keeps the whole run waiting for it alone.
FIRST = (
    "browser/test_hour.py",
    "browser/test_journey.py",
    "journeys/test_command_line.py",
    "hostile/test_hostile.py",
    "browser/test_accessible.py",
    "browser/test_two_coders_journey.py",
    "project/test_jobs.py",
    "report/verify/test_edits.py",
    "exchange/refi/test_round_trip.py",
    "browser/test_matrix.py",
    "browser/test_counts.py",
    "browser/test_reader.py",
    "browser/test_together.py",
    "browser/test_offsets.py",
    "discover/test_bertopic.py",
    "browser/test_import.py",
    "project/test_release.py",
    "crash/test_kill_project.py",
    "browser/test_offline.py",
    "benchmarks/test_themes.py",
    "browser/test_survey.py",
    "browser/test_suggestions.py",
    "browser/test_queries.py",
    "browser/test_installed.py",
    "test_wheel.py",
    "project/test_withdraw.py",
    "project/test_preview.py",
    "browser/test_names.py",
    "project/test_other_tools.py",
    "crash/test_kill.py",
    "crash/test_kill_release.py",
    "crash/test_kill_withdrawal.py",
    "joining/test_withdrawn.py",
    "browser/test_withdrawing.py",
    "crash/test_restore.py",
    "crash/test_migration_kill.py",
    "test_light.py",
)

Make = Callable[[Path], object]
"""Fills a folder that is there and empty."""

# The machines that run these are busy: how long one example takes says nothing about the code.
settings.register_profile("themes", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("themes")


@pytest.fixture(scope="session", autouse=True)
def no_folder_of_anybodys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What Themes keeps of this computer goes into a folder of the run's own, not into that of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("THEMES_HOME", str(tmp_path_factory.mktemp("home")))
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files that take longest first; the others keep their order."""
    place = {ROOT / "tests" / name: nth for nth, name in enumerate(FIRST)}
    items.sort(key=lambda item: place.get(item.path, len(place)))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real transcripts beside the repository; the test is skipped where it is absent."""
    folder = Path(os.environ.get("THEMES_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("the real data (../shared/data) is not beside this repository")
    return folder


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The fictional sample study."""
    return ROOT / "corpus"


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Make], Path]:
    """Gives a folder by name, made once in a run: by the process that asks first, while the others wait for it.

    What is in it is for reading and copying alone.
    """
    own = tmp_path_factory.getbasetemp()
    # pytest-xdist gives each process a folder within that of the run.
    whole_run = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def folder(name: str, make: Make) -> Path:
        place = whole_run / "once" / name
        place.parent.mkdir(exist_ok=True)
        with FileLock(f"{place}.lock"):
            if not place.exists():
                unfinished = tmp_path_factory.mktemp(name)
                make(unfinished)
                unfinished.rename(place)
        return place

    return folder


@pytest.fixture(scope="session")
def discovered(corpus: Path, once: Callable[[str, Make], Path]) -> Path:
    """A closed project of the sample interviews, with one discovery; to be copied."""

    def make(folder: Path) -> None:
        with Project.create(folder / "sample.themes", coder="AB", title="Sample") as project:
            added = project.add_many(sorted((corpus / "interviews").iterdir()))
            assert [one.refused for one in added if one.refused] == []
            project.discover()

    return once("discovered", make) / "sample.themes"


@pytest.fixture(scope="session")
def two_interviews(corpus: Path, once: Callable[[str, Make], Path]) -> Path:
    """A closed project of two sample interviews, with one discovery; to be copied."""

    def make(folder: Path) -> None:
        with Project.create(folder / "two.themes", coder="AB", title="Two") as project:
            project.add_many(sorted((corpus / "interviews").iterdir())[:2])
            project.discover()

    return once("two interviews", make) / "two.themes"


@pytest.fixture(scope="session")
def wheel(once: Callable[[str, Make], Path]) -> Path:
    """The wheel of this repository, built by the installed hatchling."""

    def make(folder: Path) -> None:
        build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
        subprocess.run(build, cwd=ROOT, check=True)

    (built,) = once("wheel", make).glob("*.whl")
    return built
