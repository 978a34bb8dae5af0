"""The layout of tables: a row a turn, one column who speaks, one column the words, perhaps columns of times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from themes.read.labels import could_be
from themes.read.pieces import is_aside, n_characters, spoken, unspoken
from themes.read.source import Line, Piece, Source
from themes.read.speakers import is_known
from themes.read.times import split_time

_HEADS = {
    "speaker": {"speaker", "participant", "name", "who", "voice", "speaker name"},
    "start": {"start", "time", "timestamp", "start time", "timecode", "in"},
    "end": {"end", "end time", "out"},
    "words": {"sentence", "words", "text", "transcript", "utterance", "speech", "content", "dialogue"},
}
_TURN_NUMBERED = re.compile(r"^\d+\.(?P<label>[^\d.][^.]*)\.\d+$")
_COLUMNS = 2
_TAB_COLUMNS = 3
_LIKELY = 0.97


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column holds what; -1 where none does."""

    speaker: int
    words: int
    start: int = -1
    end: int = -1


def rows(source: Source) -> tuple[float, tuple[Piece, ...]] | None:
    """Rows of speaker and words, of a table or parted by tabs, with or without a row of headings."""
    if source.cues:
        return None
    cells = [_cells(line) for line in source.lines]
    held = [row for row in cells if row]
    if len(held) < _COLUMNS:
        return None
    heading = next((index for index, row in enumerate(cells) if row and _named(row)), None)
    columns = (_named(cells[heading]) if heading is not None else None) or _guessed(held)
    if columns is None:
        return None
    pieces: list[Piece] = []
    n_explained = 0
    for index, (line, row) in enumerate(zip(source.lines, cells, strict=True)):
        n_explained += len(line.words) if row else 0
        if index == heading or len(row) <= max(columns.speaker, columns.words) or is_aside(source, line):
            pieces.append(unspoken(line))
            continue
        pieces.append(_turn(line, row, columns))
    return _LIKELY * min(n_explained / n_characters(source), 1.0), tuple(pieces)


def _cells(line: Line) -> tuple[str, ...]:
    """The cells of a table row, or of a line parted by tabs into three or more."""
    if line.cells:
        return line.cells
    parts = tuple(part.strip() for part in re.split(r"\t+", line.text.rstrip("\t")))
    return parts if len(parts) >= _TAB_COLUMNS and parts[0] else ()


def _named(row: Sequence[str]) -> _Columns | None:
    """The columns as a row of headings names them; None where the row is no such row."""
    at: dict[str, int] = {}
    for index, cell in enumerate(row):
        for what, names in _HEADS.items():
            if cell.strip().casefold() in names:
                at.setdefault(what, index)
    return _Columns(**at) if "speaker" in at and "words" in at else None


def _guessed(held: Sequence[Sequence[str]]) -> _Columns | None:
    """The columns by what is in them: times, labels that repeat, and the longest for the words."""
    width = min(len(row) for row in held)
    times = [column for column in range(width) if all(_time(row[column]) is not None for row in held)]
    others = [column for column in range(width) if column not in times]
    if len(others) < _COLUMNS:
        return None
    labels = [
        column
        for column in others
        if all(could_be(row[column].rstrip(":")) or not row[column] for row in held)
        and len({row[column] for row in held}) * _COLUMNS <= len(held)
    ]
    if not labels:
        return None
    speaker = max(labels, key=lambda column: sum(1 for row in held if is_known(row[column])))
    words = max((column for column in others if column != speaker), key=lambda at: sum(len(row[at]) for row in held))
    return _Columns(speaker, words, *times[:2])


def _turn(line: Line, row: Sequence[str], columns: _Columns) -> Piece:
    """One row as speech."""
    label = row[columns.speaker].strip().rstrip(":")
    numbered = _TURN_NUMBERED.match(label)
    start = _time(row[columns.start]) if 0 <= columns.start < len(row) else None
    piece = spoken(line, row[columns.words], label=numbered["label"] if numbered else label, n_labels=1, time=start)
    end = _time(row[columns.end]) if 0 <= columns.end < len(row) else None
    return replace(piece, end_seconds=end, time_count=(start is not None) + (end is not None))


def _time(cell: str) -> float | None:
    """The seconds of a cell that holds a time and nothing else."""
    time, rest = split_time(cell, bare=True)
    return time if not rest.strip() else None
