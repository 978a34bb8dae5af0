"""Fisher's exact test of who says something against which group they are in: two rows, two or more columns.

For two columns it is Fisher's (1934, section 21.02), two-sided by the sum of all tables that are no more likely than
the one seen; for more it is Freeman and Halton's (1951) extension, by the same rule. All margins are held as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import comb, lgamma, prod

MOST_STATES = 200_000
"""Above so many partial tables p is drawn, not counted."""

N_DRAWS = 100_000
_SEED = 1934
_LEAST_GROUPS = 2
_CLOSE = 1e-9  # logarithms of equal likelihoods differ by rounding


@dataclass(frozen=True, slots=True, kw_only=True)
class Fisher:
    """The result of a test.

    Attributes:
        p: The part, in [0, 1], of all tables with these margins that are no more likely than the one seen, weighted by
            how likely each is.
        drawn: It was estimated from 100,000 tables drawn with these margins, always the same ones.
        adjusted: p after Holm (1979), for all tests of one table; None until there is one.
    """

    p: float
    drawn: bool = False
    adjusted: float | None = None


def fisher(said: Sequence[int], of: Sequence[int]) -> Fisher | None:
    """The test of whether the share who say something differs between groups.

    >>> fisher([3, 1], [4, 4]).p  # a lady tasting tea (Fisher 1935), two-sided
    0.4857142857142857

    Args:
        said: How many of each group say it.
        of: How many are in each group.

    Returns:
        The result; None where there is nothing to test: fewer than two groups with somebody in them, or all or none
        say it.
    """
    groups = sorted((size, n) for n, size in zip(said, of, strict=True) if size)
    n_said, n_all = sum(n for _, n in groups), sum(size for size, _ in groups)
    if len(groups) < _LEAST_GROUPS or not 0 < n_said < n_all:
        return None
    seen = prod(comb(size, n) for size, n in groups)
    # Weights of whole tables by what they come to: many tables weigh alike, and integers compare exactly.
    states: dict[tuple[int, int], int] = {(n_said, 1): 1}
    left = n_all
    for size, _ in groups:
        left -= size
        reached: dict[tuple[int, int], int] = {}
        for (rest, weight), n_tables in states.items():
            for n in range(max(0, rest - left), min(size, rest) + 1):
                key = (rest - n, weight * comb(size, n))
                reached[key] = reached.get(key, 0) + n_tables
        if len(reached) > MOST_STATES:
            return _drawn(groups, n_said)
        states = reached
    total = comb(n_all, n_said)
    unlikely = sum(weight * n_tables for (_, weight), n_tables in states.items() if weight <= seen)
    return Fisher(p=unlikely / total)


def holm(results: Sequence[Fisher | None]) -> list[Fisher | None]:
    """The results with p adjusted for being several (Holm 1979): none below its p, none over 1, in the order of p."""
    tested = sorted((one.p, nth) for nth, one in enumerate(results) if one is not None)
    found = list(results)
    highest = 0.0
    for rank, (p, nth) in enumerate(tested):
        highest = max(highest, min(1.0, (len(tested) - rank) * p))
        one = results[nth]
        found[nth] = None if one is None else replace(one, adjusted=highest)
    return found


def _drawn(groups: Sequence[tuple[int, int]], n_said: int) -> Fisher:
    """The result from tables drawn at random with the margins as they are, the one seen among them."""
    import numpy as np  # noqa: PLC0415 - only large tables with many groups need it

    sizes = [size for size, _ in groups]
    tables = np.random.default_rng(_SEED).multivariate_hypergeometric(sizes, n_said, size=N_DRAWS)
    logarithms = np.zeros(N_DRAWS)
    seen = 0.0
    for column, (size, n) in enumerate(groups):
        known = np.array([lgamma(size + 1) - lgamma(k + 1) - lgamma(size - k + 1) for k in range(size + 1)])
        logarithms += known[tables[:, column]]
        seen += float(known[n])
    n_unlikely = int((logarithms <= seen + _CLOSE).sum())
    return Fisher(p=(n_unlikely + 1) / (N_DRAWS + 1), drawn=True)
