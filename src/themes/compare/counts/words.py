"""How often words and phrases are said, and where: counted in what passes, in small letters, forms together if asked.

A word is what ``text.words`` takes for one: letters and digits, apostrophes and hyphens inside it kept.
A phrase is two to four words with nothing but white space between them, in one range; it neither begins nor ends with a
word that is left out. Longer phrases do not take from the shorter ones in them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from themes.compare.counts.passage import Passage
from themes.text import MARKS

LONGEST_PHRASE = 4
PER = 10_000
"""Words for which a rate is told."""

_WORD = re.compile(rf"\w[\w{MARKS}]*(?:['’\-]\w[\w{MARKS}]*)*")

Form = Callable[[str], str]
"""What makes one of a word's forms: "boards" and "board" the same."""

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A range of a transcript that is counted, with its words and who says it, where that is known."""

    passage: Passage
    words: str
    case_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word where it stands; ``form`` is what it is counted as, ``apart`` that more than white space is before it."""

    word: str
    form: str
    start: int
    end: int
    apart: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WordCount:
    """A word or phrase, as it is most often written, with how often and by how many it is said."""

    written: str
    n_times: int
    n_cases: int
    n_transcripts: int
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordCounts:
    """The words or phrases said most often, of ``n_words`` words, those left out included; ``n_kinds`` differ."""

    counts: tuple[WordCount, ...]
    n_words: int
    n_kinds: int

    def rate(self, count: WordCount) -> float:
        """How often it is said in 10,000 words."""
        return PER * count.n_times / self.n_words if self.n_words else 0.0


def small(word: str) -> str:
    """A word as it is compared: in small letters, with one kind of apostrophe.

    >>> small("Don’t")
    "don't"
    """
    return word.lower().replace("’", "'")


def tokens(text: str, form: Form) -> list[Token]:
    """The words of a text with what each is counted as.

    Args:
        text: Words that were said.
        form: Given a word, what it is counted as.
    """
    found: list[Token] = []
    for match in _WORD.finditer(text):
        before = text[found[-1].end : match.start()] if found else ""
        found.append(
            Token(word=match[0], form=form(match[0]), start=match.start(), end=match.end(), apart=bool(before.strip()))
        )
    return found


def word_counts(
    said: Iterable[Said],
    *,
    form: Form = small,
    left_out: Collection[str] = (),
    phrases: bool = False,
    limit: int = 100,
    least: int = 1,
) -> WordCounts:
    """The words or phrases that are said most often.

    Args:
        said: What is counted.
        form: What a word is counted as.
        left_out: Words that are not counted, in small letters as they are written; a phrase may hold them inside.
        phrases: Count phrases of two to four words instead of words.
        limit: How many are told at most.
        least: Those said less often are not told.
    """
    dropped = frozenset(left_out)
    known = lru_cache(maxsize=None)(form)
    n_words = 0
    places: dict[Key, list[tuple[Said, Token, Token]]] = {}
    for one in said:
        here = tokens(one.words, known)
        n_words += len(here)
        for first, last in _runs(here, dropped, LONGEST_PHRASE if phrases else 1):
            if phrases == (last > first):
                key = tuple(token.form for token in here[first : last + 1])
                places.setdefault(key, []).append((one, here[first], here[last]))
    ranked = sorted(places, key=lambda key: (-len(places[key]), key))
    chosen = [key for key in ranked if len(places[key]) >= least][:limit]
    return WordCounts(counts=tuple(_count(places[key]) for key in chosen), n_words=n_words, n_kinds=len(places))


def _runs(here: Sequence[Token], dropped: frozenset[str], longest: int) -> Iterable[tuple[int, int]]:
    """Runs of words, from the first to the last, that neither begin nor end with one that is left out."""
    kept = [small(token.word) not in dropped for token in here]
    for first in range(len(here)):
        if not kept[first]:
            continue
        for last in range(first, min(first + longest, len(here))):
            if last > first and here[last].apart:
                break
            if kept[last]:
                yield first, last


def _count(found: Sequence[tuple[Said, Token, Token]]) -> WordCount:
    writings: Counter[str] = Counter(" ".join(one.words[first.start : last.end].split()) for one, first, last in found)
    return WordCount(
        written=_commonest(writings),
        n_times=len(found),
        n_cases=len({one.case_id for one, _, _ in found if one.case_id}),
        n_transcripts=len({one.passage.transcript_id for one, _, _ in found}),
        passages=tuple(
            Passage(one.passage.transcript_id, one.passage.start + first.start, one.passage.start + last.end)
            for one, first, last in found
        ),
    )


def _commonest(writings: Mapping[str, int]) -> str:
    """The commonest writing, in small letters unless they are rare; of equals the shorter, then by the alphabet."""
    folded: Counter[str] = Counter()
    for writing, n in writings.items():
        folded[writing.lower()] += n
    best = min(folded, key=lambda writing: (-folded[writing], len(writing), writing))
    if best in writings:
        return best
    return min(
        (writing for writing in writings if writing.lower() == best), key=lambda writing: (-writings[writing], writing)
    )
