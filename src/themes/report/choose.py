"""Which quotations a report shows: spread over cases, so that nobody eloquent speaks for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from themes.model import Valence
from themes.report.heard import Place, Quoted
from themes.text import count_words

SHORT, LONG = 8, 80
"""Words between which a quotation is neither too short to say much nor too long to read."""


MOST_SHARES = 2
"""How many times its equal share of a section's quotations a case may have."""


class Shown:
    """What the report has quoted so far, so that later sections spread over cases too."""

    def __init__(self) -> None:
        """Begin with nothing quoted."""
        self.cases: Counter[str | None] = Counter()
        self.places: set[Place] = set()

    def add(self, quoted: Quoted) -> None:
        """Note one quotation as quoted."""
        self.cases[quoted.case_id] += 1
        self.places.add(quoted.place)


def choose(pool: Sequence[Quoted], *, limit: int, shown: Shown) -> list[Quoted]:
    """The quotations to show of a pool.

    No case is quoted a second time before each case in the pool has been quoted once, and so on for the third.
    Within that, in this order: one beside which each case not quoted yet still has a place of its own, as where people
    talk at once a quotation may hold another's words too; the direction quoted least so far, one that was read before
    one that was not, one not quoted earlier in the report, a case less quoted in the whole report, one that belongs
    more firmly, a readable length, the order of the text.
    Who is not known by a case (an interviewer, an unknown voice) comes after all others, and from each transcript once
    before any has a second.
    A span that overlaps a chosen one is passed over. No case has more than twice its equal share of what is chosen:
    where the others have no more to say, fewer than ``limit`` are chosen.

    Args:
        pool: The quotations of a section.
        limit: How many at most.
        shown: What the report has quoted so far; what is chosen is added.

    Returns:
        The chosen ones in the order of choice.
    """
    chosen: list[Quoted] = []
    cases: Counter[str | None] = Counter()
    nobodys: Counter[str] = Counter()
    directions: Counter[Valence | None] = Counter()
    lengths = {one.place: _awkward(one) for one in pool}
    rest = list(enumerate(pool))
    beside = _of_others_there(pool)
    n_cases = len({one.case_id for one in pool if one.case_id is not None})
    while rest and len(chosen) < limit:
        # Where the others have no more to say, whoever says much does not fill the rest.
        most = max(1.0, MOST_SHARES * (len(chosen) + 1) / max(1, n_cases))
        fair = [numbered for numbered in rest if numbered[1].case_id is None or cases[numbered[1].case_id] + 1 <= most]
        if not fair:
            break
        waiting = _waiting(rest, cases)
        nth, best = min(
            fair,
            key=lambda numbered: (
                numbered[1].case_id is None,
                cases[numbered[1].case_id],
                0 if numbered[1].case_id else nobodys[numbered[1].quotation.transcript_id],
                _left_without(beside.get(numbered[0], ()), waiting),
                directions[numbered[1].direction],
                numbered[1].unread,
                numbered[1].place in shown.places,
                shown.cases[numbered[1].case_id],
                -numbered[1].strength,
                lengths[numbered[1].place],
                numbered[0],
            ),
        )
        chosen.append(best)
        cases[best.case_id] += 1
        nobodys[best.quotation.transcript_id] += best.case_id is None
        directions[best.direction] += 1
        shown.add(best)
        rest = [(other, one) for other, one in rest if other != nth and not _overlap(one, best)]
    return chosen


def _of_others_there(pool: Sequence[Quoted]) -> dict[int, list[tuple[int, str]]]:
    """The quotations of other cases that overlap with each, by number, with whose they are; none where nobody's do."""
    found: dict[int, list[tuple[int, str]]] = {}
    order = sorted(range(len(pool)), key=lambda nth: pool[nth].place)
    for at, nth in enumerate(order):
        one = pool[nth]
        for other in order[at + 1 :]:
            if not _overlap(one, pool[other]):
                break
            mine, theirs = one.case_id, pool[other].case_id
            if mine and theirs and mine != theirs:
                found.setdefault(nth, []).append((other, theirs))
                found.setdefault(other, []).append((nth, mine))
    return found


def _waiting(rest: Sequence[tuple[int, Quoted]], cases: Counter[str | None]) -> dict[str, set[int]]:
    """The quotations that can still be had of each case that has none yet, by number."""
    waiting: dict[str, set[int]] = {}
    for nth, one in rest:
        if one.case_id and not cases[one.case_id]:
            waiting.setdefault(one.case_id, set()).add(nth)
    return waiting


def _left_without(others: Sequence[tuple[int, str]], waiting: Mapping[str, set[int]]) -> int:
    """How many cases would have no place left to be quoted at."""
    gone = {nth for nth, _ in others}
    return sum(waiting[case_id] <= gone for case_id in {case_id for _, case_id in others} & waiting.keys())


def _awkward(quoted: Quoted) -> int:
    """How many words a quotation is short of readable, or too long; a missing word weighs five spare ones."""
    length = count_words(quoted.quotation.words)
    return max(0, SHORT - length) * 5 + max(0, length - LONG)


def _overlap(one: Quoted, other: Quoted) -> bool:
    return (
        one.quotation.transcript_id == other.quotation.transcript_id
        and one.quotation.start < other.quotation.end
        and other.quotation.start < one.quotation.end
    )
