"""Files as evaluators have them, read into transcripts: ``read``, ``layouts``, ``FORMATS``.

bytes → a format's reader (registry) → lines → a layout (who speaks where) → pieces → assemble → Transcript
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PureWindowsPath

from themes.errors import BrokenFile, FileTooLarge, RefusedFile
from themes.model import Speaker, Transcript, TranscriptKind
from themes.read.assemble import assemble
from themes.read.layouts import LAYOUTS, Reading, readings
from themes.read.registry import FORMATS, find_format
from themes.read.source import Format, Source
from themes.read.table import read_table

__all__ = ["FORMATS", "LAYOUTS", "MOST_BYTES", "Preview", "layouts", "printable", "read", "read_table"]

MOST_BYTES = 50 * 1024 * 1024
_MEGABYTE = 1024 * 1024
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """How a file would look in one layout: its turns counted, its speakers, the first words of each speaker's turns."""

    layout: str
    n_turns: int
    speakers: tuple[Speaker, ...]
    first_words: tuple[str, ...]


def read(
    name: str,
    data: bytes,
    *,
    title: str | None = None,
    kind: TranscriptKind | None = None,
    layout: str | None = None,
) -> Transcript:
    """The transcript that a file holds, whole; its speakers' roles are proposed, not decided.

    Args:
        name: The file's name, for its format, its title and messages.
        data: The file.
        title: What to call the transcript; the file's name without its ending where None.
        kind: What kind it is; proposed from the number of participants where None.
        layout: One of ``LAYOUTS``, where the user knows better than the scores.

    Returns:
        The transcript, with a new id.

    Raises:
        UnknownFormat: No reader knows the file.
        BrokenFile: It cannot be made sense of, holds no words, or not in that layout.
        FileTooLarge: It, or what it unpacks to, is over a limit.
    """
    called = printable(PureWindowsPath(name).name)
    try:
        return _read(called, data, title=title, kind=kind, layout=layout)
    except RefusedFile as refusal:
        raise type(refusal)(f"{called} was not taken in: {refusal}") from refusal
    except Exception as error:  # noqa: BLE001 - where others' files come in; its words may be a participant's
        raise BrokenFile(_unexpected(called, error)) from None


def layouts(name: str, data: bytes) -> list[Preview]:
    """How a file would look in each layout that it could be in, best first.

    Raises:
        RefusedFile: As ``read``.
    """
    called = printable(PureWindowsPath(name).name)
    try:
        return _previews(called, data)
    except RefusedFile as refusal:
        raise type(refusal)(f"{called} was not taken in: {refusal}") from refusal
    except Exception as error:  # noqa: BLE001 - as above
        raise BrokenFile(_unexpected(called, error)) from None


def printable(name: str) -> str:
    r"""A file's name as it can be kept and shown: on Linux it may hold bytes that are no text, known as surrogates.

    >>> printable("caf\udce9.txt")
    'caf\ufffd.txt'
    """
    return _SURROGATE.sub("\ufffd", name)


def _unexpected(called: str, error: Exception) -> str:
    return (
        f"{called} was not taken in: something unexpected went wrong as it was read ({type(error).__name__}). "
        "Save it as plain text and try again, and report this."
    )


def _read(name: str, data: bytes, *, title: str | None, kind: TranscriptKind | None, layout: str | None) -> Transcript:
    format_, source = _source(name, data)
    reading = _chosen(readings(source), layout)
    return assemble(
        name=name, data=data, format_name=format_.name, source=source, reading=reading, title=title, kind=kind
    )


def _previews(name: str, data: bytes) -> list[Preview]:
    format_, source = _source(name, data)
    previews = []
    for reading in readings(source):
        transcript = assemble(
            name=name, data=data, format_name=format_.name, source=source, reading=reading, title=None, kind=None
        )
        spoken = [turn for turn in transcript.turns if turn.kind == "speech"]
        firsts = [next(turn for turn in spoken if turn.speaker == index) for index in range(len(transcript.speakers))]
        previews.append(
            Preview(
                layout=reading.layout,
                n_turns=len(spoken),
                speakers=transcript.speakers,
                first_words=tuple(transcript.text[turn.start : turn.end][:80] for turn in firsts),
            )
        )
    return previews


def _source(name: str, data: bytes) -> tuple[Format, Source]:
    """The file's format and its lines, within the limit of size."""
    if not data.strip():
        raise BrokenFile("it is empty. Check that it was saved, and add it again.")
    if len(data) > MOST_BYTES:
        raise FileTooLarge(
            f"it is {len(data) // _MEGABYTE} MB (limit {MOST_BYTES // _MEGABYTE} MB). "
            "Save it as plain text, without pictures, and try again."
        )
    format_ = find_format(name, data)
    source = format_.read(data)
    if not source.lines:
        raise BrokenFile("there are no words in it. Look at it in the program that made it.")
    return format_, source


def _chosen(found: list[Reading], layout: str | None) -> Reading:
    """The best reading, or the one that the user asked for."""
    if layout is None:
        return found[0]
    for reading in found:
        if reading.layout == layout:
            return reading
    possible = ", ".join(f"“{reading.layout}”" for reading in found)
    raise BrokenFile(f"it cannot be read in the layout “{layout}”. It can be read as {possible}.")
