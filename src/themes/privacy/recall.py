"""How much a search missed, estimated from what a second reader saw without being shown what was found."""

from __future__ import annotations

from math import sqrt

_Z = 1.959964  # the standard normal's 97.5th percentile


def wilson(n: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share, by Wilson's score (Wilson 1927; Brown, Cai and DasGupta 2001 recommend it).

    Args:
        n: How many had it.
        of: Of how many, at least one.

    Returns:
        Lower and upper end in [0, 1].

    >>> [round(end, 3) for end in wilson(29, 30)]
    [0.833, 0.994]
    """
    if of < 1 or not 0 <= n <= of:
        raise ValueError("A share needs something that it is a share of.")
    share, z2 = n / of, _Z * _Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z * sqrt(share * (1 - share) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def recall_sentence(n_found: int, n_present: int) -> str:
    """What a sample says of the search, in words: counts, share and interval.

    >>> recall_sentence(29, 30)
    '29 of 30 that the second reader saw had been found: 97 % (95 % interval 83 to 99 %).'
    """
    if not n_present:
        return "The second reader saw no identifier in the sample, so nothing can be said of what was missed."
    low, high = (100 * end for end in wilson(n_found, n_present))
    return (
        f"{n_found} of {n_present} that the second reader saw had been found: {100 * n_found / n_present:.0f} % "
        f"(95 % interval {low:.0f} to {high:.0f} %)."
    )
