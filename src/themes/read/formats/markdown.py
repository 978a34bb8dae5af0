r"""Markdown as transcripts use it: bold names, headings, escaped brackets, a block of settings at the top.

Only what stands in the way of the words is undone: ``**Name:**``, ``# heading``, ``\[03:50\]``, line-end
backslashes. Everything else is the typist's.
"""

from __future__ import annotations

import re
from collections import Counter

from themes.model import Dropped
from themes.read.formats.plain import is_wrapped
from themes.read.source import Format, Line, LineKind, Source
from themes.read.unpacking.encoding import decode

_HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$")
_BOLD = re.compile(r"(\*{2,3}|__)(?=\S)(.{1,200}?)(?<=\S)\1")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")
_SETTINGS = re.compile(r"\A---[ \t]*\n.*?\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_WHY = {"block of settings": "it describes the file", "marks of Markdown": "they say how it looks, not what was said"}


def read(data: bytes) -> Source:
    """The lines of a Markdown file without its marks.

    Raises:
        BrokenFile: The bytes are no text.
    """
    text, notices = decode(data)
    counts: Counter[str] = Counter()
    text, counts["block of settings"] = _SETTINGS.subn("", text, count=1)
    lines, paragraph = [], 0
    for row in text.split("\n"):
        if not row.strip():
            paragraph += 1
            continue
        heading = _HEADING.match(row)
        words = _unmarked(heading[1] if heading else row, counts)
        if heading:
            paragraph += 1
            counts["marks of Markdown"] += 1
        if words.strip():
            kind: LineKind = "heading" if heading else "text"
            lines.append(Line(text=words, paragraph=paragraph, kind=kind, n_bold=0 if heading else _n_bold(row)))
        if heading:
            paragraph += 1
    dropped = tuple(Dropped(what=what, count=counts[what], why=why) for what, why in _WHY.items() if counts[what])
    return Source(lines=tuple(lines), dropped=dropped, notices=notices, wrapped=is_wrapped(lines))


def _unmarked(row: str, counts: Counter[str]) -> str:
    """A line without bold marks, escapes and the backslash that breaks it."""
    words, n_bold = _BOLD.subn(r"\2", row.rstrip().removesuffix("\\").rstrip())
    words, n_escapes = _ESCAPE.subn(r"\1", words)
    counts["marks of Markdown"] += n_bold + n_escapes
    return words


def _n_bold(row: str) -> int:
    """How many characters at the start of a line are bold once its marks are gone, white space after them included."""
    found = _BOLD.match(row)
    if found is None:
        return 0
    held = len(_ESCAPE.sub(r"\1", found[2]))
    rest = row[found.end() :]
    return held + len(rest) - len(rest.lstrip())


def _recognise(_data: bytes) -> bool:
    """Never: no bytes say that they are Markdown."""
    return False


FORMAT = Format(name="md", title="Markdown", suffixes=(".md", ".markdown"), recognise=_recognise, read=read)
