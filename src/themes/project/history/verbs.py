"""Verbs on what was done: said in words, looked through part by part, and taken back step by step."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from themes.errors import NotFound, UndoRefused
from themes.model import Code, Coder
from themes.operations import Step
from themes.project.base import one_moment
from themes.project.history.records import Past, State, Turns
from themes.project.history.words import Deed, Named, in_words, wanted
from themes.project.study import NOT_UNDOABLE, StudyVerbs
from themes.store import MOST_TOUCHED, LoggedStep, Part

PAGE = 100
"""How many steps are shown at once."""

_AT_ONCE = 500  # steps whose names are looked up together


class HistoryVerbs(StudyVerbs):
    """Look back, and go back."""

    def in_words(self, step: Step) -> str:
        """What a step did, with its object: "merge “Board” into “Governance”"."""
        return self._in_words([step])[step.id]

    def undo_words(self) -> str | None:
        """What ``undo`` would take back, in words; None where there is nothing."""
        return self.turns().undo_words

    def redo_words(self) -> str | None:
        """What ``redo`` would do again, in words; None where there is nothing."""
        return self.turns().redo_words

    @one_moment
    def turns(self) -> Turns:
        """What ``undo`` and ``redo`` would do, in words: both at one look, for pages that name them at every change."""
        stacks = self._stacks()
        undo, redo = next(self._of_use(stacks.done), None), next(self._of_use(stacks.undone), None)
        words = self._in_words([step for step in (undo, redo) if step])
        return Turns(
            undo=undo,
            redo=redo,
            undo_words=words[undo.id] if undo else None,
            redo_words=words[redo.id] if redo else None,
        )

    def past(
        self,
        *,
        coder: Coder | str | None = None,
        code: Code | str | None = None,
        since: str = "",
        before: str = "",
        first: int = 0,
        limit: int | None = PAGE,
    ) -> list[Past]:
        """What was done, newest first.

        Args:
            coder: Only by this coder, a name where it is text.
            code: Only what touched this code, or a coding of it.
            since: Only from this moment on, UTC as in ``operations.now``, or its beginning ("2026-11-22").
            before: Only before this moment.
            first: How many of the newest to pass over.
            limit: How many at most; all where None.
        """
        steps = self._store.past.steps(self._asked(coder, code, since, before), first=first, limit=limit)
        return list(self._told(steps))

    def n_past(
        self, *, coder: Coder | str | None = None, code: Code | str | None = None, since: str = "", before: str = ""
    ) -> int:
        """How many steps ``past`` has to show."""
        return self._store.past.n_steps(self._asked(coder, code, since, before))

    def undoable_steps(self, *, limit: int = PAGE) -> list[tuple[Step, str]]:
        """This coder's steps that ``undo`` would take back one after the other, the next one first, with words."""
        steps = list(self._of_use(self._stacks().done))[:limit]
        words = self._in_words(steps)
        return [(step, words[step.id]) for step in steps]

    def undo_back_to(self, step_id: str) -> list[Step]:
        """Undo this coder's steps one after the other, until the one of that id is undone too.

        Returns:
            The steps that were undone, in that order.

        Raises:
            NotFound: It is not among the steps that can be undone; nothing was changed.
            UndoRefused: Later work rests on one of them; those before it are undone, and it says how many.
        """
        ids = [step.id for step, _ in self.undoable_steps()]
        if step_id not in ids:
            raise NotFound("That step cannot be undone any more. Nothing was changed; look at the history again.")
        undone: list[Step] = []
        for _ in range(ids.index(step_id) + 1):
            try:
                step = self.undo()
            except UndoRefused as error:
                message = f"{len(undone)} of {ids.index(step_id) + 1} steps were undone. {error}"
                raise UndoRefused(message) from error
            if step is not None:
                undone.append(step)
        return undone

    def _asked(self, coder: Coder | str | None, code: Code | str | None, since: str, before: str) -> Part:
        person = coder if isinstance(coder, Coder | None) else self._coder_named(coder)
        # Not ``self.code``: a code that was removed still has a past.
        chosen = code if isinstance(code, str | None) else code.id
        return Part(coder_id=person.id if person else "", code_id=chosen or "", since=since, before=before)

    def _coder_named(self, name: str) -> Coder:
        return self._pick(Coder, name, names=lambda person: (person.name,), what="coder")

    def _told(self, steps: Sequence[LoggedStep]) -> Iterator[Past]:
        # Also those who left again with a joining that was undone: what they did stays in the log under their names.
        coders = self._store.past.names({("coder", logged.step.coder_id) for logged in steps})
        turned = self._store.past.turned()
        away = self._store.past.steps_away()
        joinings = {one.step_id for one in self._store.past.joinings()}
        for first in range(0, len(steps), _AT_ONCE):
            some = steps[first : first + _AT_ONCE]
            words = self._in_words([logged.step for logged in some])
            for logged in some:
                step = logged.step
                yield Past(
                    seq=logged.seq,
                    step=step,
                    coder=coders.get(("coder", step.coder_id), ""),
                    words=words[step.id],
                    state=_state(step, turned.get(step.id), joinings, away),
                )

    def _in_words(self, steps: Sequence[Step]) -> dict[str, str]:
        """The words of some steps by their ids; an undo says what it takes back."""
        logged = {step.id: step for step in steps if not step.undoes}
        taken_back = {step.undoes for step in steps if step.undoes}
        logged |= {id_: self._store.step(id_) for id_ in taken_back - logged.keys()}
        files = {one.step_id: one.name for one in self._store.past.joinings()}
        with self._store.snapshot():
            touched = self._store.past.touched(logged.keys())
            named: set[Named] = set()
            quotations: set[str] = set()
            for step in logged.values():
                names_of, quotations_of = wanted(step.subject, touched[step.id])
                named |= names_of
                quotations |= quotations_of
            lies_in = self._store.past.transcripts_of(quotations)
            names = self._store.past.names(named | {("transcript", id_) for id_ in lies_in.values()})
        words = {
            step.id: in_words(
                Deed(
                    verb=step.verb,
                    subject=step.subject,
                    touched=touched[step.id],
                    whole=len(touched[step.id]) < MOST_TOUCHED,
                    names=names,
                    lies_in=lies_in,
                    file=files.get(step.id, ""),
                )
            )
            for step in logged.values()
        }
        return {step.id: f"{step.verb}: {words[step.undoes]}" if step.undoes else words[step.id] for step in steps}


def _state(step: Step, turned: str | None, joinings: Container[str], away: Container[str]) -> State:
    if step.undoes:
        return "goes back"
    if step.id in away:
        return "undone"
    if step.verb in NOT_UNDOABLE and step.id not in joinings:
        return "stays"
    return "undone" if turned == "undo" else "stands"
