"""Plain text: lines, blank lines between paragraphs, line ends that may only be the width of a page."""

from __future__ import annotations

import itertools

from themes.read.source import Format, Line, Source
from themes.read.unpacking.encoding import decode

_WIDEST = 120
_NARROWEST = 50
_FULL = 0.6
_SHARE_FULL = 0.8


def read(data: bytes) -> Source:
    """The lines of a text file; blank lines part paragraphs.

    Raises:
        BrokenFile: The bytes are no text.
    """
    text, notices = decode(data)
    lines, paragraph = [], 0
    for row in text.split("\n"):
        if row.strip():
            lines.append(Line(text=row.rstrip(), paragraph=paragraph))
        else:
            paragraph += 1
    return Source(lines=tuple(lines), notices=notices, wrapped=is_wrapped(lines))


def is_wrapped(lines: list[Line]) -> bool:
    """Whether line ends inside paragraphs are only the width of a page.

    They are where nearly every line that another follows in its paragraph fills most of the width.
    """
    inner = [len(line.text) for line, after in itertools.pairwise(lines) if line.paragraph == after.paragraph]
    if not inner:
        return False
    # One line over the width (a link) says nothing: the width is that of all but the longest fiftieth.
    width = sorted(inner)[len(inner) * 49 // 50]
    if not _NARROWEST <= width <= _WIDEST:
        return False
    full = sum(1 for length in inner if length >= _FULL * width)
    return full >= _SHARE_FULL * len(inner)


def _recognise(_data: bytes) -> bool:
    """Never: no bytes say that they are plain text."""
    return False


FORMAT = Format(name="txt", title="Plain text", suffixes=(".txt", ".text"), recognise=_recognise, read=read)
