"""What many comments take, as people read it: how it grows, a table, and what must hold."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from benchmarks import bars

_A_LINE = 2  # points


def exponent(sizes: Sequence[int], values: Sequence[float]) -> float | None:
    """The power of n with which something grows, by least squares of logarithms; None from fewer than two sizes.

    >>> exponent((1000, 2000, 4000), (3.0, 6.0, 12.0))
    1.0
    """
    points = [(math.log(n), math.log(value)) for n, value in zip(sizes, values, strict=True) if value > 0]
    if len(points) < _A_LINE:
        return None
    middle = [sum(axis) / len(points) for axis in zip(*points, strict=True)]
    along = sum((x - middle[0]) ** 2 for x, _ in points)
    slope: float = sum((x - middle[0]) * (y - middle[1]) for x, y in points) / along
    return round(slope, 2)


def bars_of(found: dict[str, Any]) -> list[bars.Bar]:
    """What must hold at 47,800 comments."""
    page = found["page"] or {}
    return [
        bars.at_most(360, "seconds from the stored survey to candidates", found["seconds"], line=8),
        bars.at_most(1_500, "MB of the worker at most", found["worker_megabytes"], line=8),
        bars.at_most(1, "seconds to open it and read a candidate", found["opened_seconds"], line=8),
        bars.at_most(1, "seconds to show the page", page.get("page"), line=8),
    ]


def table(result: dict[str, Any]) -> str:
    """The result as people read it: a column a size, the exponent last; processor seconds behind those of the wall."""
    sizes, exponents = result["sizes"], result["exponents"]
    lines = [
        f"load average {result['load_average']}",
        f"{'':28}" + "".join(f"{int(n):>16,}" for n in sizes) + "   n to the",
    ]

    def line(name: str, cells: Sequence[str], power: float | None) -> None:
        lines.append(f"{name:28}" + "".join(f"{cell:>16}" for cell in cells) + f"{'' if power is None else power:>11}")

    line("segments", [f"{one['segments']:,}" for one in sizes.values()], None)
    line("candidates", [str(one["candidates"]) for one in sizes.values()], None)
    stages = list(next(reversed(sizes.values()))["stages"])
    for stage in stages:
        of = [one["stages"].get(stage, {"seconds": 0.0, "processor_seconds": 0.0}) for one in sizes.values()]
        line(f"{stage}, s", [f"{one['seconds']:.1f} ({one['processor_seconds']:.1f})" for one in of], exponents[stage])
    line(
        "survey to candidates, s",
        [f"{one['seconds']:.1f} ({one['processor_seconds']:.1f})" for one in sizes.values()],
        exponents["processor_seconds"],
    )
    for name, words in (("worker_megabytes", "worker, MB"), ("owner_megabytes", "owner, MB")):
        line(words, [f"{one[name]:,}" for one in sizes.values()], exponents[name])
    line(
        "opened and looked at, s",
        [f"{one['opened_seconds']:.2f}" for one in sizes.values()],
        exponents["opened_seconds"],
    )
    for name, one in (next(reversed(sizes.values()))["page"] or {}).items():
        lines.append(f"in the browser, {name.replace('_', ' ')}: {one:.2f} s")
    return "\n".join([*lines, *filter(None, [bars.lines(result["bars"])])])
