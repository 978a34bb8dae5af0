"""Layouts with the label before the words: ``Name: words``, and the interviewer's label alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from themes.read.layouts.labels import accepted, header_length, is_full_name, is_plain_name, only_interviewers
from themes.read.layouts.marks import MARKS, MARKS_OF_CAPTIONS, Labelled, Timed, labels_of, take_apart, without_times
from themes.read.layouts.outline import outline
from themes.read.layouts.pieces import is_aside, n_characters, spoken, unspoken
from themes.read.layouts.speakers import UNKNOWN, UNMARKED, is_known, key
from themes.read.source import Line, Piece, Source
from themes.read.times import split_time

_LIKELY = 0.9
_WITHIN_LIKELY = 0.92
_LABELLED_SHARE = 0.1
_THROUGHOUT = 0.5
_FEW = 2
_RUN_ON = 300
_TRIED = 2000
# A label that a line goes on with: after the end of a sentence, perhaps with a time before it. A run of spaces is tried
# from its beginning alone: from each of them, a line of 2 MB of tabs took hours.
_WITHIN = re.compile(
    r"(?:^|(?<=[.?!…\])”\"’])\s+|(?<!\s)\s{2,})(?=(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s*)?"
    r"(?:<[^<>]{0,40}>\s*-\s*)?[A-Z][\w .’'-]{0,30}:\s)"
)
_TIME_AND_NAME = re.compile(r"^(?P<time>[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?)\s*(?P<rest><.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Found:
    """Lines taken apart by one mark, the speakers' labels among them, and how many lines at the top are about the file.

    ``n_labelled`` counts lines with one of the labels.
    """

    parts: list[Labelled]
    keys: set[str]
    header: int
    n_labelled: int


def label_before(source: Source) -> tuple[float, tuple[Piece, ...]] | None:
    """``Name: words``, the label repeated per paragraph or only on change; lines without one go on.

    Lines before the first label are notes; captions before it are speech of nobody knows whom.
    """
    found = _best(source)
    if not found.keys or (only_interviewers(found.keys) and not source.cues):
        return None
    pieces: list[Piece] = []
    label, n_explained = UNKNOWN if source.cues else "", 0
    waiting: float | None = None
    for index, (line, part) in enumerate(zip(source.lines, found.parts, strict=True)):
        own = index >= found.header and key(part.label) in found.keys
        if part.seconds is not None and not part.whole.strip():
            # A time alone on a line (Google Meet) is the next voice's.
            waiting = part.seconds
            timed = Piece(text="", paragraph=line.paragraph, kind="speech" if label else "note", label=label or None)
            pieces.append(replace(timed, time_count=1))
            continue
        if not own and (not label or is_aside(source, line)):
            pieces.append(unspoken(line))
            continue
        label, words = (part.label, part.words) if own else (label, part.whole)
        time = part.seconds if part.seconds is not None or not own else waiting
        piece = spoken(line, words, label=label, n_labels=own, time=part.seconds)
        pieces.append(_ended(replace(piece, start_seconds=piece.start_seconds if time is None else time), part))
        waiting = None if own else waiting
        n_explained += len(line.words) if label != UNKNOWN else 0
    return _LIKELY * min(n_explained / n_characters(source), 1.0), tuple(pieces)


def interviewer_only(source: Source) -> tuple[float, tuple[Piece, ...]] | None:
    """``MODERATOR: words`` for the interviewer alone; every other spoken line is the participant's."""
    if source.cues or not only_interviewers(_labelled(source, without_times(source.lines), "colon").keys):
        return None
    found = _best(source)
    if not only_interviewers(found.keys):
        return None
    pieces: list[Piece] = []
    for line, part, kind in zip(source.lines, found.parts, outline(source.lines), strict=True):
        own = key(part.label) in found.keys
        if own:
            piece = spoken(line, part.words, label=part.label, n_labels=1, time=part.seconds)
        elif kind is not None:
            piece = Piece(text=line.words, paragraph=line.paragraph, kind=kind)
        else:
            piece = spoken(line, part.whole, label=UNMARKED, time=part.seconds)
        pieces.append(_ended(piece, part) if piece.kind == "speech" else piece)
    return _LIKELY, tuple(pieces)


def labels_within(source: Source) -> tuple[float, tuple[Piece, ...]] | None:
    """Turns that run on in one long line (pasted from a page): ``Ann: So? P3: Yes. 00:09 Ann: And?``."""
    if source.cues:
        return None
    lines = [list(_cut(line, number)) for number, line in enumerate(source.lines)]
    held = [line for parts in lines for line in parts]
    n_within = sum(len(parts) > 1 for parts in lines)
    n_sure = sum(1 for parts in lines if any(is_known(line.text.partition(":")[0]) for line in parts[1:]))
    long = n_characters(source) >= _RUN_ON * len(lines) and len(held) >= _FEW * len(lines)
    if not n_within or not (long or n_sure * _FEW >= len(lines)):
        return None
    found = label_before(replace(source, lines=tuple(held), wrapped=True))
    if found is None:
        return None
    pairs = zip(found[1], (None, *found[1]), strict=False)
    pieces = (
        replace(piece, flows=before is not None and before.paragraph == piece.paragraph and not piece.label_count)
        for piece, before in pairs
    )
    return max(found[0], _WITHIN_LIKELY if n_sure * _FEW >= len(lines) else 0), tuple(pieces)


def _cut(line: Line, number: int) -> Iterator[Line]:
    """A line cut before each thing in it that is shaped like a label, as one paragraph of that number."""
    before = ""
    for part in _WITHIN.split(line.words):
        if split_time(part)[1].strip():
            timed = _TIME_AND_NAME.match(f"{before}{part}")
            text = f"[{timed['time'].strip('[]()')}] {timed['rest']}" if timed else f"{before}{part}"
            yield replace(line, text=text, paragraph=number, n_bold=0)
            before = ""
        elif part.strip():
            before = f"{part.strip()} "


def _best(source: Source) -> _Found:
    """The lines taken apart by the mark that sets off most labels; by colons where they set off enough."""
    timed = without_times(source.lines)
    colons = _labelled(source, timed, "colon")
    held = [line for line in source.lines[colons.header :] if line.kind == "text"]
    if len(colons.keys) >= _FEW and colons.n_labelled >= _THROUGHOUT * _paragraphs(held):
        return colons
    others = (MARKS_OF_CAPTIONS if source.cues else MARKS)[1:]
    # The marks are tried on the beginning: a typist does not change them, and a long file has many lines.
    start = replace(source, lines=source.lines[:_TRIED])
    tried = {mark: _labelled(start, timed[:_TRIED], mark).n_labelled for mark in others}
    likely = max(others, key=lambda mark: tried[mark])
    if not tried[likely]:
        return colons
    return max(colons, _labelled(source, timed, likely), key=lambda one: one.n_labelled)


def _labelled(source: Source, timed: Sequence[Timed], mark: str) -> _Found:
    """The lines taken apart by one mark; no label is taken where too few lines have one."""
    parts = take_apart(timed, mark)
    header = header_length(
        [(part.label, part.words, line.line.paragraph) for part, line in zip(parts, timed, strict=True)]
    )
    while mark == "stop" and header < len(parts) and not _says(parts[header]):
        header += 1
    held = [line for line in source.lines[header:] if line.kind == "text"]
    n_units = len({line.paragraph for line in held}) if source.wrapped else len(held)
    once = is_full_name if source.cues else is_plain_name
    keys = accepted(labels_of(parts[header:]), n_units=n_units, once=once if mark == "colon" else None)
    n_labelled = sum(1 for part in parts[header:] if part.words and key(part.label) in keys)
    surely = bool(keys) and all(is_known(one) for one in keys)
    if mark == "colon":
        enough = surely or (n_labelled >= _FEW and n_labelled >= _LABELLED_SHARE * n_units)
    else:
        enough = len(keys) >= _FEW and n_labelled >= _THROUGHOUT * _paragraphs(held)
    return _Found(parts, keys, header, n_labelled) if enough else _Found(parts, set(), header, 0)


def _says(part: Labelled) -> bool:
    """Whether a line has a label and words that are not its name ("A.V. Ann Vane - interviewer" opens a tape)."""
    initials = "".join(word[0] for word in part.words.split()).casefold()
    one = key(part.label)
    return bool(one) and (len(one) < _FEW or not initials.startswith(one))


def _paragraphs(lines: Sequence[Line]) -> int:
    return len({line.paragraph for line in lines})


def _ended(piece: Piece, part: Labelled) -> Piece:
    """A piece with the end of its words, where the line gives one."""
    return piece if part.end is None else replace(piece, end_seconds=part.end, time_count=piece.time_count + 1)
