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

from themes import english
from themes.discover import grammar
from themes.discover.neighbours import rounded
from themes.discover.phrases import N_PHRASES, Tiers, phrases_in
from themes.discover.terms import Term, Usage, singles, stem
from themes.text import count_words, words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["N_KEY_WORDS", "N_PHRASES", "N_TYPICAL", "Description", "closeness", "describe"]

N_KEY_WORDS = 8
N_TYPICAL = 3

# How many central members of a candidate are parsed, and how many of them may come from one case.
_PARSED, _PARSED_IN_ALL = 24, 420
_PARSED_A_CASE = 4
# A quotation of this many words is read at a glance and still says something.
_SHORTEST, _LONGEST = 12, 60
# What likeness to a quotation that is shown already takes from the next one's nearness to the centre.
_UNLIKE = 0.8
_WEIGHED_FOR_SPREAD = 60
# In how many segments a capitalised word is read to see whether it is a name, and how many terms of each candidate.
_READ_A_NAME = 4
_FIRST_TERMS = 12
# What the farthest member of a candidate still counts.
_SOMETHING = 0.01


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
    pools = phrases_in([[texts[at] for at in _spread(of_one, cases, most)] for of_one in central], dropped)
    single = singles(texts, dropped)
    usage = Usage(
        texts,
        candidates=candidates.tolist(),
        weights=(near + _SOMETHING).tolist(),
        cases=cases,
        wanted=single.union(*(pool.all for pool in pools)),
        dropped=dropped,
    )
    tiers = [
        Tiers(usage, number, pools[number], n_members=len(of_one), n_cases=len({cases[at] for at in of_one}))
        for number, of_one in enumerate(central)
    ]
    key_words = [_key_words(usage, number) for number in numbers]
    names = _names(usage, [*(of_one.first for of_one in tiers), *key_words], texts)
    taken: set[frozenset[str]] = set()
    described = []
    for number in numbers:
        chosen = tiers[number].chosen(taken, without=names)
        taken.add(frozenset(chosen[0]) if chosen else frozenset())
        keys = [term for term in key_words[number][: 2 * N_KEY_WORDS] if names.isdisjoint(term)][:N_KEY_WORDS]
        phrases = tuple(usage.writing(term) for term in chosen)
        described.append(
            Description(
                name=_name(phrases, [tiers[number].names_something(term) for term in chosen])
                or f"Candidate {number + 1}",
                phrases=phrases,
                key_words=tuple(usage.writing(term) for term in keys if usage.weight(number, term) > 0),
                typical=_typical(central[number], near, texts, vectors, cases),
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


def _names(usage: Usage, ranked: Sequence[Sequence[Term]], texts: Sequence[str]) -> frozenset[str]:
    """The stems among the first terms that are names of people or places, read where they have a capital."""
    if not english.available():
        return frozenset()
    capitals = {
        word
        for of_one in ranked
        for term in of_one[:_FIRST_TERMS]
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
    return frozenset(stem(word) for word in grammar.names(read) if word in {known.lower() for known in capitals})


def _key_words(usage: Usage, number: int) -> list[Term]:
    """The words of a candidate, the most telling first."""
    return sorted(usage.words(number), key=lambda term: (-round(usage.weight(number, term), 9), term))


def _typical(
    central: Sequence[int],
    near: NDArray[np.float64],
    texts: Sequence[str],
    vectors: NDArray[np.float32],
    cases: Sequence[str],
) -> tuple[int, ...]:
    """Three members from different cases, of readable length: the most central one, then central ones unlike it.

    Each wish is given up in turn where it cannot be met: length first, then the nearer half, then different cases.
    """
    chosen: list[int] = []
    half = central[: max(2 * N_TYPICAL, len(central) // 2)]
    while len(chosen) < min(N_TYPICAL, len(central)):
        for wish in range(4):
            of = [
                at
                for at in (half if wish < 2 else central)  # noqa: PLR2004 - the second wish
                if at not in chosen
                and (_SHORTEST <= count_words(texts[at]) <= _LONGEST or wish > 0)
                and (all(cases[at] != cases[other] for other in chosen) or wish > 2)  # noqa: PLR2004 - the third wish
            ]
            if of:
                break
        # max() keeps the first of equals, which is the more central.
        chosen.append(
            max(
                of[:_WEIGHED_FOR_SPREAD],
                key=lambda at: (
                    float(near[at]) - _UNLIKE * max((_likeness(vectors, at, other) for other in chosen), default=0.0)
                ),
            )
        )
    return tuple(chosen)


def _likeness(vectors: NDArray[np.float32], one: int, other: int) -> float:
    """The cosine of two segments."""
    pair = rounded(vectors[[one, other]])
    return float((pair[0] * pair[1]).sum() / max((pair[0] ** 2).sum(), 1.0))


def _name(phrases: Sequence[str], named: Sequence[bool]) -> str:
    """The first phrase with a capital; two of them where each is one word, which alone says too little.

    Two nouns are joined by "and", a noun and what is said of it or done with it by a comma ("Staff, friendly").
    """
    if not phrases:
        return ""
    first = phrases[0]
    if len(phrases) > 1 and " " not in first and " " not in phrases[1]:
        joint = " and " if named[0] == named[1] else ", "
        first = f"{first}{joint}{phrases[1]}"
    return first[:1].upper() + first[1:]
