"""Which ranges meet, or come near enough: one look-up each, however many there are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

Range = tuple[int, int]
"""A first and a last whole number, both in it."""


class Reach:
    """Ranges that are looked up by what comes within a distance of them.

    Args:
        ranges: In any order; they may overlap.
    """

    def __init__(self, ranges: Iterable[Range]) -> None:
        """Put them in order, each with the highest end so far: whether one is near is then told by two numbers."""
        self._ranges = sorted(ranges)
        self._firsts = [first for first, _ in self._ranges]
        self._highest = list(accumulate((last for _, last in self._ranges), max))

    def within(self, of: Range, distance: int) -> bool:
        """Whether any begins at most so far after a range's end and ends at most so far before its beginning."""
        nth = bisect_right(self._firsts, of[1] + distance)
        return nth > 0 and self._highest[nth - 1] >= of[0] - distance

    def meeting(self, of: Range) -> Iterator[Range]:
        """Those that have a number in common with a range, in order."""
        for nth in range(bisect_left(self._highest, of[0]), bisect_right(self._firsts, of[1])):
            if self._ranges[nth][1] >= of[0]:
                yield self._ranges[nth]


class Ruler:
    """Where code points stand among units that follow one another in a text: its turns, or its words.

    Args:
        units: Half-open ranges of code points, in order and without overlap.
    """

    def __init__(self, units: Sequence[Range]) -> None:
        """Note where they begin and end."""
        self._starts = [start for start, _ in units]
        self._ends = [end for _, end in units]

    def among(self, start: int, end: int) -> Range:
        """The first and the last unit that a half-open range touches; where none, those that it stands between."""
        return bisect_right(self._ends, start), bisect_left(self._starts, end) - 1
