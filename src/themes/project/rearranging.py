"""Verbs that move segments from one candidate to another, to a new one, or to none."""

from __future__ import annotations

from collections.abc import Iterable

from themes.errors import Refused
from themes.model import Belonging, Candidate, Decision, Member, Run
from themes.operations import Change, added, new_id
from themes.project.base import whole
from themes.project.belongings import Place, moved
from themes.project.layers import LayerVerbs
from themes.project.records import CandidateView


class RearrangeVerbs(LayerVerbs):
    """Pick segments up and put them down elsewhere."""

    @whole
    def move_segments(
        self,
        segments: Iterable[Member | Place],
        to: Candidate | CandidateView | str | int | None,
        *,
        run: Run | None = None,
        step_id: str | None = None,
    ) -> int:
        """Move segments to another candidate of their discovery, or to none, in one step.

        The discovery keeps where the machine placed them; what is not of it is passed over.

        Args:
            segments: Which.
            to: An open candidate; None for no candidate.
            run: The discovery; the latest where not given.
            step_id: An id that the caller chose; a second call with it changes nothing.

        Returns:
            How many have moved.

        Raises:
            Refused: The candidate that they go to is decided, or some of them were accepted with theirs.
        """
        if step_id and self.has_step(step_id):
            return 0
        of = run or self.latest_run()
        if of is None:
            return 0
        target = None if to is None else self._open(to).candidate
        if target is not None and target.run_id != of.id:
            raise Refused("That candidate theme is of another discovery. Nothing was changed.")
        places = _places(segments)
        self._refuse_accepted(of, places)
        changes = self._moved(of, places, target.id if target else None)
        self._step("move segments", changes, subject=target.id if target else of.id, step_id=step_id)
        return len(changes)

    @whole
    def move_to_new_candidate(
        self,
        segments: Iterable[Member | Place],
        name: str,
        *,
        run: Run | None = None,
        step_id: str | None = None,
    ) -> CandidateView:
        """Make a candidate of segments that a person picked, in one step.

        Args:
            segments: Which, of one discovery.
            name: In the researcher's words.
            run: The discovery; the latest where not given.
            step_id: As in ``move_segments``.

        Raises:
            Refused: It has no name or no segment, or some were accepted with their candidate; nothing was changed.
        """
        of = run or self.latest_run()
        places = _places(segments)
        words = " ".join(name.split())
        if of is None or not places or not words:
            raise Refused("A new candidate theme needs a name and a segment. Nothing was changed.")
        standing = self._store.facts(Candidate, run_id=of.id)
        if step_id and self.has_step(step_id):
            return self.candidate(max(standing, key=lambda one: one.rank))
        self._refuse_accepted(of, places)
        made = Candidate(
            id=new_id(),
            run_id=of.id,
            rank=max((one.rank for one in standing), default=0) + 1,
            name=words,
            phrases=(),
            key_words=(),
            n_segments=len(places),
            n_cases=len({one.case_id for one in of.members if _place(one) in places and one.case_id}),
        )
        # A name that a person gave stands in their decision: the machine's are participants' words and never told.
        named = Decision(id=made.id, name=words)
        changes: list[Change] = [added(made), added(named), *self._moved(of, places, made.id)]
        self._step("move segments", changes, subject=made.id, step_id=step_id)
        return self.candidate(made)

    def _moved(self, run: Run, places: set[Place], to: str | None) -> list[Change]:
        candidates = self._store.facts(Candidate, run_id=run.id)
        return moved(
            self._store.fact(Run, run.id),
            places,
            self._store.facts(Belonging, run_id=run.id),
            to=to,
            machines={one.rank: one.id for one in candidates},
        )

    def _refuse_accepted(self, run: Run, places: set[Place]) -> None:
        """Refuse to move what was accepted: its quotations bear the code, wherever the segment is shown."""
        for view in self.candidates(run):
            if view.decision.outcome == "accepted" and any(_place(one) in places for one in view.members):
                raise Refused(
                    f"Candidate theme {view.candidate.rank} was accepted, and its segments are coded. Nothing was "
                    "changed; undo the acceptance first, or take the code off on Read and code."
                )


def _places(segments: Iterable[Member | Place]) -> set[Place]:
    return {_place(one) if isinstance(one, Member) else one for one in segments}


def _place(member: Member) -> Place:
    return member.transcript_id, member.start, member.end
