"""What a worker process is doing, as the project keeps it: no fact of the study, so not in the log."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal

from sqlalchemy import Connection, select
from sqlalchemy.dialects.sqlite import insert

from themes.errors import NotFound
from themes.store import schema

JobState = Literal["waiting", "running", "done", "failed", "cancelled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A piece of long work.

    ``progress`` is in [0, 1], ``message`` in words; ``started`` and ``finished`` are moments, empty until then;
    ``result`` is the id of what came of it, empty where nothing did.
    """

    id: str
    kind: str
    state: JobState = "waiting"
    progress: float = 0.0
    message: str = ""
    started: str = ""
    finished: str = ""
    result: str = ""


def save(connection: Connection, job: Job) -> None:
    """Keep the job's state, in place of what was kept of it."""
    row = asdict(job)
    statement = insert(schema.job).values(row)
    connection.execute(statement.on_conflict_do_update(index_elements=["id"], set_=row))


def get(connection: Connection, job_id: str) -> Job:
    """The job of that id.

    Raises:
        NotFound: There is none.
    """
    row = connection.execute(select(schema.job).where(schema.job.c.id == job_id)).one_or_none()
    if row is None:
        raise NotFound("The project has no job of that id. Look at the list of jobs.")
    return Job(**row._asdict())


def every(connection: Connection) -> list[Job]:
    """All jobs, the last to start first; the mark of a release that is not finished (store/purge.py) is none."""
    ordered = (
        select(schema.job).where(schema.job.c.kind != "purge").order_by(schema.job.c.started.desc(), schema.job.c.id)
    )
    return [Job(**row._asdict()) for row in connection.execute(ordered)]
