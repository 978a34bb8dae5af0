"""Verbs on two discoveries: what became of candidates, and what was decided about them before.

What people decided about an earlier candidate stays there: it is shown beside the later one, never moved.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from themes.errors import Refused
from themes.model import Code, Outcome, Run
from themes.project.base import one_moment
from themes.project.candidates import CandidateVerbs
from themes.project.records import CandidateView
from themes.project.what_became import Became, CandidateChange, between, in_words

__all__ = ["Became", "Before", "BetweenRuns", "CandidateChange", "between"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What was decided about the candidate of an earlier discovery from which one goes on.

    ``name`` as people saw it then; ``code`` that it became; ``outcome`` "open" where it was only given a name.
    """

    outcome: Outcome
    name: str
    code: Code | None
    rank: int
    run_id: str


class BetweenRuns(CandidateVerbs):
    """Verbs on two discoveries."""

    def what_changed(self, *, since: Run | str | None = None, until: Run | str | None = None) -> list[CandidateChange]:
        """What became of the candidates of an earlier discovery in a later one; nothing is written.

        Args:
            since: The earlier one; the one before ``until`` where not given.
            until: The later one; the latest where not given.

        Raises:
            Refused: There are not two discoveries.
        """
        earlier, later = self._two(since, until)
        return list(between(earlier.members, later.members))

    def what_changed_in_words(self, *, since: Run | str | None = None, until: Run | str | None = None) -> str:
        """The same in a line: "2 new, 14 grown, 4 the same; 31 segments moved".

        Args:
            since: As in ``what_changed``.
            until: As in ``what_changed``.

        Raises:
            Refused: There are not two discoveries.
        """
        earlier, later = self._two(since, until)
        return in_words(earlier.members, later.members)

    def _two(self, since: Run | str | None, until: Run | str | None) -> tuple[Run, Run]:
        runs = self.runs()
        if not runs:
            raise Refused(_ONE_ALONE)
        later = runs[-1] if until is None else self._discovery(until)
        before = [run for run in runs if run.at < later.at]
        if since is None and not before:
            raise Refused(_ONE_ALONE)
        return (before[-1] if since is None else self._discovery(since)), later

    @one_moment
    def decided_before(self, run: Run | None = None) -> dict[int, Before]:
        """What was decided earlier about the candidates that those of a discovery go on from; nothing moves by itself.

        Args:
            run: The discovery whose candidates are asked about; the latest where not given.

        Returns:
            By rank, for each that nobody has decided on yet and whose forerunner, the latest there is, somebody had.
        """
        run = run or self.latest_run()
        if run is None:
            return {}
        open_still = {view.candidate.rank for view in self.candidates(run) if view.decision.outcome == "open"}
        found: dict[int, Before] = {}
        for earlier in reversed([one for one in self.runs() if one.at < run.at]):
            views = {view.candidate.rank: view for view in self.candidates(earlier)}
            decided = {rank: before for rank, view in views.items() if (before := self._before(view, views))}
            for change in between(earlier.members, run.members) if decided else ():
                rank = change.rank
                if rank is not None and rank in open_still - found.keys() and change.before:
                    before = decided.get(change.before[0])
                    if before is not None:
                        found[rank] = before
        return found

    def _before(self, view: CandidateView, views: Mapping[int, CandidateView]) -> Before | None:
        """What was decided about a candidate, or about the one that took it in; None where nothing was."""
        by_id = {one.candidate.id: one for one in views.values()}
        last = view
        while last.decision.outcome == "merged" and last.decision.into in by_id:
            last = by_id[last.decision.into]
        if view.decision.outcome == "split" or (view.decision.outcome == "open" and not view.decision.name):
            return None
        accepted = last.decision.outcome == "accepted" and last.decision.code_id
        outcome = view.decision.outcome if last.decision.outcome in ("open", "split") else last.decision.outcome
        return Before(
            outcome=outcome,
            name=last.name,
            code=self._store.fact(Code, accepted) if accepted else None,
            rank=view.candidate.rank,
            run_id=view.candidate.run_id,
        )

    def _discovery(self, key: Run | str) -> Run:
        """A discovery, or the one of an id or the beginning of an id."""
        return self._pick(Run, key, names=lambda _: (), what="discovery")


_ONE_ALONE = (
    "There is no earlier discovery to compare with. Nothing was changed. Add texts and look for candidates again."
)
