"""What somebody said as runs of words, looked for in any other text: however it is spaced, spelt large or punctuated.

A run is six words in a row; a turn of four or five words is one as a whole. What others said word for word too is no
run of theirs: it may stand, and to find it would prove nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

N_WORDS = 6
"""How many words in a row tell whose they are."""

FEWEST = 4
"""Of a turn of fewer words nothing can be said: "Yes, I did" is anybody's."""

N_STRETCH = 20
"""How many words in a row can be known again by a digest that nobody can turn back, were every one of them guessed."""

MARK = "[withdrawn]"
"""What stands where their words stood."""

# Underscores part words as spaces do; an apostrophe parts them however it is written.
_WORD = re.compile(r"[^\W_]+")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|[nrt])")


@dataclass(frozen=True, slots=True)
class Passages:
    """Runs of words, each a text of folded words with single spaces; ``n_short`` turns were too short to be looked for.

    ``n_shared`` runs are others' words too, and are none of these.
    """

    runs: frozenset[str]
    n_short: int = 0
    n_shared: int = 0

    @classmethod
    def of(cls, said: Iterable[str], *, besides: Iterable[str] = ()) -> Passages:
        """The runs of what somebody said.

        Args:
            said: Their turns.
            besides: What others said.

        >>> Passages.of(["We closed the night clinic in March.", "Yes."]).n_short
        1
        """
        wanted: set[str] = set()
        n_short = 0
        for turn in said:
            words = _folded(turn)
            n_short += 0 < len(words) < FEWEST
            if len(words) >= FEWEST:
                wanted.update(_runs(words, min(N_WORDS, len(words))))
        lengths = _lengths(frozenset(wanted))
        shared = {
            run for text in besides for words in [_folded(text)] for n in lengths for run in _runs(words, n)
        } & wanted
        return cls(frozenset(wanted - shared), n_short, len(shared))

    def found_in(self, text: str) -> set[str]:
        """Those of the runs that stand in a text."""
        if not self.runs:
            return set()
        words = _folded(text)
        return {run for n in _lengths(self.runs) for run in self.runs.intersection(_runs(words, n))}

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where runs stand in a text, as half-open ranges of code points; runs that overlap are one range."""
        if not self.runs:
            return []
        found = [(match[0].casefold(), match.start(), match.end()) for match in _WORD.finditer(text)]
        ranges: list[tuple[int, int]] = []
        for n in _lengths(self.runs):
            for nth in range(len(found) - n + 1):
                some = found[nth : nth + n]
                if " ".join(word for word, _, _ in some) in self.runs:
                    ranges.append((some[0][1], some[-1][2]))
        return _merged(ranges)

    def without(self, text: str) -> str:
        """A text with a mark in place of each run.

        >>> said = Passages.of(["We closed the night clinic in March."])
        >>> said.without("She told us: “We closed the night clinic in March”, and left.")
        'She told us: “[withdrawn]”, and left.'
        """
        for start, end in reversed(self.places(text)):
            text = f"{text[:start]}{MARK}{text[end:]}"
        return text


def stretches(turn: str) -> Iterator[str]:
    """A turn cut into stretches of ``N_STRETCH`` folded words; what is left at its end is none.

    >>> len(list(stretches("word " * 45)))
    2
    """
    words = _folded(turn)
    for at in range(0, len(words) - N_STRETCH + 1, N_STRETCH):
        yield " ".join(words[at : at + N_STRETCH])


def stretches_anywhere(text: str) -> Iterator[str]:
    """Every stretch of a text, wherever it begins: one of a turn that stands in it is among these."""
    return _runs(_folded(text), N_STRETCH)


def unescaped(text: str) -> str:
    r"""Text out of JSON with its escapes as what they stand for, white space as spaces: else ``\n`` joins a word."""
    return _ESCAPE.sub(lambda escape: chr(int(escape[1], 16)) if escape[1] else " ", text)


def _folded(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _runs(words: list[str], n: int) -> Iterator[str]:
    # All in C: slices of a list took three times as long, and a study's file holds millions of words.
    return map(" ".join, zip(*(words[nth:] for nth in range(n)), strict=False))


@lru_cache(maxsize=8)
def _lengths(runs: frozenset[str]) -> tuple[int, ...]:
    """How many words the runs have; asked for each of 10,000 values of a file, it took most of the time."""
    return tuple(sorted({run.count(" ") + 1 for run in runs}))


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
