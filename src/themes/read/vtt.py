"""WebVTT captions (W3C WebVTT, 2019) as Zoom, Teams, YouTube and Whisper write them.

More lenient than the standard where they are: unpadded fields (``0:0:0.0``), no hours, commas, blank lines missing.
"""

from __future__ import annotations

import html
import re
from collections import Counter

from themes.errors import BrokenFile
from themes.model import Dropped
from themes.read.encoding import decode
from themes.read.source import KEPT_AS_FACTS, Format, Line, Source
from themes.read.times import split_range

_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^<>]{0,200})>")
_INNER_TIME = re.compile(r"<\d+:[\d:.]+>")
_MARKUP = re.compile(r"</?(?:c|i|b|u|ruby|rt|lang|v)(?:[.\s][^<>]{0,200})?>|<\d+:[\d:.]+>")
_BLOCKS = {"NOTE": "notes of the captions' program", "STYLE": "style blocks", "REGION": "region blocks"}
_SETTING = re.compile(r"^\S+\s*[:=]|^\S*$")
_SENTENCE_WORDS = 5
_WHY = {
    "header lines": "they describe the file",
    "cue numbers": "they count the captions",
    "cue times": KEPT_AS_FACTS,
    "repeated caption lines": "rolling captions show each line twice",
    **dict.fromkeys(_BLOCKS.values(), "they are no speech"),
}


def read(data: bytes) -> Source:
    """The cues of a caption file, one line each, with their times and the voices that the file names.

    Raises:
        BrokenFile: There is no cue in it.
    """
    text, notices = decode(data)
    blocks = [block.strip("\n") for block in re.split(r"\n{2,}", text) if block.strip()]
    counts: Counter[str] = Counter()
    lines: list[Line] = []
    rolling = _INNER_TIME.search(text) is not None
    last = ""
    for number, block in enumerate(blocks):
        rows = block.split("\n")
        at = [index for index, row in enumerate(rows) if split_range(row) is not None]
        if not at:
            lines.extend(_aside(block, number, counts))
            continue
        counts["cue numbers"] += at[0]
        for first, following in zip(at, [*at[1:], len(rows)], strict=True):
            words = _without_number(rows[first + 1 : following], counts, last=following == len(rows))
            if rolling:
                words, last = _unrolled(words, last, counts)
            lines.extend(_cue(rows[first], words, number))
            counts["cue times"] += 1
    if not counts["cue times"]:
        raise BrokenFile("there is no caption in it (no line like 00:00:01.000 --> 00:00:04.000). Export it again.")
    dropped = tuple(Dropped(what=what, count=counts[what], why=why) for what, why in _WHY.items() if counts[what])
    return Source(lines=tuple(lines), dropped=dropped, notices=notices, cues=True)


def _without_number(rows: list[str], counts: Counter[str], *, last: bool) -> list[str]:
    """A cue's rows without the number of the next cue, where only white space stands between the two cues."""
    if last or len(rows) <= 1 or not rows[-1].strip() or rows[-2].strip():
        return rows
    counts["cue numbers"] += 1
    return rows[:-1]


def _aside(block: str, number: int, counts: Counter[str]) -> list[Line]:
    """What stands between cues: a note in words is kept as a note, the program's own notes are not."""
    first = block.split(maxsplit=1)[0].removeprefix("\ufeff")
    words = " ".join(block.split()[1:])
    if first == "NOTE" and len(words.split()) >= _SENTENCE_WORDS and not _SETTING.match(words):
        return [Line(text=words, paragraph=number, kind="note")]
    counts[_BLOCKS.get(first, "header lines")] += 1
    return []


def _cue(times: str, rows: list[str], number: int) -> list[Line]:
    """The lines of a cue: one for each voice that speaks in it."""
    found = split_range(times)
    if found is None:
        return []
    start, end, _settings = found
    parts = _VOICE.split(" ".join(row.strip() for row in rows if row.strip()))
    voices = [None, *(html.unescape(voice).strip() or None for voice in parts[1::2])]
    lines = []
    for voice, part in zip(voices, parts[0::2], strict=True):
        words = html.unescape(_MARKUP.sub("", part)).strip()
        if words:
            lines.append(
                Line(text=words, paragraph=number, speaker=voice, start_seconds=start, end_seconds=max(start, end))
            )
    return lines


def _unrolled(rows: list[str], last: str, counts: Counter[str]) -> tuple[list[str], str]:
    """Rolling captions without the line that the caption before has shown; and the line shown last."""
    shown = [row for row in rows if row.strip()]
    bare = [_MARKUP.sub("", row).strip() for row in shown]
    kept = []
    for row, words in zip(shown, bare, strict=True):
        if words == last:
            counts["repeated caption lines"] += 1
        else:
            kept.append(row)
            last = words
    return kept, last


def _recognise(data: bytes) -> bool:
    return data.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT")


FORMAT = Format(name="vtt", title="Captions (WebVTT)", suffixes=(".vtt",), recognise=_recognise, read=read)
