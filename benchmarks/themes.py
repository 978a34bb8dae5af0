"""Candidate themes held against codes that people gave, with peers in the same run.

    python -m benchmarks.themes [--labelled CSV [--codebook CSV] [--context]] [--n N … all] [--draws 5] [--table]

One JSON object on standard output, its tables on standard error (``--table``: the tables on standard output, no JSON).
Ours is what the page calls, ``themes.discover.propose``; the peers get the same segments and the same vectors.
Figures at the top of the object are those of 500 segments, or of all where there are fewer; ``sizes`` holds every n.
A draw of an interview set (``--context``) is a stretch of each source, as shorter interviews would be; of any other, a
random sample; where n is all, draws differ in their seed alone. Stability is the median adjusted Rand index of runs
with a tenth of the segments left out against the full result, over all draws; ``seeds`` that of twenty seeds with one
another on one draw. ``bars`` says of lines 2 to 4 of issue 4 what holds.
Without ``--labelled``: every coded set of ../shared/data that figures are reported on, under ``sets``.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import bars, kept, measures, peers, sets, themes_bars, themes_table
from benchmarks.draws import Drawn, draws

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SIZES = (150, 500)
"""At these numbers of segments every set is measured, where it has as many, and at all that it has."""

DRAWS = 5
SEEDS = 20
_LEFT_OUT_OURS, _LEFT_OUT_PEERS = 2, 1
# Beyond this a run with a tenth left out takes the peers a minute; the bar is at 500.
_MOST_FOR_STABILITY = 1500
_SHOWN_FIRST = 500


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print one JSON object, or tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--labelled", type=Path, help="a labelled.csv in the layout of ../shared/data/coded")
    parser.add_argument("--codebook", type=Path, help="the codebook.csv beside it; it tells how many codes there are")
    parser.add_argument("--context", action="store_true", help="its rows follow one another, as in an interview")
    parser.add_argument(
        "--gold", choices=("auto", "code", "theme"), default="auto", help="the column of people's groups"
    )
    parser.add_argument("--n", nargs="+", type=_size, help='numbers of segments or "all"; 150, 500 and all else')
    parser.add_argument("--draws", type=int, default=DRAWS)
    parser.add_argument("--seeds", type=int, default=SEEDS, help="how many seeds are held against one another")
    parser.add_argument("--no-peers", action="store_true", help="measure ours alone")
    parser.add_argument("--chosen", action="store_true", help="the sets that constants are chosen on, not the reported")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="the folder of real data")
    parser.add_argument("--table", action="store_true", help="print the tables alone")
    options = parser.parse_args(arguments)
    if options.labelled:
        found = [sets.labelled(options.labelled, gold=options.gold, in_order=options.context)]
    else:
        found = sets.chosen(options.data) if options.chosen else sets.reported(options.data)
    stream = sys.stdout if options.table else sys.stderr
    results = []
    for one in found:
        results.append(
            measure(one, sizes=options.n, n_draws=options.draws, n_seeds=options.seeds, with_peers=not options.no_peers)
        )
        print(themes_table.of_sets(results[-1:]), file=stream, flush=True)
    held = themes_bars.of(results)
    print(bars.lines(held), file=stream)
    if options.codebook:
        with options.codebook.open(encoding="utf-8-sig", newline="") as file:
            results[0]["codes_in_codebook"] = sum(1 for _ in csv.DictReader(file))
    if not options.table:
        whole = results[0] if options.labelled else {"sets": results, "means": themes_bars.means(results)}
        print(json.dumps({**whole, "bars": held}, indent=1))


def measure(
    one: sets.Set,
    *,
    sizes: Sequence[int] | None = None,
    n_draws: int = DRAWS,
    n_seeds: int = SEEDS,
    with_peers: bool = True,
) -> dict[str, Any]:
    """Everything of one set, at each size.

    Args:
        one: A set with gold.
        sizes: Numbers of segments, 0 for all; 150, 500 and all where not given. More than there are means all.
        n_draws: How many draws of each.
        n_seeds: How many seeds are held against one another; 0 leaves that out.
        with_peers: Whether to run those too.

    Raises:
        SystemExit: Nothing can be said of it: too few segments, or all of one code.
    """
    sets.check(one)
    n_all = len(one.words)
    wanted = sorted({min(n or n_all, n_all) for n in (sizes or (*SIZES, 0))})
    drawn = draws(one, wanted, times=n_draws)
    by_size = []
    for n in wanted:
        by_size.append({**_at(drawn[n], with_peers=with_peers), "all": n == n_all})
        print(f"{one.name}: {n} segments measured", file=sys.stderr, flush=True)
    first = max((size for size in by_size if size["n"] <= _SHOWN_FIRST), key=lambda size: size["n"], default=by_size[0])
    head = {"set": one.name, "segments": n_all, "codes": len(set(one.gold or ())), "context": one.in_order}
    seeds = {"seeds": _between_seeds(drawn[first["n"]][0], n_seeds)} if n_seeds > 1 else {}
    return {**head, **first, **seeds, "sizes": by_size}


def _at(drawn: Sequence[Drawn], *, with_peers: bool) -> dict[str, Any]:
    """The figures at one size, over its draws."""
    facts: dict[str, list[dict[str, float]]] = {}
    stability: dict[str, list[float]] = {}
    proposed = []
    n = len(drawn[0].words)
    for draw in drawn:
        shown, mine = ours(draw)
        proposed.append(shown)
        found = {"ours": mine, **(_peers_of(draw) if with_peers else {})}
        for name, grouping in found.items():
            seconds = {"seconds": grouping.seconds, "processor_seconds": grouping.processor_seconds}
            facts.setdefault(name, []).append({**measures.against_gold(draw.gold, grouping.groups), **seconds})
        if n <= _MOST_FOR_STABILITY:
            _leave_out(draw, found, _LEFT_OUT_OURS, _again, stability)
            if with_peers:
                _leave_out(draw, found, _LEFT_OUT_PEERS, _peers_of, stability)
    of_all = {name: measures.summary(of_draws, stability.get(name, ())) for name, of_draws in facts.items()}
    for name in facts.keys() - {"ours"}:
        of_all[name] |= measures.paired(facts["ours"], facts[name])
    of_all["ours"]["proposed"] = measures.proposed(proposed)
    return {"n": n, "draws": len(drawn), **of_all}


def ours(draw: Drawn) -> tuple[dict[str, Any], peers.Grouping]:
    """What the page would show, and the candidate of each segment, -1 where unplaced, with the seconds that it took."""

    def computed() -> list[Any]:
        from themes.discover import propose  # noqa: PLC0415

        began, processor = time.perf_counter(), time.process_time()
        found = propose(draw.segments, draw.words, draw.vectors, seed=draw.seed)
        taken = time.perf_counter() - began, time.process_time() - processor
        return [measures.shown(found), [member.rank - 1 for member in found.members], *taken]

    shown, groups, seconds, of_processor = kept.once("ours", _all_of(draw), computed)
    return shown, peers.Grouping(_array(groups), seconds, of_processor)


def _again(draw: Drawn) -> peers.Found:
    """Ours without the names, which cost more than the grouping: the very function that ``propose`` calls."""

    def computed() -> list[int]:
        from themes.discover import group  # noqa: PLC0415

        return [int(one) for one in group(draw.segments, draw.words, draw.vectors, seed=draw.seed).found]

    return {"ours": peers.Grouping(_array(kept.once("again", _all_of(draw), computed)), 0.0, 0.0)}


def _all_of(draw: Drawn) -> list[bytes]:
    """All that ours hangs on, our own source included."""
    told = repr([*draw.segments, *draw.words, draw.seed])
    return [*kept.source(), told.encode(), draw.vectors.tobytes()]


def _array(groups: Sequence[int]) -> NDArray[np.int64]:
    import numpy as np  # noqa: PLC0415

    return np.array(groups, dtype=np.int64)


def _peers_of(draw: Drawn) -> peers.Found:
    return peers.peers(draw.words, draw.vectors, seed=draw.seed)


def _leave_out(
    draw: Drawn, full: peers.Found, times: int, again: Callable[[Drawn], peers.Found], into: dict[str, list[float]]
) -> None:
    """Add to ``into``, by name, the agreement of runs with a tenth left out with the full result."""
    for nth in range(times):
        staying = measures.left_out(len(draw.words), seed=100 * draw.seed + nth)
        for name, grouping in again(draw.kept(staying.tolist())).items():
            into.setdefault(name, []).append(measures.agreement(full[name].groups[staying], grouping.groups))


def _between_seeds(draw: Drawn, n_seeds: int) -> dict[str, Any]:
    """How far ours agrees with itself from seed to seed on the same segments."""
    everything = list(range(len(draw.words)))
    found = [_again(draw.kept(everything, seed=seed))["ours"].groups for seed in range(1, n_seeds + 1)]
    agreed = [measures.agreement(one, other) for one, other in itertools.combinations(found, 2)]
    return {
        "n": len(draw.words),
        "seeds": n_seeds,
        "ari_median": round(statistics.median(agreed), 4),
        "ari_lowest": round(min(agreed), 4),
    }


def _size(said: str) -> int:
    """A number of segments; 0 for "all"."""
    return 0 if said == "all" else int(said)


if __name__ == "__main__":
    main()
