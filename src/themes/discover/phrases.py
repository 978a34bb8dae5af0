"""Which phrases could name a candidate, and which of them do.

A phrase is taken for its weight (class-based TF-IDF) and for how many people say it; what a single person says fills a
list only where nothing else does. What the others say nearly as often tells nothing apart.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from themes import english
from themes.discover import grammar
from themes.discover.terms import Term, Usage, judges, plain, said, term_of

N_PHRASES = 6
ENOUGH = 3
"""So many phrases a candidate gets even where few people say them."""

# A phrase of several words says more than one word: its weight grows with each further word that says something.
_PER_WORD = 0.75
# An adjective or a verb alone says less than what it is said of.
_BARE = 0.5
# What two people say may be the words of one conversation: from three on a phrase has its whole weight, and what one
# person says fills a list only where nothing else does.
_CASES = 3
# By so many of the members, and by this share of them.
_MEMBERS, _SHARE = 3, 0.04
# Said so many times as often inside as outside, a phrase sets its candidate apart; so does none that another
# candidate says this much more often.
_TIMES, _ELSEWHERE = 2.0, 1.5
_ADJACENT = 2
_MOST_WRITTEN_WORDS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """The terms found in a candidate's central members.

    ``named`` are noun groups and actions, ``judged`` judgements, ``said_of`` and ``done`` adjectives and verbs alone.
    """

    named: frozenset[Term]
    judged: frozenset[Term]
    said_of: frozenset[Term]
    done: frozenset[Term]

    @property
    def all(self) -> frozenset[Term]:
        """Every term of the pool."""
        return self.named | self.judged | self.said_of | self.done


def phrases_in(texts: Sequence[Sequence[str]], dropped: frozenset[str]) -> list[Pool]:
    """The terms in the texts of each candidate.

    Without spaCy: pairs of adjacent words and single words, and no judgements.
    """
    if not english.available():
        pairs = [
            {term for text in of_one for term, writing in said(text, dropped) if len(term) == len(writing.split())}
            for of_one in texts
        ]
        nothing: frozenset[Term] = frozenset()
        return [
            Pool(
                named=frozenset(term for term in of_one if len(term) <= _ADJACENT),
                judged=nothing,
                said_of=nothing,
                done=nothing,
            )
            for of_one in pairs
        ]
    found = iter(grammar.groups([text for of_one in texts for text in of_one]))
    pools = []
    for of_one in texts:
        groups = [next(found) for _ in of_one]
        pools.append(
            Pool(
                named=_terms((phrase for group in groups for phrase in group.named), dropped),
                judged=_terms((phrase for group in groups for phrase in group.judged), dropped),
                said_of=_terms((phrase for group in groups for phrase in group.said_of), dropped),
                done=_terms((phrase for group in groups for phrase in group.done), dropped),
            )
        )
    return pools


class Tiers:
    """A candidate's terms, best first: what many say and few others say, then what fewer say, then anything.

    Args:
        usage: Who says what.
        number: The candidate.
        pool: Its terms.
        n_members: How many segments it holds.
        n_cases: In how many cases it is heard.
    """

    def __init__(self, usage: Usage, number: int, pool: Pool, *, n_members: int, n_cases: int) -> None:
        """Sort once."""
        self._usage, self._number, self._pool = usage, number, pool
        self._n_members, self._n_cases = n_members, n_cases
        self._tiers: tuple[list[Term], ...] = ([], [], [])
        scored = [(-round(self._weight(term), 9), term) for term in pool.all]
        for weight, term in sorted(scored):
            if weight < 0 and len(usage.writing(term).split()) <= _MOST_WRITTEN_WORDS:
                self._tiers[self._tier(term)].append(term)

    def _weight(self, term: Term) -> float:
        """What a term weighs: more for more words, less where it is bare or fewer than three people say it."""
        heard = min(self._usage.n_cases(self._number, term), _CASES) / _CASES
        bare = len(term) == 1 and term not in self._pool.named
        longer = 1 + _PER_WORD * (len(term) - 1)
        return self._usage.weight(self._number, term) * longer * math.sqrt(heard) * (_BARE if bare else 1.0)

    def _tier(self, term: Term) -> int:
        """0 for what many members say and few others, 1 for what is no more than not plain, 2 for the rest."""
        usage, number, pool = self._usage, self._number, self._pool
        heard = usage.n_cases(number, term) >= (2 if self._n_cases >= 2 * _CASES else 1)
        many = heard and usage.n_members(number, term) >= max(_MEMBERS, _SHARE * self._n_members)
        elsewhere = usage.most_elsewhere(number, term) / usage.share(number, term)
        tells_apart = usage.times(number, term) >= _TIMES and elsewhere <= _ELSEWHERE
        if plain(term) and term not in pool.judged:
            # "Easy" is plain, and yet what some candidates are about.
            return 0 if term in pool.said_of and judges(term) and tells_apart and many else 2
        if tells_apart and many and not (plain(term) and len(term) == 1):
            return 0
        return 1 if heard and not (plain(term) and len(term) == 1) else 2

    @property
    def first(self) -> list[Term]:
        """All terms, best first."""
        return [term for tier in self._tiers for term in tier]

    def names_something(self, term: Term) -> bool:
        """Whether a term is of noun groups or actions, not a judgement or a bare word."""
        return term in self._pool.named

    def chosen(self, taken: Collection[frozenset[str]], *, without: frozenset[str]) -> list[Term]:
        """The best terms that do not repeat one another; the first one names no other candidate.

        Up to six that many say; where that leaves fewer than three, others fill up to three: first such as share no
        word with those chosen, then such as share half of their words.

        Args:
            taken: The stems of the first terms of other candidates.
            without: Stems that no name holds.
        """
        chosen: list[Term] = []
        for tier, most_shared, most in (
            (0, 0.0, N_PHRASES), (1, 0.0, ENOUGH),
            (0, 0.5, ENOUGH), (1, 0.5, ENOUGH),
            (2, 0.0, ENOUGH), (2, 0.5, ENOUGH),
        ):  # fmt: skip
            for term in self._tiers[tier]:
                held = frozenset(term)
                if len(chosen) >= most or not without.isdisjoint(held) or (not chosen and held in taken):
                    continue
                shared = max((len(held & frozenset(one)) / min(len(held), len(one)) for one in chosen), default=0.0)
                if term not in chosen and shared <= most_shared:
                    chosen.append(term)
        # What it is about stands before what is said of it: "advice; listened".
        first = next((term for term in chosen if term in self._pool.named or len(term) > 1), None)
        if first is not None and frozenset(first) not in taken:
            chosen.remove(first)
            chosen.insert(0, first)
        return chosen


def _terms(phrases: Iterable[str], dropped: frozenset[str]) -> frozenset[Term]:
    return frozenset(term_of(phrase, dropped) for phrase in phrases) - {()}
