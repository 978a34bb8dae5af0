"""Verbs on candidate themes: discover, look, accept, reject, merge, rename."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from themes.errors import NotFound, Refused
from themes.model import (
    Candidate,
    Case,
    Code,
    Decision,
    Member,
    Run,
    Theme,
    Transcript,
)
from themes.operations import Change, added, new_id, now, revised
from themes.project.base import one_moment, whole
from themes.project.discovery import Discovered, discover
from themes.project.records import CandidateView, Discovery
from themes.project.suggestions import SuggestionVerbs
from themes.project.themes import ThemeVerbs

Place = tuple[str, int, int]
"""A transcript's id, and a half-open range of code points in it."""

_N_TYPICAL = 3


class CandidateVerbs(ThemeVerbs, SuggestionVerbs):
    """What the machine proposes, and what people make of it."""

    def discover(
        self,
        *,
        engine: str = "leiden",
        seed: int = 1,
        model: str | Path | None = None,
        on_progress: Callable[[float, str], None] | None = None,
    ) -> Discovery:
        """Propose candidate themes from what the participants said; here, in this process.

        Args:
            engine: "leiden" (ours) or "bertopic" (needs the extra ``topics``).
            seed: The same input and seed give the same candidates.
            model: A folder of a sentence-transformers model; the encoder that comes with Themes where not given.
            on_progress: Called with the share done (0 to 1) and what is being done.

        Raises:
            Refused: There is too little text.
            ModelError: The encoder cannot be loaded.
            MissingExtra: The engine or model needs an extra that is not installed.
        """
        found = discover(
            self.transcripts(),
            known=self._store.known_vectors,
            engine=engine,
            seed=seed,
            model=model,
            drop_words=self._labels(),
            on_progress=on_progress,
            on_vectors=self._store.save_vectors,
        )
        return self._keep_run(found, engine=engine, seed=seed)

    def runs(self) -> list[Run]:
        """All discoveries, oldest first."""
        return sorted(self._store.facts(Run), key=lambda run: run.at)

    def latest_run(self) -> Run | None:
        """The last discovery; None before the first."""
        runs = self.runs()
        return runs[-1] if runs else None

    @one_moment
    def candidates(self, run: Run | None = None) -> list[CandidateView]:
        """The candidate themes of a run (the latest where not given), those that carry most first."""
        run = run or self.latest_run()
        if run is None:
            return []
        candidates = sorted(self._store.facts(Candidate, run_id=run.id), key=lambda candidate: candidate.rank)
        decisions = {decision.id: decision for decision in self._store.facts(Decision)}
        members: dict[int, list[Member]] = {}
        for member in run.members:
            members.setdefault(member.rank, []).append(member)
        taken_in: dict[str, list[Candidate]] = {}
        for candidate in candidates:
            decision = decisions.get(candidate.id)
            if decision and decision.outcome == "merged" and decision.into:
                taken_in.setdefault(decision.into, []).append(candidate)
        return [
            _view(candidate, decisions.get(candidate.id), _with_merged(candidate, taken_in), members)
            for candidate in candidates
        ]

    def unplaced(self, run: Run | None = None) -> list[Member]:
        """Segments of a run that have no near neighbour, in the order of the texts."""
        run = run or self.latest_run()
        return [] if run is None else [member for member in run.members if member.rank == 0]

    def candidate(self, key: Candidate | CandidateView | str | int) -> CandidateView:
        """The candidate of that rank in the latest run, or of that id or beginning of an id in any."""
        if isinstance(key, CandidateView):
            key = key.candidate
        if isinstance(key, int) or (isinstance(key, str) and key.isdecimal() and len(key) <= _LONGEST_RANK):
            for view in self.candidates():
                if view.candidate.rank == int(key):
                    return view
            message = f"The latest discovery has no candidate theme {key}."
            raise NotFound(message)
        found = self._pick(Candidate, key, names=lambda candidate: (candidate.name,), what="candidate theme")
        run = self._store.fact(Run, found.run_id)
        return next(view for view in self.candidates(run) if view.candidate.id == found.id)

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
            into: An existing code that takes the quotations instead.
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

    @whole
    def _keep_run(self, found: Discovered, *, engine: str, seed: int) -> Discovery:
        """Write a run with its candidates as one step."""
        last = self.latest_run()
        if last and _same(last, found, engine=engine, seed=seed):
            # The same texts give the same candidates: what was decided about them stays beside them.
            return Discovery(run=last, candidates=tuple(self.candidates(last)))
        run = Run(
            id=new_id(),
            engine=engine,
            model=found.model,
            seed=seed,
            parameters=found.parameters,
            coder_id=self._coder.id,
            at=now(),
            members=found.members,
        )
        candidates = [
            Candidate(
                id=new_id(),
                run_id=run.id,
                rank=proposed.rank,
                name=proposed.name,
                phrases=proposed.phrases,
                key_words=proposed.key_words,
                n_segments=proposed.n_segments,
                n_cases=proposed.n_cases,
            )
            for proposed in found.candidates
        ]
        self._step("find candidate themes", [added(run), *map(added, candidates)], subject=run.id)
        return Discovery(run=run, candidates=tuple(self.candidates(run)))

    def _labels(self) -> frozenset[str]:
        """Words of cases' and speakers' labels, which must not name a candidate."""
        labels = [case.label for case in self._store.facts(Case)]
        labels += [speaker.label for transcript in self.transcripts() for speaker in transcript.speakers]
        return frozenset(word.casefold() for label in labels for word in label.split())

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


_LONGEST_RANK = 3


def _same(run: Run, found: Discovered, *, engine: str, seed: int) -> bool:
    """Whether a discovery found what a run holds already."""
    return (run.engine, run.seed, run.model, run.parameters, run.members) == (
        engine,
        seed,
        found.model,
        found.parameters,
        found.members,
    )


def _with_merged(candidate: Candidate, taken_in: dict[str, list[Candidate]]) -> list[Candidate]:
    """A candidate and all that was merged into it, directly or through another."""
    everything = [candidate]
    for one in everything:
        everything.extend(taken_in.get(one.id, []))
    return everything


def _view(
    candidate: Candidate, decision: Decision | None, merged: list[Candidate], members: dict[int, list[Member]]
) -> CandidateView:
    decision = decision or Decision(id=candidate.id)
    own = [member for one in merged for member in members.get(one.rank, [])]
    own.sort(key=lambda member: (-member.strength, member.transcript_id, member.start))
    ranks = {one.rank: nth for nth, one in enumerate(merged)}
    # Of each that was merged in turn, so that the three show what has come together.
    typical = sorted((member for member in own if member.typical), key=lambda one: (one.typical, ranks[one.rank]))
    return CandidateView(
        candidate=candidate,
        decision=decision,
        name=decision.name or candidate.name,
        members=tuple(own),
        typical=tuple(typical[:_N_TYPICAL]),
        n_cases=len({member.case_id for member in own if member.case_id}),
    )
