"""The bars of suggestions (issue 4, lines 9 to 11) beside what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks.bars import Bar, at_least, at_most

_RECALL = {
    "usability_interviews": {"0": 0.41, "1": 0.46, "2": 0.49, "4": 0.56, "8": 0.61, "16": 0.71},
    "nhs_feedback, other half": {"0": 0.57, "1": 0.62, "2": 0.62, "4": 0.72, "8": 0.76, "16": 0.80},
}
_WITHIN, _ABOVE = 0.02, 0.05
_FROM, _CLOSELY_FROM = 30, 100  # decisions
_FEWEST_PREDICTIONS = 1000


def suggest_bars(sets: Sequence[dict[str, Any]], orders: Sequence[dict[str, Any]]) -> list[Bar]:
    """Every bar, for the sets that it is stated of.

    Args:
        sets: What ``benchmarks.suggest.measure`` gave.
        orders: What ``benchmarks.review.review_order`` gave.
    """
    found: list[Bar] = []
    for one in sets:
        name, ours = one["set"], one["ours"]
        for k, bar in _RECALL.get(name, {}).items():
            what, recall = f"recall at three, {name}, {k} confirmed", ours[k]["recall_at_3"]
            found.append(at_least(round(bar - _WITHIN, 2), what, recall, line=9))
            found.append(at_least(round(bar + _ABOVE, 2), what, recall, line=9, kind="aim"))
        for figures in ours.values():
            if figures["decisions"] < _FROM or figures["predictions"] < _FEWEST_PREDICTIONS:
                continue
            what = f"{name}, {figures['decisions']} decisions"
            most = 0.10 if figures["decisions"] < _CLOSELY_FROM else 0.06
            found += [
                at_most(most, f"calibration error, {what}", figures["ece"], line=10),
                at_most(figures["brier_of_base_rate"], f"Brier score, {what}", figures["brier"], line=10),
                at_most(0.4, f"not sure, {what}", figures["not_sure"], line=10),
            ]
    for one in orders:
        for n, figures in one["ours"].items():
            best = max(one[name][n]["recall_at_3"] for name in ("random", "most_confident"))
            what = f"recall at three, {one['set']}, {n} decisions in our order against random and most confident first"
            found.append(at_least(best, what, figures["recall_at_3"], line=11, kind="aim"))
    return found
