"""Layouts with the label over the words: alone on a line, or under a range of times (beside a time: ``timed``)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from themes.read.layouts.labels import (
    accepted,
    could_be,
    is_about,
    is_full_name,
    is_name,
    is_talk,
    looks_like_a_sentence,
)
from themes.read.layouts.pieces import is_aside, n_characters, spoken, unspoken
from themes.read.layouts.speakers import UNKNOWN, is_group, is_known, key
from themes.read.source import Line, Piece, Source
from themes.read.times import split_range, time_alone

_FEW = 2
_SURE = 0.95
_LONGEST_NAME = 150
_NAME_AND_WORDS = 2
_OFTEN = 3
_THROUGHOUT = 0.2
_BRACKETED = re.compile(r"^(?:\[[^\[\]]+\]|<[^<>]+>|\{[^{}]+\})$")


@dataclass(frozen=True, slots=True)
class Head:
    """A line over the words of a turn: whose they are, when they begin and end; a turn may have two or three of them.

    ``named`` says that the line holds the label itself, and not a time alone.
    """

    label: str
    seconds: float | None = None
    end_seconds: float | None = None
    named: bool = True


Heads = Mapping[int, Head]


def label_alone(source: Source) -> tuple[float, tuple[Piece, ...]] | None:
    """The label alone on a line, with or without a colon, the words on the lines below it."""
    if source.cues:
        return None
    lines = source.lines
    labels = {
        index: _unbracketed(lines[index].words)
        for index in range(len(lines) - 1)
        if _could_be_alone(lines, index, wrapped=source.wrapped)
    }
    labels |= _by_their_places(lines, n_sure=len(labels))
    keys = accepted(labels.values(), n_units=len(lines))
    # A typist writes all labels alike: where INTERVIEWER is one, "Thank You" is not.
    styles = {_style(label) for label in labels.values() if is_known(label)}
    heads: Heads = {
        index: Head(label)
        for index, label in labels.items()
        if key(label) in keys and (not styles or is_known(label) or _style(label) in styles)
    }
    return below(source, heads, surely=_SURE)


def range_and_name(source: Source) -> tuple[float, tuple[Piece, ...]] | None:
    """Teams' paragraphs in Word: ``0:0:0.0 --> 0:0:1.510``, then the name, then the words, line by line."""
    if source.cues:
        return None
    blocks: list[list[Line]] = []
    for line in source.lines:
        if blocks and blocks[-1][0].paragraph == line.paragraph and split_range(line.words) is None:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    pieces: list[Piece] = []
    n_ranges = n_named = 0
    for lines in blocks:
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


def _could_be_alone(lines: Sequence[Line], index: int, *, wrapped: bool) -> bool:
    """Whether a line could be a label over the words below it: first of its paragraph, and shaped like one.

    It may have the style of a heading: some typists give names one. Where no blank lines part paragraphs, a role
    ("RESPONDENT") or a full name may stand anywhere.
    """
    line = lines[index]
    words = _unbracketed(line.words.removesuffix(":").rstrip())
    opens = index == 0 or lines[index - 1].paragraph != line.paragraph
    opens = opens or (not wrapped and (is_full_name(words) or (is_known(words) and not is_group(words))))
    if line.kind == "note" or line.cells or not opens or ":" in words or not could_be(words) or is_about(words):
        return False
    return is_known(words) or (is_name(words) and not is_talk(words))


def _by_their_places(lines: Sequence[Line], *, n_sure: int) -> dict[int, str]:
    """Lines that stand where labels stand, and are none by their looks: "Bea's iPhone", "Ward manager".

    They must come often, over other words, in a file where labels alone on lines are common.
    """
    first = {
        index: line.words
        for index, line in enumerate(lines[:-1])
        if (index == 0 or lines[index - 1].paragraph != line.paragraph)
        and line.kind == "text"
        and not line.cells
        and not looks_like_a_sentence(line.words)
        and ":" not in line.words
        and time_alone(line.words) is None
    }
    counts = Counter(first.values())
    found = {index: words for index, words in first.items() if counts[words] >= _OFTEN}
    return found if len(found) + n_sure >= _THROUGHOUT * len(lines) else {}


def _unbracketed(label: str) -> str:
    """A label without brackets all round it: "[Interviewer]"."""
    return label[1:-1].strip() if _BRACKETED.match(label) else label


def _style(label: str) -> tuple[bool, bool]:
    """What labels of one typist share: capitals throughout, and a colon."""
    return label.isupper(), label.endswith(":")


def below(source: Source, heads: Heads, *, surely: float) -> tuple[float, tuple[Piece, ...]] | None:
    """Lines under their heads; the score falls where heads have no words below them, or words no head above."""
    if sum(head.named for head in heads.values()) < _FEW:
        return None
    pieces: list[Piece] = []
    label, n_explained, n_filled, n_heads = "", 0, 0, 0
    over: Head | None = None
    for index, line in enumerate(source.lines):
        head = heads.get(index)
        if head is not None:
            label = head.label
            n_heads += over is None or over.label != label
            piece = spoken(line, "", label=label, n_labels=head.named, time=head.seconds)
            pieces.append(piece if head.end_seconds is None else replace(piece, end_seconds=head.end_seconds))
            n_explained += len(line.words)
        elif not label or is_aside(source, line):
            pieces.append(unspoken(line))
        else:
            pieces.append(spoken(line, line.words, label=label))
            n_explained += len(line.words)
        n_filled += head is None and over is not None
        over = head
    return surely * min(n_explained / n_characters(source), 1.0) * n_filled / n_heads, tuple(pieces)
