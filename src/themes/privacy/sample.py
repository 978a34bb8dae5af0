"""A random sample of what was said, for a second reader."""

from __future__ import annotations

import random
import re

from themes.model import Transcript

_SENTENCE_ENDS = re.compile(r"(?<=[.!?…])\s+")
_LONGEST = 400  # code points of one passage: a minute's reading of twenty of them

Passage = tuple[int, int]
"""A half-open range of code points within one turn."""


def passages(transcript: Transcript) -> list[Passage]:
    """The turns of a transcript, long ones cut at ends of sentences."""
    found: list[Passage] = []
    for turn in transcript.turns:
        start = turn.start
        if turn.kind != "speech" or turn.start >= turn.end:
            continue
        for match in _SENTENCE_ENDS.finditer(transcript.text, turn.start, turn.end):
            if match.end() - start >= _LONGEST:
                found.append((start, match.start()))
                start = match.end()
        if start < turn.end:
            found.append((start, turn.end))
    return found


def drawn(transcript: Transcript, *, share: float, fewest: int, seed: int | None) -> tuple[Passage, ...]:
    """Passages drawn at random, in the order of the text.

    Args:
        transcript: Where.
        share: Of all passages.
        fewest: How many at least, where there are so many.
        seed: For the same ones again; at random where None.
    """
    every = passages(transcript)
    size = min(len(every), max(fewest, round(share * len(every))))
    return tuple(sorted(random.Random(seed).sample(every, size)))  # noqa: S311 - a sample, no secret
