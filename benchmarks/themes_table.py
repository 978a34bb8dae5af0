"""The figures of ``benchmarks.themes`` as a table for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from benchmarks import peers


def of_sets(results: Sequence[dict[str, Any]]) -> str:
    """A line for each set, size and engine, and one for the seeds of each set."""
    head = f"{'set':26} {'n':>6} {'engine':16} {'AMI':>5} {'95 %':>13} {'placed':>6} {'ARI':>5} {'groups':>6}"
    lines = [f"{head} {'largest':>7} {'unpl.':>5} {'stable':>6} {'s':>6} {'cpu s':>6}  ours above (of the placed)"]
    for result in results:
        for size in result["sizes"]:
            n = f"{size['n']}{' =' if size['all'] else ''}"
            lines += [
                f"{result['set']:26.26} {n:>6} {name:16} {_line(size[name])}"
                for name in ("ours", *peers.PEERS)
                if name in size
            ]
        if "seeds" in result:
            one = result["seeds"]
            lines.append(
                f"{result['set']:26.26} {one['n']:6} {one['seeds']} seeds with one another: median ARI "
                f"{one['ari_median']:.3f}, lowest {one['ari_lowest']:.3f}"
            )
    return "\n".join([*lines, "n =: all segments that the set has"])


def _line(one: dict[str, Any]) -> str:
    interval = one["ami_interval"]
    spread = f"{interval[0]:.3f} to {interval[1]:.3f}" if interval else ""
    stable = "     -" if one["stability"] is None else f"{one['stability']:6.2f}"
    above = ""
    if "ours_above" in one:
        above = f"{one['ours_above']:+.3f}"
        if one["ours_above_interval"]:
            above += " [{:+.3f}, {:+.3f}]".format(*one["ours_above_interval"])
        above += f" ({one['ours_above_without_unplaced']:+.3f})"
    return (
        f"{one['ami']:5.3f} {spread:>14} {one['ami_without_unplaced']:6.3f} {one['ari']:5.3f} {one['themes']:6.1f} "
        f"{one['largest']:7.0%} {one['unplaced']:5.0%} {stable} {one['seconds']:6.1f} {one['processor_seconds']:6.1f}"
        f"  {above}"
    )
