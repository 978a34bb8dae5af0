"""Where an interviewer asks the questions of a topic guide: proposed from likeness of words, sense and order.

Each place where somebody may ask (an interviewer's turn, a heading) is compared with each question: sense by the
encoder, sentence by sentence, and shared words weighted by how few questions bear them. What is like nothing is a
follow-up, and belongs to the question before. Guides are roughly followed in their order: among the rows of choices
that are possible the one is taken whose likeness, less what going back or asking twice costs, is greatest (a Viterbi
path: 60 turns and 40 questions take 10 ms).

Tried and left out: the first words of the answer beside the question's own, which found no more (the halves of
benchmarks/questions.py say how they were chosen on).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from themes.guide import LEAST
from themes.text import words as words_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

# These, as LEAST, were chosen on interviews 01, 03, 05, 07, 09 and 11 of corpus/ and are measured on the others.
_OF_SENSE, _OF_WORDS = 0.7, 0.3
_OF_HABIT = 0.5  # how much of what makes a question like everything (it names the programme) is taken off
_NO_QUESTION = 0.05
_GOES_BACK, _LEAPS, _MOST_FOR_LEAPS, _AGAIN = 0.2, 0.004, 0.04, 0.2
_ASIDE = re.compile(r"\[[^\]]*\]|\([^)]*\)")
_SENTENCE_END = re.compile(r"(?<=[.?!…])\s+")
_TELL = re.compile(r"\b(?:tell|describe|talk|explain)\b", re.IGNORECASE)
_SAY_LITTLE = """
a about after all also am an and any anything are as ask asked asking at be been before bit but by came can come comes
could did do does doing done er first for from get go going got had happen happened happens has have having hm how i if
in into is it its just know like little look looks make maybe me mean mention mentioned might mm mm-hm moment more most
much my no not now of oh ok okay on or other our out over own please probably question really right said say she so some
somebody someone sort take tell that the their them then there these they thing things think this those to today um up
us very want wanted was we were what when where which who why will with would yeah yes you your
"""
_STOP = frozenset(_SAY_LITTLE.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place where somebody may ask: the index of its turn, its words as they are compared, whether it reads so."""

    turn: int
    sentences: tuple[str, ...]
    asks: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A place that is like a question: indexes of the place and the question, likeness in [0, 1]."""

    place: int
    question: int
    similarity: float


def place_of(turn: int, words: str) -> Place:
    """A place from the index and the words of a turn.

    Asides are left out, and so are sentences that say nothing by themselves ("What happens?").

    >>> place_of(7, "[laughs] Right. And the board, at that point?")
    Place(turn=7, sentences=('And the board, at that point?', 'Right. And the board, at that point?'), asks=True)
    """
    bare = " ".join(_ASIDE.sub(" ", words).split())
    parts = [*_SENTENCE_END.split(bare), bare]
    return Place(
        turn=turn,
        sentences=tuple(dict.fromkeys(part for part in parts if _content(part))),
        asks="?" in words or _TELL.search(words) is not None,
    )


def likeness(
    places: Sequence[Sequence[Place]],
    questions: Sequence[str],
    *,
    place_vectors: Sequence[Numbers],
    question_vectors: Numbers,
) -> list[Numbers]:
    """How like each place is to each question, in [0, 1].

    Args:
        places: The places of each of k transcripts.
        questions: m questions.
        place_vectors: For each transcript the vectors of all sentences of all its places, in their order, shape (number
            of sentences, d), each of length 1.
        question_vectors: Shape (m, d), each of length 1.

    Returns:
        For each transcript a table of shape (its number of places, m).
    """
    import numpy as np  # noqa: PLC0415 - not needed to open a project

    weights = _weights(questions)
    asked = [_content(question) for question in questions]
    senses = [vectors @ question_vectors.T for vectors in place_vectors]
    said = [sense for sense in senses if len(sense)]
    habit = np.concatenate(said).mean(axis=0) if said else np.zeros(len(questions), dtype=np.float32)
    habit = _OF_HABIT * (habit - habit.mean())
    return [_table(own, sense - habit, asked=asked, weights=weights) for own, sense in zip(places, senses, strict=True)]


def _table(
    places: Sequence[Place], sense: Numbers, *, asked: Sequence[frozenset[str]], weights: Mapping[str, float]
) -> Numbers:
    """Likeness of one transcript's places, shape (number of places, m), from that of their sentences."""
    import numpy as np  # noqa: PLC0415 - as above

    table = np.zeros((len(places), len(asked)), dtype=np.float32)
    first = 0
    for row, place in enumerate(places):
        last = first + len(place.sentences)
        if first < last:
            shared = np.array([[_overlap(_content(one), other, weights) for other in asked] for one in place.sentences])
            likest = (_OF_SENSE * sense[first:last] + _OF_WORDS * shared).max(axis=0)
            table[row] = np.clip(likest - (0.0 if place.asks else _NO_QUESTION), 0.0, 1.0)
        first = last
    return table


def match(table: Numbers, *, given: Mapping[int, int] | None = None, least: float = LEAST) -> list[Proposed]:
    """The places that ask a question, by likeness and the guide's order.

    Args:
        table: Likeness, shape (places in their order, questions in the guide's order).
        given: Places whose question a person has said: they stay, and lead what is around them.
        least: The likeness below which nothing is proposed.

    Returns:
        Proposals in the order of the text; a place without one is a follow-up, or no question at all.
    """
    import numpy as np  # noqa: PLC0415 - as above

    n_places, n_questions = table.shape
    if not n_places or not n_questions:
        return []
    fixed = dict(given or {})
    # State 0 is before the first question, state q + 1 after question q was asked last.
    best = np.full(n_questions + 1, -np.inf)
    best[0] = 0.0
    cost = _costs(n_questions)
    came: list[tuple[NDArray[np.int64], NDArray[np.bool_]]] = []
    for place in range(n_places):
        gain = table[place] - least
        if place in fixed:
            gain = np.full(n_questions, -np.inf)
            gain[fixed[place]] = 1.0
        ways = best[:, None] - cost  # from each state to each question
        before = ways.argmax(axis=0)
        asked = ways.max(axis=0) + np.where(gain > 0, gain, -np.inf)
        stays = best if place not in fixed else np.full(n_questions + 1, -np.inf)
        here = np.concatenate([[-np.inf], asked])
        asks = here > stays
        came.append((np.concatenate([[0], before]), asks))
        best = np.where(asks, here, stays)
    state = int(best.argmax())
    found: list[Proposed] = []
    for place in range(n_places - 1, -1, -1):
        before, asks = came[place]
        if asks[state]:
            question = state - 1
            found.append(Proposed(place=place, question=question, similarity=round(float(table[place, question]), 4)))
            state = int(before[state])
    return found[::-1]


def _costs(n_questions: int) -> Numbers:
    """What it costs to ask a question after another, shape (n + 1, n): going back, leaping ahead, asking twice."""
    import numpy as np  # noqa: PLC0415 - as above

    ahead = np.arange(n_questions)[None, :] - (np.arange(n_questions + 1)[:, None] - 1)
    leap = np.minimum((np.abs(ahead) - 1).clip(min=0) * _LEAPS, _MOST_FOR_LEAPS)
    costs = leap + np.where(ahead < 0, _GOES_BACK, 0.0) + np.where(ahead == 0, _AGAIN, 0.0)
    result: Numbers = costs.astype(np.float32)
    return result


def _content(words: str) -> frozenset[str]:
    """The stems of the words that say what a question is about."""
    found = {word.casefold().replace("’", "'") for word in words_of(words)}
    return frozenset(_stem(word) for word in found if word not in _STOP and word.split("'")[0] not in _STOP)


def _stem(word: str) -> str:
    for end in ("ings", "ing", "ies", "ed", "es", "s", "'s"):
        if word.endswith(end) and len(word) - len(end) >= _SHORTEST_STEM:
            return word[: -len(end)]
    return word


def _weights(questions: Sequence[str]) -> dict[str, float]:
    """A word weighs the more the fewer questions bear it."""
    n_bearing = Counter(word for question in questions for word in _content(question))
    return {word: math.log(1 + len(questions) / count) for word, count in n_bearing.items()}


def _overlap(some: frozenset[str], other: frozenset[str], weights: Mapping[str, float]) -> float:
    """The weight of the words that a sentence shares with a question, as a share of the shorter one's, in [0, 1]."""
    shared = sum(weights[word] for word in some & other)
    if not shared:
        return 0.0
    longest = max(weights.values())
    own = sum(weights.get(word, longest) for word in some)
    asked = sum(weights[word] for word in other)
    return shared / math.sqrt(own * asked)


_SHORTEST_STEM = 3
