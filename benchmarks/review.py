"""What to look at next, simulated from gold: how much a number of decisions teaches, by the order of what is shown.

A researcher begins with definitions, is shown ten texts at a time in some order, and gives each its codes. Asked is
about speakers that nothing was learnt from: recall at three and macro-F1 after 20, 40 and 80 texts. Orders: the mix
that the product shows, each of its kinds alone, the most confident first, and a random one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from benchmarks.labelled import Labelled
from benchmarks.measures import interval, mean
from themes.suggest import Decided, Learned, Pool, in_turn, learn
from themes.suggest.order import KINDS, Why

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DECISIONS = (20, 40, 80)
_SHOWN_AT_ONCE = 10
_HELD_OUT = 1 / 3

Order = Callable[[Pool, Learned, list[Decided], list[int], "np.random.Generator"], list[int]]
"""Told what is learnt, what was decided and what is free: which units to show next."""


def _by_kinds(kinds: Sequence[Why]) -> Order:
    def order(
        pool: Pool, learned: Learned, decided: list[Decided], free: list[int], _: np.random.Generator
    ) -> list[int]:
        turns = in_turn(pool, learned, decided, free=free, limit=_SHOWN_AT_ONCE, kinds=kinds)
        return [turn.unit for turn in turns]

    return order


def _most_confident(
    _: Pool, learned: Learned, _decided: list[Decided], free: list[int], _random: np.random.Generator
) -> list[int]:
    return sorted(free, key=lambda unit: (-learned.probabilities[unit].max(), unit))[:_SHOWN_AT_ONCE]


def _at_random(
    _: Pool, _learned: Learned, _decided: list[Decided], free: list[int], random: np.random.Generator
) -> list[int]:
    return [int(unit) for unit in random.permutation(free)[:_SHOWN_AT_ONCE]]


ORDERS: dict[str, Order] = {
    "ours": _by_kinds(KINDS),
    "random": _at_random,
    "most_confident": _most_confident,
    "uncertain": _by_kinds(("uncertain",)),
    "unlike": _by_kinds(("unlike",)),
    "rare": _by_kinds(("rare",)),
}


def review_order(one: Labelled, pool: Pool, *, draws: int, held_out: set[str] | None = None) -> dict[str, Any]:
    """Recall and F1 of each order after each number of decisions, means over draws.

    Args:
        one: The set.
        pool: Made of it.
        draws: How often.
        held_out: The speakers who are asked about; a third, drawn anew each time, where not given.
    """
    found: dict[str, list[list[tuple[float, float]]]] = {}
    for draw in range(draws):
        for name, order in ORDERS.items():
            found.setdefault(name, []).append(_once(one, pool, order, draw=draw, held_out=held_out))
    figures: dict[str, Any] = {}
    for name, of_draws in found.items():
        figures[name] = {
            str(n): {
                "recall_at_3": mean([of_draw[at][0] for of_draw in of_draws]),
                "macro_f1": mean([of_draw[at][1] for of_draw in of_draws]),
                "ours_more_recall_interval": interval(
                    [ours[at][0] - of_draw[at][0] for ours, of_draw in zip(found["ours"], of_draws, strict=True)]
                ),
            }
            for at, n in enumerate(DECISIONS[: len(of_draws[0])])
        }
    return {"set": one.name, "draws": draws, **figures}


def _once(
    one: Labelled, pool: Pool, order: Order, *, draw: int, held_out: set[str] | None
) -> list[tuple[float, float]]:
    """Recall and F1 after each number of decisions that there are texts for."""
    import numpy as np  # noqa: PLC0415

    random = np.random.default_rng(draw)
    groups = np.array(one.groups)
    names = random.permutation(sorted(set(one.groups)))
    away = sorted(held_out) if held_out else names[: max(1, round(len(names) * _HELD_OUT))]
    tested = np.flatnonzero(np.isin(groups, away))
    free = np.flatnonzero(~np.isin(groups, away)).tolist()
    decided: list[Decided] = []
    learned = learn(pool, decided)
    figures, n_decided = [], 0
    while free and n_decided < DECISIONS[-1]:
        for unit in order(pool, learned, decided, free, random):
            free.remove(unit)
            n_decided += 1
            decided += [Decided(unit=unit, code=int(code)) for code in np.flatnonzero(one.gold[unit])]
        learned = learn(pool, decided)
        if n_decided in DECISIONS:
            figures.append(recall_and_f1(learned, one.gold, tested) or (0.0, 0.0))
    return figures


def recall_and_f1(learned: Learned, gold: NDArray[np.bool_], tested: NDArray[np.intp]) -> tuple[float, float] | None:
    """Recall at three and macro-F1 over the tested units that bear one code; None where there are none."""
    import numpy as np  # noqa: PLC0415

    single = tested[gold[tested].sum(axis=1) == 1]
    if not len(single):
        return None
    true = gold[single].argmax(axis=1)
    ranked = np.argsort(-learned.probabilities[single], axis=1, kind="stable")
    said = ranked[:, 0]
    of_code = [
        2 * ((said == code) & (true == code)).sum() / ((said == code).sum() + (true == code).sum())
        for code in np.unique(true)
    ]
    return float((ranked[:, :3] == true[:, None]).any(axis=1).mean()), float(np.mean(of_code))


def lines(result: dict[str, Any]) -> str:
    """A table for people."""
    if not result["ours"]:
        return f"\n{result['set']}: fewer than {DECISIONS[0]} texts to decide on; no order was simulated."
    head = f"\n{result['set']}: review order, {result['draws']} draws; recall@3, macro-F1 after so many decisions"
    rows = [
        f"{name:15}"
        + "".join(f"  {n:>3}: {one['recall_at_3']:.3f} {one['macro_f1']:.3f}" for n, one in result[name].items())
        for name in ORDERS
    ]
    return "\n".join([head, *rows])
