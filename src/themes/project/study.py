"""Verbs on the project itself: describe, undo, redo, history, backup, check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

from themes.errors import NotFound, Refused, StaleChange, UndoRefused, WorkUnderWay
from themes.joining import changes_with_ids
from themes.model import Coder, CodingUnit, Study
from themes.operations import Change, Step, inverse, revised
from themes.project.base import Base, one_moment, whole
from themes.project.stacks import N_RECENT, Stacks
from themes.store import JOINED, WITHDREW, Joining, LoggedOperation, LoggedStep

AGAIN = "bring again"
"""The step that stands for a joining, and the one before it that does again what an undone joining had brought."""

NOT_UNDOABLE = frozenset({"create project", "add coder", JOINED, AGAIN, "freeze before shown", WITHDREW})
"""Steps that stay: a project without its study or its coders would be none; a joining is undone as a whole, where this
file knows it, else each of its steps. What was frozen because it was about to be shown cannot be as though it had not
been shown.
Who withdrew is not brought back.
"""


def _must_change(changes: list[Change]) -> None:
    """Refuse to turn a step that changed nothing here: one of a joined copy, of which another version stands."""
    if all(change.was == change.now for change in changes):
        raise StaleChange("It changed nothing here.")


class StudyVerbs(Base):
    """Describe the study; go back and forth in what was done; keep it safe."""

    @whole
    def describe(self, **fields: Any) -> Study:  # noqa: ANN401 - the fields of Study, checked by replace
        """Change what is said of the study; the keywords are the fields of ``Study``.

        Raises:
            Refused: There is no such unit.
        """
        was = self.study
        study = replace(was, **fields)
        if study.unit not in ("", *get_args(CodingUnit)):
            raise Refused(f"A unit is one of: {', '.join(get_args(CodingUnit))}. Nothing was changed.")
        self._step("describe study", [revised(was, study)], subject=study.id)
        return study

    def coders(self) -> list[Coder]:
        """Everybody who codes here."""
        return self._store.facts(Coder)

    def history(self, *, limit: int | None = None) -> list[LoggedStep]:
        """What was done, newest first, by everybody."""
        return self._store.steps(limit=limit)

    def last_seq(self) -> int:
        """The sequence number of the log's last operation: it grows with every change."""
        return self._store.last_seq()

    def operations_since(self, seq: int) -> list[LoggedOperation]:
        """The operations after a sequence number of the log, in order, each with the fact that it left."""
        return self._store.operations_since(seq)

    @one_moment
    def undoable(self) -> Step | None:
        """The step that ``undo`` would take back: this coder's last that stands."""
        return next(self._of_use(self._stacks().done), None)

    @one_moment
    def redoable(self) -> Step | None:
        """The step that ``redo`` would do again."""
        return next(self._of_use(self._stacks().undone), None)

    @whole
    def undo(self, *, step_id: str | None = None) -> Step | None:
        """Take back this coder's last step; None where there is none.

        Raises:
            UndoRefused: Later work, perhaps of another coder, rests on it; nothing was changed.
        """
        last = self.undoable()
        if last is None:
            return None
        changes = inverse(self._changes_of(last))
        self._turn("undo", last, changes, step_id=step_id)
        return last

    @whole
    def redo(self, *, step_id: str | None = None) -> Step | None:
        """Do again what was undone last; None where there is nothing.

        Raises:
            UndoRefused: What it rests on is gone; nothing was changed.
        """
        last = self.redoable()
        if last is None:
            return None
        here = set(self.coders())  # one who left with an undone joining may have come again, and is the same
        changes = [change for change in self._changes_of(last) if change.was is not None or change.now not in here]
        self._turn("redo", last, changes, step_id=step_id)
        return last

    def backup(self, to: str | Path | None = None) -> Path:
        """Write a verified copy of the project; beside it, with the moment in its name, where no place is given."""
        if to is None:
            stamp = datetime.now(UTC).strftime("%Y-%m-%d %H%M%S")
            to = self.path.with_name(f"{self.path.stem} (backup {stamp}){self.path.suffix}")
        return self._store.backup(Path(to))

    def check(self) -> list[str]:
        """What is wrong with the file, in words; empty where it is sound."""
        return self._store.check()

    def _changes_of(self, step: Step) -> list[Change]:
        """What a step changed, of a joining all of it, each thing under the id that it bears since."""
        joining = self._joining(step)
        if joining is not None:
            return self._store.past.joined_changes(joining)
        changes, ids = self._store.changes(step.id), self._store.past.other_ids_since(step.id)
        return changes_with_ids(changes, ids)

    def _joining(self, step: Step) -> Joining | None:
        """The joining that a step stands for."""
        if step.verb != JOINED:
            return None
        return next((one for one in self._store.past.joinings() if one.step_id == step.id), None)

    def _of_use(self, steps: Sequence[Step]) -> Iterator[Step]:
        """Of a pile the steps that can be turned, the last one first."""
        joinings = tuple(self._store.past.joinings())
        beyond = self._shared.beyond.get(joinings)
        if beyond is None:  # 9 ms at 6,000 steps that came again, at every key
            beyond = self._store.past.steps_beyond_undo()
            self._shared.beyond.clear()
            self._shared.beyond[joinings] = beyond
        passed_over = self._shared.passed_over
        return (step for step in reversed(steps) if step.id not in beyond and step.id not in passed_over)

    def _turn(self, verb: str, step: Step, changes: list[Change], *, step_id: str | None) -> None:
        try:
            _must_change(changes)
            self._step(verb, changes, subject=step.subject, undoes=step.id, step_id=step_id)
        except WorkUnderWay:  # the step can be undone once the work has ended
            raise
        except (StaleChange, NotFound, Refused) as error:
            # Else all that this coder did before it would be out of reach for good.
            self._shared.passed_over.add(step.id)
            message = (
                f"“{step.verb}” cannot be undone or redone: later work rests on it. Nothing was changed; "
                "undo now reaches the step before it."
            )
            raise UndoRefused(message) from error

    def _stacks(self) -> Stacks:
        """This coder's steps that stand, and those undone.

        Only what came since the last look is read: the whole log takes 20 ms at 3,000 steps, at every key.
        """
        coder_id, kept = self._coder.id, self._shared.stacks.get(self._coder.id, Stacks())
        recent = self._store.steps(coder_id=coder_id, limit=N_RECENT)
        missed = kept.missed(recent)
        if missed is None:
            recent, kept = self._store.steps(coder_id=coder_id), Stacks()
            missed = len(recent)
        now = kept.after(recent[:missed], lambda step: step.verb in NOT_UNDOABLE and self._joining(step) is None)
        self._shared.stacks[coder_id] = now
        return now
