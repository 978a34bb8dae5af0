"""How well codes are learnt as decisions come in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from themes.suggest.learn import learn
from themes.suggest.pool import Decided, Pool

_STEPS = (10, 20, 40, 80, 160, 320, 640)
_FIRST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """After so many decisions, how often the code given next was among the first three suggested: n of N."""

    n_decisions: int
    n_right: int
    n_asked: int


def learning_curve(pool: Pool, decided: Sequence[Decided]) -> list[Point]:
    """What was learnt from the first decisions, asked about those that came next (and never about those learnt from).

    Args:
        pool: Units and codes.
        decided: Decisions in the order in which they were made.
    """
    import numpy as np  # noqa: PLC0415

    given = [one for one in decided if one.yes]
    points = []
    for n, until in zip(_STEPS, (*_STEPS[1:], 2 * _STEPS[-1]), strict=True):
        known = {one.unit for one in given[:n]}
        asked = [one for one in given[n:until] if one.unit not in known]
        if not asked:
            break
        ranked = np.argsort(-learn(pool, given[:n]).probabilities, axis=1, kind="stable")[:, :_FIRST]
        n_right = sum(one.code in ranked[one.unit] for one in asked)
        points.append(Point(n_decisions=n, n_right=n_right, n_asked=len(asked)))
    return points
