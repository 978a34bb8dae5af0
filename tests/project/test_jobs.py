"""Jobs: long work in a worker process that the owner follows, and whose end is always said."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from themes import Project
from themes.model import Transcript
from themes.project import Job

_PATIENCE_S = 60.0


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


@pytest.fixture
def undiscovered(corpus: Path, tmp_path: Path) -> Path:
    """A project with the sample's transcripts and no vectors yet."""
    path = tmp_path / "fresh.themes"
    with Project.create(path, coder="AB") as project:
        project.add_many(sorted((corpus / "interviews").iterdir()))
    return path


def test_a_worker_finds_the_same_candidates_as_this_process(project: Project, undiscovered: Path):
    here = [(view.name, view.candidate.phrases, len(view.members)) for view in project.candidates()]
    with Project.open(undiscovered) as other:
        job = _wait(other, other.start_discovery(), _ended)
        run = other.latest_run()
        assert run is not None
        assert (job.state, job.result, job.progress) == ("done", run.id, 1.0)
        assert [(view.name, view.candidate.phrases, len(view.members)) for view in other.candidates()] == here


def test_a_discovery_in_a_worker_that_finds_the_same_keeps_the_run(project: Project):
    run = project.latest_run()
    assert run is not None
    assert _wait(project, project.start_discovery(), _ended).result == run.id
    assert len(project.runs()) == 1


def test_a_second_start_joins_the_run_that_is_under_way(undiscovered: Path):
    with Project.open(undiscovered) as project:
        first = project.start_discovery()
        second = project.start_discovery()
        assert second.id == first.id
        _wait(project, first, _ended)
        assert len(project.runs()) == 1


def test_progress_grows_and_says_what_is_done(undiscovered: Path):
    with Project.open(undiscovered) as project:
        job = project.start_discovery()
        under_way = _wait(project, job, lambda now: now.progress > 0.1)
        assert "encoding" in under_way.message or "grouping" in under_way.message or under_way.state == "done"
        assert _wait(project, job, _ended).state == "done"


def test_a_killed_worker_is_seen_and_said_and_the_retry_goes_on_from_its_vectors(undiscovered: Path):
    with Project.open(undiscovered) as project:
        job = project.start_discovery()
        _wait(project, job, lambda now: now.progress > 0.05)
        os.kill(project._shared.workers[job.id].pid, signal.SIGKILL)
        ended = _wait(project, job, _ended)
        assert ended.state == "failed"
        assert "ended unexpectedly" in ended.message
        assert project.runs() == []
        assert _wait(project, project.start_discovery(), _ended).state == "done"
        assert len(project.runs()) == 1


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


def test_uploaded_files_go_in_one_by_one_and_the_others_are_listed(empty: Project, corpus: Path):
    good = [(path.name, path.read_bytes()) for path in sorted((corpus / "interviews").iterdir())[:3]]
    job = _wait(empty, empty.start_adding([*good, ("bad.docx", b"no archive"), good[0]]), _ended)
    assert job.state == "done"
    assert [transcript.source_name for transcript in empty.transcripts()] == [name for name, _ in good]
    lines = job.result.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("bad.docx: ")
    assert "already here" in lines[1]


def test_a_failure_in_a_worker_is_said_in_words(empty: Project):
    job = _wait(empty, empty.start_discovery(), _ended)
    assert job.state == "failed"
    assert "There is no transcript yet" in job.message
    assert empty._store.facts(Transcript) == []
