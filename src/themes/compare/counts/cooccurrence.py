"""Which codes stand together: in overlapping quotations, in one turn, or within some turns of each other.

In a **quotation**: n12 counts the pairs of a quotation of one code and a quotation of the other that share a code
point; one that bears both codes is a pair by itself. n1 and n2 count the quotations of each.
In a **turn**: n1, n2 and n12 count the turns that a quotation of the one, the other, of both touches.
In a **window** of n turns: each turn with the n - 1 before it in its transcript is a window (the moving stanza window
of Siebert-Evenstone et al. 2017), so that there are as many windows as turns; n1, n2 and n12 count windows.

The coefficient is c = n12 / (n1 + n2 - n12) (ATLAS.ti 22 manual, Code Co-occurrence Coefficient; for turns and windows
it is Jaccard's 1901). For quotations it is out of range where those of one code overlap each other, as its source says.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, get_args

from themes.compare.counts.passage import Passage

Within = Literal["quotation", "turn", "window"]

WITHIN: tuple[Within, ...] = get_args(Within)
"""In what codes stand together."""

UNEQUAL = 5
"""Where one code was given more than so many times as often as the other, c is small whatever they share (ATLAS.ti)."""

_Unit = tuple[str, int]
_Pairs = dict[tuple[str, str], list[Passage]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two codes that stand together at least once, by id in the order of the codebook.

    ``n_together``, ``n_first`` and ``n_second`` count what ``within`` says: pairs of quotations, turns or windows.
    ``passages`` are the quotations that make it so, in the order of the text.
    """

    first: str
    second: str
    n_together: int
    n_first: int
    n_second: int
    passages: tuple[Passage, ...]

    @property
    def coefficient(self) -> float | None:
        """The coefficient c in [0, 1]; None where it is out of range, as quotations of one code overlap each other."""
        rest = self.n_first + self.n_second - self.n_together
        return self.n_together / rest if rest > 0 and self.n_together <= rest else None

    @property
    def is_unequal(self) -> bool:
        """Whether one code was given over five times as often as the other, so that c must be small."""
        few, many = sorted((self.n_first, self.n_second))
        return many > UNEQUAL * few


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Which codes stand together within what; ``n_turns`` are of a window.

    ``n_each`` counts each code alone, by its id, and ``passages`` are its quotations.
    """

    within: Within
    n_turns: int
    n_each: Mapping[str, int]
    passages: Mapping[str, tuple[Passage, ...]]
    pairs: tuple[Pair, ...]

    def pair(self, one: str, other: str) -> Pair | None:
        """The pair of two codes, in either order; None where they nowhere stand together."""
        wanted = {one, other}
        return next((pair for pair in self.pairs if {pair.first, pair.second} == wanted), None)


def together(
    quoted: Mapping[str, Sequence[Passage]],
    turns: Mapping[str, Sequence[tuple[int, int]]],
    *,
    within: Within = "quotation",
    n_turns: int = 3,
) -> Together:
    """Which of some codes stand together, those with most in common first.

    Args:
        quoted: The quotations of each code by its id, each place once.
        turns: The half-open ranges of each transcript's turns, in order.
        within: In what they stand together.
        n_turns: How many turns a window holds, one or more.
    """
    order = {code_id: nth for nth, code_id in enumerate(quoted)}
    if within == "quotation":
        n_each = {code_id: len(set(places)) for code_id, places in quoted.items()}
        n_pairs, passages = _overlapping(_bearing(quoted), order)
    else:
        reach = n_turns if within == "window" else 1
        units, touching = _units(quoted, turns, reach)
        n_each = dict.fromkeys(quoted, 0)
        for codes in units.values():
            for code_id in codes:
                n_each[code_id] += 1
        n_pairs, passages = _sharing(units, touching, order, reach)
    pairs = [
        Pair(
            first=one,
            second=other,
            n_together=n,
            n_first=n_each[one],
            n_second=n_each[other],
            passages=tuple(sorted(set(passages[one, other]))),
        )
        for (one, other), n in n_pairs.items()
    ]
    pairs.sort(key=lambda pair: (-pair.n_together, order[pair.first], order[pair.second]))
    return Together(
        within=within,
        n_turns=n_turns,
        n_each=n_each,
        passages={code_id: tuple(places) for code_id, places in quoted.items()},
        pairs=tuple(pairs),
    )


def _bearing(quoted: Mapping[str, Iterable[Passage]]) -> list[tuple[Passage, list[str]]]:
    """Each place with the codes that it bears, in the order of the text."""
    found: dict[Passage, list[str]] = {}
    for code_id, places in quoted.items():
        for place in dict.fromkeys(places):
            found.setdefault(place, []).append(code_id)
    return sorted(found.items())


def _overlapping(
    bearing: Sequence[tuple[Passage, list[str]]], order: Mapping[str, int]
) -> tuple[dict[tuple[str, str], int], _Pairs]:
    """How many pairs of quotations overlap for each pair of codes, and which quotations these are."""
    n_pairs: dict[tuple[str, str], int] = {}
    passages: _Pairs = {}

    def add(one: str, other: str, *places: Passage) -> None:
        pair = (one, other) if order[one] < order[other] else (other, one)
        n_pairs[pair] = n_pairs.get(pair, 0) + 1
        passages.setdefault(pair, []).extend(places)

    for nth, (place, codes) in enumerate(bearing):
        for one, other in combinations(codes, 2):
            add(one, other, place)
        for later, others in bearing[nth + 1 :]:
            if later.transcript_id != place.transcript_id or later.start >= place.end:
                break
            for one in codes:
                for other in others:
                    if one != other:
                        add(one, other, place, later)
    return n_pairs, passages


def _units(
    quoted: Mapping[str, Sequence[Passage]], turns: Mapping[str, Sequence[tuple[int, int]]], reach: int
) -> tuple[dict[_Unit, set[str]], dict[_Unit, list[tuple[str, Passage]]]]:
    """The codes of each unit, by the transcript and the last turn of it; and what touches each turn."""
    units: dict[_Unit, set[str]] = {}
    touching: dict[_Unit, list[tuple[str, Passage]]] = {}
    starts = {transcript_id: [start for start, _ in of_one] for transcript_id, of_one in turns.items()}
    for code_id, places in quoted.items():
        for place in dict.fromkeys(places):
            of_one = turns[place.transcript_id]
            nth = max(0, bisect_right(starts[place.transcript_id], place.start) - 1)
            while nth < len(of_one) and of_one[nth][0] < place.end:
                if of_one[nth][1] > place.start:
                    touching.setdefault((place.transcript_id, nth), []).append((code_id, place))
                    for last in range(nth, min(nth + reach, len(of_one))):
                        units.setdefault((place.transcript_id, last), set()).add(code_id)
                nth += 1
    return units, touching


def _sharing(
    units: Mapping[_Unit, set[str]],
    touching: Mapping[_Unit, list[tuple[str, Passage]]],
    order: Mapping[str, int],
    reach: int,
) -> tuple[dict[tuple[str, str], int], _Pairs]:
    """How many units each pair of codes shares, and the quotations of both that touch such a unit."""
    n_pairs: dict[tuple[str, str], int] = {}
    passages: _Pairs = {}
    for (transcript_id, last), codes in sorted(units.items()):
        if len(codes) == 1:
            continue
        held: dict[str, list[Passage]] = {}
        for nth in range(last - reach + 1, last + 1):
            for code_id, place in touching.get((transcript_id, nth), ()):
                held.setdefault(code_id, []).append(place)
        for pair in combinations(sorted(codes, key=order.__getitem__), 2):
            n_pairs[pair] = n_pairs.get(pair, 0) + 1
            passages.setdefault(pair, []).extend([*held[pair[0]], *held[pair[1]]])
    return n_pairs, passages
