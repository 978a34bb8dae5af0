"""Timed lines (.lrc) as Whisper writes them: ``[00:43.810]words``, and the end as a line of its own."""

from __future__ import annotations

import re
from collections import Counter

from themes.errors import BrokenFile
from themes.read.formats.captions import cue_lines, dropped
from themes.read.source import Format, Line, Source
from themes.read.times import seconds
from themes.read.unpacking.encoding import decode

_TIMED = re.compile(r"^\s*\[(?P<time>\d+:\d\d(?:\.\d+)?)\](?P<words>.*)$")
_ABOUT = re.compile(r"^\s*\[[a-z#]+:.*\]\s*$")


def read(data: bytes) -> Source:
    """The lines of a timed text, each with its start and, where the file gives it, its end.

    Raises:
        BrokenFile: No line in it has a time.
    """
    text, notices = decode(data)
    counts: Counter[str] = Counter()
    timed: list[tuple[float, str]] = []
    for row in text.split("\n"):
        found = _TIMED.match(row)
        if found is not None:
            timed.append((seconds(found["time"]), found["words"]))
            counts["cue times"] += 1
        elif _ABOUT.match(row):
            counts["header lines"] += 1
        elif row.strip() and timed:
            timed[-1] = (timed[-1][0], f"{timed[-1][1]} {row}")
    if not timed:
        raise BrokenFile("there is no timed line in it (none like [00:01.00]words). Export it again.")
    lines: list[Line] = []
    for index, (start, words) in enumerate(timed):
        following = timed[index + 1] if index + 1 < len(timed) else None
        end = following[0] if following is not None and not following[1].strip() else start
        lines.extend(line if end > start else _without_end(line) for line in cue_lines(start, end, [words], index))
    return Source(lines=tuple(lines), dropped=dropped(counts), notices=notices, cues=True)


def _without_end(line: Line) -> Line:
    return Line(text=line.text, paragraph=line.paragraph, speaker=line.speaker, start_seconds=line.start_seconds)


def _recognise(_data: bytes) -> bool:
    """Never: a typist's text may begin with a time in brackets too."""
    return False


FORMAT = Format(name="lrc", title="Timed lines (LRC)", suffixes=(".lrc",), recognise=_recognise, read=read)
