"""Times as transcripts write them: ``0:34``, ``[00:01:02]``, ``0:0:1.510``, ``00:43,810``, ``#00:01:02-5#``."""

from __future__ import annotations

import re

# After whole hours, minutes and seconds may come fractions, or frames (of a length that nobody says: left out).
TIME = r"(?:\d{1,3}:\d{1,2}:\d{1,2}[:;]\d{2}(?!\d)|(?:\d{1,3}:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,6})?)"
_ARROW = r"(?:-->|->|→|=>)"
_DASH = r"(?:[-–—]|to)"
RANGE = re.compile(
    rf"^\s*(?:(?P<open>[\[(<])\s*)?(?P<start>{TIME})\s*(?:(?P<arrow>{_ARROW})|{_DASH})\s*(?P<end>{TIME})\s*"
    r"(?P<close>[\])>])?(?P<rest>.*)$",
    re.DOTALL,
)
_BRACKETED = re.compile(rf"^\s*[\[(<{{]\s*(?P<time>{TIME})\s*[\])>}}]\s*(?P<rest>.*)$", re.DOTALL)
_BARE = re.compile(rf"^\s*(?P<time>{TIME})(?:\s+[-–]?\s*(?P<rest>.*))?$", re.DOTALL)
# f4 closes a paragraph with its end: "… yes. #00:01:02-5#" (the last digit is tenths); MAXQDA may open one so.
_HASHED_TIME = r"#(?P<time>\d{1,2}:\d{2}:\d{2})-(?P<tenths>\d)#"
_HASHED = re.compile(rf"{_HASHED_TIME}$")
_HASHED_FIRST = re.compile(rf"^\s*{_HASHED_TIME}\s*(?P<rest>.*)$", re.DOTALL)
# What Stream's and YouTube's pages show to those who listen to a page: "1 minute 3 seconds", before "1:03".
_IN_WORDS = re.compile(
    r"(?:(?P<hours>\d{1,2}) hours?,? )?(?:(?P<minutes>\d{1,2}) minutes?,? )?(?P<seconds>\d{1,2}) seconds?"
)
_ALONE = re.compile(rf"^(?:{_IN_WORDS.pattern}\s*)?[\[(]?(?P<time>{TIME})[\])]?$")
_LONGEST_ALONE = 60
_LONGEST_HASHED = 12
_UNITS = {"hours": 3600, "minutes": 60, "seconds": 1}
_MINUTES_AND_SECONDS = 2
_WITH_FRAMES = 4


def seconds(time: str) -> float:
    """The seconds of a written time.

    >>> seconds("0:0:1.510"), seconds("01:02"), seconds("1:00:00,5"), seconds("00:01:02:24")
    (1.51, 62.0, 3600.5, 62.0)
    """
    total = 0.0
    parts = time.replace(",", ".").replace(";", ":").split(":")
    for part in parts[:3] if len(parts) == _WITH_FRAMES else parts:
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
    hashed = _HASHED_FIRST.match(text)
    if hashed is not None:
        return seconds(f"{hashed['time']}.{hashed['tenths']}"), hashed["rest"]
    found = _BRACKETED.match(text) or (_BARE.match(text) if bare else None)
    if found is None:
        return None, text
    return seconds(found["time"]), found["rest"] or ""


def split_range(text: str, *, loose: bool = False) -> tuple[float, float, str] | None:
    """Start and end in seconds of a range ("0:0:0.0 --> 0:0:1.510"), and what follows it on the line.

    A dash makes a range only in brackets or alone on the line: "10:30 - 11:00 suits me" is speech; ``loose`` takes it
    anywhere.
    """
    found = RANGE.match(text) if text[:1].isdigit() or text[:1] in "[(< " else None
    if found is None:
        return None
    sure = loose or found["arrow"] or (found["open"] and found["close"])
    if not sure and found["rest"].strip():
        return None
    return seconds(found["start"]), seconds(found["end"]), found["rest"].strip()


def split_end(text: str) -> tuple[str, float | None]:
    """The line without the time that closes its paragraph (f4's ``#00:01:02-5#``), and that time in seconds.

    >>> split_end("I: And then? #00:01:02-5#")
    ('I: And then?', 62.5)
    """
    held = text.rstrip()
    if not held.endswith("#"):
        return text, None
    found = _HASHED.search(held[-_LONGEST_HASHED:])
    if found is None:
        return text, None
    return held[: -len(found[0])].rstrip(), seconds(f"{found['time']}.{found['tenths']}")


def time_alone(line: str) -> float | None:
    """The seconds of a line that holds a time and nothing else; None for any other.

    >>> time_alone("[00:12]"), time_alone("1 minute 3 seconds1:03"), time_alone("12 seconds"), time_alone("0:12 Yes")
    (12.0, 63.0, 12.0, None)
    """
    held = line.strip()
    if len(held) > _LONGEST_ALONE:
        return None
    found = _ALONE.match(held)
    if found is not None:
        return seconds(found["time"])
    words = _IN_WORDS.fullmatch(held)
    if words is None:
        return None
    return float(sum(int(words[unit] or 0) * worth for unit, worth in _UNITS.items()))


def times_alone(line: str) -> tuple[float, float | None] | None:
    """Start and end in seconds of a line that holds a time or a range and nothing else, the end None without one."""
    span = split_range(line)
    if span is not None:
        return None if span[2] else span[:2]
    begins = time_alone(line)
    return None if begins is None else (begins, None)


def without_time_in_words(line: str) -> str:
    """A line without the time in words at its end ("Ann 1 minute 3 seconds")."""
    held = line.rstrip()
    at = len(held)
    for found in _IN_WORDS.finditer(held[-_LONGEST_ALONE:]):
        if found.end() == len(held[-_LONGEST_ALONE:]):
            at = max(len(held) - _LONGEST_ALONE, 0) + found.start()
    return held[:at].rstrip()


def has_bare_times(lines: list[str]) -> bool:
    """Whether times without brackets stand at the start of enough lines to be times (a third of them)."""
    held = [line for line in lines if line.strip()]
    n_timed = sum(1 for line in held if _BARE.match(line) and line.count(":") >= _MINUTES_AND_SECONDS - 1)
    return n_timed * 3 >= len(held) > 0
