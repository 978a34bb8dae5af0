"""Ways in which transcripts show who speaks, each a named rule; the one that explains most of the file is taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from themes.read.layouts.bold import questions_in_bold
from themes.read.layouts.cells import opened
from themes.read.layouts.headed import label_alone, range_and_name
from themes.read.layouts.inline import interviewer_only, label_before, labels_within
from themes.read.layouts.outline import aside, outline
from themes.read.layouts.pieces import spoken, unspoken
from themes.read.layouts.speakers import UNKNOWN
from themes.read.layouts.tabular import rows
from themes.read.layouts.timed import name_and_time
from themes.read.source import Line, Piece, Source
from themes.read.times import has_bare_times, split_range, split_time

_TIMED_SHARE = 0.5
_BETTER_THAN_NOTHING = 0.05
_TIMES_ALONE = 0.1
_OF_TABLES = {"rows of speaker and words"}
_WITHOUT_LABELS = {"one voice", "times only"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as one layout understands it, and how much of it that explains, in [0, 1]."""

    layout: str
    score: float
    pieces: tuple[Piece, ...]


Rule = Callable[[Source], tuple[float, tuple[Piece, ...]] | None]


def readings(source: Source) -> list[Reading]:
    """Every layout that the file could be in, best first; "one voice" is always among them."""
    found = _as_read(source)
    inside = opened(source) if not any(reading.layout in _OF_TABLES for reading in found) else None
    if inside is not None:
        found += [reading for reading in _as_read(inside) if reading.layout not in _WITHOUT_LABELS]
    best: dict[str, Reading] = {}
    for reading in sorted(found, key=lambda reading: -reading.score):
        best.setdefault(reading.layout, reading)
    return list(best.values())


def _as_read(source: Source) -> list[Reading]:
    return [
        Reading(name, read[0], read[1])
        for name, rule in LAYOUTS.items()
        if (read := rule(source)) is not None and read[0] > 0
    ]


def _voices_named(source: Source) -> tuple[float, tuple[Piece, ...]] | None:
    """``<v Name>words``: captions that name the voice of each cue."""
    if not any(line.speaker for line in source.lines):
        return None
    return 1.0, tuple(
        spoken(line, line.words, label=line.speaker or UNKNOWN, n_labels=line.speaker is not None)
        if line.kind == "text"
        else unspoken(line)
        for line in source.lines
    )


def _times_only(source: Source) -> tuple[float, tuple[Piece, ...]] | None:
    """A time, or a range of times, before each line, and no speaker (Whisper, podcasts)."""
    lines = [line for line in source.lines if line.kind == "text"]
    if source.cues or not lines:
        return None
    bare = has_bare_times([line.words for line in lines])
    pieces: list[Piece] = []
    n_timed = 0
    above: tuple[int, float | None, float | None] = (-1, None, None)
    for line in source.lines:
        start, end, words = _time_and_words(line, bare=bare)
        own = start is not None
        if not own and above[0] == line.paragraph:
            start, end = above[1:]
        elif own and not words:
            above = (line.paragraph, start, end)
        n_timed += start is not None
        if start is None and aside(line) is not None:
            pieces.append(unspoken(line))
        else:
            piece = spoken(line, words, label=None, time=start)
            pieces.append(replace(piece, end_seconds=end, flows=True, time_count=int(own)))
    if n_timed < _TIMED_SHARE * len(lines):
        return None
    return _TIMES_ALONE, tuple(pieces)


def _time_and_words(line: Line, *, bare: bool) -> tuple[float | None, float | None, str]:
    """Start and end in seconds at the beginning of a line, None where there is none, and the words after them."""
    found = split_range(line.words)
    if found is not None:
        return found
    start, words = split_time(line.words, bare=bare)
    return start, None, words


def _one_voice(source: Source) -> tuple[float, tuple[Piece, ...]]:
    """No speakers: everything that is no heading and no note is shown as one voice."""
    kinds = [None if line.kind == "text" else line.kind for line in source.lines] if source.cues else None
    pieces = [
        spoken(line, line.words, label=None)
        if kind is None
        else Piece(text=line.words, paragraph=line.paragraph, kind=kind)
        for line, kind in zip(source.lines, kinds or outline(source.lines), strict=True)
    ]
    return _BETTER_THAN_NOTHING, tuple(pieces)


LAYOUTS: Mapping[str, Rule] = MappingProxyType(
    {
        "voice in each caption": _voices_named,
        "range, name, words": range_and_name,
        "name and time on a line": name_and_time,
        "rows of speaker and words": rows,
        "label on its own line": label_alone,
        "label before the words": label_before,
        "labels within a line": labels_within,
        "only the interviewer labelled": interviewer_only,
        "questions in bold": questions_in_bold,
        "times only": _times_only,
        "one voice": _one_voice,
    }
)
