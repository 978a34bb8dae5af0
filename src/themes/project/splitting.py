"""The verb that parts one candidate into several, by grouping its segments among themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from themes.errors import Refused
from themes.model import Candidate, Decision, Member, Run
from themes.operations import Change, added, new_id, now
from themes.project.base import whole
from themes.project.layers import LayerVerbs
from themes.project.records import CandidateView

if TYPE_CHECKING:
    from themes.discover import Part

FEWEST_PARTS, MOST_PARTS = 2, 5


class SplitVerbs(LayerVerbs):
    """Part a candidate that says several things."""

    @whole
    def split_candidate(
        self, candidate: Candidate | CandidateView | str | int, *, into: int = 2, step_id: str | None = None
    ) -> list[CandidateView]:
        """Part a candidate into several that are named anew, in one step.

        A candidate never changes: a discovery of its own is kept, in which all others stand as they stood, with what
        was decided about them, and the parts where the whole stood.

        Args:
            candidate: Which; what was merged into it is parted with it.
            into: How many parts, 2 to 5.
            step_id: An id that the caller chose; a second call with it changes nothing.

        Returns:
            The parts, the largest first.

        Raises:
            Refused: It was decided already, is too small, or cannot be parted; nothing was changed.
        """
        if step_id and self.has_step(step_id):
            return self._parts_of(candidate)
        if not FEWEST_PARTS <= into <= MOST_PARTS:
            raise Refused(
                f"A candidate theme can be split into {FEWEST_PARTS} to {MOST_PARTS} parts, not {into}. {_NOTHING}"
            )
        view = self._open(candidate)
        run = self._run(view.candidate.run_id)
        parts = self._parted(run, view, into)
        views = self.candidates(run)
        inside = {one.rank for one in view.members}
        order = [one for one in views if one.candidate.rank not in inside]
        place = sum(one.candidate.rank < view.candidate.rank for one in order)
        later = replace(run, id=new_id(), at=now(), coder_id=self._coder.id, members=())
        new = [
            replace(one.candidate, id=new_id(), run_id=later.id, rank=nth + 1 + (len(parts) if nth >= place else 0))
            for nth, one in enumerate(order)
        ]
        ranks = {one.candidate.rank: candidate.rank for one, candidate in zip(order, new, strict=True)}
        made = [_candidate(part, run_id=later.id, rank=place + 1 + nth) for nth, part in enumerate(parts)]
        later = replace(later, members=_members(run, ranks, parts, first=place + 1))
        changes: list[Change] = [added(later), *map(added, [*new, *made])]
        changes += self._decided_as_before(order, new)
        changes.append(self._decision(view, replace(view.decision, outcome="split")))
        self._step("split candidate", changes, subject=view.candidate.id, step_id=step_id)
        ids = {one.id for one in made}
        return [one for one in self.candidates(later) if one.candidate.id in ids]

    def _parted(self, run: Run, view: CandidateView, into: int) -> Sequence[Part]:
        """The parts of a candidate's segments, named."""
        import numpy as np  # noqa: PLC0415 - not needed to open a project

        from themes.discover import parted  # noqa: PLC0415 - as above

        material = self._material_of(run)
        inside = {one.rank for one in view.members}
        parts = parted(
            material.segments,
            material.words,
            material.vectors,
            found=np.array([member.rank - 1 for member in run.members], dtype=np.int64),
            members=np.array([at for at, one in enumerate(run.members) if one.rank in inside], dtype=np.int64),
            into=into,
            drop_words=self._labels(),
        )
        if len(parts) < into:
            raise Refused(f"Its {len(view.members)} segments cannot be told apart in {into} parts. {_NOTHING}")
        return parts

    def _parts_of(self, candidate: Candidate | CandidateView | str | int) -> list[CandidateView]:
        """The candidates of the discovery after that hold the segments of one that was split."""
        view = self.candidate(candidate)
        runs = self.runs()
        at = next(nth for nth, run in enumerate(runs) if run.id == view.candidate.run_id)
        inside = {(one.transcript_id, one.start, one.end) for one in view.members}
        return [
            part
            for part in self.candidates(runs[min(at + 1, len(runs) - 1)])
            if {(one.transcript_id, one.start, one.end) for one in part.members} <= inside
        ]

    def _decided_as_before(self, order: Sequence[CandidateView], new: Sequence[Candidate]) -> list[Change]:
        """What was decided about candidates that stand as they stood."""
        ids = {one.candidate.id: candidate.id for one, candidate in zip(order, new, strict=True)}
        known = {decision.id: decision for decision in self._store.facts(Decision)}
        return [
            added(replace(known[was], id=now_id, into=ids.get(known[was].into or "")))
            for was, now_id in ids.items()
            if was in known
        ]


def _candidate(part: Part, *, run_id: str, rank: int) -> Candidate:
    return Candidate(
        id=new_id(),
        run_id=run_id,
        rank=rank,
        name=part.described.name,
        phrases=part.described.phrases,
        key_words=part.described.key_words,
        n_segments=len(part.members),
        n_cases=part.n_cases,
    )


def _members(run: Run, ranks: dict[int, int], parts: Sequence[Part], *, first: int) -> tuple[Member, ...]:
    """Every segment where it stood, those of the parts in theirs."""
    in_part = {at: first + nth for nth, part in enumerate(parts) for at in part.members}
    typical = {at: nth for part in parts for nth, at in enumerate(part.described.typical, start=1)}
    return tuple(
        replace(member, rank=in_part[at], typical=typical.get(at, 0))
        if at in in_part
        else replace(member, rank=ranks.get(member.rank, 0))
        for at, member in enumerate(run.members)
    )


_NOTHING = "Nothing was changed."
