"""Words for comparing what a report quotes with what was said: the same words, however a word processor wrote them.

Quotation marks, dashes, hyphens, white space and capitals do not make a word another; neither does punctuation, but
for the question mark, which makes a question of a statement.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

# Each is one character for one, so that places in the text stay as they are.
_ALIKE = str.maketrans(
    dict.fromkeys("’‘‛ʼ`´", "'")
    | dict.fromkeys("“”„‟«»", '"')
    | dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("\u00a0\u2007\u202f\u2009\u200a\u2002\u2003\t\n\r\u2028\u2029", " ")
)
_UNSEEN = re.compile("[\u00ad\u200b\u200c\u2060\ufeff]")
_WORD = re.compile(r"[£$€¥%?]|\d+(?:[.,:/]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*")
_OMISSION = re.compile(r"[\[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]|…|\.\s?\.\s?\.+")
_BRACKET = re.compile(r"\[([^\]\[]*)\]")
_LETTERS = re.compile(r"\[(\w{1,2})\](?='?\w)")
_STEM = re.compile(r"([^\W\d_]+)\[[^\W\d_]{1,4}\]")
_PIECE = re.compile(f"(?P<omission>{_OMISSION.pattern})|(?P<stem>{_STEM.pattern})|(?P<bracket>{_BRACKET.pattern})")

NEGATIONS = frozenset(
    ["no", "not", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot", "hardly"]
)

_KEPT = 4096
"""Texts of which the words are kept: each passage is looked at by several checks."""

Sort = Literal["word", "stem", "omission", "insertion"]


def is_negation(key: str) -> bool:
    """Whether a word turns a sentence round.

    >>> [is_negation(word) for word in ("not", "didn't", "knot")]
    [True, True, False]
    """
    return key in NEGATIONS or key.endswith("n't")


@lru_cache(maxsize=_KEPT)
def alike(text: str) -> str:
    """A text with one sign for each kind of quotation mark, dash and space; as long as before."""
    return text.translate(_ALIKE)


def bare(text: str) -> str:
    r"""A text for comparing signs, too: one kind of mark, no white space doubled, nothing that cannot be seen.

    >>> bare("“It’s  fine…”")
    '"it\'s fine..."'
    """
    return " ".join(_UNSEEN.sub("", alike(text)).replace("…", "...").casefold().split())


@lru_cache(maxsize=_KEPT)
def keys(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared.

    >>> keys("We didn’t - ever - pay £3.50?")
    ('we', "didn't", 'ever', 'pay', '£', '3.50', '?')
    """
    return tuple(_key(found[0]) for found in _WORD.finditer(alike(_UNSEEN.sub("", text))))


def _key(word: str) -> str:
    if word.isascii():
        return word.casefold()
    return unicodedata.normalize("NFKC", word).replace("⁄", "/").casefold()


@dataclass(frozen=True)
class Said:
    """The words of a transcript with the code points at which each starts and ends."""

    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Said:
        """The words of a text."""
        found = list(_WORD.finditer(alike(text)))
        return cls(
            keys=tuple(_key(one[0]) for one in found),
            starts=tuple(one.start() for one in found),
            ends=tuple(one.end() for one in found),
        )

    @cached_property
    def line(self) -> str:
        """All words with a space around each, for finding runs of them."""
        return f" {' '.join(self.keys)} "

    @cached_property
    def _places(self) -> list[int]:
        places, at = [], 0
        for key in self.keys:
            places.append(at)
            at += len(key) + 1
        return places

    def find(self, run: tuple[str, ...], first: int, last: int) -> int | None:
        """The index of the word where a run of words starts, from ``first`` to ``last``; None where it does not."""
        if first > last or first >= len(self.keys):
            return None
        if not run:
            return first
        at = self.line.find(f" {' '.join(run)} ", self._places[first])
        if at < 0:
            return None
        index = bisect_left(self._places, at)
        return index if index <= last else None


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of a quotation, or a sign in it that says that words were left out or put in."""

    sort: Sort
    key: str = ""
    inside: tuple[str, ...] = ()


def pieces(text: str) -> list[Piece]:
    """A quotation as a report shows it: words, omissions (…) and insertions [ ].

    >>> [(one.sort, one.key or one.inside) for one in pieces("[W]e … want[ed] [the board]")]
    [('word', 'we'), ('omission', ()), ('stem', 'want'), ('insertion', ('the', 'board'))]
    """
    said = _LETTERS.sub(r"\1", alike(_UNSEEN.sub("", text)))
    found: list[Piece] = []
    at = 0
    for sign in _PIECE.finditer(said):
        found += [Piece("word", key) for key in keys(said[at : sign.start()])]
        at = sign.end()
        if sign["omission"]:
            found.append(Piece("omission"))
        elif sign["stem"]:
            found.append(Piece("stem", keys(sign["stem"].partition("[")[0])[0]))
        else:
            found.append(Piece("insertion", inside=keys(sign["bracket"])))
    found += [Piece("word", key) for key in keys(said[at:])]
    while found and found[0].sort == "omission":
        found.pop(0)
    while found and found[-1].sort == "omission":
        found.pop()
    return found


def n_words(quoted: list[Piece]) -> int:
    """How many of the pieces are words that somebody should have said."""
    return sum(piece.sort in ("word", "stem") for piece in quoted)
