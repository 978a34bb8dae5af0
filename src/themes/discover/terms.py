"""Words and phrases of candidates, and how much more a candidate says them than the others.

A term is a tuple of stems, empty words left out: "downloading the files" and "download file" are one. How it is
written comes from the participants' own words, the commonest writing first.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from themes.discover.filler import CONNECTING, EMPTY, JUDGING, PLAIN
from themes.text import words as words_of

Term = tuple[str, ...]

LONGEST = 4
"""A term has at most this many words that say something."""

_TOO_SHORT = 2
# Participants use a few thousand words; each is looked at once.
_KEPT = 65_536
# Below 1, a telling phrase that a tenth of the members say is not drowned by a plain word that a third say.
_SHARE_COUNTS = 0.75
# How many words may stand between two words of a phrase ("cut the budget", "out of the box").
_MOST_BETWEEN = 2
# Written in small letters once in so many times, a word is no name.
_SMALL_LETTERS = 4
_ENDINGS = re.compile(r"(?<=[a-z]{3})(?:ings?|ed|es|s)$")
_POSSESSIVE = re.compile(r"['’]s?$")
_ROMAN = re.compile(r"[ivx]{2,}")
NOT = "not"
_NEGATIONS = frozenset({"not", "n't", "never"})


@lru_cache(maxsize=_KEPT)
def stem(word: str) -> str:
    """A word without the ending of its number or tense, so that its forms are counted together.

    >>> [stem(word) for word in ("Queries", "query", "downloading", "downloads", "class", "board's")]
    ['query', 'query', 'download', 'download', 'class', 'board']
    """
    lower = _POSSESSIVE.sub("", word.lower().replace("’", "'"))
    if _negates(lower):
        return NOT
    if lower.endswith(("ss", "us", "is")):
        return lower
    if lower.endswith("ies") and len(lower) > len("ties"):
        return lower[:-3] + "y"
    cut = _ENDINGS.sub("", lower)
    if cut != lower and len(cut) > _TOO_SHORT and cut[-1] == cut[-2] and cut[-1] not in "sl":
        return cut[:-1]
    # "used" and "use", "place" and "places" meet without their final e.
    return cut[:-1] if len(cut) > _TOO_SHORT + 1 and cut.endswith("e") else cut


def _negates(lower: str) -> bool:
    return lower in _NEGATIONS or lower.endswith("n't")


@lru_cache(maxsize=_KEPT)
def says_something(word: str, dropped: frozenset[str] = frozenset()) -> bool:
    """Whether a word may stand in a name: neither empty, nor a number, nor among the dropped (in small letters).

    "Not" may: "not clear" is no less a judgement than "clear".
    """
    lower = word.lower().replace("’", "'")
    bare = _POSSESSIVE.sub("", lower)
    if _negates(lower):
        return True
    return not (
        lower in EMPTY
        or bare in EMPTY
        or bare in dropped
        or lower in dropped
        or len(bare) < _TOO_SHORT
        or not any(character.isalpha() for character in bare)
        or any(character.isdigit() for character in bare)
        or _ROMAN.fullmatch(bare)
    )


def term_of(phrase: str, dropped: frozenset[str] = frozenset()) -> Term:
    """The term of a phrase; empty where nothing in it says anything.

    >>> term_of("downloading the files")
    ('download', 'fil')
    """
    parts = [stem(word) for word in words_of(phrase) if says_something(word, dropped)]
    while parts and parts[-1] == NOT:
        parts.pop()
    return tuple(parts[:1] if parts[:1] != [NOT] else [NOT]) + tuple(part for part in parts[1:] if part != NOT)


def plain(term: Term) -> bool:
    """Whether a term is made of plain words only, too plain to name anything."""
    return all(part in _PLAIN_STEMS for part in term)


def said(text: str, dropped: frozenset[str] = frozenset()) -> Iterator[tuple[Term, str]]:
    """Every run of up to four words that say something in a text, with at most two connecting words between two.

    Yields:
        The term, and the stretch of words as they stand in the text.
    """
    words = words_of(text)
    kept = [(at, stem(word)) for at, word in enumerate(words) if says_something(word, dropped)]
    for first in range(len(kept)):
        for last in range(first, min(first + LONGEST, len(kept))):
            if kept[last][1] == NOT:
                if last > first:
                    break
                continue
            # "files, that I have opened" and "sponsored, sort of arranged" are no phrases.
            if last > first and not _connected(words[kept[last - 1][0] + 1 : kept[last][0]]):
                break
            term = tuple(part for _, part in kept[first : last + 1])
            yield term, " ".join(words[kept[first][0] : kept[last][0] + 1])


def _connected(between: Sequence[str]) -> bool:
    """Whether the words on both sides of these belong to one phrase."""
    return len(between) <= _MOST_BETWEEN and all(word.lower() in CONNECTING for word in between)


def judges(term: Term) -> bool:
    """Whether a term is one plain word that may yet be what a candidate is about ("easy")."""
    return len(term) == 1 and term[0] in _JUDGING_STEMS


class Usage:
    """Who uses which terms: for each candidate the weight of the members that say a term.

    Args:
        texts: The words of n segments.
        candidates: The candidate of each, -1 where unplaced.
        weights: How much each counts, above 0.
        cases: The case of each.
        wanted: The terms to count.
        dropped: Words that no term holds, in small letters.
    """

    def __init__(
        self,
        texts: Sequence[str],
        *,
        candidates: Sequence[int],
        weights: Sequence[float],
        cases: Sequence[str],
        wanted: Collection[Term],
        dropped: frozenset[str],
    ) -> None:
        """Count once over all segments."""
        n_candidates = max(candidates, default=-1) + 1
        self._inside: list[Counter[Term]] = [Counter() for _ in range(n_candidates)]
        self._all: Counter[Term] = Counter()
        self._cases: dict[tuple[int, Term], set[str]] = defaultdict(set)
        self._members: Counter[tuple[int, Term]] = Counter()
        self._writings: dict[Term, Counter[str]] = defaultdict(Counter)
        self._weight = [0.0] * n_candidates
        for text, candidate, weight, case in zip(texts, candidates, weights, cases, strict=True):
            if candidate < 0:
                continue
            self._weight[candidate] += weight
            here = dict(reversed([pair for pair in said(text, dropped) if pair[0] in wanted]))
            for term, writing in here.items():
                self._inside[candidate][term] += weight  # type: ignore[assignment] # counters add floats too
                self._all[term] += weight  # type: ignore[assignment]
                self._cases[candidate, term].add(case)
                self._members[candidate, term] += 1
                self._writings[term][writing] += 1
        self._total = sum(self._weight)

    def words(self, candidate: int) -> list[Term]:
        """The terms of one word that the candidate's members say."""
        return [term for term in self._inside[candidate] if len(term) == 1]

    def share(self, candidate: int, term: Term) -> float:
        """The share of a candidate's weight whose members say the term, in [0, 1]."""
        return self._inside[candidate][term] / self._weight[candidate] if self._weight[candidate] else 0.0

    def n_cases(self, candidate: int, term: Term) -> int:
        """In how many cases the candidate's members say the term."""
        return len(self._cases.get((candidate, term), ()))

    def n_members(self, candidate: int, term: Term) -> int:
        """How many of the candidate's members say the term."""
        return self._members[candidate, term]

    def times(self, candidate: int, term: Term) -> float:
        """How many times as often the candidate's members say the term as all others do, those unplaced left out."""
        elsewhere = self._total - self._weight[candidate]
        outside = (self._all[term] - self._inside[candidate][term]) / elsewhere if elsewhere > 0 else 0.0
        # Half a member outside is allowed for, so that a term said once is not infinitely rare.
        floor = 0.5 / max(self._total, 1.0)
        return (self.share(candidate, term) + floor) / (outside + floor)

    def most_elsewhere(self, candidate: int, term: Term) -> float:
        """The largest share, in [0, 1], of another candidate's weight whose members say the term."""
        return max((self.share(other, term) for other in range(len(self._weight)) if other != candidate), default=0.0)

    def weight(self, candidate: int, term: Term) -> float:
        """Class-based TF-IDF (Grootendorst 2022): the share inside, times the logarithm of how rare it is over all.

        A term that the others say as often weighs nothing.
        """
        counted: float = self.share(candidate, term) ** _SHARE_COUNTS
        return counted * max(0.0, math.log(self.times(candidate, term)))

    def writing(self, term: Term) -> str:
        """How the term is most often written, the shorter and then the alphabetically first of equals.

        A first word that stands in capitals for beginning a sentence loses them.
        """
        best = written(self._writings.get(term, {}))
        first = best.split(" ", 1)[0]
        if len(term) > 1 and first[:1].isupper() and first[1:].islower():
            alone = written(self._writings.get((stem(first),), {}))
            return best if alone[:1].isupper() else best[:1].lower() + best[1:]
        return best


def written(writings: Mapping[str, int]) -> str:
    """The commonest of several writings of one term; of equals the shorter, then the alphabetically first."""
    folded: Counter[str] = Counter()
    for writing, count in writings.items():
        folded[writing.lower()] += count
    if not folded:
        return ""
    best = min(folded, key=lambda writing: (-folded[writing], len(writing), writing))
    # Capitals stay where they are the rule ("FAIR metadata", "GitHub"), not where a sentence begins: a comment of three
    # words begins one as often as not.
    if _SMALL_LETTERS * writings.get(best, 0) >= folded[best]:
        return best
    return min(
        (writing for writing in writings if writing.lower() == best),
        key=lambda writing: (-writings[writing], sum(character.isupper() for character in writing), writing),
    )


def singles(texts: Iterable[str], dropped: frozenset[str]) -> set[Term]:
    """Every term of one word in the texts."""
    found: set[Term] = {(stem(word),) for text in texts for word in words_of(text) if says_something(word, dropped)}
    return found - {(NOT,)}


_PLAIN_STEMS = frozenset(stem(word) for word in PLAIN)
_JUDGING_STEMS = frozenset(stem(word) for word in JUDGING)
