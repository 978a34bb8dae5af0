"""Files as evaluators have them, read into transcripts: ``read``, ``layouts``, ``FORMATS``.

Others' bytes are not looked at in this process: ``fence`` hands them to a child, which goes the whole way (``whole``).
"""

from __future__ import annotations

import re
from pathlib import PureWindowsPath
from typing import TypeVar

from themes.errors import FileTooLarge, RefusedFile
from themes.model import Transcript, TranscriptKind
from themes.read import fence
from themes.read.formats.registry import FORMATS
from themes.read.layouts.rules import LAYOUTS
from themes.read.source import MOST_BYTES
from themes.read.survey.table import read_table
from themes.read.whole import Preview
from themes.read.words import TEXTS, read_words

__all__ = [
    "FORMATS", "LAYOUTS", "MOST_BYTES", "TEXTS", "Preview", "layouts", "printable", "read", "read_table", "read_words",
]  # fmt: skip

_MEGABYTE = 1024 * 1024
_SURROGATE = re.compile("[\ud800-\udfff]")
_T = TypeVar("_T")


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
    return _ask("transcript", Transcript, name, data, title=title, kind=kind, layout=layout)


def layouts(name: str, data: bytes) -> list[Preview]:
    """How a file would look in each layout that it could be in, best first.

    Raises:
        RefusedFile: As ``read``.
    """
    return _ask("previews", list[Preview], name, data)


def printable(name: str) -> str:
    r"""A file's name as it can be kept and shown: on Linux it may hold bytes that are no text, known as surrogates.

    >>> printable("caf\udce9.txt")
    'caf\ufffd.txt'
    """
    return _SURROGATE.sub("\ufffd", name)


def _ask(work: str, answer: type[_T], name: str, data: bytes, /, **told: str | None) -> _T:
    """What the child makes of a file; a refusal names it."""
    called = printable(PureWindowsPath(name).name)
    try:
        if len(data) > MOST_BYTES:
            raise FileTooLarge(
                f"it is {len(data) // _MEGABYTE} MB (limit {MOST_BYTES // _MEGABYTE} MB). "
                "Save it as plain text without pictures, or split it and add the parts."
            )
        return fence.ask(work, answer, data, name=called, **told)
    except RefusedFile as refusal:
        raise type(refusal)(f"{called} was not taken in: {refusal}") from refusal
