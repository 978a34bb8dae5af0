"""What issue 4 asks of candidate themes (lines 2 to 4), held against what ``benchmarks.themes`` measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks import peers
from benchmarks.bars import Bar, at_least, at_most

Result = dict[str, Any]
BERTOPICS = ("bertopic", "bertopic_reduced", "bertopic_kmeans")
WAYS = {"ami": "AMI", "ami_without_unplaced": "AMI of the placed"}
_SMALL, _LARGE = 150, 2000  # numbers of segments between which 6 to 25 candidates are asked for


def of(results: Sequence[Result]) -> list[Bar]:
    """Every bar, over the sets that were measured together."""
    return [*_stable(results), *_closer(results), *_sized(results)]


def means(results: Sequence[Result]) -> list[dict[str, Any]]:
    """AMI in the mean over the sets, at each size: of all sets that have as many segments."""
    found = []
    for label, entries in _by_size(results):
        names = [name for name in ("ours", *peers.PEERS) if all(name in one for _, one in entries)]
        found.append(
            {
                "n": label,
                "sets": [result["set"] for result, _ in entries],
                **{
                    name: {way: round(_mean([one[name][way] for _, one in entries]), 4) for way in WAYS}
                    for name in names
                },
            }
        )
    return found


def _stable(results: Sequence[Result]) -> Iterator[Bar]:
    of_seeds = [one["seeds"] for one in results if "seeds" in one]
    if of_seeds:
        where = f"{of_seeds[0]['seeds']} seeds with one another, on the worst set"
        yield at_least(0.97, f"median ARI of {where}", min(one["ari_median"] for one in of_seeds), line=2)
        yield at_least(0.9, f"lowest ARI of {where}", min(one["ari_lowest"] for one in of_seeds), line=2)
    for result in results:
        for size in result["sizes"]:
            if size["n"] == 500 and size["ours"]["stability"] is not None:
                what = f"median ARI with a tenth left out, n = 500, {result['set']}"
                yield at_least(0.88, what, size["ours"]["stability"], line=2, kind="aim")


def _closer(results: Sequence[Result]) -> Iterator[Bar]:
    for label, entries in _by_size(results):
        for name in BERTOPICS:
            if not all(name in one for _, one in entries):
                continue
            for way, words in WAYS.items():
                gaps = {result["set"]: one["ours"][way] - one[name][way] for result, one in entries}
                worst = min(gaps, key=gaps.__getitem__)
                what = f"{words} above {name}, n = {label}"
                if len(gaps) > 1:
                    yield at_least(0, f"{what}, mean of {len(gaps)} sets", _mean(list(gaps.values())), line=3)
                which = f"the worst set ({worst})" if len(gaps) > 1 else worst
                yield at_least(-0.02, f"{what}, {which}", gaps[worst], line=3)
        for result, one in entries:
            there = [name for name in peers.PEERS if name in one]
            if result["context"] and there:
                gap = one["ours"]["ami"] - max(one[name]["ami"] for name in there)
                yield at_least(0.05, f"AMI above the best peer, n = {label}, {result['set']}", gap, line=3, kind="aim")


def _sized(results: Sequence[Result]) -> Iterator[Bar]:
    proposed = [size["ours"]["proposed"] for one in results for size in one["sizes"] if _SMALL <= size["n"] <= _LARGE]
    if not proposed:
        return
    within = f"{_SMALL} to {_LARGE:,} segments, all draws"
    yield at_least(6, f"fewest candidates, {within}", min(one["candidates"][0] for one in proposed), line=4)
    yield at_most(25, f"most candidates, {within}", max(one["candidates"][1] for one in proposed), line=4)
    yield at_most(0.25, f"largest candidate, share of segments, {within}", max(o["largest"] for o in proposed), line=4)
    yield at_most(0.2, f"unplaced, {within}", max(one["unplaced"] for one in proposed), line=4)
    what = f"candidates of one case that do not say so, {within}"
    yield at_most(0, what, sum(one["single_case_unmarked"] for one in proposed), line=4)


def _by_size(results: Sequence[Result]) -> Iterator[tuple[str, list[tuple[Result, Result]]]]:
    """Each size with the sets that have as many segments; "all" holds every set."""
    drawn = sorted({size["n"] for one in results for size in one["sizes"] if not size["all"]})
    for label in (*map(str, drawn), "all"):
        entries = [
            (one, size)
            for one in results
            for size in one["sizes"]
            if (size["all"] if label == "all" else str(size["n"]) == label)
        ]
        if entries:
            yield label, entries


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
