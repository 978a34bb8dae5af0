"""``Store``: one open project file."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from copy import copy
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Self, TypeVar

from sqlalchemy import Connection, select

from themes.errors import NotFound, ProjectExists, ReadOnlyProject
from themes.model import Fact
from themes.operations import Change, Step
from themes.store import (
    backup,
    check,
    jobs,
    joining,
    log,
    opening,
    peek,
    purge,
    restore,
    rows,
    schema,
    search,
    vectors,
    write,
)
from themes.store.forms import form_of
from themes.store.jobs import Job
from themes.store.joining import Joining
from themes.store.log import LoggedOperation, LoggedStep
from themes.store.openfile import OpenFile
from themes.store.opening import Opened
from themes.store.past import Past
from themes.store.purge import Purge
from themes.store.rows import Rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

F = TypeVar("F", bound=Fact)
_NO_SOURCES: Mapping[str, bytes] = MappingProxyType({})
_NO_IDS: Mapping[str, str] = MappingProxyType({})


class Store:
    """One open project file; many threads may read it, writes go one after another.

    Made by ``Store.create`` and ``Store.open``; closed by ``close`` or by leaving its ``with`` block.
    """

    def __init__(self, opened: Opened) -> None:
        """Connect to a file that ``store/opening.py`` has made ready."""
        self._file = OpenFile(opened)
        self._rows = Rows()
        self._why_not = ""

    @classmethod
    def create(cls, path: Path, first: Step, changes: Sequence[Change]) -> Self:
        """Make a project file whose log begins with the given step.

        Raises:
            ProjectExists: There is a file already.
            ProjectInUse: Another process is making it.
        """
        prepared = write.prepare(changes)
        return cls(opening.make(path, lambda connection: write.write(connection, first, prepared)))

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open a project file, for writing unless ``read_only``.

        Raises:
            NotAProject: The file is missing, damaged or something else.
            NewerProject: It was made by a newer version; open it ``read_only``.
            ProjectInUse: Another process has it open for writing; open it ``read_only``.
        """
        store = cls(opening.look(path) if read_only else opening.take(path))
        if not read_only and purge.is_begun(store._file):
            purge.finish(store._file)  # a crash came between a release and this
        return store

    @staticmethod
    def title_of(path: Path) -> str:
        """What the study in a file is called, looked up without opening it; empty where the file does not say."""
        return peek.title_of(path)

    @staticmethod
    def restore(backup: Path, over: Path) -> Path | None:
        """Put a verified copy of a backup in a project's place; what was there is kept beside it.

        Args:
            backup: The backup; it stays where it is.
            over: The project, damaged or not, or where it was.

        Returns:
            Where what was there lies now; None where nothing was.

        Raises:
            NotAProject: The backup is missing, damaged or something else; nothing was changed.
            ProjectInUse: Somebody has the project open for writing.
            ProjectError: It cannot be replaced; nothing was changed.
        """
        return restore.restore(backup, over)

    @property
    def path(self) -> Path:
        """The project file as its user knows it."""
        return self._file.path

    @property
    def in_a_copy(self) -> bool:
        """Whether the work goes on in a copy, and the file as its user knows it changes when it is closed."""
        return self._file.file != self._file.path

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written through it."""
        return bool(self._why_not) or not self._file.writable

    @property
    def notices(self) -> tuple[str, ...]:
        """What the user should know of how the file was opened, in words."""
        return self._file.notices

    def for_reading(self, why: str) -> Self:
        """The same open file, through which nothing is written.

        Args:
            why: What is said to whoever tries to: that nothing was changed, and what to do.
        """
        view = copy(self)
        view._why_not = why  # noqa: SLF001 - another of this class
        return view

    # --- writing ------------------------------------------------------------------------------

    def _door(self) -> AbstractContextManager[Connection]:
        """The one door through which anything is written.

        Raises:
            ReadOnlyProject: Nothing is written through this.
        """
        if self._why_not:
            raise ReadOnlyProject(self._why_not)
        return self._file.door()

    def write(self, step: Step, changes: Sequence[Change], *, sources: Mapping[str, bytes] = _NO_SOURCES) -> int:
        """Write one step: its versions, its facts, the search and the log, in one transaction.

        Args:
            step: The step; where the log has it already nothing happens, so that a retry is harmless.
            changes: What it changes, at least one, in an order in which each finds what it expects.
            sources: Bytes of imported files by their SHA-256, 64 hexadecimal digits.

        Returns:
            The sequence number of the step's last operation.

        Raises:
            StaleChange: A fact is not what a change says that it was.
            Refused: A reference or another rule of the file would be broken.
            ReadOnlyProject: The file was opened for reading.
        """
        if not changes:
            raise ValueError("A step changes something.")
        for sha256, content in sources.items():
            if hashlib.sha256(content).hexdigest() != sha256:
                raise ValueError("A source is kept by the SHA-256 of its bytes.")
        prepared = write.prepare(changes)
        with self._door() as connection:
            done = log.seq_of(connection, step.id)
            if done is not None:
                return done
            if sources:
                rows.insert_all(connection, schema.source, ("sha256", "bytes"), list(sources.items()), known="keep")
            seq, net = write.write(connection, step, prepared)
        self._rows.follow(net.items())
        return seq

    def join(
        self,
        steps: Sequence[tuple[Step, Sequence[Change]]],
        *,
        sources: Mapping[str, bytes] = _NO_SOURCES,
        name: str | None = None,
        again: Collection[str] = (),
        other_ids: Mapping[str, str] = _NO_IDS,
    ) -> int:
        """Write steps of another copy of this file, each under its own id, author and day, in one transaction.

        Args:
            steps: Steps that the log has not, each with one change or more, in their order.
            sources: Bytes of imported files by their SHA-256.
            name: The copy's file, where the last step stands for all of them, so that they can be undone as one.
            again: The ids of steps that the log has, which are done again in the steps of this joining.
            other_ids: The ids that things of this file bear from now on, by the ids that they bore.

        Returns:
            The sequence number of the log's last operation.

        Raises:
            StaleChange: A fact is not what a change says that it was.
            Refused: A reference or another rule of the file would be broken.
        """
        with self._door() as connection:
            if sources:
                rows.insert_all(connection, schema.source, ("sha256", "bytes"), list(sources.items()), known="keep")
            before = log.last_seq(connection)
            net = joining.append(connection, steps)
            seq = log.last_seq(connection)
            if name is not None:
                whole = Joining(step_id=steps[-1][0].id, name=name, after=before, until=seq)
                joining.keep(connection, whole, again=again, other_ids=other_ids)
        self._rows.follow(net.items())
        return seq

    def prolong_joining(self, step_id: str) -> None:
        """Let all that was done since a joining belong to it, so that it is undone with it."""
        with self._door() as connection:
            joining.prolong(connection, step_id)

    def release(self, step: Step, changes: Sequence[Change], what: Purge) -> bool:
        """Write a step after which old states, sources, vectors and words of jobs leave the file, for good.

        Args:
            step: The step.
            changes: What it changes, as in ``write``.
            what: What is to go.

        Returns:
            Whether all of it has left; else a reader was in the way, and the next opening goes on.

        Raises:
            StaleChange: A fact is not what a change says that it was; nothing was changed.
            ProjectError: The step is written, but the file could not be written anew; the next opening goes on.
        """
        prepared = write.prepare(changes)
        with self._door() as connection:
            if log.seq_of(connection, step.id) is None:
                write.write(connection, step, prepared)
                purge.begin(connection, what)
        return purge.finish(self._file)

    def purge(self, what: Purge) -> bool:
        """Take old states, sources, vectors and words of jobs out of the file, as ``release`` does, without a step."""
        with self._door() as connection:
            purge.begin(connection, what)
        return purge.finish(self._file)

    def source_ids(self) -> list[str]:
        """The SHA-256 of each imported file whose bytes are kept."""
        with self._file.snapshot() as connection:
            return list(connection.execute(select(schema.source.c.sha256)).scalars())

    def ids_ever(self, entity: str) -> set[str]:
        """The ids of all facts of a kind that ever were, a key of ``operations.ENTITIES``."""
        with self._file.snapshot() as connection:
            statement = select(schema.operation.c.entity_id).where(schema.operation.c.entity == entity).distinct()
            return set(connection.execute(statement).scalars())

    def steps_gone(self) -> set[str]:
        """The ids of the steps that cannot be undone, because what they need left the file at a release."""
        with self._file.snapshot() as connection:
            return purge.steps_gone(connection)

    def save_vectors(self, model: str, digests: Sequence[str], vectors_: NDArray[np.float32]) -> None:
        """Keep vectors of shape (n, dimensions), rounded to float16, by the n digests of their words."""
        with self._door() as connection:
            vectors.save(connection, model, digests, vectors_)

    def save_job(self, job: Job) -> None:
        """Keep the state of a job in place of what was kept of it."""
        with self._door() as connection:
            jobs.save(connection, job)

    # --- facts --------------------------------------------------------------------------------

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that this thread reads in the ``with`` block is of one moment, whatever is written meanwhile.

        What it writes itself in the block it reads only after it.
        """
        with self._file.snapshot():
            yield

    def fact(self, kind: type[F], id: str) -> F:  # noqa: A002 - the field's own name
        """The fact of a kind with that id.

        Raises:
            NotFound: There is none.
        """
        found = self.facts(kind, id=id)
        if not found:
            raise NotFound(f"The project has no {form_of(kind).entity} of that id. Somebody may have removed it.")
        return found[0]

    def facts(self, kind: type[F], **equal: object) -> list[F]:
        """The facts of a kind whose fields equal the given values, in the natural order of the kind."""
        with self._file.snapshot() as connection:
            return self._rows.all(connection, form_of(kind), equal)

    def text(self, transcript_id: str) -> str:
        """The text of a transcript, without its turns: of 48,000 answers in 0.02 s, not 0.5 s.

        Raises:
            NotFound: There is no such transcript.
        """
        with self._file.snapshot() as connection:
            found = self._rows.text(connection, transcript_id)
        if found is None:
            raise NotFound("The project has no transcript of that id. Somebody may have removed it.")
        return found

    def ids(self, kind: type[Fact], /, **equal: object) -> frozenset[str]:
        """The ids of the facts of a kind whose fields equal the given values; for 48,000 cases in 0.1 s, not 1 s."""
        with self._file.snapshot() as connection:
            return self._rows.ids(connection, form_of(kind), equal)

    def source(self, sha256: str) -> bytes:
        """The bytes of an imported file.

        Raises:
            NotFound: None of that SHA-256 is kept.
        """
        with self._file.snapshot() as connection:
            statement = select(schema.source.c.bytes).where(schema.source.c.sha256 == sha256)
            content: bytes | None = connection.execute(statement).scalar_one_or_none()
        if content is None:
            raise NotFound("The project does not keep the file that this came from.")
        return content

    # --- the log ------------------------------------------------------------------------------

    def has_step(self, step_id: str) -> bool:
        """Whether the log has a step of that id."""
        with self._file.snapshot() as connection:
            return log.seq_of(connection, step_id) is not None

    def step(self, id: str) -> Step:  # noqa: A002 - the field's own name
        """The step of that id.

        Raises:
            NotFound: The log has none.
        """
        with self._file.snapshot() as connection:
            return log.step(connection, id)

    def steps(self, *, coder_id: str | None = None, limit: int | None = None) -> list[LoggedStep]:
        """The steps of one coder or of all, newest first."""
        with self._file.snapshot() as connection:
            return log.steps(connection, coder_id=coder_id, limit=limit)

    def changes(self, step_id: str) -> list[Change]:
        """What a step changed, in its order, with the facts as they were and became.

        Raises:
            NotFound: The log has no such step.
        """
        with self._file.snapshot() as connection:
            return log.changes(connection, step_id)

    def history(self, entity: str, id: str) -> list[tuple[Step, Fact | None]]:  # noqa: A002 - the field's own name
        """The states of one fact, oldest first, each with the step that brought it; None where it went."""
        with self._file.snapshot() as connection:
            return log.history(connection, entity, id)

    @property
    def past(self) -> Past:
        """The log as people look through it."""
        return Past(self._file)

    def last_seq(self) -> int:
        """The sequence number of the log's last operation."""
        with self._file.snapshot() as connection:
            return log.last_seq(connection)

    def operations_since(self, seq: int) -> list[LoggedOperation]:
        """The operations after a sequence number, in order, each with the fact that it left."""
        with self._file.snapshot() as connection:
            return list(log.operations_since(connection, seq))

    def operations_on(self, entity: str) -> list[LoggedOperation]:
        """The operations on one kind of fact, in order, each with the fact that it left; None where it went."""
        with self._file.snapshot() as connection:
            return list(log.operations_on(connection, entity))

    def codebook_version(self) -> int:
        """How many steps so far changed a code."""
        with self._file.snapshot() as connection:
            return log.codebook_version(connection)

    # --- what can be made again ---------------------------------------------------------------

    def search(
        self, query: str, *, limit: int = 200, within: str | None = None, whole_words: bool = False
    ) -> list[tuple[str, int, int]]:
        """Where the turns that hold every word of a query hold them: transcript id, start, end in code points."""
        with self._file.snapshot() as connection:
            return search.find(connection, query, limit=limit, within=within, whole_words=whole_words)

    def known_vectors(self, model: str, digests: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """The vectors, of shape (dimensions,), that are kept, by the digest of their words."""
        with self._file.snapshot() as connection:
            return vectors.known(connection, model, digests)

    def job(self, id: str) -> Job:  # noqa: A002 - the field's own name
        """The job of that id.

        Raises:
            NotFound: There is none.
        """
        with self._file.snapshot() as connection:
            return jobs.get(connection, id)

    def jobs(self) -> list[Job]:
        """All jobs, the last to start first."""
        with self._file.snapshot() as connection:
            return jobs.every(connection)

    # --- the file -----------------------------------------------------------------------------

    def backup(self, to: Path) -> Path:
        """Write a verified copy of the project, with all that is committed now.

        Raises:
            ProjectExists: There is a file of that name.
            NotAProject: The copy was not sound; nothing was put in place.
            ProjectError: There is no such folder, or it cannot be written.
        """
        self._file.must_be_open()
        opening.must_have_folder(to)
        if to.exists():
            raise ProjectExists(f"There is a file {to.name} already. It was left as it is. Choose another name.")
        return backup.copy(self._file.file, to)

    def check(self) -> list[str]:
        """What is wrong with the file, in words; empty where it is sound."""
        with self._file.snapshot() as connection:
            found = check.problems(connection)
        if found or self.read_only:
            return found
        with self._door() as connection:
            sound = search.is_sound(connection)
        return [] if sound else ["The search does not hold what the transcripts hold."]

    def dump(self) -> dict[str, list[tuple[object, ...]]]:
        """The rows of every table of facts, sorted: equal for two files that hold the same facts."""
        with self._file.snapshot() as connection:
            return {table.name: rows.dump(connection, table) for table in schema.FACT_TABLES}

    def close(self) -> None:
        """Write everything back into the one file and let it go; a second time does nothing.

        Raises:
            SharedPlace: A working copy could not be written back; the work is kept, and it says where.
            ProjectError: It was moved or removed while it was open, or could not be brought to rest; it says what
                was kept.
        """
        self._file.close()

    def __enter__(self) -> Self:
        """Be used in a ``with`` block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close; what was written stays written."""
        self.close()
