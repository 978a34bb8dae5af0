"""Canonical text, and positions in it.

Everything outside the browser counts Unicode code points, which is how Python counts.
JavaScript, and NVivo in REFI-QDA files, count UTF-16 code units: ``Utf16`` goes between the two.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from themes.model import Span, Speaker, Transcript

REPLACEMENT = "\ufffd"

MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a51\u0a70\u0a71"
    "\u0a81-\u0a83\u0abc-\u0acd\u0b82\u0bbe-\u0bcd\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d"
    "\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U0001f3fb-\U0001f3ff"
)
"""What stands with the character before it, for a class of a regular expression: accents and vowel signs of the scripts
that interviews are written in, joiners, colours of emoji. ``re`` takes none for a letter; no word ends before one."""

# NUL, the C0 controls that XML 1.0 forbids, U+FFFE, U+FFFF and lone surrogates (XML 1.0, section 2.2).
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LAST_OF_THE_BASIC_PLANE = 0xFFFF
_WORD = re.compile(rf"\w[\w{MARKS}]*(?:['’\-]\w[\w{MARKS}]*)*")
_MARK = re.compile(f"[{MARKS}]")


def canonical(text: str) -> str:
    r"""The text as a project keeps it: no byte-order mark, line ends as LF, no character that XML forbids.

    Never normalised: a combining accent stays one, so that words are the participant's own code points.

    >>> canonical("\ufeffone\r\ntwo\rthree\x00")
    'one\ntwo\nthree\ufffd'
    """
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return _FORBIDDEN.sub(REPLACEMENT, text)


def words(text: str) -> list[str]:
    """The words of a text in order, apostrophes and hyphens inside a word kept.

    >>> words("It's a well-led board – isn’t it?")
    ["It's", 'a', 'well-led', 'board', 'isn’t', 'it']
    """
    return _WORD.findall(text)


def count_words(text: str) -> int:
    """How many words a text holds."""
    return sum(1 for _ in _WORD.finditer(text))


def word_places(text: str) -> list[tuple[int, int]]:
    """Where the words of a text stand, as half-open ranges of code points in order.

    >>> word_places("So it's on")
    [(0, 2), (3, 7), (8, 10)]
    """
    return [found.span() for found in _WORD.finditer(text)]


def is_mark(character: str) -> bool:
    """Whether a character stands with the one before it: an accent, a vowel sign, a joiner."""
    return _MARK.match(character) is not None


def trim(text: str, span: Span) -> Span | None:
    """The span without white space at its ends; None where nothing else is in it."""
    held = text[span.start : span.end]
    kept = held.strip()
    if not kept:
        return None
    start = span.start + len(held) - len(held.lstrip())
    return Span(start=start, end=start + len(kept))


def moved_by_words(text: str, span: Span, *, first: int = 0, last: int = 0) -> Span:
    """The span with its ends moved by whole words, within its paragraph and never past each other.

    Args:
        text: The canonical text.
        span: Half-open code points.
        first: Words that are left out at the beginning; below 0, words that are taken in before it.
        last: Words that are taken in after the end; below 0, words that are left out.

    >>> text = "So the board came in person, twice."
    >>> span = moved_by_words(text, Span(start=3, end=27), first=1, last=1)
    >>> text[span.start : span.end]
    'board came in person, twice.'
    """
    begins = text.rfind("\n", 0, span.start) + 1
    ends = text.find("\n", span.end)
    places = [match.span() for match in re.finditer(r"\S+", text[begins : len(text) if ends < 0 else ends])]
    at = [nth for nth, place in enumerate(places) if place[1] + begins > span.start and place[0] + begins < span.end]
    if not at:
        return span
    left = min(max(0, at[0] + first), len(places) - 1)
    right = min(max(left, at[-1] + last), len(places) - 1)
    start = span.start if left == at[0] else begins + places[left][0]
    end = span.end if right == at[-1] else begins + places[right][1]
    return Span(start=start, end=end) if start < end else span


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What one speaker says in a transcript: how many turns and words, and their first turn's words."""

    speaker: Speaker
    n_turns: int
    n_words: int
    first: str


def spoken(transcript: Transcript) -> list[Spoken]:
    """What each speaker says, in the order of the speakers."""
    turns: dict[int, list[str]] = {}
    for turn in transcript.turns:
        if turn.speaker is not None:
            turns.setdefault(turn.speaker, []).append(transcript.text[turn.start : turn.end])
    return [
        Spoken(
            speaker=speaker,
            n_turns=len(said := turns.get(nth, [])),
            n_words=sum(map(count_words, said)),
            first=said[0] if said else "",
        )
        for nth, speaker in enumerate(transcript.speakers)
    ]


def turns_in(transcript: Transcript, start: int, end: int) -> list[int]:
    """Indexes of the turns that a half-open range of code points touches, in order."""
    first = max(0, bisect_right(transcript.turns, start, key=lambda turn: turn.start) - 1)
    touched = []
    for index in range(first, len(transcript.turns)):
        turn = transcript.turns[index]
        if turn.start >= end:
            break
        if turn.end > start:
            touched.append(index)
    return touched


def speaker_of(transcript: Transcript, start: int, end: int) -> Speaker | None:
    """Who says most of a range of code points: a participant before an interviewer, then the longer share.

    None where nobody is known to speak there.
    """
    shares: dict[int, int] = {}
    for index in turns_in(transcript, start, end):
        turn = transcript.turns[index]
        if turn.speaker is not None:
            shares[turn.speaker] = shares.get(turn.speaker, 0) + min(end, turn.end) - max(start, turn.start)
    if not shares:
        return None
    heard = transcript.speakers
    return heard[max(shares, key=lambda speaker: (heard[speaker].role == "participant", shares[speaker], -speaker))]


class Utf16:
    """Positions of one text in code points and in UTF-16 code units.

    Args:
        text: The canonical text.

    >>> position = Utf16("a😀b")
    >>> position.from_code_points(2), position.to_code_points(3)
    (3, 2)
    """

    def __init__(self, text: str) -> None:
        """Note where the text holds characters that take two code units."""
        self._wide = [index for index, character in enumerate(text) if ord(character) > _LAST_OF_THE_BASIC_PLANE]
        self._wide_units = [index + nth for nth, index in enumerate(self._wide)]

    def from_code_points(self, position: int) -> int:
        """The code-unit position of a code-point position."""
        return position + bisect_left(self._wide, position)

    def to_code_points(self, position: int) -> int:
        """The code-point position of a code-unit position; the middle of a pair counts as before it."""
        return position - bisect_right(self._wide_units, position - 1)
