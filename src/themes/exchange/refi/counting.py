"""How positions in a text can count: what one position is, what a line end is, whether the mark before it counts.

The standard says Unicode code points, the first is 0 (section 10.2). NVivo counts UTF-16 code units and CRLF as two,
others count the byte-order mark, or take line ends of the file for one: see shared/notes/refi-qda.md, where each is
measured.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, product
from typing import Literal, get_args

from themes.text import canonical

Unit = Literal["code points", "UTF-16", "bytes"]
LineEnd = Literal["as in the file", "one", "two"]

_WIDE = re.compile("[\U00010000-\U0010ffff]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_LINE_END = re.compile(r"\r\n|\r|\n")
_KEPT_LINE_END = re.compile(r"\n")
_MARK = "\ufeff"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_DOUBLED, _LINE_FEED = "\r\r\n", "\n"
_UNITS = {"code points": "Unicode code points", "UTF-16": "UTF-16 code units", "bytes": "bytes of UTF-8"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """One way of counting; without arguments the standard's.

    ``mark`` says that the byte-order mark counts, ``inclusive`` that the end is the last character rather than the one
    after it, ``first`` what the first position is called.
    """

    unit: Unit = "code points"
    line_end: LineEnd = "as in the file"
    mark: bool = False
    inclusive: bool = False
    first: int = 0

    @property
    def name(self) -> str:
        """The way by which a person can choose it, as ``utf-16, two, inclusive``."""
        parts = [self.unit.casefold()]
        parts += [self.line_end] if self.line_end != "as in the file" else []
        parts += [word for word, there in (("mark", self.mark), ("inclusive", self.inclusive)) if there]
        return ", ".join([*parts, *(["from 1"] if self.first else [])])

    @property
    def words(self) -> str:
        """The way in words, for a report."""
        ends = {
            "as in the file": "line ends as they stand in the file",
            "one": "a line end as one",
            "two": "a line end as two",
        }
        mark = ", the byte-order mark too" if self.mark else ""
        last = "the end is the last character" if self.inclusive else "the end is just after the last character"
        return f"{_UNITS[self.unit]} from {self.first}, {ends[self.line_end]}{mark}; {last}"


def ways() -> Iterator[Counting]:
    """All ways that are tried, the standard's first."""
    grid = product(get_args(Unit), get_args(LineEnd), (False, True), (False, True), (0, 1))
    for unit, line_end, mark, inclusive, first in grid:
        yield Counting(unit=unit, line_end=line_end, mark=mark, inclusive=inclusive, first=first)


def named(name: str) -> Counting | None:
    """The way of a name, however its parts are spaced; None where there is none."""
    wanted = {part.strip().casefold().replace("-", " ") for part in name.split(",")}
    return next((way for way in ways() if {part.replace("-", " ") for part in way.name.split(", ")} == wanted), None)


class Text:
    r"""A text of a package as it was stored, and as a project keeps it.

    Args:
        raw: As it was stored, with its mark and line ends.

    >>> text = Text("\ufeffa\r\n\U0001f600b")
    >>> text.words, text.place(4, Counting(unit="UTF-16")), text.place(4, Counting())
    ('a\n😀b', None, 3)
    """

    def __init__(self, raw: str) -> None:
        """Note where a character can count for more than one."""
        self.words = canonical(raw)
        self.has_mark = raw.startswith(_MARK)
        self._line_ends = [found.end() - found.start() for found in _LINE_END.finditer(raw)]
        self._has_wide = _WIDE.search(self.words) is not None
        self._is_ascii = self.words.isascii()
        self._rulers: dict[Counting, _Ruler] = {}
        self._same: dict[Counting, Counting] = {}

    def same_as(self, way: Counting) -> Counting:
        """The simplest way that counts alike in this text."""
        known = self._same.get(way)
        if known is None:
            known = self._same[way] = self._simplest(way)
        return known

    def _simplest(self, way: Counting) -> Counting:
        if (way.unit == "UTF-16" and not self._has_wide) or (way.unit == "bytes" and self._is_ascii):
            way = replace(way, unit="code points")
        wide = {"as in the file": set(self._line_ends), "one": {1}, "two": {2}}[way.line_end] or {1}
        file = set(self._line_ends)
        if not file or wide == file:
            way = replace(way, line_end="as in the file")
        return way if self.has_mark else replace(way, mark=False)

    def place(self, position: int, way: Counting) -> int | None:
        """The code point of ``words`` that a position means, its length for the end; None where it means none.

        Args:
            position: As it was written, the end's inclusiveness not yet allowed for.
            way: How it counts.
        """
        return self._ruler(way).place(position - way.first)

    def span(self, start: int, end: int, way: Counting) -> tuple[int, int] | None:
        """The half-open range of code points of ``words`` that two positions mean; None where they mean none."""
        ruler = self._ruler(way)
        first = ruler.place(start - way.first)
        last = ruler.place(end + way.inclusive - way.first)
        return None if first is None or last is None or first >= last else (first, last)

    def _ruler(self, way: Counting) -> _Ruler:
        ruler = self._rulers.get(way)
        if ruler is None:
            same = replace(way, inclusive=False, first=0)
            ruler = self._rulers.get(same) or _Ruler(self.words, self._extras(same), self._before(same))
            self._rulers[same] = self._rulers[way] = ruler
        return ruler

    def _before(self, way: Counting) -> int:
        if not (way.mark and self.has_mark):
            return 0
        return len(_MARK.encode()) if way.unit == "bytes" else 1

    def _extras(self, way: Counting) -> dict[int, int]:
        """By how much more than one a character counts, for those that do."""
        extras: dict[int, int] = {}
        if way.unit == "UTF-16":
            extras = {found.start(): 1 for found in _WIDE.finditer(self.words)}
        elif way.unit == "bytes":
            extras = {found.start(): len(found[0].encode()) - 1 for found in _BEYOND_ASCII.finditer(self.words)}
        if way.line_end != "one":
            for found, width in zip(_KEPT_LINE_END.finditer(self.words), self._line_ends, strict=True):
                if way.line_end == "two" or width > 1:
                    extras[found.start()] = 1
        return extras


class _Ruler:
    """From positions of one way of counting to code points."""

    def __init__(self, words: str, extras: dict[int, int], before: int) -> None:
        self._length = len(words)
        self._before = before
        self._at = sorted(extras)
        self._sums = list(accumulate((extras[at] for at in self._at), initial=0))
        # Where each wide character ends, in this way's positions.
        self._ends = [at + 1 + self._sums[nth + 1] for nth, at in enumerate(self._at)]

    def place(self, position: int) -> int | None:
        position -= self._before
        n_passed = bisect_right(self._ends, position)
        place = position - self._sums[n_passed]
        within = n_passed < len(self._at) and place > self._at[n_passed]
        return None if within or not 0 <= place <= self._length else place


def decoded(data: bytes) -> tuple[str, bool]:
    """The text of a file as it stands, its mark and line ends kept, and whether it was UTF-8, as the standard says.

    Where each line feed has two carriage returns before it, one was added by a file that was open as text.
    """
    text, is_utf8 = _as_text(data)
    doubled = text.count(_DOUBLED)
    if doubled and doubled == text.count(_LINE_FEED):
        text = text.replace(_DOUBLED, _DOUBLED[1:])
    return text, is_utf8


def _as_text(data: bytes) -> tuple[str, bool]:
    if data.startswith(_UTF_16):
        return _MARK + data.decode("utf-16", errors="replace"), False
    try:
        return data.decode("utf-8"), True
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), False
