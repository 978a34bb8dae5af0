"""Where segments belong once people have moved some: pure functions on a discovery and on what they said."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from themes.model import Belonging, Run
from themes.operations import Change, added, new_id, removed, revised

Place = tuple[str, int, int]
"""A transcript's id, and a half-open range of code points in it."""


def arranged(run: Run, belongings: Sequence[Belonging], ranks: Mapping[str, int]) -> Run:
    """A discovery with every segment where people say that it belongs; what they moved is typical of nothing.

    Args:
        run: As the machine placed them.
        belongings: What people said of its segments.
        ranks: The rank of each of its candidates, by id.
    """
    said = {_place(one): ranks.get(one.candidate_id or "", 0) for one in belongings}
    return replace(
        run,
        members=tuple(
            replace(member, rank=said[place], typical=0)
            if (place := (member.transcript_id, member.start, member.end)) in said
            else member
            for member in run.members
        ),
    )


def moved(
    run: Run,
    places: Collection[Place],
    known: Sequence[Belonging],
    *,
    to: str | None,
    machines: Mapping[int, str],
) -> list[Change]:
    """The changes by which segments of a discovery move; one that comes back to where the machine placed it needs none.

    Args:
        run: As the machine placed them.
        places: Which segments.
        known: What people said of segments of this discovery before.
        to: The candidate's id; None for no candidate.
        machines: The ids of the candidates by rank.
    """
    said = {_place(one): one for one in known}
    changes: list[Change] = []
    for member in run.members:
        place = (member.transcript_id, member.start, member.end)
        if place not in places:
            continue
        before, home = said.get(place), machines.get(member.rank)
        if to == home:
            changes += [removed(before)] if before else []
        elif before:
            changes.append(revised(before, replace(before, candidate_id=to)))
        else:
            fresh = Belonging(
                id=new_id(),
                run_id=run.id,
                transcript_id=member.transcript_id,
                start=member.start,
                end=member.end,
                candidate_id=to,
            )
            changes.append(added(fresh))
    return changes


def _place(belonging: Belonging) -> Place:
    return belonging.transcript_id, belonging.start, belonging.end
