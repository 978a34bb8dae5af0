"""``Store``: one open project file."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from copy import copy
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from sqlalchemy import Connection

from themes.errors import ProjectExists, ReadOnlyProject
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
from themes.store.jobs import Job
from themes.store.openfile import OpenFile
from themes.store.opening import Opened
from themes.store.purge import Purge
from themes.store.reads import Reads
from themes.store.rows import Rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NO_SOURCES: Mapping[str, bytes] = MappingProxyType({})
_NO_IDS: Mapping[str, str] = MappingProxyType({})


class Store(Reads):
    """One open project file; many threads may read it, writes go one after another.

    Made by ``Store.create`` and ``Store.open``; closed by ``close`` or by leaving its ``with`` block.
    """

    def __init__(self, opened: Opened) -> None:
        """Connect to a file that ``store/opening.py`` has made ready."""
        super().__init__(OpenFile(opened))
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
        n_decided: int = 0,
    ) -> tuple[int, str]:
        """Write steps of another copy of this file, each under its own id, author and day, in one transaction.

        Args:
            steps: Steps that the log has not, each with one change or more, in their order.
            sources: Bytes of imported files by their SHA-256.
            name: The copy's file, where the last step stands for all of them, so that they can be undone as one.
            again: The ids of steps that the log has, which are done again in the steps of this joining.
            other_ids: The ids that things of this file bear from now on, by the ids that they bore.
            n_decided: How many steps after these will belong to the joining too (``prolong_joining``).

        Returns:
            The sequence number of the log's last operation, and the id of the step that stands for all of them, which
            seals what the file keeps of it; empty where none does.

        Raises:
            StaleChange: A fact is not what a change says that it was.
            Refused: A reference or another rule of the file would be broken.
        """
        with self._door() as connection:
            if sources:
                rows.insert_all(connection, schema.source, ("sha256", "bytes"), list(sources.items()), known="keep")
            if name is None:
                net, whole = joining.append(connection, steps), ""
            else:
                net, whole = joining.join(
                    connection, steps, name=name, again=again, other_ids=other_ids, n_decided=n_decided
                )
            seq = log.last_seq(connection)
        self._rows.follow(net.items())
        return seq, whole

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
        self._rows = Rows()  # no word that went stays in memory either
        return purge.finish(self._file)

    def purge(self, what: Purge) -> bool:
        """Take old states, sources, vectors and words of jobs out of the file, as ``release`` does, without a step."""
        with self._door() as connection:
            purge.begin(connection, what)
        return purge.finish(self._file)

    def save_vectors(self, model: str, digests: Sequence[str], vectors_: NDArray[np.float32]) -> None:
        """Keep vectors of shape (n, dimensions), rounded to float16, by the n digests of their words."""
        with self._door() as connection:
            vectors.save(connection, model, digests, vectors_)

    def save_job(self, job: Job) -> None:
        """Keep the state of a job in place of what was kept of it."""
        with self._door() as connection:
            jobs.save(connection, job)

    # --- the file -----------------------------------------------------------------------------

    def files(self) -> list[Path]:
        """The file that is worked in and what SQLite keeps beside it, and the file as its user knows it."""
        near = [self._file.file.with_name(f"{self._file.file.name}{end}") for end in ("-wal", "-journal")]
        every = dict.fromkeys([self._file.file, *near, self._file.path])
        return [each for each in every if each.is_file()]

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
