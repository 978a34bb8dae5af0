"""Where something that is counted stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """A half-open range of code points of one transcript."""

    transcript_id: str
    start: int
    end: int


def united(passages: Iterable[Passage]) -> list[Passage]:
    """Passages in order, those that share a code point or touch as one.

    >>> [(one.start, one.end) for one in united([Passage("a", 5, 9), Passage("a", 0, 6), Passage("a", 12, 14)])]
    [(0, 9), (12, 14)]
    """
    found: list[Passage] = []
    for transcript_id, here in groupby(sorted(passages), key=lambda one: one.transcript_id):
        start, end = -1, -1
        for one in here:
            if one.start > end:
                if end >= 0:
                    found.append(Passage(transcript_id, start, end))
                start, end = one.start, one.end
            else:
                end = max(end, one.end)
        found.append(Passage(transcript_id, start, end))
    return found
