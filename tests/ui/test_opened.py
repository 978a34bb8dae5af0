"""One process owns a file, and its browser sessions share it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from themes.errors import NotAProject, NotFound, ReadOnlyProject
from themes.project import Project
from themes.ui.opened import OpenProjects, handle_of


@pytest.fixture
def opened() -> Iterator[OpenProjects]:
    projects = OpenProjects()
    yield projects
    projects.close()


@pytest.fixture
def study(tmp_path: Path) -> Path:
    with Project.create(tmp_path / "study.themes", coder="AB") as project:
        return project.path


def test_two_sessions_share_one_open_file(opened: OpenProjects, study: Path) -> None:
    assert opened.get(study) is opened.get(study)


def test_sessions_that_come_at_once_open_the_file_once(opened: OpenProjects, study: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = set(map(id, pool.map(opened.get, [study] * 8)))
    assert 1 == len(found)


def test_a_closed_registry_lets_the_file_go(opened: OpenProjects, study: Path) -> None:
    opened.get(study)
    opened.close()
    with Project.open(study) as project:
        assert not project.read_only


def test_a_missing_file_is_refused_and_not_held(opened: OpenProjects, tmp_path: Path) -> None:
    with pytest.raises(NotAProject):
        opened.get(tmp_path / "none.themes")
    with pytest.raises(NotFound):
        opened.resolve(handle_of(tmp_path / "none.themes"))


def test_the_routes_find_the_project_by_its_handle(opened: OpenProjects, study: Path) -> None:
    project = opened.get(study)
    assert project is opened.resolve(handle_of(study))


def test_a_copy_has_another_handle_than_its_original(opened: OpenProjects, study: Path) -> None:
    copy = opened.get(study).backup(study.with_name("copy.themes"))
    assert opened.get(copy).id == opened.get(study).id
    assert opened.resolve(handle_of(copy)) is not opened.resolve(handle_of(study))


_HOLD = """
import sys
from themes.project import Project
with Project.open(sys.argv[1]):
    print("open", flush=True)
    sys.stdin.read()
"""


def test_a_file_that_another_process_writes_is_shown_for_reading(opened: OpenProjects, study: Path) -> None:
    command = [sys.executable, "-c", _HOLD, str(study)]
    path = os.pathsep.join(filter(None, sys.path))  # the package may not be installed where the tests run
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path}
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        project = opened.get(study)
        assert "for reading only" in opened.notice(study)
        with pytest.raises(ReadOnlyProject):
            project.add_code("Board engagement")
        other.communicate()


def test_what_another_process_had_open_can_be_changed_once_it_has_closed(opened: OpenProjects, study: Path) -> None:
    command = [sys.executable, "-c", _HOLD, str(study)]
    path = os.pathsep.join(filter(None, sys.path))
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path}
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        before = opened.get(study)
        assert opened.get(study) is before
        other.communicate()
    project = opened.get(study)
    assert "Board" == project.add_code("Board").name
    assert "" == opened.notice(study)
    assert project is opened.get(study)
    assert ["Board"] == [code.name for code in before.codes()]  # a page that still runs on it goes on


def test_a_write_protected_study_is_shown_for_reading(opened: OpenProjects, study: Path) -> None:
    (study.with_name("study.themes.lock")).unlink(missing_ok=True)
    (study.with_name("study.themes.lock")).mkdir()  # no lock can be made here, whoever the tests run as
    project = opened.get(study)
    assert project.read_only
    assert "for reading only" in opened.notice(study)


def test_a_new_study_is_open_at_once(opened: OpenProjects, tmp_path: Path) -> None:
    made = opened.create(tmp_path / "new.themes", coder="AB", title="New", method="codebook")
    assert made is opened.get(tmp_path / "new.themes")


def test_a_path_through_a_link_is_the_same_file(opened: OpenProjects, study: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(study.parent, target_is_directory=True)
    assert opened.get(study) is opened.get(link / study.name)
    shutil.rmtree(link, ignore_errors=True)
