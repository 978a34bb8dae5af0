"""Captions, whatever file they come in: blocks of times and words, which cut sentences and may roll.

More lenient than the standards where programs are: unpadded fields (``0:0:0.0``), no hours, commas, no blank lines.
"""

from __future__ import annotations

import html
import itertools
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from themes.errors import BrokenFile
from themes.model import Dropped
from themes.read.source import KEPT_AS_FACTS, Format, Line, Source
from themes.read.times import split_range
from themes.read.unpacking.encoding import decode

_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^<>]{0,200})>")
_INNER_TIME = re.compile(r"<\d+:[\d:.]+>")
_MARKUP = re.compile(r"</?(?:c|i|b|u|s|ruby|rt|lang|v|font)(?:[.\s][^<>]{0,200})?>|<\d+:[\d:.]+>|\{\\an?\d\}")
_BLOCKS = {"NOTE": "notes of the captions' program", "STYLE": "style blocks", "REGION": "region blocks"}
_SETTING = re.compile(r"^\S+\s*[:=]|^\S*$")
# Webex writes who speaks beside the number: 12 "Jane Doe" (3456783872).
_BESIDE_NUMBER = re.compile(r"^\d{1,6}\s+\"(?P<voice>[^\"]{1,200})\"(?:\s*\(\d*\))?$")
# A row of a caption that another voice begins: "Ann: …", "- …", ">> …".
_NEW_VOICE = re.compile(r"^(?:[^\W\d_][^:<>.?!]{0,40}:\s|-\s?(?=\S)|>>)")
_SENTENCE_WORDS = 5
_ROLLING_SHARE = 0.4
_WHY = {
    "header lines": "they describe the file",
    "cue numbers": "they count the captions",
    "cue times": KEPT_AS_FACTS,
    "repeated caption lines": "rolling captions show each line twice",
    **dict.fromkeys(_BLOCKS.values(), "they are no speech"),
}

SplitTimes = Callable[[str], tuple[float, float, str] | None]


def caption_format(
    name: str, title: str, *, first: re.Pattern[bytes], example: str, split: SplitTimes = split_range
) -> Format:
    """A kind of caption file.

    Args:
        name: Its name, and the end of its files' names.
        title: What people call it.
        first: What such a file begins with.
        example: How a row of times looks in it.
        split: As ``read_captions`` has it.
    """
    return Format(
        name=name,
        title=title,
        suffixes=(f".{name}",),
        recognise=lambda data: first.match(data) is not None,
        read=partial(read_captions, split=split, example=example),
    )


def read_captions(data: bytes, *, split: SplitTimes = split_range, example: str) -> Source:
    """The cues of a caption file, one line for each voice in one, with their times and the voices that it names.

    Args:
        data: The file.
        split: Start and end in seconds of a row of times and what follows them; None for any other row.
        example: How a row of times looks in this format, for the message where none is found.

    Raises:
        BrokenFile: There is no cue in it.
    """
    text, notices = decode(data)
    blocks = [block.strip("\n") for block in re.split(r"\n{2,}", text) if block.strip()]
    counts: Counter[str] = Counter()
    lines: list[Line] = []
    cues: list[tuple[int, float, float, list[str], str | None]] = []
    order: list[Line | int] = []
    for number, block in enumerate(blocks):
        rows = block.split("\n")
        at = [(index, found) for index, row in enumerate(rows) if (found := split(row)) is not None]
        if not at:
            order.extend(_aside(block, number, counts))
            continue
        counts["cue numbers"] += at[0][0]
        ends = [index for index, _times in at[1:]] + [len(rows)]
        for (first, times), following in zip(at, ends, strict=True):
            words = _without_number(rows[first + 1 : following], counts, last=following == len(rows))
            order.append(len(cues))
            beside = _BESIDE_NUMBER.match(rows[first - 1].strip()) if first else None
            cues.append((number, times[0], times[1], words, beside["voice"] if beside else None))
            counts["cue times"] += 1
    if not cues:
        raise BrokenFile(f"there is no caption in it (no line like {example}). Export it again.")
    rolling = _INNER_TIME.search(text) is not None or _rolls([words for *_times, words, _voice in cues])
    last = ""
    for one in order:
        if isinstance(one, Line):
            lines.append(one)
            continue
        number, start, end, words, voice = cues[one]
        if rolling:
            words, last = _unrolled(words, last, counts)
        lines.extend(cue_lines(start, end, words, number, speaker=voice))
    return Source(lines=tuple(lines), dropped=dropped(counts), notices=notices, cues=True)


def dropped(counts: Counter[str]) -> tuple[Dropped, ...]:
    """What a reader of captions left out, as facts."""
    return tuple(Dropped(what=what, count=counts[what], why=why) for what, why in _WHY.items() if counts[what])


def cue_lines(start: float, end: float, rows: Sequence[str], number: int, *, speaker: str | None = None) -> list[Line]:
    """The lines of a cue: one for each voice that speaks in it. Times in seconds, ``number`` counts paragraphs."""
    spans: list[list[str]] = []
    for row in (row.strip() for row in rows if row.strip()):
        if not spans or _NEW_VOICE.match(row):
            spans.append([row])
        else:
            spans[-1].append(row)
    lines = []
    for span in spans:
        parts = _VOICE.split(" ".join(span))
        voices = [speaker, *(html.unescape(voice).strip() or None for voice in parts[1::2])]
        for voice, part in zip(voices, parts[0::2], strict=True):
            words = html.unescape(_MARKUP.sub("", part)).strip()
            if words:
                lines.append(
                    Line(text=words, paragraph=number, speaker=voice, start_seconds=start, end_seconds=max(start, end))
                )
    return lines


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


def _rolls(cues: Sequence[list[str]]) -> bool:
    """Whether captions of two rows show the row of the caption before once more, as YouTube's do when converted."""
    bare = [[words for row in rows if (words := _MARKUP.sub("", row).strip())] for rows in cues]
    pairs = [(before, after) for before, after in itertools.pairwise(row for row in bare if row) if len(after) > 1]
    n_repeated = sum(1 for before, after in pairs if before[-1] == after[0])
    return n_repeated > _ROLLING_SHARE * len(bare)


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
