"""The way of a file from bytes to a transcript, as it is gone in the child that ``fence`` watches.

bytes → a format's reader (registry) → lines → a layout (who speaks where) → pieces → assemble → Transcript
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from themes.errors import BrokenFile, FileTooLarge
from themes.model import Speaker, Transcript, TranscriptKind
from themes.read.assemble import assemble
from themes.read.formats.registry import find_format
from themes.read.layouts.rules import Reading, readings
from themes.read.source import MOST_BYTES, Format, Line, Source

MOST_LINES = 100_000
MOST_CHARACTERS = 5_000_000
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """How a file would look in one layout: its turns counted, its speakers, the first words of each speaker's turns."""

    layout: str
    n_turns: int
    speakers: tuple[Speaker, ...]
    first_words: tuple[str, ...]


def transcript(
    data: bytes, *, name: str, title: str | None = None, kind: str | None = None, layout: str | None = None
) -> Transcript:
    """The transcript that a file holds; see ``themes.read.read``.

    Raises:
        RefusedFile: It cannot be read, or not in that layout.
    """
    format_, source = lines_of(name, data)
    return assemble(
        name=name,
        data=data,
        format_name=format_.name,
        source=source,
        reading=_chosen(readings(source), layout),
        title=title,
        kind=cast("TranscriptKind | None", kind),
    )


def previews(data: bytes, *, name: str) -> list[Preview]:
    """How a file would look in each layout that it could be in, best first.

    Raises:
        RefusedFile: It cannot be read.
    """
    format_, source = lines_of(name, data)
    found = []
    for reading in readings(source):
        whole = assemble(
            name=name, data=data, format_name=format_.name, source=source, reading=reading, title=None, kind=None
        )
        spoken = [turn for turn in whole.turns if turn.kind == "speech"]
        firsts: dict[int, str] = {}
        for turn in spoken:
            firsts.setdefault(turn.speaker or 0, whole.text[turn.start : turn.end][:80])
        found.append(
            Preview(
                layout=reading.layout,
                n_turns=len(spoken),
                speakers=whole.speakers,
                first_words=tuple(firsts[index] for index in range(len(whole.speakers))),
            )
        )
    return found


def lines_of(name: str, data: bytes) -> tuple[Format, Source]:
    """The file's format and its lines, within the limits of size.

    Raises:
        UnknownFormat: No reader knows it.
        BrokenFile: It is empty, or its reader cannot make sense of it.
        FileTooLarge: It, or what is in it, is over a limit.
    """
    if not data.strip():
        raise BrokenFile("it is empty. Check that it was saved, and add it again.")
    format_ = find_format(name, data)
    if len(data) > format_.most_bytes:
        what = "" if format_.most_bytes == MOST_BYTES else " of text"
        raise FileTooLarge(
            f"it is {len(data) // _MEGABYTE} MB{what} (limit {format_.most_bytes // _MEGABYTE} MB). "
            "Save it as plain text without pictures, or split it and add the parts."
        )
    source = format_.read(data)
    _refuse_endless(source.lines)
    return format_, source


def _refuse_endless(lines: tuple[Line, ...]) -> None:
    """Refuse no words, and more of them than a person can read in a year: a small file can unpack to any number."""
    if not lines:
        raise BrokenFile("there are no words in it. Look at it in the program that made it.")
    if len(lines) > MOST_LINES:
        raise FileTooLarge(f"it has more than {MOST_LINES:,} lines, as no interview has. Split it and add the parts.")
    if sum(len(line.text) for line in lines) > MOST_CHARACTERS:
        raise FileTooLarge(
            f"it has more than {MOST_CHARACTERS // 1_000_000} million letters, a hundred hours of talk. "
            "Split it and add the parts."
        )


def _chosen(found: list[Reading], layout: str | None) -> Reading:
    """The best reading, or the one that the user asked for."""
    if layout is None:
        return found[0]
    for reading in found:
        if reading.layout == layout:
            return reading
    possible = ", ".join(f"“{reading.layout}”" for reading in found)
    raise BrokenFile(f"it cannot be read in the layout “{layout}”. It can be read as {possible}.")
