"""Long work in a worker process: start it, see how far it is, cancel it, and be told when it died.

The worker reads and computes; it hands its results to this process, which alone writes (DESIGN section 6).
What is known of a job stands in the project's file, so that a page closed at 30 % finds it further on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

from themes.errors import NotFound, ThemesError
from themes.operations import new_id, now
from themes.project.base import whole
from themes.project.candidates import CandidateVerbs
from themes.project.worker import Task, Worker, packed
from themes.store import Job

Keep = Callable[[Any], str]
"""From a worker's result to what the job remembers of it: an id, or lines for people."""

Take = Callable[[Any], None]
"""Takes one item of a result as soon as the worker has it."""


class JobVerbs(CandidateVerbs):
    """Start, follow and cancel jobs."""

    @whole
    def start_discovery(
        self,
        *,
        guided: bool = False,
        afresh: bool = False,
        engine: str = "consensus",
        seed: int = 1,
        model: str | Path | None = None,
    ) -> Job:
        """Begin ``discover`` in a worker process; one that is under way is joined, not doubled."""
        running = self._running("discovery")
        if running:
            return running
        task = Task(
            name="discover",
            arguments={
                "transcripts": self.transcripts(),
                "engine": engine,
                "seed": seed,
                "model": None if model is None else str(model),
                "drop_words": self._labels(),
                "start": self._starting_point(guided=guided, afresh=afresh, engine=engine, seed=seed),
            },
        )

        def keep(found: Any) -> str:  # noqa: ANN401 - a worker's answer
            return self._keep_run(found, engine=engine, seed=seed).run.id

        return self._start("discovery", task, keep)

    def job(self, job_id: str) -> Job:
        """A job as it stands now."""
        for job in self._store.jobs():
            if job.id == job_id:
                return job
        message = "There is no such job in this project."
        raise NotFound(message)

    def jobs(self) -> list[Job]:
        """All jobs, newest first."""
        return sorted(self._store.jobs(), key=lambda job: job.started, reverse=True)

    def found_the_same(self, job: Job) -> bool:
        """Whether a discovery that ended found what stood already: the run that it names is from before it began."""
        return any(run.id == job.result and run.at < job.started for run in self.runs())

    def cancel_job(self, job_id: str) -> Job:
        """End a running job; what it had handed over stays, nothing half done does."""
        worker = self._shared.workers.get(job_id)
        if worker is not None:
            worker.cancel()
        return self.job(job_id)

    def _running(self, kind: str) -> Job | None:
        return next((job for job in self.jobs() if job.kind == kind and job.id in self._shared.workers), None)

    def _start(self, kind: str, task: Task, keep: Keep, *, take: Take | None = None) -> Job:
        job = Job(
            id=new_id(),
            kind=kind,
            state="running",
            progress=0.0,
            message="starting",
            started=now(),
            finished="",
            result="",
        )
        self._store.save_job(job)
        worker = Worker(task)
        self._shared.workers[job.id] = worker
        worker.follower = Thread(
            target=self._follow, args=(job, worker, keep, take), name=f"themes job {kind}", daemon=True
        )
        worker.follower.start()
        return job

    def _follow(self, job: Job, worker: Worker, keep: Keep, take: Take | None) -> None:
        """Take the worker's messages until it ends; write its result, or what went wrong, and when."""
        try:
            for kind, content in worker.messages():
                if kind == "progress":
                    job = replace(job, progress=content[0], message=content[1])
                    self._store.save_job(job)
                elif kind == "known":
                    worker.answer(packed(self._store.known_vectors(*content)))
                elif kind == "vectors":
                    self._store.save_vectors(*content)
                elif kind == "item" and take:
                    take(content)
                elif kind == "result":
                    job = replace(job, state="done", progress=1.0, message="done", result=keep(content))
        except ThemesError as error:
            job = replace(job, state="cancelled" if worker.cancelled else "failed", message=str(error))
        finally:
            worker.end()
            if job.state == "running":  # an error of ours on its way out of this thread: no page must wait for ever
                job = replace(job, state="failed", message="Something unexpected went wrong. Start it again.")
            self._store.save_job(replace(job, finished=now()))
            self._shared.workers.pop(job.id, None)
            for listener in tuple(self._shared.listeners):
                listener(self._store.last_seq())

    def _say_what_was_interrupted(self) -> None:
        """Mark jobs that were running when the program ended; they left nothing half done."""
        if self.read_only:
            return
        for job in self._store.jobs():
            if job.state == "running":
                message = f"The program ended at {job.progress:.0%}. Nothing half done was kept; start it again."
                self._store.save_job(replace(job, state="failed", message=message, finished=now()))

    def _end_jobs(self) -> None:
        for worker in tuple(self._shared.workers.values()):
            worker.cancel()
            if worker.follower:  # it still writes how the job ended
                worker.follower.join(_PATIENCE_S)


_PATIENCE_S = 10.0
