"""Layouts with the label over the words: alone on a line, beside a time, or under a range of times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from themes.read.labels import accepted, could_be, is_about, is_name, is_talk, split_after
from themes.read.pieces import is_aside, n_characters, spoken, unspoken
from themes.read.source import Line, Piece, Source
from themes.read.speakers import UNKNOWN, clean, is_known, key
from themes.read.times import split_range, split_time

_FEW = 2
_SURE = 0.95
_LONGEST_NAME = 60
_NAME_AND_WORDS = 2

Heads = Mapping[int, tuple[str, float | None]]


def label_alone(source: Source) -> tuple[float, tuple[Piece, ...]] | None:
    """The label alone on a line, with or without a colon, the words on the lines below it."""
    if source.cues:
        return None
    lines = source.lines
    labels = {index: lines[index].words for index in range(len(lines) - 1) if _could_be_alone(lines, index)}
    keys = accepted(labels.values(), n_units=len(lines))
    # A typist writes all labels alike: where INTERVIEWER is one, "Thank You" is not.
    styles = {_style(label) for label in labels.values() if is_known(label)}
    heads: Heads = {
        index: (label, None)
        for index, label in labels.items()
        if key(label) in keys and (not styles or is_known(label) or _style(label) in styles)
    }
    return _below(source, heads, surely=_SURE)


def name_and_time(source: Source) -> tuple[float, tuple[Piece, ...]] | None:
    """``Name  0:34`` (Otter, Teams), ``P1 0:00``, ``Name: 00:00:20``, ``[00:00:20] Name`` over the words."""
    if source.cues:
        return None
    heads: Heads = {index: head for index, line in enumerate(source.lines) if (head := _timed_label(line)) is not None}
    return _below(source, heads, surely=1.0)


def range_and_name(source: Source) -> tuple[float, tuple[Piece, ...]] | None:
    """Teams' paragraphs in Word: ``0:0:0.0 --> 0:0:1.510``, then the name, then the words, line by line."""
    if source.cues:
        return None
    paragraphs: dict[int, list[Line]] = {}
    for line in source.lines:
        paragraphs.setdefault(line.paragraph, []).append(line)
    pieces: list[Piece] = []
    n_ranges = n_named = 0
    for lines in paragraphs.values():
        found = split_range(lines[0].words)
        if found is None or found[2] or len(lines) == 1:
            pieces.extend(unspoken(line) for line in lines)
            continue
        n_ranges += 1
        n_named += len(lines) > _NAME_AND_WORDS
        named = len(lines) > _NAME_AND_WORDS and len(lines[1].words) <= _LONGEST_NAME
        words = "\n".join(line.words for line in lines[1 + named :])
        piece = spoken(lines[0], words, label=lines[1].words if named else UNKNOWN, n_labels=named, time=found[0])
        pieces.append(replace(piece, end_seconds=found[1]))
    return (1.0, tuple(pieces)) if n_named * 2 > n_ranges else None


def _could_be_alone(lines: Sequence[Line], index: int) -> bool:
    """Whether a line could be a label over the words below it: first of its paragraph, and shaped like one.

    It may have the style of a heading: some typists give names one.
    """
    line = lines[index]
    words = line.words.removesuffix(":").rstrip()
    opens = index == 0 or lines[index - 1].paragraph != line.paragraph
    if line.kind == "note" or line.cells or not opens or ":" in words or not could_be(words) or is_about(words):
        return False
    return is_known(words) or (is_name(words) and not is_talk(words))


def _style(label: str) -> tuple[bool, bool]:
    """What labels of one typist share: capitals throughout, and a colon."""
    return label.isupper(), label.endswith(":")


def _timed_label(line: Line) -> tuple[str, float] | None:
    """The label and time of a line that is nothing else."""
    if line.kind == "note" or line.cells or len(line.words) > _LONGEST_NAME:
        return None
    label, seconds = split_after(line.words)
    if seconds is None:
        seconds, rest = split_time(line.words, bare=True)
        label = clean(rest)
    if seconds is None or not could_be(label) or is_about(label):
        return None
    return (label, seconds) if is_known(label) or is_name(label) else None


def _below(source: Source, heads: Heads, *, surely: float) -> tuple[float, tuple[Piece, ...]] | None:
    """Lines under their heads; the score falls where heads have no words below them, or words no head above."""
    if len(heads) < _FEW:
        return None
    pieces: list[Piece] = []
    label, n_explained = "", 0
    for index, line in enumerate(source.lines):
        if index in heads:
            label, seconds = heads[index]
            pieces.append(spoken(line, "", label=label, n_labels=1, time=seconds))
            n_explained += len(line.words)
        elif not label or is_aside(source, line):
            pieces.append(unspoken(line))
        else:
            pieces.append(spoken(line, line.words, label=label))
            n_explained += len(line.words)
    n_filled = sum(1 for index in heads if index + 1 < len(source.lines) and index + 1 not in heads)
    return surely * min(n_explained / n_characters(source), 1.0) * n_filled / len(heads), tuple(pieces)
