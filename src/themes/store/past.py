"""``Past``: the log of an open file as people look through it; see ``outline`` for how."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from themes.operations import Change
from themes.store import joining, outline
from themes.store.joining import Joining
from themes.store.log import LoggedStep
from themes.store.openfile import OpenFile
from themes.store.outline import Part, Touched


class Past:
    """What was done in one open file.

    Args:
        file: The open file.
    """

    def __init__(self, file: OpenFile) -> None:
        """Hold the file."""
        self._file = file

    def steps(self, part: Part, *, first: int = 0, limit: int | None = None) -> list[LoggedStep]:
        """The steps of a part of the log, newest first, from the ``first`` on."""
        with self._file.snapshot() as connection:
            return outline.steps(connection, part, first=first, limit=limit)

    def n_steps(self, part: Part) -> int:
        """How many steps a part of the log has."""
        with self._file.snapshot() as connection:
            return outline.n_steps(connection, part)

    def turned(self) -> dict[str, str]:
        """Of each step that was ever undone, the verb of what was done about it last: "undo" or "redo"."""
        with self._file.snapshot() as connection:
            return outline.turned(connection)

    def touched(self, step_ids: Collection[str]) -> dict[str, list[Touched]]:
        """What some steps touched, by their ids and in their order: of a long one its first and last twenty."""
        with self._file.snapshot() as connection:
            return outline.touched(connection, step_ids)

    def names(self, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """What facts are called now, or were called last, by kind and id; without those that have no name."""
        with self._file.snapshot() as connection:
            return outline.names(connection, wanted)

    def transcripts_of(self, quotation_ids: Collection[str]) -> dict[str, str]:
        """The ids of the transcripts that quotations lie in, or lay in, by the quotations' ids."""
        with self._file.snapshot() as connection:
            return outline.transcripts_of(connection, quotation_ids)

    def joinings(self) -> list[Joining]:
        """What was joined to this file, oldest first."""
        with self._file.snapshot() as connection:
            return joining.every(connection)

    def joined_changes(self, one: Joining) -> list[Change]:
        """What a joining changed as a whole: a change for each fact that came out otherwise."""
        with self._file.snapshot() as connection:
            return joining.changes(connection, one)

    def steps_away(self) -> frozenset[str]:
        """The ids of the steps that came with a joining that is undone, and with none that stands."""
        with self._file.snapshot() as connection:
            return joining.gone(connection)

    def steps_beyond_undo(self) -> frozenset[str]:
        """The ids of the steps that are undone and done again with a joining alone."""
        with self._file.snapshot() as connection:
            return joining.beyond_undo(connection)

    def other_ids_since(self, step_id: str) -> dict[str, str]:
        """What bears another id since a step, as a copy was joined: the ids of now by those of then."""
        with self._file.snapshot() as connection:
            return joining.other_ids_since(connection, step_id)
