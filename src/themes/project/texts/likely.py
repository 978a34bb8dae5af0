"""Where a quotation that lost its place may stand now: for a person to choose from, never a decision."""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Iterator

from themes.model import Span
from themes.text import MARKS, trim

_WORD = re.compile(rf"\w[\w{MARKS}]*")
_ALIKE = 0.5
_MOST_WORDS = 400  # of a longer quotation its first words say where it stands


def likely_places(words: str, text: str, near: Span, *, limit: int = 3) -> list[Span]:
    """Passages that share words with a quotation, most first, and what stands about where it was.

    One pass over the text, whatever the quotation's length.

    Args:
        words: The quotation's words as they were.
        text: The transcript as it is.
        near: About where the quotation was.
        limit: At most how many places.

    Returns:
        Spans of whole words that do not overlap: those that share half of the words or more, in as many, best first and
        of equals the nearest; then the place itself, unless one of them is there.

    >>> text = "We met the new board in May. Nobody spoke of money."
    >>> [text[one.start : one.end] for one in likely_places("The old board, in May.", text, Span(start=29, end=35))]
    ['the new board in May', 'Nobody']
    """
    wanted = [match[0].casefold() for match in _WORD.finditer(words)][:_MOST_WORDS]
    found: list[Span] = []
    scored = ((-share, abs(span.start - near.start), span) for share, span in _windows(wanted, text))
    for _, _, span in heapq.nsmallest(limit * max(1, len(wanted)), scored):
        if len(found) < limit and not any(span.overlaps(other) for other in found):
            found.append(span)
    here = trim(text, near) if near.end <= len(text) else None
    if here is not None and not any(here.overlaps(other) for other in found):
        found = [*found[: limit - 1], here]
    return found


def _windows(wanted: list[str], text: str) -> Iterator[tuple[float, Span]]:
    """Each run of about as many words as are wanted, from its first shared word to its last, with its share of them."""
    waiting = Counter(wanted)
    size = len(wanted)
    width = size + size // 4 + 1  # words were put in, as likely as taken out
    held: Counter[str] = Counter()
    n_shared = 0
    tokens = [(match[0].casefold(), *match.span()) for match in _WORD.finditer(text)] if wanted else []
    for nth, (word, _, end) in enumerate(tokens):
        held[word] += 1
        n_shared += held[word] <= waiting[word]
        if nth >= width:
            left = tokens[nth - width][0]
            n_shared -= held[left] <= waiting[left]
            held[left] -= 1
        # A run is told of where it ends in a word that is shared; it begins with one where the words before are not.
        if n_shared >= _ALIKE * size and word in waiting:
            first = max(0, nth - width + 1)
            start = next(start for other, start, _ in tokens[first : nth + 1] if other in waiting)
            yield n_shared / size, Span(start=start, end=end)
