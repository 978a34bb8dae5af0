"""Verbs that decide on candidate themes: accept, reject, merge, rename, reopen."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from themes.errors import Refused
from themes.model import Candidate, Code, Decision, Theme, Transcript
from themes.operations import Change, added, new_id, revised
from themes.project.base import whole
from themes.project.discovering import DiscoverVerbs
from themes.project.records import CandidateView

Place = tuple[str, int, int]
"""A transcript's id, and a half-open range of code points in it."""


class CandidateVerbs(DiscoverVerbs):
    """What people make of what the machine proposes."""

    @whole
    def accept(
        self,
        candidate: Candidate | CandidateView | str | int,
        *,
        name: str | None = None,
        into: Code | str | None = None,
        theme: bool = False,
        quotations: Iterable[Place] | None = None,
        read: Collection[Place] | None = None,
        step_id: str | None = None,
    ) -> Code:
        """Make a candidate a code, with its segments as quotations, in one step.

        What is accepted in bulk is marked unread until somebody has read it.

        Args:
            candidate: Which.
            name: The code's name in the researcher's words; the machine's phrase where not given.
            into: An existing code that takes the quotations instead; the one that the candidate stands for, where it
                does and no name is given.
            theme: Also make a theme of that name, which asks for its statement.
            quotations: The spans to accept, their ends perhaps moved; all segments where not given.
            read: Those of them that the coder has read; all where ``quotations`` names them one by one, else none.
            step_id: An id that the caller chose; a second call with it changes nothing.

        Raises:
            Refused: It was decided already, or the name is taken; nothing was changed.
        """
        if step_id and self.has_step(step_id):
            done = self.candidate(candidate).decision.code_id
            if done is not None:
                return self._store.fact(Code, done)
        view = self._open(candidate)
        if into is None and name is None:
            into = view.stands_for
        if into is None:
            code = self._new_code(name or view.name)
            changes: list[Change] = [added(code)]
        else:
            code = self.code(into)
            changes = []
        if quotations is None:
            places: Sequence[Place] = [(one.transcript_id, one.start, one.end) for one in view.members]
        else:
            places = list(quotations)
        coding_changes: list[Change] = []
        for transcript_id, start, end in places:
            source = self._store.fact(Transcript, transcript_id)
            quotation = self._quotation_at(source, start, end, coding_changes)
            unread = quotations is None if read is None else (transcript_id, start, end) not in read
            self._coding_of(quotation, code, coding_changes, candidate=view.candidate, unread=unread)
        decided = replace(view.decision, outcome="accepted", code_id=code.id, name=name or view.decision.name)
        changes = [*changes, *coding_changes, self._decision(view, decided)]
        if theme:
            claim = Theme(id=new_id(), name=code.name, code_ids=(code.id,), position=len(self._store.facts(Theme)))
            changes.append(added(claim))
        self._step("accept candidate", changes, subject=view.candidate.id, step_id=step_id)
        return code

    @whole
    def reject(self, candidate: Candidate | CandidateView | str | int, *, step_id: str | None = None) -> None:
        """Put a candidate aside; its segments stay where they are."""
        if step_id and self.has_step(step_id):
            return
        view = self._open(candidate)
        change = self._decision(view, replace(view.decision, outcome="rejected"))
        self._step("reject candidate", [change], subject=view.candidate.id, step_id=step_id)

    @whole
    def merge_candidates(
        self,
        into: Candidate | CandidateView | str | int,
        *others: Candidate | CandidateView | str | int,
        step_id: str | None = None,
    ) -> CandidateView:
        """Let one candidate take in others of the same run, and what those took in."""
        if step_id and self.has_step(step_id):
            return self.candidate(into)
        target = self._open(into)
        changes = []
        for other in others:
            view = self._open(other)
            if view.candidate.id == target.candidate.id or view.candidate.run_id != target.candidate.run_id:
                message = "Only two different candidate themes of one discovery can be merged. Nothing was changed."
                raise Refused(message)
            changes.append(self._decision(view, replace(view.decision, outcome="merged", into=target.candidate.id)))
        self._step("merge candidates", changes, subject=target.candidate.id, step_id=step_id)
        return self.candidate(target.candidate)

    @whole
    def rename_candidate(
        self, candidate: Candidate | CandidateView | str | int, name: str, *, step_id: str | None = None
    ) -> CandidateView:
        """Give a candidate a name in the researcher's words; an empty one brings the machine's back."""
        view = self.candidate(candidate)
        change = self._decision(view, replace(view.decision, name=name.strip()))
        self._step("rename candidate", [change], subject=view.candidate.id, step_id=step_id)
        return self.candidate(view.candidate)

    @whole
    def reopen_candidate(
        self, candidate: Candidate | CandidateView | str | int, *, step_id: str | None = None
    ) -> CandidateView:
        """Take a rejection or merging back; what was accepted is taken back by undo, as it has codings."""
        view = self.candidate(candidate)
        if view.decision.outcome == "accepted":
            message = "It was accepted and has codings. Nothing was changed; undo the acceptance, or remove its code."
            raise Refused(message)
        change = self._decision(view, replace(view.decision, outcome="open", into=None))
        self._step("reopen candidate", [change], subject=view.candidate.id, step_id=step_id)
        return self.candidate(view.candidate)

    def _open(self, candidate: Candidate | CandidateView | str | int) -> CandidateView:
        view = self.candidate(candidate)
        if view.decision.outcome != "open":
            message = (
                f"Candidate theme {view.candidate.rank} is already {view.decision.outcome}. "
                "Nothing was changed; undo that or reopen it first."
            )
            raise Refused(message)
        return view

    def _decision(self, view: CandidateView, decision: Decision) -> Change:
        known = self._store.facts(Decision, id=view.candidate.id)
        return revised(known[0], decision) if known else added(decision)
