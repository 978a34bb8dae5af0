"""Bars: what must hold, or is aimed at, beside what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

Kind = Literal["must", "aim"]

Bar = dict[str, Any]
"""``line`` of issue 4, ``kind``, ``what`` was measured, ``measured``, the ``bar`` in words, whether it ``holds``."""


def at_least(limit: float, what: str, measured: float | None, *, line: int, kind: Kind = "must") -> Bar:
    """Whether a figure reaches a limit; what was not measured does not.

    Args:
        limit: What it must reach.
        what: Which figure, on which set.
        measured: The figure.
        line: The line of the issue that says so.
        kind: "must", or "aim" where a record of what was tried serves too.
    """
    holds = measured is not None and measured >= limit
    return _bar(line, kind, what, measured, f"at least {limit:g}", holds=holds)


def at_most(limit: float, what: str, measured: float | None, *, line: int, kind: Kind = "must") -> Bar:
    """Whether a figure stays at a limit or below; see ``at_least``."""
    holds = measured is not None and measured <= limit
    return _bar(line, kind, what, measured, f"at most {limit:g}", holds=holds)


def lines(bars: Sequence[Bar]) -> str:
    """A line for each bar, for people."""
    return "\n".join(
        f"{'holds' if one['holds'] else 'DOES NOT HOLD':14} line {one['line']:<3} {one['kind']:5} {one['what']}: "
        f"{'not measured' if one['measured'] is None else one['measured']} ({one['bar']})"
        for one in bars
    )


def _bar(line: int, kind: Kind, what: str, measured: float | None, words: str, *, holds: bool) -> Bar:
    rounded = None if measured is None else round(measured, 4)
    return {"line": line, "kind": kind, "what": what, "measured": rounded, "bar": words, "holds": holds}
