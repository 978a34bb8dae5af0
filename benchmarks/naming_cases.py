"""Candidates with the codes that they are about and what each way calls them; the figures and tables of these."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

TIMES = 3.0
"""How much more frequent a gold code is inside than outside before its name is expected."""

WAYS = ("ours", "c_tf_idf", "keybert_mmr", "noun_chunks")


@dataclass(slots=True, kw_only=True)
class Case:
    """One candidate: the gold code that is most enriched in it, how much, and the phrases of each way."""

    set: str
    rank: int
    n: int
    code: str
    times: float
    share: float
    phrases: dict[str, list[str]] = field(default_factory=dict)
    head: dict[str, bool] = field(default_factory=dict)
    word: dict[str, bool] = field(default_factory=dict)


def summary(cases: Sequence[Case]) -> dict[str, Any]:
    """Shares recognised, with Wilson's 95 % interval, among candidates with an enriched code and among all."""
    enriched = [case for case in cases if case.times >= TIMES]
    result: dict[str, Any] = {"candidates": len(cases), "enriched": len(enriched)}
    for way in WAYS:
        n_head = sum(case.head[way] for case in enriched)
        result[way] = {
            "head": _share(n_head, len(enriched)),
            "interval": _wilson(n_head, len(enriched)),
            "head_over_all": _share(sum(case.head[way] for case in cases), len(cases)),
            "any_word": _share(sum(case.word[way] for case in enriched), len(enriched)),
            "any_word_over_all": _share(sum(case.word[way] for case in cases), len(cases)),
        }
    return result


def _share(count: int, n: int) -> float | None:
    return round(count / n, 3) if n else None


def _wilson(count: int, n: int) -> list[float] | None:
    """Wilson's interval for a share (Wilson 1927), 95 %."""
    if not n:
        return None
    z = 1.96
    share = count / n
    middle = share + z * z / (2 * n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    below = 1 + z * z / n
    return [round(max(0.0, middle - half) / below, 3), round(min(below, middle + half) / below, 3)]


def names(cases: Sequence[Case], definitions: dict[str, str]) -> str:
    """The phrases of each candidate by each way, with the code that it is about."""
    lines = []
    for case in cases:
        mark = "*" if case.times >= TIMES else " "
        lines.append(f"{mark} {case.set} {case.rank} ({case.n}): {case.code} {case.share:.0%}, {case.times:.1f} times")
        if definitions.get(case.code):
            lines.append(f"      {definitions[case.code][:120]}")
        for way in WAYS:
            said = "head" if case.head[way] else "word" if case.word[way] else "    "
            lines.append(f"      {said} {way:12} {'; '.join(case.phrases[way])}")
    return "\n".join(lines)


def table(by_set: dict[str, list[Case]], cases: Sequence[Case]) -> str:
    """A line for each set, and one for all together."""
    head = "".join(f"{way:>26}" for way in WAYS)
    lines = [f"{'':28}{'cand.':>6}{'3x':>5}{head}", f"{'':39}" + "   head  interval  all wrd" * len(WAYS)]
    for name, some in [*by_set.items(), ("pooled", list(cases))]:
        found = summary(some)
        cells = []
        for way in WAYS:
            one = found[way]
            low, high = one["interval"] or (0, 0)
            figures = (one["head"] or 0, low, high, one["head_over_all"] or 0, one["any_word"] or 0)
            cells.append("   {:.2f} [{:.2f},{:.2f}] {:.2f} {:.2f}".format(*figures).replace("0.", "."))
        lines.append(f"{name:28}{found['candidates']:6}{found['enriched']:5}" + "".join(cells))
    return "\n".join(lines)
