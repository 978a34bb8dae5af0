"""Jobs: long work in a worker process that the owner follows, and whose end is always said."""

from __future__ import annotations

import os
import re
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from themes import Project
from themes.model import Transcript
from themes.project import Job

_PATIENCE_S = 600.0  # 10 s on a free machine; a busy one took over a minute


def _wait(project: Project, job: Job, until: Callable[[Job], bool]) -> Job:
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline:
        now = project.job(job.id)
        if until(now):
            return now
        time.sleep(0.05)
    pytest.fail(f"The job is still {project.job(job.id)}.")


def _ended(job: Job) -> bool:
    return bool(job.finished)


@pytest.fixture(scope="module")
def read_in(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed project with three of the sample's interviews, which no discovery has seen; to be copied."""
    path = tmp_path_factory.mktemp("jobs") / "read.themes"
    with Project.create(path, coder="AB") as project:
        project.add_many(sorted((corpus / "interviews").iterdir())[:3])
    return path


@pytest.fixture
def undiscovered(read_in: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copy(read_in, tmp_path / "fresh.themes"))


@pytest.fixture(scope="module")
def found_here(read_in: Path) -> Path:
    """The same with a discovery in this process; to be copied."""
    path = Path(shutil.copy(read_in, read_in.with_name("here.themes")))
    with Project.open(path) as project:
        project.discover()
    return path


def _found(project: Project) -> list[tuple[str, tuple[str, ...], int]]:
    return [(view.name, view.candidate.phrases, len(view.members)) for view in project.candidates()]


def test_a_worker_finds_the_same_candidates_as_this_process(undiscovered: Path, found_here: Path):
    with Project.open(found_here, read_only=True) as project:
        here = _found(project)
    assert here
    with Project.open(undiscovered) as other:
        job = _wait(other, other.start_discovery(), _ended)
        run = other.latest_run()
        assert run is not None
        assert (job.state, job.result, job.progress) == ("done", run.id, 1.0)
        assert not other.found_the_same(job)
        assert here == _found(other)


def test_a_discovery_in_a_worker_that_finds_the_same_keeps_the_run(found_here: Path, tmp_path: Path):
    with Project.open(shutil.copy(found_here, tmp_path / "again.themes")) as project:
        (run,) = project.runs()
        again = _wait(project, project.start_discovery(), _ended)
        assert run.id == again.result
        assert [run] == project.runs()
        assert project.found_the_same(again)


def test_a_second_start_joins_the_run_that_is_under_way(undiscovered: Path):
    with Project.open(undiscovered) as project:
        first = project.start_discovery()
        second = project.start_discovery()
        assert second.id == first.id
        assert [first.id] == [job.id for job in project.jobs()]
        assert len(project._shared.workers) == 1
        project.cancel_job(first.id)


def test_progress_grows_and_says_what_is_done(undiscovered: Path):
    with Project.open(undiscovered) as project:
        job = project.start_discovery()
        under_way = _wait(project, job, lambda now: now.progress > 0.1)
        assert re.match("encoding|comparing|grouping|naming|trying|keeping", under_way.message)
        later = _wait(project, job, lambda now: now.progress > under_way.progress or now.state != "running")
        assert later.state in {"running", "done"}
        project.cancel_job(job.id)


def test_a_killed_worker_is_seen_and_said_and_the_retry_goes_on_from_its_vectors(undiscovered: Path):
    with Project.open(undiscovered) as project:
        job = project.start_discovery()
        _wait(project, job, lambda now: now.progress > 0.05)
        os.kill(project._shared.workers[job.id].pid, signal.SIGKILL)
        ended = _wait(project, job, _ended)
        assert ended.state == "failed"
        assert "ended unexpectedly" in ended.message
        assert project.runs() == []
        again = _wait(project, project.start_discovery(), _ended)
        assert ("done", "done") == (again.state, again.message)
        assert len(project.runs()) == 1


def test_a_worker_killed_while_it_groups_is_followed_by_one_that_encodes_nothing_again(
    undiscovered: Path, found_here: Path
):
    with Project.open(found_here, read_only=True) as project:
        here = _found(project)
    with Project.open(undiscovered) as project:
        job = project.start_discovery()
        _wait(project, job, lambda now: now.message.startswith(("comparing", "grouping")))
        os.kill(project._shared.workers[job.id].pid, signal.SIGKILL)
        assert ("failed", []) == (_wait(project, job, _ended).state, project.runs())
        doing: set[str] = set()

        def ended(now: Job) -> bool:
            doing.add(now.message.split()[0])
            return _ended(now)

        again = _wait(project, project.start_discovery(), ended)
        assert ("done", False, here) == (again.state, "encoding" in doing, _found(project))


def test_a_cancelled_job_leaves_nothing_half_done(undiscovered: Path):
    with Project.open(undiscovered) as project:
        job = project.start_discovery()
        project.cancel_job(job.id)
        assert _wait(project, job, _ended).state == "cancelled"
        assert project.runs() == []


def test_a_job_that_the_program_s_end_interrupted_is_said_when_the_project_is_opened(undiscovered: Path):
    with Project.open(undiscovered) as project:
        job = project.start_discovery()
        _wait(project, job, lambda now: now.progress > 0)
        shutil.copy(project.backup(), undiscovered.with_name("later.themes"))
    with Project.open(undiscovered.with_name("later.themes")) as later:
        assert later.job(job.id).state == "failed"
        assert "The program ended" in later.job(job.id).message


def test_a_failure_in_a_worker_is_said_in_words(empty: Project):
    job = _wait(empty, empty.start_discovery(), _ended)
    assert job.state == "failed"
    assert "There is no transcript yet" in job.message
    assert empty._store.facts(Transcript) == []
