"""Drift, simulated from gold: how many codes are told to drift whose latest quotations are another code's.

For every code with twenty quotations: its own in their order, in windows of twenty (nothing drifted), and its first
twelve with eight of another code behind them, once for each other code (everything drifted). Other codes have twelve
quotations each.
"""

from __future__ import annotations

from typing import Any

from benchmarks.labelled import Labelled
from themes.suggest import Decided, Pool, drifts

_BEFORE, _LATEST = 12, 8
_STEP = 6  # between two windows


def drift(one: Labelled, pool: Pool) -> dict[str, Any]:
    """Shares of drifted and of steady codes that are told to drift, and how often the right other code is named."""
    import numpy as np  # noqa: PLC0415

    random = np.random.default_rng(1)
    n_codes = len(one.codes)
    steady: list[bool] = []
    drifted: list[bool] = []
    named: list[bool] = []
    for code in range(n_codes):
        own = np.flatnonzero(one.gold[:, code]).tolist()
        if len(own) < _BEFORE + _LATEST:
            continue
        apart = [np.flatnonzero(one.gold[:, other] & ~one.gold[:, code]) for other in range(n_codes)]
        others = [random.permutation(units)[:_BEFORE].tolist() for units in apart]
        known = [Decided(unit=unit, code=other) for other in range(n_codes) if other != code for unit in others[other]]
        for first in range(0, len(own) - _BEFORE - _LATEST + 1, _STEP):
            window = own[first : first + _BEFORE + _LATEST]
            steady.append(bool(_told(pool, known, code, window)))
        for other in range(n_codes):
            left = [unit for unit in apart[other].tolist() if unit not in others[other]]
            if other == code or len(left) < _LATEST:
                continue
            at = int(random.integers(0, len(left) - _LATEST + 1))
            found = _told(pool, known, code, own[:_BEFORE] + left[at : at + _LATEST])
            drifted.append(bool(found))
            named += [one_found == other for one_found in found]
    return {
        "set": one.name,
        "drifted": len(drifted),
        "drifted_told": _share(drifted),
        "right_code_named": _share(named),
        "steady": len(steady),
        "steady_told": _share(steady),
    }


def _told(pool: Pool, known: list[Decided], code: int, units: list[int]) -> list[int | None]:
    """The code that one code is told to drift towards; nothing where it is not told to drift."""
    decided = [*known, *(Decided(unit=unit, code=code) for unit in units)]
    return [found.towards for found in drifts(pool, decided) if found.code == code]


def _share(told: list[bool]) -> float | None:
    return round(sum(told) / len(told), 3) if told else None


def lines(result: dict[str, Any]) -> str:
    """A line for people."""
    if not result["drifted"] or not result["steady"]:
        return f"{result['set']}: no two codes have the twenty quotations that drift needs."
    return (
        f"{result['set']}: told to drift {result['drifted_told']:.0%} of {result['drifted']} drifted codes "
        f"(towards the right one {result['right_code_named'] or 0:.0%}), {result['steady_told']:.0%} of "
        f"{result['steady']} steady ones"
    )
