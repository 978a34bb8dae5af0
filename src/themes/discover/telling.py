"""The words that tell a group from all others, counted once so that any grouping of the same segments has them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from themes.discover.terms import NOT, plain, said

_MOST = 4
_FEWEST = 2  # members that say a word: what one says tells of that one alone
_SHARE_COUNTS = 0.75  # as for the key words of candidates (terms.Usage.weight)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words of n segments: for each the writing of every stem that says something, and how many say each stem."""

    of_each: tuple[dict[str, str], ...]
    n_saying: Counter[str]


def vocabulary(texts: Sequence[str], dropped: frozenset[str]) -> Vocabulary:
    """Count the words of segments.

    Args:
        texts: Of n segments.
        dropped: Words that tell nothing here, such as names, in small letters.
    """
    of_each = tuple(
        {term[0]: writing.lower() for term, writing in said(text, dropped) if len(term) == 1 and not plain(term)}
        for text in texts
    )
    n_saying = Counter(stem for words in of_each for stem in words if stem != NOT)
    return Vocabulary(of_each=of_each, n_saying=n_saying)


def telling(words: Vocabulary, members: Sequence[int]) -> tuple[str, ...]:
    """Up to four words that the members say more often than the others, the most telling first.

    Args:
        words: Of n segments.
        members: The places of the group's segments.

    >>> words = vocabulary(["the board came", "our board sat", "no money", "money went"], frozenset())
    >>> telling(words, [0, 1])
    ('board',)
    """
    inside = Counter(stem for member in members for stem in words.of_each[member])
    n_outside = max(1, len(words.of_each) - len(members))

    def weight(stem: str) -> float:
        share = inside[stem] / len(members)
        outside = (words.n_saying[stem] - inside[stem] + 0.5) / n_outside
        weighed: float = share**_SHARE_COUNTS * math.log(share / outside)
        return weighed

    told = sorted(
        (stem for stem, n in inside.items() if n >= _FEWEST and stem != NOT), key=lambda stem: (-weight(stem), stem)
    )
    found = []
    for stem in told[:_MOST]:
        if weight(stem) > 0:
            writings = Counter(words.of_each[member][stem] for member in members if stem in words.of_each[member])
            found.append(min(writings, key=lambda writing: (-writings[writing], len(writing), writing)))
    return tuple(found)
