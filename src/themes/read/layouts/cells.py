"""Tables whose cells hold whole interviews, or labelled lines with remarks beside them: opened into lines."""

from __future__ import annotations

from dataclasses import replace

from themes.read.layouts.pieces import n_characters
from themes.read.source import Line, Source

_HALF = 2


def opened(source: Source) -> Source | None:
    """The lines in the fullest column of a table, each a line of its own; what stands beside them as notes.

    Returns:
        The file with its table opened; None where it is no table for the most part.
    """
    held = [line for line in source.lines if line.cells]
    if sum(len(line.words) for line in held) * _HALF < n_characters(source) or not held:
        return None
    width = max(len(line.cells) for line in held)
    sizes = [sum(len(line.cells[column]) for line in held if column < len(line.cells)) for column in range(width)]
    fullest = sizes.index(max(sizes))
    lines = [one for line in source.lines for one in (_lines(line, fullest) if line.cells else [line])]
    return replace(source, lines=tuple(lines))


def _lines(row: Line, fullest: int) -> list[Line]:
    return [
        replace(row, text=words, cells=(), kind="text" if column == fullest else "note")
        for column, cell in enumerate(row.cells)
        for words in cell.split("\n")
        if words.strip()
    ]
