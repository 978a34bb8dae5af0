"""What became of the candidates of one discovery in the next: which are the same, grown, split, joined, new or gone.

Two candidates are the same where most of the one lies in the other, counted in segments that both discoveries saw.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from themes.model import Member

Became = Literal["same", "grown", "smaller", "joined", "split", "new", "gone"]

BECAME: dict[Became, str] = {
    "new": "new",
    "grown": "grown",
    "smaller": "smaller",
    "split": "split",
    "joined": "joined",
    "same": "the same",
    "gone": "gone",
}
"""Each in words, what asks for a look first."""

GOES_ON: tuple[Became, ...] = ("same", "grown", "smaller")
"""What became of a candidate that is one still."""

_MOST = 0.5
# A change of size counts from a fifth and three segments on: one interview more makes every candidate a little larger.
_GROWN, _FEWEST_MORE = 1.2, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateChange:
    """What became of a candidate.

    ``rank`` in the later discovery, None where it is gone; ``before``, the ranks in the earlier one that it comes from,
    the one it shares most with first; ``n_before`` and ``n_now`` count segments, ``n_common`` those in both.
    """

    became: Became
    rank: int | None
    before: tuple[int, ...]
    n_before: int
    n_now: int
    n_common: int


def between(earlier: Sequence[Member], later: Sequence[Member]) -> tuple[CandidateChange, ...]:
    """What became of the candidates of one discovery in another: those of the later by rank, then those gone.

    Args:
        earlier: The members of one discovery.
        later: The members of the other.
    """
    was = {_place(member): member.rank for member in earlier}
    seen = {_place(member) for member in later}
    n_now = Counter(member.rank for member in later if member.rank)
    n_before = Counter(member.rank for member in earlier if member.rank)
    # What only one of them saw says nothing about who went where.
    here = Counter(member.rank for member in later if member.rank and _place(member) in was)
    there = Counter(member.rank for member in earlier if member.rank and _place(member) in seen)
    common = Counter((was.get(_place(member), 0), member.rank) for member in later if member.rank)
    changes = []
    continued: set[int] = set()
    for rank in sorted(n_now):
        shared = sorted((-common[old, rank], old) for old in n_before if common[old, rank])
        whole = [old for n, old in shared if -n >= _MOST * there[old]]
        from_one = [old for n, old in shared[:1] if -n >= _MOST * here[rank]]
        before = tuple(whole) or tuple(from_one)
        continued.update(before)
        changes.append(
            CandidateChange(
                became=_became(len(whole), len(from_one), sum(n_before[old] for old in before), n_now[rank]),
                rank=rank,
                before=before,
                n_before=sum(n_before[old] for old in before),
                n_now=n_now[rank],
                n_common=sum(common[old, rank] for old in before),
            )
        )
    gone = [
        CandidateChange(became="gone", rank=None, before=(old,), n_before=n_before[old], n_now=0, n_common=0)
        for old in sorted(set(n_before) - continued)
    ]
    return (*changes, *gone)


def n_moved(earlier: Sequence[Member], later: Sequence[Member]) -> int:
    """How many segments that both discoveries saw stand elsewhere: in a candidate that does not come from theirs."""
    was = {_place(member): member.rank for member in earlier}
    come_from: dict[int | None, tuple[int, ...]] = {one.rank: one.before for one in between(earlier, later)}
    both = ((was[_place(member)], member.rank) for member in later if _place(member) in was)
    return sum((old not in come_from.get(now, ())) if now else old != 0 for old, now in both)


def in_words(earlier: Sequence[Member], later: Sequence[Member]) -> str:
    """What became of candidates and segments: "2 new, 14 grown, 4 the same; 31 segments moved"."""
    counted = Counter(change.became for change in between(earlier, later))
    told = ", ".join(f"{counted[became]} {words}" for became, words in BECAME.items() if counted[became])
    moved = n_moved(earlier, later)
    return f"{told}; {f'{moved:,} segment' if moved else 'no segment'}{'s' if moved > 1 else ''} moved"


def _became(n_whole: int, n_from: int, n_before: int, n_now: int) -> Became:
    if n_whole > 1:
        return "joined"
    if not n_whole:
        return "split" if n_from else "new"
    if n_now >= n_before * _GROWN and n_now >= n_before + _FEWEST_MORE:
        return "grown"
    if n_before >= n_now * _GROWN and n_before >= n_now + _FEWEST_MORE:
        return "smaller"
    return "same"


def _place(member: Member) -> tuple[str, int, int]:
    return member.transcript_id, member.start, member.end
