"""Numbers and letters as they are said: "double four", "oh", "nineteen", "s ten two j f", "01904 55 12 34".

A run is a row of such pieces with nothing but spaces, commas and hyphens between them. Rules look at what a run spells,
and each character of it knows where it stands in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

ONES = {"zero": "0", "nought": "0", "oh": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
        "six": "6", "seven": "7", "eight": "8", "nine": "9"}  # fmt: skip
TEENS = {"ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15",
         "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19"}  # fmt: skip
TENS = {"twenty": "2", "thirty": "3", "forty": "4", "fifty": "5", "sixty": "6", "seventy": "7", "eighty": "8",
        "ninety": "9"}  # fmt: skip
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_GAP = r"[\s,.\-–/()]{1,3}"
_ONE = "|".join(ONES)
_NUMBERS = "|".join([*TEENS, *TENS])
_PIECE = re.compile(
    rf"(?<![\w£$€])(?:(?P<times>double|triple|treble)\s+(?P<repeated>{_ONE}|[a-z\d])"
    rf"|(?P<tens>{'|'.join(TENS)})(?:[\s-](?P<unit>{_ONE}))?"
    rf"|(?P<teen>{'|'.join(TEENS)})|(?P<one>{_ONE})(?P<hundred>\s+hundred)?"
    rf"|(?P<plain>\+?\d+[a-z]?\d?[a-z]{{0,3}}|[a-z]{{1,2}}\d{{1,6}}[a-z]{{0,3}}|[a-z]{{2}}(?=[\s-](?:\d|{_NUMBERS}))|[a-z](?!['’]\w)))(?!\w)",
    re.IGNORECASE,
)
_SHORTEST = 4  # an extension
_BETWEEN = re.compile(rf"{_GAP}(?:(?:um|uh|er|erm)\b{_GAP})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What one word or figure of a text spells, in capitals, and where it stands."""

    start: int
    end: int
    spells: str
    as_said: str


def runs(text: str) -> Iterator[list[Piece]]:
    """The runs of a text, in order; none holds fewer than one piece."""
    run: list[Piece] = []
    for match in _PIECE.finditer(text):
        piece = Piece(start=match.start(), end=match.end(), spells=_spells(match), as_said=match[0])
        if run and not _BETWEEN.fullmatch(text, run[-1].end, piece.start):
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def stretches(run: list[Piece], *, longest: int) -> list[tuple[str, int, int]]:
    """What each row of neighbouring pieces spells, the longest first.

    Args:
        run: A run.
        longest: How many characters a row may spell at most.

    Returns:
        What is spelt, and which pieces spell it, as a half-open range of indices.
    """
    found = []
    for first in range(len(run)):
        spelt = ""
        for last in range(first, len(run)):
            spelt += run[last].spells
            if len(spelt) > longest:
                break
            if len(spelt) >= _SHORTEST:
                found.append((spelt, first, last + 1))
    return sorted(found, key=lambda stretch: -len(stretch[0]))


def _spells(match: re.Match[str]) -> str:
    if match["times"]:
        repeated = match["repeated"].lower()
        return ONES.get(repeated, repeated).upper() * _TIMES[match["times"].lower()]
    if match["tens"]:
        unit = match["unit"]
        return TENS[match["tens"].lower()] + (ONES[unit.lower()] if unit else "0")
    if match["teen"]:
        return TEENS[match["teen"].lower()]
    if match["one"]:
        return ONES[match["one"].lower()] + ("00" if match["hundred"] else "")
    return match["plain"].upper()
