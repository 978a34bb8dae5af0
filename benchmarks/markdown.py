"""Tables in Markdown, and numbers as people write them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.record import Record


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """The lines of a table."""
    told = ["| " + " | ".join(cells) + " |" for cells in (head, *rows)]
    return [told[0], "|" + "---|" * len(head), *told[1:]]


def short(value: float | None, places: int = 3) -> str:
    """A share or an agreement without its nought: .307, -.012, 1.000; a dash for None."""
    if value is None:
        return "-"
    said = f"{value:.{places}f}"
    return said.replace("0.", ".", 1) if abs(float(said)) < 1 else said


def signed(value: float, span: Sequence[float] | None = None) -> str:
    """A difference with its sign, and its interval: +.073 [.057, .089]."""
    said = ("+" if value >= 0 else "") + short(value)
    return said if not span else f"{said} [{short(span[0])}, {short(span[1])}]"


def percent(share: float) -> str:
    """A share as a whole percentage."""
    return f"{share:.0%}".replace("%", " %")


def measured_by(*records: Record) -> str:
    """How and when it was measured, and how busy the machine was."""
    commands = ", ".join(f"`{one['command']}`" for one in records)
    days = sorted({one["date"] for one in records})
    loads = [one["machine"]["load_before"] for one in records if one["machine"]["load_before"] is not None]
    load = ""
    if loads:
        low, high = min(loads), max(loads)
        load = f", load average {low:g}" + (f" to {high:g}" if high > low else "")
    machine = records[0]["machine"]
    commits = sorted({one["commit"] + (" with changes" if one["changed_since"] else "") for one in records})
    system = machine["system"].split()[0]
    return (
        f"{commands}: {' and '.join(days)}, commit {' and '.join(commits)}, {machine['cores']} cores, {system}{load}."
    )
