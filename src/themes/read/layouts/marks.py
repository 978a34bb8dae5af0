"""What sets a label off from the words: a colon or tab, and where nobody uses one a dash, brackets, a stop, bold.

Colons are looked for first: in speech they are rare. The other marks are common there, so a file must use one of them
throughout before any is taken for a label's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from themes.read.layouts.labels import could_be
from themes.read.layouts.speakers import is_known
from themes.read.source import Line
from themes.read.times import TIME, has_bare_times, split_end, split_range, split_time

_AFTER = rf"(?:\s*[\[(]{TIME}(?:\s*[-–>]+\s*{TIME})?[\])])?"
# Label, perhaps a time in brackets, then the mark, then the words.
_COLON = re.compile(
    rf"^(?P<label>[^:\t\n]{{1,120}}?{_AFTER})\s*(?:[:：](?=[\s\[(“\x22‘A-Z]|$)|\t+)\s*(?P<rest>.*)$", re.DOTALL
)
_OTHERS: dict[str, re.Pattern[str]] = {
    "dash": re.compile(rf"^(?P<label>[^:\t\n]{{1,50}}?{_AFTER})\s*[-–—]{{1,2}}\s+(?P<rest>\S.*)$", re.DOTALL),
    "time": re.compile(
        rf"^(?P<label>[^:\t\n]{{1,120}}?\s+(?:[\[(]\s*{TIME}\s*[\])]|{TIME}))\s*[:\-–—]?\s+(?P<rest>\S.*)$", re.DOTALL
    ),
    "brackets": re.compile(r"^[\[(<{](?P<label>[^\])>}:\n]{1,50})[\])>}]\s*[:\-–—]?\s*(?P<rest>.*)$", re.DOTALL),
    "stop": re.compile(
        r"^(?P<label>(?:[A-Z]\.\s?){2,4}|[A-Za-z]{1,15} ?\d{0,3}(?=[.)]))[.)]?\s+(?P<rest>\S.*)$", re.DOTALL
    ),
}
MARKS = ("colon", "bold", *_OTHERS, "small letters")
MARKS_OF_CAPTIONS = ("colon", "brackets", "small letters")
_LABEL_AND_TIME = re.compile(
    rf"^(?P<label>.*?\S)\s*(?P<open>[\[(])?\s*\b(?P<time>{TIME})(?P<rest>[^\d:].*)?$", re.DOTALL
)
_REDACTED = re.compile(r"<([^<>]+)>")
# "12 I: …": lines of some typists are numbered.
_LINE_NUMBER = re.compile(r"^\d{1,4}[.)]?\s+(?P<label>\D.*)$")
# No label is longer than 120 characters, but before its mark may stand any number of spaces, each tried so often.
_WHERE_LABELS_STAND = 400
_TIME_AND_NO_MORE = re.compile(r"^[\s\])]*(?::\s*)?$")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line taken apart: its label ("" where there is none), its words, its start and end in seconds.

    ``whole`` is the line without a time at its start, for when the label turns out to be none.
    """

    label: str
    words: str
    seconds: float | None
    whole: str
    end: float | None = None


@dataclass(frozen=True, slots=True)
class Timed:
    """A line without the times at its ends: its words, and start and end in seconds where it gave any."""

    line: Line
    words: str
    seconds: float | None
    end: float | None


def without_times(lines: Sequence[Line]) -> list[Timed]:
    """Every line without a time or range before its words, or f4's time behind them."""
    bare = has_bare_times([line.words for line in lines])
    return [_without_times(line, bare=bare) for line in lines]


def take_apart(lines: Sequence[Timed], mark: str) -> list[Labelled]:
    """Every line with what would be its label if it has one, in any of the forms with one mark.

    ``Name: words``, ``Name (0:34): words``, ``[0:34] Name: words``, ``Name: [0:34] words``, ``Name<tab>words``;
    ``Name - words``; ``Name 0:34 words``; ``[Name] words``; ``A.K. words``; words in bold; ``name: words``.
    """
    parts = [_take_apart(line, mark) for line in lines]
    said = [part.words for part in parts if part.label]
    return [_with_time_after(part) for part in parts] if has_bare_times(said) else parts


def split_after(label: str) -> tuple[str, float | None]:
    """A label without the time or range behind it ("Name (0:34)"), and that time in seconds."""
    found = _LABEL_AND_TIME.match(label)
    if found is None:
        return label.strip(), None
    rest = found["rest"] or ""
    span = split_range(f"{found['time']}{rest.rstrip('])> :')}")
    if (span is None or span[2]) and not _TIME_AND_NO_MORE.match(rest):
        return label.strip(), None
    seconds, _none = split_time(found["time"], bare=True)
    return found["label"].strip().rstrip(":-–—|·•,").strip(), seconds


def labels_of(parts: Iterable[Labelled]) -> list[str]:
    """The labels of those lines that have one and words behind it."""
    return [part.label for part in parts if part.label and part.words]


def _without_times(line: Line, *, bare: bool) -> Timed:
    words = line.words
    if line.kind != "text" or line.cells:
        return Timed(line, words, None, None)
    words, end = split_end(words)
    span = split_range(words)
    if span is not None:
        return Timed(line, span[2], span[0], span[1])
    seconds, words = split_time(words, bare=bare or (line.start_seconds is None and _is_time(words)))
    return Timed(line, words, seconds, end)


def _take_apart(timed: Timed, mark: str) -> Labelled:
    whole = Labelled("", timed.words, timed.seconds, timed.words, timed.end)
    if timed.line.kind != "text" or timed.line.cells:
        return whole
    found = _split(timed, mark)
    if found is None:
        return whole
    label, after = split_after(found[0])
    inner, rest = split_time(found[1])
    times = [time for time in (timed.seconds, after, inner) if time is not None]
    fits = could_be(label, small=mark == "small letters") or (mark == "time" and could_be(label, small=True))
    if not fits or rest.startswith(("http://", "https://", "www.")):
        return whole
    return Labelled(label, rest, times[0] if times else None, timed.words, timed.end)


def _is_time(words: str) -> bool:
    """Whether a line is a time with hours and no more; "10:30" alone may be an answer."""
    return words.count(":") > 1 and re.fullmatch(TIME, words.strip()) is not None


def _split(timed: Timed, mark: str) -> tuple[str, str] | None:
    """What would be the label, and what comes behind it."""
    words, line = timed.words, timed.line
    if mark == "bold":
        set_off = line.text[: line.n_bold].strip()
        rest = line.text[line.n_bold :].strip()
        return (set_off.rstrip(":").strip(), rest) if set_off and rest and line.words == words else None
    pattern = _COLON if mark in {"colon", "small letters"} else _OTHERS[mark]
    found = pattern.match(words[:_WHERE_LABELS_STAND])
    # "<Name> - Moderator" is a name taken out, not markup.
    if found is None:
        return None
    label = _REDACTED.sub(r"\1", found["label"]).lstrip("-–—>• ")
    numbered = _LINE_NUMBER.match(label)
    rest = f"{found['rest']}{words[_WHERE_LABELS_STAND:]}"
    return (numbered["label"] if numbered and is_known(numbered["label"]) else label), rest


def _with_time_after(part: Labelled) -> Labelled:
    """A labelled line whose words begin with a time without brackets, in a file where many do."""
    seconds, words = split_time(part.words, bare=True)
    if not part.label or seconds is None:
        return part
    return Labelled(part.label, words, part.seconds if part.seconds is not None else seconds, part.whole, part.end)
