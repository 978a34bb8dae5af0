"""An extract of what is said: its most central sentences, in the speakers' own words.

A sentence is central where it is like what the others say (Radev et al. 2004, centroid), and is taken only for what
those taken before it leave unsaid (Carbonell and Goldstein 1998, maximal marginal relevance).
Nothing is written that nobody said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_CENTRAL = 0.7
"""How much being central weighs against being new: Carbonell and Goldstein's lambda."""


def central(vectors: NDArray[np.float32], quotations: Sequence[str], *, limit: int = 3) -> list[int]:
    """The sentences to take, in the order in which they were given.

    No quotation gives a second sentence before each has given its first.

    Args:
        vectors: What each sentence means, shape (n, d), rows of length 1.
        quotations: Which quotation each sentence is of, shape (n,).
        limit: How many at most.

    Returns:
        Their places, at most ``limit``, ascending.
    """
    if not len(vectors):
        return []
    centre = vectors.mean(axis=0)
    length = float((centre @ centre) ** 0.5)
    likeness = vectors @ (centre / length if length else centre)
    taken: list[int] = []
    used: Counter[str] = Counter()
    rest = list(range(len(vectors)))
    while rest and len(taken) < limit:
        said = (vectors @ vectors[taken].T).max(axis=1) if taken else likeness * 0
        fewest = min(used[quotations[at]] for at in rest)
        best = max(
            (at for at in rest if used[quotations[at]] == fewest),
            key=lambda at: (_CENTRAL * float(likeness[at]) - (1 - _CENTRAL) * float(said[at]), -at),
        )
        taken.append(best)
        used[quotations[best]] += 1
        rest.remove(best)
    return sorted(taken)


def least_typical(vectors: NDArray[np.float32], *, limit: int = 5) -> list[int]:
    """The places of those least like the rest, the least like first; none where there are fewer than three.

    Least typical is not contradiction: what says the opposite in the same words is very typical.

    Args:
        vectors: What each quotation means, shape (n, d), rows of length 1.
        limit: How many at most, and no more than a third.
    """
    n = len(vectors)
    if n < _FEWEST:
        return []
    others = (vectors.sum(axis=0) - vectors) / (n - 1)
    likeness = (vectors * others).sum(axis=1)
    first: list[int] = likeness.argsort(kind="stable")[: min(limit, n // 3)].tolist()
    return first


_FEWEST = 3
