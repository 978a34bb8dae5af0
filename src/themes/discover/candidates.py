"""What a discovery proposes, as facts: candidates in order, and where each segment went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from themes.discover.context import case_of
from themes.discover.describe import Description
from themes.discover.neighbours import Graph
from themes.model import Member, Segment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A candidate theme before it has an id; ``rank`` 1 carries most.

    ``stability`` in [0, 1]: how far it is found again with a tenth left out; None where nobody looked.
    ``stands_for``: the known group of which it proposes more; None where it is new.
    """

    rank: int
    name: str
    phrases: tuple[str, ...]
    key_words: tuple[str, ...]
    n_segments: int
    n_cases: int
    stability: float | None = None
    stands_for: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Candidates, best first; one member a segment, in the order of the segments; and how they were found."""

    members: tuple[Member, ...]
    candidates: tuple[Proposed, ...]
    parameters: tuple[tuple[str, str], ...]


def by_what_they_carry(found: NDArray[np.int64], cases: Sequence[str]) -> NDArray[np.int64]:
    """Candidates renumbered by what they carry, most first: segments times the share of all cases they are heard in.

    A matter that nine of twelve people raise comes before a longer talk that one of them gives.

    Args:
        found: (n,), the candidate of each segment, -1 where unplaced.
        cases: The case of each.

    Returns:
        (n,), 0 carries most; of equals the one heard first.
    """
    import numpy as np  # noqa: PLC0415

    n_cases = len(set(cases))
    carried = []
    for number in range(int(found.max(initial=-1)) + 1):
        members = np.flatnonzero(found == number).tolist()
        heard_in = len({cases[at] for at in members})
        carried.append((-len(members) * heard_in / n_cases, members[0], number))
    place = {number: rank for rank, (_, _, number) in enumerate(sorted(carried))}
    return np.array([place.get(number, -1) for number in found.tolist()], dtype=np.int64)


def strengths(graph: Graph, found: NDArray[np.int64], near: NDArray[np.float64]) -> NDArray[np.float64]:
    """How firmly each segment belongs: the geometric mean of how near it is to the centre and how much it is tied in.

    Args:
        graph: Of shared neighbours.
        found: (n,), the candidate of each segment, -1 where unplaced.
        near: (n,), cosine with the centre of its candidate, in [0, 1].

    Returns:
        (n,) in [0, 1], to four places; 0 where unplaced.
    """
    import numpy as np  # noqa: PLC0415

    rows = np.repeat(np.arange(len(found)), np.diff(graph.starts))
    together = found[rows] == found[graph.others]
    inside = np.bincount(rows, weights=graph.weights * together, minlength=len(found))
    total = np.bincount(rows, weights=graph.weights, minlength=len(found))
    tied = inside / np.where(total > 0, total, 1.0)
    return np.where(found >= 0, np.sqrt(tied * near), 0.0).round(4)


def proposal(
    segments: Sequence[Segment],
    *,
    found: NDArray[np.int64],
    strength: NDArray[np.float64],
    described: Sequence[Description],
    parameters: Sequence[tuple[str, object]],
    stability: Sequence[float] = (),
) -> Proposal:
    """The facts of a discovery.

    Args:
        segments: The n segments.
        found: (n,), the candidate of each, 0 first, -1 where unplaced.
        strength: (n,), how firmly it belongs, in [0, 1].
        described: Name, phrases, key words and typical members of each candidate.
        parameters: What was chosen, as it is kept with the run.
        stability: How far each is found again, where that was looked at.
    """
    typical = {at: nth for one in described for nth, at in enumerate(one.typical, start=1)}
    placed = found.tolist()
    members = tuple(
        Member(
            transcript_id=segment.transcript_id,
            start=segment.start,
            end=segment.end,
            case_id=segment.case_id,
            rank=placed[at] + 1,
            strength=float(strength[at]),
            typical=typical.get(at, 0),
        )
        for at, segment in enumerate(segments)
    )
    candidates = tuple(
        Proposed(
            rank=number + 1,
            name=one.name,
            phrases=one.phrases,
            key_words=one.key_words,
            n_segments=placed.count(number),
            n_cases=len({case_of(segment) for at, segment in enumerate(segments) if placed[at] == number}),
            stability=stability[number] if stability else None,
        )
        for number, one in enumerate(described)
    )
    return Proposal(
        members=members,
        candidates=candidates,
        parameters=tuple((name, str(value)) for name, value in parameters),
    )
