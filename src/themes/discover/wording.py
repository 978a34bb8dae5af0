"""What a segment says in so many words, beside what it means.

An encoder of meaning puts two complaints nearer to each other than parking to parking. Which words a segment uses,
weighed by how rare they are in the study and reduced to a hundred directions (latent semantic analysis: Deerwester et
al. 1990), is joined to its vector: on half of nhs_feedback that raised the agreement with people's codes from .20 to
.23, on usability_interviews P1 to P11 by less (benchmarks/RESULTS.md).
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from themes.discover.context import blocks, unit
from themes.discover.terms import NOT, says_something, stem
from themes.text import words as words_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORDS = 0.7
"""How much the words count beside the meaning, as the length of their part."""

DIRECTIONS = 100
_MOST_WORDS = 1000
_FEWEST_SEGMENTS = 2


def with_words(words: Sequence[str], vectors: NDArray[np.float32], *, weight: float = WORDS) -> NDArray[np.float32]:
    """Vectors of meaning with those of the words beside them.

    Args:
        words: The words of n segments.
        vectors: (n, d), the vector of each, of length 1.
        weight: How much the words count; 0 for not at all.

    Returns:
        (n, d + at most 100), rows of length 1.
    """
    import numpy as np  # noqa: PLC0415

    said = _directions(_table(words))
    joined = np.empty((len(words), vectors.shape[1] + said.shape[1]), dtype=np.float32)
    for rows in blocks(len(words)):
        joined[rows] = unit(np.hstack((vectors[rows].astype(np.float64), weight * said[rows])))
    return joined


def _table(words: Sequence[str]) -> NDArray[np.float32]:
    """Which of the commonest telling words each segment uses, weighed by rarity; (n, words), rows of length 1."""
    import numpy as np  # noqa: PLC0415

    number: dict[str, int] = {}
    said_in, said_word, said_times = array("i"), array("i"), array("i")
    for row, text in enumerate(words):
        for word, n in Counter(stem(word) for word in words_of(text) if says_something(word)).items():
            said_in.append(row)
            said_word.append(number.setdefault(word, len(number)))
            said_times.append(n)
    rows, word_at, times = (np.array(said, dtype=np.int64) for said in (said_in, said_word, said_times))
    using = np.bincount(word_at, minlength=len(number)).tolist()
    n_using = {word: using[at] for word, at in number.items() if word != NOT}
    kept = [word for word, n in sorted(n_using.items(), key=lambda pair: (-pair[1], pair[0])) if n >= _FEWEST_SEGMENTS]
    place = np.full(len(number), -1)
    rarity = np.zeros(len(number))
    for at, word in enumerate(kept[:_MOST_WORDS]):
        place[number[word]] = at
        rarity[number[word]] = math.log((1 + len(words)) / (1 + n_using[word])) + 1
    often = np.array([0.0, *(1 + math.log(n) for n in range(1, int(times.max(initial=0)) + 1))])
    table = np.zeros((len(words), max(1, min(len(kept), _MOST_WORDS))), dtype=np.float32)
    counts = place[word_at] >= 0
    table[rows[counts], place[word_at[counts]]] = often[times[counts]] * rarity[word_at[counts]]
    for some in blocks(len(table)):
        lengths = np.sqrt((table[some].astype(np.float64) ** 2).sum(axis=1))
        table[some] /= np.where(lengths > 0, lengths, 1.0).astype(np.float32)[:, None]
    return table


def _directions(table: NDArray[np.float32]) -> NDArray[np.float64]:
    """The rows of a table in its hundred main directions; (n, at most 100), rows of length 1, or 0 where no word is."""
    import numpy as np  # noqa: PLC0415

    # In double precision: what a number of threads changes is then far below what is rounded away afterwards.
    products = np.zeros((table.shape[1], table.shape[1]))
    for rows in blocks(len(table)):
        part = table[rows].astype(np.float64)
        products += part.T @ part
    _, axes = np.linalg.eigh(products)
    kept = axes[:, ::-1][:, :DIRECTIONS]
    return unit(np.vstack([table[rows].astype(np.float64) @ kept for rows in blocks(len(table))]))
