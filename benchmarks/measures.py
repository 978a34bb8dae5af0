"""What is counted when groups that a machine made are held against codes that people gave.

Groups are whole numbers, one a segment; -1 is unplaced.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from themes.discover import Proposal

    Groups = NDArray[np.int64]

_PLACES = 4


def against_gold(gold: Sequence[str], found: Groups) -> dict[str, float]:
    """Agreement of groups with codes, and how the groups are sized.

    Args:
        gold: The code of each of n segments.
        found: (n,), the group of each.

    Returns:
        ``ami`` (adjusted mutual information, unplaced segments as a group of their own), ``ami_without_unplaced``,
        ``ari`` (adjusted Rand index), the number of ``themes``, the share ``unplaced``, and the share of the
        ``largest`` group.
    """
    import numpy as np  # noqa: PLC0415
    from sklearn.metrics import adjusted_mutual_info_score, adjusted_rand_score  # noqa: PLC0415

    number: dict[str, int] = {}
    codes = np.array([number.setdefault(code, len(number)) for code in gold])
    placed = found >= 0
    sizes = np.bincount(found[placed]) if placed.any() else np.zeros(1)
    return {
        "ami": float(adjusted_mutual_info_score(codes, found)),
        "ami_without_unplaced": float(adjusted_mutual_info_score(codes[placed], found[placed]))
        if placed.any()
        else 0.0,
        "ari": float(adjusted_rand_score(codes, found)),
        "themes": int((sizes > 0).sum()),
        "unplaced": float(1 - placed.mean()),
        "largest": float(sizes.max() / len(found)),
    }


def left_out(n: int, *, seed: int, share: float = 0.1) -> NDArray[np.int64]:
    """The positions that stay, ascending, when a share of n is left out at random."""
    import numpy as np  # noqa: PLC0415

    random = np.random.default_rng(seed)
    return np.sort(random.permutation(n)[: n - max(1, int(share * n))])


def agreement(one: Groups, other: Groups) -> float:
    """The adjusted Rand index of two groupings of the same segments, unplaced ones as a group."""
    from sklearn.metrics import adjusted_rand_score  # noqa: PLC0415

    return float(adjusted_rand_score(one, other))


def mean(values: Sequence[float]) -> float | None:
    """The mean to four places; None of nothing."""
    return round(sum(values) / len(values), _PLACES) if values else None


def interval(values: Sequence[float]) -> list[float] | None:
    """The 95 % interval of a mean by Student's t, to four places; None of fewer than two values."""
    from scipy.stats import t  # noqa: PLC0415 - comes with scikit-learn

    n = len(values)
    if n < 2:
        return None
    middle = sum(values) / n
    spread = math.sqrt(sum((value - middle) ** 2 for value in values) / (n - 1) / n)
    half = float(t.ppf(0.975, n - 1)) * spread
    return [round(middle - half, _PLACES), round(middle + half, _PLACES)]


def paired(ours: Sequence[dict[str, float]], theirs: Sequence[dict[str, float]]) -> dict[str, Any]:
    """How far ours lies above a peer on the same draws, with 95 % intervals, unplaced segments counted and without.

    Args:
        ours: What ``against_gold`` said of each draw.
        theirs: The same of the peer.
    """
    result: dict[str, Any] = {}
    for way, name in (("ami", "ours_above"), ("ami_without_unplaced", "ours_above_without_unplaced")):
        gaps = [mine[way] - other[way] for mine, other in zip(ours, theirs, strict=True)]
        result |= {name: mean(gaps), f"{name}_interval": interval(gaps)}
    return result


def shown(proposal: Proposal) -> dict[str, Any]:
    """What the page would show of a proposal.

    Returns:
        How many ``candidates``; the ``largest`` and the ``unplaced`` share of segments; how many candidates are of a
        ``single_case``, and how many of those do not say so; how many are strong, fair, weak (``steadiness``).
    """
    cases: dict[int, set[str]] = {}
    for member in proposal.members:
        cases.setdefault(member.rank, set()).add(member.case_id or member.transcript_id)
    n = len(proposal.members)
    single = [candidate for candidate in proposal.candidates if len(cases[candidate.rank]) == 1]
    return {
        "candidates": len(proposal.candidates),
        "largest": max((candidate.n_segments / n for candidate in proposal.candidates), default=0.0),
        "unplaced": sum(member.rank == 0 for member in proposal.members) / n,
        "single_case": len(single),
        "single_case_unmarked": sum(candidate.n_cases != 1 for candidate in single),
        "steadiness": dict(Counter(_steadiness(one.stability) or "not looked at" for one in proposal.candidates)),
    }


def proposed(of_draws: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What the page would show, over several draws: fewest and most candidates, the largest shares, sums of the rest.

    Args:
        of_draws: What ``shown`` said of each.
    """
    counts = [one["candidates"] for one in of_draws]
    steadiness: Counter[str] = Counter()
    for one in of_draws:
        steadiness.update(one["steadiness"])
    return {
        "candidates": [min(counts), max(counts)],
        "largest": round(max(one["largest"] for one in of_draws), _PLACES),
        "unplaced": round(max(one["unplaced"] for one in of_draws), _PLACES),
        "single_case": sum(one["single_case"] for one in of_draws),
        "single_case_unmarked": sum(one["single_case_unmarked"] for one in of_draws),
        "steadiness": dict(steadiness),
    }


def _steadiness(stability: float | None) -> str | None:
    from themes.model import Candidate  # noqa: PLC0415

    nothing: dict[str, Any] = {"id": "", "run_id": "", "rank": 1, "name": "", "phrases": (), "key_words": ()}
    return Candidate(**nothing, n_segments=0, n_cases=0, stability=stability).steadiness


def summary(of_draws: Sequence[dict[str, float]], stability: Sequence[float]) -> dict[str, Any]:
    """Means over draws, the interval of the AMI, and the median stability.

    Args:
        of_draws: What ``against_gold`` said of each draw, with the seconds that it took.
        stability: ARI with the full result of each run with a tenth left out.
    """
    import statistics  # noqa: PLC0415

    result: dict[str, Any] = {key: mean([one[key] for one in of_draws]) for key in of_draws[0]}
    result["ami_interval"] = interval([one["ami"] for one in of_draws])
    result["ami_draws"] = [round(one["ami"], _PLACES) for one in of_draws]
    result["stability"] = round(statistics.median(stability), _PLACES) if stability else None
    result["stability_lowest"] = round(min(stability), _PLACES) if stability else None
    result["largest_of_all"] = round(max(one["largest"] for one in of_draws), _PLACES)
    return result
