"""Names that were found at one place of a text, at the others where no rule sees them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from themes.model import IdentifierKind
from themes.privacy.found import Found
from themes.privacy.lexicon import is_name, is_word
from themes.privacy.words import Word

_SHORTEST = 4


def echoes(read: Sequence[Sequence[Word]], found: Sequence[Found]) -> Iterator[Found]:
    """Other places of what has been found, as "Fenwick" at the start of a sentence.

    Args:
        read: The words of a text, line by line.
        found: What has been found in it, in order.
    """
    words = [word for line in read for word in line]
    kinds: dict[str, IdentifierKind] = {}
    guessed: Counter[str] = Counter()
    inside: set[int] = set()
    nth = 0
    for one in found:
        while nth < len(words) and words[nth].start < one.end:
            word = words[nth]
            if word.end > one.start:
                inside.add(nth)
                if one.kind in {"person", "place"} and _telling(word):
                    # One guess among small letters proves nothing: "pruning".
                    guessed[word.key] += 1
                    if word.cased or is_name(word.key) or guessed[word.key] > 1:
                        kinds.setdefault(word.key, one.kind)
            nth += 1
    for at, word in enumerate(words):
        if at not in inside and word.key in kinds and not word.known and (word.capital or not word.cased):
            why = "found at another place of this text"
            yield Found(start=word.start, end=word.end, kind=kinds[word.key], why=why)


def _telling(word: Word) -> bool:
    """Whether a word is a name wherever it stands."""
    if len(word.key) < _SHORTEST or word.plain_word or (word.cased and not word.capital):
        return False
    return is_name(word.key) or not is_word(word.key)
