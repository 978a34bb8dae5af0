"""What a candidate is called, and which of its members show it best.

A name is a phrase that participants said: noun groups and the verb and adjective groups in which people judge, found
in the most central members, weighed by how many members of this candidate say it and how few of the others
(class-based TF-IDF), each member counting by how near it is to the centre. Names ask to be rewritten: the
researcher's statement is the theme.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from themes.discover import grammar
from themes.discover.neighbours import rounded
from themes.discover.terms import Term, Usage, plain, said, singles, stem, term_of
from themes.text import count_words, words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

N_PHRASES = 6
N_KEY_WORDS = 8
N_TYPICAL = 3

# How many central members of a candidate are parsed, and how many of them may come from one case.
_PARSED, _PARSED_IN_ALL = 18, 320
_PARSED_A_CASE = 4
# A quotation of this many words is read at a glance and still says something.
_SHORTEST, _LONGEST = 12, 60
# Two quotations nearer than this (cosine) say the same thing twice.
_SAME = 0.92
# A phrase of several words says more than one word: its weight grows with each further word that says something.
_PER_WORD = 1.0
# What two people say may be the words of one conversation: a name is heard from three, where there are three.
_FEWEST_CASES = 3
_FEWEST_PHRASES = 6
_ENOUGH_PHRASES = 3
_ADJACENT = 2
# In how many segments a capitalised word is read to see whether it is a person's name.
_READ_A_NAME = 3
# What the farthest member of a candidate still counts.
_SOMETHING = 0.01
_MOST_WRITTEN_WORDS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A candidate's name, phrases and key words, and the positions of its typical members."""

    name: str
    phrases: tuple[str, ...]
    key_words: tuple[str, ...]
    typical: tuple[int, ...]


def closeness(vectors: NDArray[np.float32], candidates: NDArray[np.int64]) -> NDArray[np.float64]:
    """How near each segment is to the centre of its candidate: cosine with the mean, in [0, 1]; 0 where unplaced.

    Args:
        vectors: (n, d), rows of length 1.
        candidates: (n,), -1 where unplaced.

    Returns:
        (n,), rounded to four places so that it is the same in every process.
    """
    import numpy as np  # noqa: PLC0415

    whole = rounded(vectors).astype(np.float64)
    lengths = np.sqrt((whole * whole).sum(axis=1))
    result = np.zeros(len(whole))
    for candidate in range(int(candidates.max(initial=-1)) + 1):
        members = np.flatnonzero(candidates == candidate)
        total = whole[members].sum(axis=0)
        below = lengths[members] * np.sqrt((total * total).sum())
        result[members] = (whole[members] * total).sum(axis=1) / np.where(below > 0, below, 1.0)
    return np.clip(result, 0.0, 1.0).round(4)


def describe(
    texts: Sequence[str],
    vectors: NDArray[np.float32],
    *,
    candidates: NDArray[np.int64],
    cases: Sequence[str],
    drop_words: frozenset[str] = frozenset(),
) -> list[Description]:
    """Name every candidate and choose its typical members.

    Args:
        texts: The words of n segments.
        vectors: (n, d), rows of length 1.
        candidates: (n,), the candidate of each segment, 0 first, -1 where unplaced.
        cases: The case of each.
        drop_words: Words that no name holds (people, places), in any letters.

    Returns:
        One description a candidate, in order; no two bear the same name.
    """
    near = closeness(vectors, candidates)
    numbers = range(int(candidates.max(initial=-1)) + 1)
    central = [_central(near, candidates, number) for number in numbers]
    dropped = frozenset(word.lower() for given in drop_words for word in words(given))
    most = min(_PARSED, _PARSED_IN_ALL // max(1, len(numbers)))
    named, judged = _phrases([[texts[at] for at in _spread(of_one, cases, most)] for of_one in central], dropped)
    single = singles(texts, dropped)
    usage = Usage(
        texts,
        candidates=candidates.tolist(),
        weights=(near + _SOMETHING).tolist(),
        cases=cases,
        wanted=single.union(*named, *judged),
        dropped=dropped,
    )
    ranked = [_ranked(usage, number, named[number], judged[number]) for number in numbers]
    key_words = [_key_words(usage, number) for number in numbers]
    people = _people(usage, [*ranked, *key_words], texts)
    taken: set[frozenset[str]] = set()
    described = []
    for number in numbers:
        chosen = _chosen([term for term in ranked[number] if people.isdisjoint(term)], taken)
        taken.add(frozenset(chosen[0]) if chosen else frozenset())
        keys = [term for term in key_words[number][: 2 * N_KEY_WORDS] if people.isdisjoint(term)][:N_KEY_WORDS]
        phrases = tuple(usage.writing(term) for term in chosen)
        described.append(
            Description(
                name=_name(phrases) or f"Candidate {number + 1}",
                phrases=phrases,
                key_words=tuple(usage.writing(term) for term in keys if usage.weight(number, term) > 0),
                typical=_typical(central[number], texts, vectors, cases),
            )
        )
    return described


def _central(near: NDArray[np.float64], candidates: NDArray[np.int64], number: int) -> list[int]:
    """The members of a candidate, nearest to its centre first."""
    return sorted(
        (at for at, candidate in enumerate(candidates.tolist()) if candidate == number),
        key=lambda at: (-float(near[at]), at),
    )


def _spread(central: Sequence[int], cases: Sequence[str], most: int) -> list[int]:
    """The members that are parsed: the central ones, few from one case unless there are too few cases."""
    of_case: dict[str, int] = {}
    first: list[int] = []
    rest: list[int] = []
    for at in central:
        of_case[cases[at]] = of_case.get(cases[at], 0) + 1
        (first if of_case[cases[at]] <= _PARSED_A_CASE else rest).append(at)
    return [*first, *rest][:most]


def _phrases(texts: Sequence[Sequence[str]], dropped: frozenset[str]) -> tuple[list[set[Term]], list[set[Term]]]:
    """The terms of noun groups and actions, and those of judgements, in the texts of each candidate.

    Without spaCy: pairs of adjacent words and single words, and no judgements.
    """
    if not grammar.available():
        pairs = [
            {term for text in of_one for term, writing in said(text, dropped) if len(term) == len(writing.split())}
            for of_one in texts
        ]
        return [{term for term in of_one if len(term) <= _ADJACENT} for of_one in pairs], [set() for _ in texts]
    found = iter(grammar.groups([text for of_one in texts for text in of_one]))
    named, judged = [], []
    for of_one in texts:
        groups = [next(found) for _ in of_one]
        named.append({term_of(phrase, dropped) for group in groups for phrase in group.named} - {()})
        judged.append({term_of(phrase, dropped) for group in groups for phrase in group.judged} - {()})
    return named, judged


def _people(usage: Usage, ranked: Sequence[Sequence[Term]], texts: Sequence[str]) -> frozenset[str]:
    """The stems among the first terms that are people's names: read where they are written with a capital."""
    if not grammar.available():
        return frozenset()
    capitals = {
        word
        for of_one in ranked
        for term in of_one[:N_KEY_WORDS]
        for word in usage.writing(term).split()
        if word[:1].isupper() and not word.isupper()
    }
    left = dict.fromkeys(sorted(capitals), _READ_A_NAME)
    read = []
    for text in texts:
        here = [word for word in words(text) if left.get(word, 0) > 0]
        if here:
            read.append(text)
            left.update({word: left[word] - 1 for word in here})
    return frozenset(stem(word) for word in grammar.people(read) if word in {known.lower() for known in capitals})


def _ranked(usage: Usage, number: int, named: set[Term], judged: set[Term]) -> list[Term]:
    """The terms that could name a candidate, best first; those that one person says come last."""
    scored = []
    for term in named | judged:
        weight = usage.weight(number, term) * (1 + _PER_WORD * (len(term) - 1))
        single_judgement = len(term) == 1 and term not in named
        too_plain = plain(term) and (len(term) == 1 or term not in judged)
        if weight <= 0 or single_judgement or too_plain or len(usage.writing(term).split()) > _MOST_WRITTEN_WORDS:
            continue
        scored.append((usage.n_cases(number, term) >= _FEWEST_CASES, round(weight, 9), term))
    scored.sort(key=lambda one: (not one[0], -one[1], one[2]))
    shared = [term for heard_twice, _, term in scored if heard_twice]
    return shared if len(shared) >= _FEWEST_PHRASES else [term for _, _, term in scored]


def _key_words(usage: Usage, number: int) -> list[Term]:
    """The words of a candidate, the most telling first."""
    return sorted(usage.words(number), key=lambda term: (-round(usage.weight(number, term), 9), term))


def _chosen(ranked: Sequence[Term], taken: set[frozenset[str]]) -> list[Term]:
    """The best terms that do not repeat one another; the first one names no other candidate.

    Where that leaves fewer than three, terms that share half of their words with another come in too.
    """
    chosen: list[Term] = []
    for most_shared in (0.0, 0.5):
        for term in ranked:
            held = frozenset(term)
            if not chosen and held in taken:
                continue
            repeated = max((len(held & frozenset(other)) / min(len(held), len(other)) for other in chosen), default=0.0)
            if repeated <= most_shared and len(chosen) < N_PHRASES:
                chosen.append(term)
        if len(chosen) >= _ENOUGH_PHRASES:
            break
    return chosen


def _typical(
    central: Sequence[int], texts: Sequence[str], vectors: NDArray[np.float32], cases: Sequence[str]
) -> tuple[int, ...]:
    """Three central members from different cases, of readable length, that do not repeat one another.

    Each wish is given up in turn where it cannot be met: length first, then different words, then different cases.
    """
    chosen: list[int] = []
    for wish in range(4):
        for at in central:
            if len(chosen) == N_TYPICAL:
                break
            readable = _SHORTEST <= count_words(texts[at]) <= _LONGEST or wish > 0
            new = all(_likeness(vectors, at, other) < _SAME for other in chosen) or wish > 1
            elsewhere = all(cases[at] != cases[other] for other in chosen) or wish > 2  # noqa: PLR2004 - the third wish
            if at not in chosen and readable and new and elsewhere:
                chosen.append(at)
    return tuple(chosen)


def _likeness(vectors: NDArray[np.float32], one: int, other: int) -> float:
    """The cosine of two segments."""
    pair = rounded(vectors[[one, other]])
    return float((pair[0] * pair[1]).sum() / max((pair[0] ** 2).sum(), 1.0))


def _name(phrases: Sequence[str]) -> str:
    """The first phrase with a capital; two of them where each is one word, which alone says too little."""
    if not phrases:
        return ""
    first = phrases[0]
    if len(phrases) > 1 and " " not in first and " " not in phrases[1]:
        first = f"{first} and {phrases[1]}"
    return first[:1].upper() + first[1:]
