"""The layout of tables: a row a turn, one column who speaks, one column the words, perhaps columns of times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from themes.read.layouts.labels import could_be
from themes.read.layouts.pieces import is_aside, n_characters, spoken, unspoken
from themes.read.layouts.speakers import UNKNOWN, is_known
from themes.read.source import Line, Piece, Source
from themes.read.times import split_range, split_time

_HEADS = {
    "speaker": "speaker speakers participant participants name who voice person label role speakername speakerlabel "
    "speakerid talker interlocutor sprecher",
    "start": "start time times timestamp timestamps starttime timecode in begin begins from timespan startsec "
    "startseconds starts zeit",
    "end": "end endtime out ends to until endsec endseconds",
    "words": "sentence sentences words text transcript utterance utterances speech content dialogue dialog "
    "transcription spoken spokentext said turntext message talk",
}
_NAMES = {what: frozenset(names.split()) for what, names in _HEADS.items()}
_TURN_NUMBERED = re.compile(r"^\d+\.(?P<label>[^\d.][^.]*)\.\d+$")
_NUMBER = re.compile(r"\d{1,6}(?:\.\d+)?")
_COLUMNS = 2
_TAB_COLUMNS = 3
_LIKELY = 0.97
_MOST_ABSENT = 0.2


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what; -1 where none does."""

    speaker: int
    words: int
    start: int = -1
    end: int = -1

    def times(self, row: Sequence[str], *, headed: bool) -> tuple[float | None, float | None]:
        """Start and end of a row in seconds; a bare number counts under a heading."""
        start = row[self.start] if 0 <= self.start < len(row) else ""
        span = split_range(start)
        if span is not None and not span[2]:
            return span[0], span[1]
        end = row[self.end] if 0 <= self.end < len(row) else ""
        return _time(start, number=headed), _time(end, number=headed)


def rows(source: Source) -> tuple[float, tuple[Piece, ...]] | None:
    """Rows of speaker and words, of a table or parted by tabs, with or without a row of headings."""
    if source.cues:
        return None
    cells = [_cells(line) for line in source.lines]
    held = [row for row in cells if row]
    if len(held) < _COLUMNS:
        return None
    heading = next((index for index, row in enumerate(cells) if row and named_columns(row)), None)
    columns = (named_columns(cells[heading]) if heading is not None else None) or _guessed(held)
    if columns is None:
        return None
    pieces: list[Piece] = []
    n_explained, label = 0, UNKNOWN
    for index, (line, row) in enumerate(zip(source.lines, cells, strict=True)):
        n_explained += len(line.words) if row else 0
        if index == heading or len(row) <= max(columns.speaker, columns.words) or is_aside(source, line):
            pieces.append(unspoken(line))
            continue
        # An empty cell under a name: the same person goes on.
        label = _label(row[columns.speaker]) or label
        pieces.append(_turn(line, row, columns, label, headed=heading is not None))
    return _LIKELY * min(n_explained / n_characters(source), 1.0), tuple(pieces)


def named_columns(row: Sequence[str]) -> Columns | None:
    """The columns as a row of headings names them; None where the row is no such row."""
    at: dict[str, int] = {}
    for index, cell in enumerate(row):
        heading = "".join(filter(str.isalpha, cell.casefold()))
        for what, names in _NAMES.items():
            if heading in names:
                at.setdefault(what, index)
    return Columns(**at) if "speaker" in at and "words" in at else None


def _cells(line: Line) -> tuple[str, ...]:
    """The cells of a table row, or of a line parted by tabs into three or more."""
    if line.cells:
        return line.cells
    parts = tuple(part.strip() for part in re.split(r"\t+", line.text.rstrip("\t")))
    return parts if len(parts) >= _TAB_COLUMNS and parts[0] else ()


def _guessed(held: Sequence[Sequence[str]]) -> Columns | None:
    """The columns by what is in them: times, labels that repeat, and the longest for the words."""
    width = min(len(row) for row in held)
    times = [column for column in range(width) if _mostly_times(held, column)]
    others = [column for column in range(width) if column not in times]
    if len(others) < _COLUMNS:
        return None
    labels = [
        column
        for column in others
        if all(could_be(_label(row[column])) or not row[column] for row in held)
        and len({row[column] for row in held if row[column]}) * _COLUMNS <= sum(1 for row in held if row[column])
    ]
    if not labels:
        return None
    speaker = max(labels, key=lambda column: sum(1 for row in held if is_known(row[column])))
    words = max((column for column in others if column != speaker), key=lambda at: sum(len(row[at]) for row in held))
    return Columns(speaker, words, *times[:2])


def _mostly_times(held: Sequence[Sequence[str]], column: int) -> bool:
    """Whether a column holds times, and here and there nothing."""
    filled = [row[column] for row in held if row[column].strip()]
    return len(filled) >= (1 - _MOST_ABSENT) * len(held) and all(
        _time(cell) is not None or ((span := split_range(cell)) is not None and not span[2]) for cell in filled
    )


def _turn(line: Line, row: Sequence[str], columns: Columns, label: str, *, headed: bool) -> Piece:
    """One row as speech; cells of other columns are counted, for they are about the words."""
    start, end = columns.times(row, headed=headed)
    own = (columns.speaker, columns.words, columns.start, columns.end)
    named = bool(_label(row[columns.speaker]))
    return replace(
        spoken(line, row[columns.words], label=label, n_labels=named, time=start),
        end_seconds=end,
        time_count=(start is not None) + (end is not None),
        n_beside=sum(1 for index, cell in enumerate(row) if index not in own and cell.strip()),
    )


def _label(cell: str) -> str:
    """Who a cell names; "1.Pink.2" numbers Pink's turn."""
    label = cell.strip().rstrip(":").strip()
    numbered = _TURN_NUMBERED.match(label)
    return numbered["label"] if numbered else label


def _time(cell: str, *, number: bool = False) -> float | None:
    """The seconds of a cell that holds a time and nothing else."""
    time, rest = split_time(cell, bare=True)
    if time is not None and not rest.strip():
        return time
    return float(cell) if number and _NUMBER.fullmatch(cell.strip()) else None
