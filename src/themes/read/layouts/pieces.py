"""From lines to pieces: what every layout does with a line once it knows whose it is."""

from __future__ import annotations

from themes.read.layouts.outline import aside
from themes.read.source import Line, Piece, Source


def spoken(line: Line, words: str, *, label: str | None, n_labels: int = 0, time: float | None = None) -> Piece:
    """Words of a line as speech; ``time`` in seconds is one that stood in the line, not the line's own."""
    return Piece(
        text=words.strip(),
        paragraph=line.paragraph,
        label=label,
        start_seconds=line.start_seconds if time is None else time,
        end_seconds=line.end_seconds if time is None else None,
        label_count=int(n_labels),
        time_count=int(time is not None),
    )


def unspoken(line: Line) -> Piece:
    """A line that nobody in the interview spoke: a heading where it says so, else a note."""
    return Piece(text=line.words, paragraph=line.paragraph, kind=aside(line) or "note")


def is_aside(source: Source, line: Line) -> bool:
    """Whether a line is a heading or note by itself; a bracketed caption may stand inside a sentence."""
    return line.kind != "text" if source.cues else aside(line) is not None


def n_characters(source: Source) -> int:
    """How many characters lines hold that could be speech (at least 1, to divide by)."""
    return max(sum(len(line.words) for line in source.lines if not is_aside(source, line)), 1)
