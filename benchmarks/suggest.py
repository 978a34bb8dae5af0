"""Suggestions on coded sets: how often the right code is among the first three, and whether probabilities hold.

    python -m benchmarks.suggest --labelled CSV [--codebook CSV] [--context] [--gold theme] [--draws 5] [--orders]
    python -m benchmarks.suggest [--data ../shared/data]          the sets that RESULTS.md reports

A third of the speakers is held out, so that nothing is asked of people from whom codes were learnt; of the others,
texts are drawn until each code has 0, 1, 2, 4, 8, 16 confirmed ones (all that there are, where there are fewer). Each
drawn text brings all its codes, as a researcher would give them. Recall at three and macro-F1 are over held-out texts
with one code; calibration is over all held-out texts of all draws together, of the first suggestion: right where the
text bears it. Without --labelled, and with --orders, what to review first (``benchmarks.review``) and drift
(``benchmarks.drift``) are simulated too. Everything goes through ``themes.suggest``, which the page uses too. JSON goes
to stdout, the table to stderr.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import bars, drift, review
from benchmarks.kept import encoder
from benchmarks.labelled import Labelled, Row, load, odd
from benchmarks.suggest_bars import suggest_bars
from themes.suggest import NOT_SURE, Decided, Described, Learned, Pool, Units, learn

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CONFIRMED = (0, 1, 2, 4, 8, 16)
_HELD_OUT = 1 / 3
_N_BINS = 10
_SIMULATED = ("usability_interviews", "nhs_feedback, other half")
_LAST_LEARNT_FROM = 11  # usability_interviews: constants were chosen on P1 to P11


def main() -> None:
    """Measure, print JSON to stdout and a table to stderr."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--labelled", type=Path, help="a labelled.csv; all reported sets where not given")
    parser.add_argument("--codebook", type=Path, help="its codebook.csv")
    parser.add_argument("--context", action="store_true", help="the rows of a source stand in the order of the talk")
    parser.add_argument("--gold", choices=("code", "theme"), default="code", help="the column that is learnt")
    parser.add_argument("--draws", type=int, default=5)
    parser.add_argument("--orders", action="store_true", help="with --labelled: review order and drift too")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="the folder of real data")
    options = parser.parse_args()
    if options.labelled:
        one = load(options.labelled, codebook=options.codebook, context=options.context, gold=options.gold)
        result = _say(measure(one, draws=options.draws))
        if options.orders:
            result |= _simulated(one, None, draws=options.draws)
    else:
        sets, orders, drifts = [], [], []
        for one, held_out in reported(options.data / "coded"):
            sets.append(_say(measure(one, draws=options.draws, held_out=held_out)))
            if one.name in _SIMULATED:
                simulated = _simulated(one, held_out, draws=options.draws)
                orders.append(simulated["review_order"])
                drifts.append(simulated["drift"])
        result = {"sets": sets, "review_order": orders, "drift": drifts, "bars": suggest_bars(sets, orders)}
        print(bars.lines(result["bars"]), file=sys.stderr)
    print(json.dumps(result))


def _say(result: dict[str, Any]) -> dict[str, Any]:
    print(_table(result), file=sys.stderr, flush=True)
    return result


def _simulated(one: Labelled, held_out: set[str] | None, *, draws: int) -> dict[str, Any]:
    """Review order and drift of a set."""
    pool = pool_of(one)
    order = review.review_order(one, pool, draws=draws, held_out=held_out)
    drifted = drift.drift(one, pool)
    print(f"{review.lines(order)}\n{drift.lines(drifted)}", file=sys.stderr, flush=True)
    return {"review_order": order, "drift": drifted}


def reported(coded: Path) -> Iterator[tuple[Labelled, set[str] | None]]:
    """The sets on which nothing was chosen, and whom they hold out (None: a third, drawn anew each time)."""
    usability = _of(coded, "usability_interviews", context=True)
    yield usability, {who for who in usability.groups if int(who[1:]) > _LAST_LEARNT_FROM}
    yield _of(coded, "nhs_feedback", kept=odd, name="nhs_feedback, other half"), None
    yield _of(coded, "explainability_interviews", context=True, gold="theme"), None
    yield _of(coded, "abstracts_inline_codes", context=True), None
    yield _of(coded, "open_ended_answers"), None
    yield _of(coded, "emotions_scale", kept=_every_third, name="emotions_scale, a third"), None


def _of(coded: Path, folder: str, **options: Any) -> Labelled:  # noqa: ANN401 - those of load
    return load(coded / folder / "labelled.csv", codebook=coded / folder / "codebook.csv", **options)


def _every_third(_: Row, nth: int) -> bool:
    return nth % 3 == 0


def pool_of(one: Labelled) -> Pool:
    """The set as the product makes it ready: vectors by its own encoder."""
    described = [
        f"{code}: {definition}" if definition else code
        for code, definition in zip(one.codes, one.definitions, strict=True)
    ]
    vectors = encoder().encode([*one.words, *described])
    n = len(one.words)
    return Pool(
        Units(spans=one.spans, words=one.words, vectors=vectors[:n]),
        [Described(words=words, vector=vector) for words, vector in zip(described, vectors[n:], strict=True)],
    )


@dataclass(slots=True)
class _Figures:
    """What was measured at one number of confirmed ones: a figure a draw, and predictions of all draws."""

    recall: list[float] = field(default_factory=list)
    f1: list[float] = field(default_factory=list)
    decisions: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    sure: list[float] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)


def measure(one: Labelled, *, draws: int, held_out: set[str] | None = None) -> dict[str, Any]:
    """Recall, F1 and calibration of a set by number of confirmed quotations a code."""
    import numpy as np  # noqa: PLC0415

    pool = pool_of(one)
    figures = {k: _Figures() for k in CONFIRMED}
    groups = np.array(one.groups)
    for draw in range(draws):
        random = np.random.default_rng(draw)
        names = random.permutation(sorted(set(one.groups)))
        away = sorted(held_out) if held_out else names[: max(1, round(len(names) * _HELD_OUT))]
        tested = np.flatnonzero(np.isin(groups, away))
        order = random.permutation(np.flatnonzero(~np.isin(groups, away)))
        for k in CONFIRMED:
            decided = confirmed(one, order.tolist(), random.permutation(len(one.codes)).tolist(), k)
            began = time.perf_counter()
            learned = learn(pool, decided)
            figures[k].seconds.append(time.perf_counter() - began)
            figures[k].decisions.append(len(decided))
            _judge(figures[k], learned, one.gold, tested)
    return {
        "set": one.name,
        "n": len(one.words),
        "codes": len(one.codes),
        "draws": draws,
        "held_out": "speakers" if len(set(one.groups)) < len(one.groups) else "texts",
        "ours": {str(k): _summary(found) for k, found in figures.items()},
    }


def confirmed(one: Labelled, order: Sequence[int], codes: Sequence[int], k: int) -> list[Decided]:
    """Texts in order until each code, in order, has k of them; each text with all its codes."""
    import numpy as np  # noqa: PLC0415

    decided: list[Decided] = []
    taken: set[int] = set()
    counts = np.zeros(len(one.codes), dtype=int)
    for code in codes:
        for unit in order:
            if counts[code] >= k:
                break
            if one.gold[unit, code] and unit not in taken:
                taken.add(unit)
                counts += one.gold[unit]
                decided += [Decided(unit=int(unit), code=int(of)) for of in np.flatnonzero(one.gold[unit])]
    return decided


def _judge(figures: _Figures, learned: Learned, gold: NDArray[np.bool_], tested: NDArray[np.intp]) -> None:
    first = learned.probabilities[tested].argmax(axis=1)
    figures.sure += learned.probabilities[tested, first].tolist()
    figures.right += gold[tested, first].tolist()
    told = review.recall_and_f1(learned, gold, tested)
    if told:
        figures.recall.append(told[0])
        figures.f1.append(told[1])


def _summary(found: _Figures) -> dict[str, Any]:
    import numpy as np  # noqa: PLC0415

    sure, right = np.array(found.sure), np.array(found.right, dtype=float)
    return {
        "recall_at_3": mean(found.recall),
        "recall_at_3_interval": interval(found.recall),
        "macro_f1": mean(found.f1),
        "macro_f1_interval": interval(found.f1),
        "ece": round(expected_calibration_error(sure, right), 3),
        "brier": round(float(((sure - right) ** 2).mean()), 3),
        "brier_of_base_rate": round(float(right.mean() * (1 - right.mean())), 3),
        "first_right": round(float(right.mean()), 3),
        "not_sure": round(float((sure < NOT_SURE).mean()), 3),
        "predictions": len(sure),
        "decisions": round(float(np.mean(found.decisions))),
        "seconds": round(float(np.median(found.seconds)), 2),
    }


def expected_calibration_error(sure: NDArray[np.float64], right: NDArray[np.float64]) -> float:
    """How far stated probability and share of right ones lie apart, over ten bins (Naeini et al. 2015)."""
    import numpy as np  # noqa: PLC0415

    bins = np.minimum((sure * _N_BINS).astype(int), _N_BINS - 1)
    return float(
        sum(abs(sure[bins == at].mean() - right[bins == at].mean()) * (bins == at).mean() for at in np.unique(bins))
    )


def mean(values: Sequence[float]) -> float | None:
    """The mean to three places; None of nothing."""
    return round(sum(values) / len(values), 3) if values else None


def interval(values: Sequence[float]) -> list[float] | None:
    """The 95 % interval of the mean of draws, by resampling them 2,000 times; None of nothing."""
    import numpy as np  # noqa: PLC0415

    if not values:
        return None
    drawn = np.random.default_rng(0).choice(np.asarray(values), size=(2000, len(values))).mean(axis=1)
    return [round(float(bound), 3) for bound in np.percentile(drawn, [2.5, 97.5])]


def _table(result: dict[str, Any]) -> str:
    head = (
        f"\n{result['set']}: {result['n']} texts, {result['codes']} codes, {result['draws']} draws, "
        f"held out: {result['held_out']}\nconfirmed  decisions  recall@3                macro-F1    ECE  Brier (base)"
        "   not sure   s"
    )
    lines = [head]
    for k, one in result["ours"].items():
        low, high = one["recall_at_3_interval"] or (0, 0)
        lines.append(
            f"{k:>9} {one['decisions']:>10}  {one['recall_at_3'] or 0:.3f} [{low:.3f}, {high:.3f}]"
            f"    {one['macro_f1'] or 0:.3f}     {one['ece']:.3f}  {one['brier']:.3f} ({one['brier_of_base_rate']:.3f})"
            f"  {one['not_sure']:7.0%}  {one['seconds']:.2f}"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
