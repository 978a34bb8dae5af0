"""A part of a long transcript, as the coding surface sees it: positions count from the part's beginning there.

A survey's 48,000 answers are one transcript, of which the surface shows 200 at a time.
It is given the key of a window in place of a transcript's id, and knows nothing of the rest; every position that comes
or goes is moved here, so that all that is kept counts from the beginning of the whole text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from themes.model import Span, Transcript

SIZE = 200
"""How many turns a window shows."""

_MOST_TURNS = 2_000
_KEY = re.compile(r"(?P<transcript>[^@]+)@(?P<first>\d{1,9})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Turns ``first`` to ``last`` of a transcript, half-open, and where they stand in its text, in code points."""

    transcript_id: str
    first: int
    last: int
    start: int
    end: int

    @property
    def key(self) -> str:
        """What the surface knows it by."""
        return f"{self.transcript_id}@{self.first}"

    def inward(self, start: int, end: int) -> tuple[int, int]:
        """A range of the window as it stands in the whole text."""
        return self.start + start, self.start + end

    def outward(self, start: int, end: int) -> tuple[int, int] | None:
        """What a range of the whole text is in the window; None where nothing of it shows."""
        if start >= self.end or end <= self.start:
            return None
        return max(start, self.start) - self.start, min(end, self.end) - self.start

    def ends_moved(self, was: Span, start: int, end: int) -> tuple[int, int]:
        """The new ends of a quotation in the whole text; an end that lies out of sight stays where it was."""
        now = self.inward(start, end)
        first = was.start if was.start < self.start and start == 0 else now[0]
        last = was.end if was.end > self.end and now[1] == self.end else now[1]
        return first, last


def is_long(transcript: Transcript) -> bool:
    """Whether a transcript is shown by windows."""
    most = SIZE if transcript.kind == "survey answers" else _MOST_TURNS
    return len(transcript.turns) > most


def whole(transcript: Transcript) -> Window:
    """All of a transcript."""
    return Window(
        transcript_id=transcript.id, first=0, last=len(transcript.turns), start=0, end=max(1, len(transcript.text))
    )


def window_at(transcript: Transcript, first: int) -> Window:
    """The window whose first turn is the one of that index, or the nearest that there is."""
    n_turns = len(transcript.turns)
    first = max(0, min(first, n_turns - 1)) // SIZE * SIZE
    last = min(first + SIZE, n_turns)
    start = transcript.turns[first].start
    return Window(transcript_id=transcript.id, first=first, last=last, start=start, end=transcript.turns[last - 1].end)


def version_of(transcript: Transcript, window: Window) -> str:
    """What tells the words that a window shows from those before or after a correction."""
    return _version(transcript.text, window.start, window.end)


@lru_cache(maxsize=8)  # each coding asks; of 60,000 words it took a tenth of what a coding does
def _version(text: str, start: int, end: int) -> str:
    return sha256(text[start:end].encode()).hexdigest()[:16]


def turn_at(transcript: Transcript, position: int) -> int:
    """The index of the turn in which a code point of the text lies."""
    return max(0, bisect_right(transcript.turns, position, key=lambda turn: turn.start) - 1)


def parsed(key: str) -> tuple[str, int | None]:
    """The transcript that a key names, and the first turn of the window where it names one.

    >>> parsed("b2a8@400"), parsed("b2a8")
    (('b2a8', 400), ('b2a8', None))
    """
    match = _KEY.fullmatch(key)
    return (match["transcript"], int(match["first"])) if match else (key, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Where words stand in a transcript outside a window: how often before and after it, and code points to go to.

    ``previous`` and ``next`` are nearest to the window, ``first`` and ``last`` the ends of the whole transcript; None
    where there is none.
    """

    n_before: int
    n_after: int
    previous: int | None
    next: int | None
    first: int | None
    last: int | None


def elsewhere(transcript: Transcript, window: Window, words: str) -> Elsewhere:
    """Where some words stand outside a window, whatever their case and the white space between them.

    Mirrors ``places`` in frontend/src/reader/find.ts, which looks through the window itself.
    """
    wanted = r"\s+".join(re.escape(word) for word in words.split())
    starts = [hit.start() for hit in re.finditer(wanted, transcript.text, re.IGNORECASE)] if wanted else []
    before = starts[: bisect_left(starts, window.start)]
    after = starts[bisect_left(starts, window.end) :]
    out = before + after
    return Elsewhere(
        n_before=len(before),
        n_after=len(after),
        previous=before[-1] if before else None,
        next=after[0] if after else None,
        first=out[0] if out else None,
        last=out[-1] if out else None,
    )
