"""Candidate themes as they stand: looked up, with what was decided about them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from themes.errors import NotFound
from themes.filters import Passing, Where, as_filter
from themes.model import Belonging, Candidate, Case, Code, Decision, Member, Run, Transcript
from themes.project.base import one_moment
from themes.project.belongings import arranged
from themes.project.records import CandidateView
from themes.project.suggestions import SuggestionVerbs
from themes.project.themes import ThemeVerbs

_N_TYPICAL = 3
_LONGEST_RANK = 3
_RUNS_KEPT = 1


class CandidateViews(ThemeVerbs, SuggestionVerbs):
    """Look at discoveries and their candidates."""

    def runs(self) -> list[Run]:
        """All discoveries, oldest first, with every segment where people say that it belongs."""
        return [self._arranged(run) for run in sorted(self._store.facts(Run), key=lambda run: run.at)]

    def latest_run(self) -> Run | None:
        """The last discovery; None before the first."""
        runs = self.runs()
        return runs[-1] if runs else None

    @one_moment
    def candidates(self, run: Run | None = None, *, where: Where | None = None) -> list[CandidateView]:
        """The candidate themes of a run (the latest where not given), those that carry most first.

        Args:
            run: Which.
            where: Show and count only members that pass this filter; what is decided is decided about all of them.

        Raises:
            Refused: The filter names what the study does not have.
        """
        run = run or self.latest_run()
        if run is None:
            return []
        views = list(self._views(run))
        if not as_filter(where):
            return views
        passing, sources = self.passing(where), {one.id: one for one in self._store.facts(Transcript)}
        nobody = self._not_people()
        return [_part(view, passing, sources, nobody) for view in views]

    def unplaced(self, run: Run | None = None) -> list[Member]:
        """Segments of a run that belong to no candidate firmly, in the order of the texts."""
        run = run or self.latest_run()
        return [] if run is None else [member for member in run.members if member.rank == 0]

    @one_moment
    def candidate(self, key: Candidate | CandidateView | str | int) -> CandidateView:
        """The candidate of that rank in the latest run, or of that id or beginning of an id in any."""
        if isinstance(key, CandidateView):
            key = key.candidate
        if isinstance(key, int) or (isinstance(key, str) and key.isdecimal() and len(key) <= _LONGEST_RANK):
            run = self.latest_run()
            for view in () if run is None else self._views(run, rank=int(key)):
                return view
            message = f"The latest discovery has no candidate theme {key}."
            raise NotFound(message)
        found = self._pick(Candidate, key, names=lambda candidate: (candidate.name,), what="candidate theme")
        return next(self._views(self._run(found.run_id), rank=found.rank))

    def _views(self, run: Run, *, rank: int | None = None) -> Iterator[CandidateView]:
        """The candidates of a run as they stand, by rank; one alone where its rank is given."""
        candidates = sorted(self._store.facts(Candidate, run_id=run.id), key=lambda candidate: candidate.rank)
        decisions = {decision.id: decision for decision in self._store.facts(Decision)}
        members, nobody = self._placed(run), self._not_people()
        taken_in: dict[str, list[Candidate]] = {}
        for candidate in candidates:
            decision = decisions.get(candidate.id)
            if decision and decision.outcome == "merged" and decision.into:
                taken_in.setdefault(decision.into, []).append(candidate)
        codes = {code.id: code for code in self._store.facts(Code)}
        for candidate in candidates:
            if rank in (None, candidate.rank):
                decision = decisions.get(candidate.id, Decision(id=candidate.id))
                merged = _with_merged(candidate, taken_in)
                yield _view(decision, merged, members=members, nobody=nobody, codes=codes)

    def _run(self, run_id: str) -> Run:
        """A discovery with every segment where people say that it belongs."""
        return self._arranged(self._store.fact(Run, run_id))

    def _arranged(self, run: Run) -> Run:
        """The same, of one; it is made anew only where somebody moved something since: a page asks often."""
        belongings = tuple(self._store.facts(Belonging, run_id=run.id))
        if not belongings:
            return run
        for of, by, made in self._shared.arranged:
            if of is run and by == belongings:
                return made
        ranks = {candidate.id: candidate.rank for candidate in self._store.facts(Candidate, run_id=run.id)}
        made = arranged(run, belongings, ranks)
        self._shared.arranged[:] = [*self._shared.arranged[-_RUNS_KEPT:], (run, belongings, made)]
        return made

    def _not_people(self) -> frozenset[str]:
        """The cases that are sites or groups: a handful, where the participants may be 48,000."""
        return self._store.ids(Case, kind="site") | self._store.ids(Case, kind="group")

    def _placed(self, run: Run) -> dict[int, list[Member]]:
        """A run's members by rank, the strongest first; kept for the runs looked at last: a page asks often."""
        kept = next((members for of, members in self._shared.placed if of is run), None)
        if kept is None:
            kept = {}
            for member in sorted(run.members, key=_firmest_first):
                kept.setdefault(member.rank, []).append(member)
            self._shared.placed[:] = [*self._shared.placed[-_RUNS_KEPT:], (run, kept)]
        return kept


def _part(
    view: CandidateView, passing: Passing, sources: Mapping[str, Transcript], nobody: Collection[str]
) -> CandidateView:
    """A view of those members alone that pass a filter."""
    members = tuple(one for one in view.members if passing.place(sources[one.transcript_id], one.start, one.end))
    kept = set(members)
    first: dict[str | None, Member] = {}
    for one in (*(typical for typical in view.typical if typical in kept), *members):  # strongest first
        first.setdefault(one.case_id, one)
    cases = _cases(members)
    return replace(
        view,
        members=members,
        typical=tuple(first.values())[:_N_TYPICAL],
        n_cases=len(cases),
        n_participants=len(cases.difference(nobody)),
    )


def _with_merged(candidate: Candidate, taken_in: dict[str, list[Candidate]]) -> list[Candidate]:
    """A candidate and all that was merged into it, directly or through another."""
    everything = [candidate]
    for one in everything:
        everything.extend(taken_in.get(one.id, []))
    return everything


def _view(
    decision: Decision,
    merged: list[Candidate],
    *,
    members: dict[int, list[Member]],
    nobody: Collection[str],
    codes: Mapping[str, Code],
) -> CandidateView:
    candidate = merged[0]
    own = [member for one in merged for member in members.get(one.rank, [])]
    if len(merged) > 1:
        own.sort(key=_firmest_first)
    cases = _cases(own)
    ranks = {one.rank: nth for nth, one in enumerate(merged)}
    # Of each that was merged in turn, so that the three show what has come together.
    typical = sorted((member for member in own if member.typical), key=lambda one: (one.typical, ranks[one.rank]))
    return CandidateView(
        candidate=candidate,
        decision=decision,
        name=decision.name or candidate.name,
        members=tuple(own),
        typical=tuple(typical[:_N_TYPICAL]),
        n_cases=len(cases),
        n_participants=len(cases.difference(nobody)),
        stands_for=None if decision.outcome == "accepted" else codes.get(decision.code_id or ""),
    )


def _firmest_first(member: Member) -> tuple[float, str, int]:
    return -member.strength, member.transcript_id, member.start


def _cases(members: Iterable[Member]) -> set[str]:
    return {member.case_id for member in members if member.case_id}
