"""Which code a candidate is about: the one with the strongest evidence that it is commoner inside than outside."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

_SUPPORT = 3


def most_enriched(codes: Sequence[frozenset[str]], inside: Sequence[bool]) -> tuple[str, float, float]:
    """The code that is most enriched in a candidate: the one with the strongest evidence that it is commoner inside.

    The evidence is the log-likelihood ratio (Dunning 1993) among codes that are commoner inside. The bare ratio would
    take a code with three codings, all of them inside by chance, before one that carries half of the candidate.

    Args:
        codes: The gold codes of n segments.
        inside: Which of them the candidate holds.

    Returns:
        The code, how many times as frequent it is inside as outside (half a coding is allowed for outside, so that it
        is finite), and its share of the members; ("", 0, 0) where no code with three codings is commoner inside.
    """
    n_in = sum(inside)
    n_out = len(codes) - n_in
    here: Counter[str] = Counter()
    elsewhere: Counter[str] = Counter()
    for of_one, is_in in zip(codes, inside, strict=True):
        (here if is_in else elsewhere).update(of_one)
    best, most = ("", 0.0, 0.0), 0.0
    for code, count in sorted(here.items()):
        times = (count / n_in) / ((elsewhere[code] or 0.5) / max(1, n_out))
        evidence = _evidence(count, n_in, elsewhere[code], n_out)
        if count >= _SUPPORT and times > 1 and evidence > most:
            best, most = (code, times, count / n_in), evidence
    return best


def _evidence(inside: int, n_in: int, outside: int, n_out: int) -> float:
    """Dunning's log-likelihood ratio of two shares, for and against."""
    expected = (inside + outside) / (n_in + n_out)
    return sum(
        count * math.log(count / (n * share))
        for count, n, share in (
            (inside, n_in, expected),
            (outside, n_out, expected),
            (n_in - inside, n_in, 1 - expected),
            (n_out - outside, n_out, 1 - expected),
        )
        if count
    )
