"""Times as transcripts write them: ``0:34``, ``[00:01:02]``, ``0:0:1.510``, ``00:43,810``."""

from __future__ import annotations

import re

TIME = r"(?:\d{1,3}:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,6})?"
RANGE = re.compile(rf"^\s*\[?\s*(?P<start>{TIME})\s*-->\s*(?P<end>{TIME})\s*\]?(?P<rest>.*)$", re.DOTALL)
_BRACKETED = re.compile(rf"^\s*[\[(<]\s*(?P<time>{TIME})\s*[\])>]\s*(?P<rest>.*)$", re.DOTALL)
_BARE = re.compile(rf"^\s*(?P<time>{TIME})(?:\s+[-–]?\s*(?P<rest>.*))?$", re.DOTALL)
_MINUTES_AND_SECONDS = 2


def seconds(time: str) -> float:
    """The seconds of a written time.

    >>> seconds("0:0:1.510"), seconds("01:02"), seconds("1:00:00,5")
    (1.51, 62.0, 3600.5)
    """
    total = 0.0
    for part in time.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return round(total, 3)


def split_time(text: str, *, bare: bool = False) -> tuple[float | None, str]:
    """The time at the start of a line, in seconds, and the rest of the line.

    Args:
        text: The line.
        bare: Whether a time without brackets counts as one: "10:30 was too early" is speech in most files.

    Returns:
        The time, None where there is none, and the line without it.

    >>> split_time("[00:12] Well, yes."), split_time("10:30 was too early")
    ((12.0, 'Well, yes.'), (None, '10:30 was too early'))
    """
    found = _BRACKETED.match(text) or (_BARE.match(text) if bare else None)
    if found is None:
        return None, text
    return seconds(found["time"]), found["rest"] or ""


def split_range(text: str) -> tuple[float, float, str] | None:
    """Start and end in seconds of a range ("0:0:0.0 --> 0:0:1.510"), and what follows it on the line."""
    found = RANGE.match(text)
    if found is None:
        return None
    return seconds(found["start"]), seconds(found["end"]), found["rest"].strip()


def has_bare_times(lines: list[str]) -> bool:
    """Whether times without brackets stand at the start of enough lines to be times (a third of them)."""
    held = [line for line in lines if line.strip()]
    n_timed = sum(1 for line in held if _BARE.match(line) and line.count(":") >= _MINUTES_AND_SECONDS - 1)
    return n_timed * 3 >= len(held) > 0
