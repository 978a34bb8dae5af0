"""Layouts with the label before the words: ``Name: words``, and the interviewer's label alone."""

from __future__ import annotations

from themes.read.labels import (
    Labelled,
    accepted,
    header_length,
    is_full_name,
    is_plain_name,
    only_interviewers,
    take_apart,
)
from themes.read.outline import outline
from themes.read.pieces import is_aside, n_characters, spoken, unspoken
from themes.read.source import Piece, Source
from themes.read.speakers import UNKNOWN, UNMARKED, is_known, key

_LIKELY = 0.9
_LABELLED_SHARE = 0.1
_FEW = 2


def label_before(source: Source) -> tuple[float, tuple[Piece, ...]] | None:
    """``Name: words``, the label repeated per paragraph or only on change; lines without one go on.

    Lines before the first label are notes; captions before it are speech of nobody knows whom.
    """
    parts, keys, header = _labelled(source)
    if not keys or (only_interviewers(keys) and not source.cues):
        return None
    pieces: list[Piece] = []
    label, n_explained = UNKNOWN if source.cues else "", 0
    for index, (line, part) in enumerate(zip(source.lines, parts, strict=True)):
        own = index >= header and key(part.label) in keys
        if not own and (not label or is_aside(source, line)):
            pieces.append(unspoken(line))
            continue
        label, words = (part.label, part.words) if own else (label, part.whole)
        pieces.append(spoken(line, words, label=label, n_labels=own, time=part.seconds))
        n_explained += len(line.words) if label != UNKNOWN else 0
    return _LIKELY * min(n_explained / n_characters(source), 1.0), tuple(pieces)


def interviewer_only(source: Source) -> tuple[float, tuple[Piece, ...]] | None:
    """``MODERATOR: words`` for the interviewer alone; every other spoken line is the participant's."""
    parts, keys, _header = _labelled(source)
    if source.cues or not only_interviewers(keys):
        return None
    pieces: list[Piece] = []
    for line, part, kind in zip(source.lines, parts, outline(source.lines), strict=True):
        own = key(part.label) in keys
        if own:
            pieces.append(spoken(line, part.words, label=part.label, n_labels=1, time=part.seconds))
        elif kind is not None:
            pieces.append(Piece(text=line.words, paragraph=line.paragraph, kind=kind))
        else:
            pieces.append(spoken(line, part.whole, label=UNMARKED, time=part.seconds))
    return _LIKELY, tuple(pieces)


def _labelled(source: Source) -> tuple[list[Labelled], set[str], int]:
    """The lines taken apart, the speakers' labels among them, and how many lines at the top are about the file.

    No label is taken where too few lines have one.
    """
    parts = take_apart(source.lines)
    header = header_length(parts)
    said = [part for part in parts[header:] if part.label and part.words]
    held = [line for line in source.lines[header:] if line.kind == "text"]
    n_units = len({line.paragraph for line in held}) if source.wrapped else len(held)
    keys = accepted((part.label for part in said), n_units=n_units, once=is_full_name if source.cues else is_plain_name)
    n_labelled = sum(1 for part in said if key(part.label) in keys)
    surely = bool(keys) and all(is_known(one) for one in keys)
    if not surely and (n_labelled < _FEW or n_labelled < _LABELLED_SHARE * n_units):
        keys = set()
    return parts, keys, header
