"""Ways in which transcripts show who speaks, each a named rule; the one that explains most of the file is taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from themes.read.labels import Labelled, accepted, could_be, header_length, is_about, only_interviewers
from themes.read.labels import is_name, is_talk, split_after, take_apart
from themes.read.outline import aside, outline
from themes.read.source import Line, Piece, Source
from themes.read.speakers import UNKNOWN, UNMARKED, clean, is_known, key
from themes.read.times import has_bare_times, split_range, split_time
from themes.text import count_words

_TIMED_SHARE = 0.5
_LABELLED_SHARE = 0.1
_FEW = 2
_ENOUGH = 3
_SURE = 0.95
_LIKELY = 0.9
_FALLBACK = 0.05


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as one layout understands it, and how much of it that explains, in [0, 1]."""

    layout: str
    score: float
    pieces: tuple[Piece, ...]


def readings(source: Source) -> list[Reading]:
    """Every layout that the file could be in, best first; "one voice" is always among them."""
    found = [Reading(name, *read) for name, rule in LAYOUTS.items() if (read := rule(source)) is not None]
    return sorted(found, key=lambda reading: -reading.score)


Rule = Callable[[Source], tuple[float, tuple[Piece, ...]] | None]


# --- the format names the voices ---------------------------------------------------------------


def _voices_named(source: Source) -> tuple[float, tuple[Piece, ...]] | None:
    """``<v Name>words``: captions that name the voice of each cue."""
    if not any(line.speaker for line in source.lines):
        return None
    return 1.0, tuple(
        _piece(line, line.words, label=None if line.kind != "text" else line.speaker or UNKNOWN, n_labels=1)
        for line in source.lines
    )


# --- labels before the words -------------------------------------------------------------------


def _inline(source: Source) -> tuple[float, tuple[Piece, ...]] | None:
    """``Name: words``, the label repeated per paragraph or only on change; lines without one go on."""
    parts, keys = _labelled(source)
    if not keys or only_interviewers(keys):
        return None
    pieces, n_explained, label = [], 0, ""
    header = header_length(parts)
    for index, (line, part) in enumerate(zip(source.lines, parts, strict=True)):
        own = index >= header and key(part.label) in keys and bool(part.label)
        label = part.label if own else label
        kind = None if own else _aside_in(source, line)
        if kind or not label:
            pieces.append(_unspoken(source, line, kind or "note"))
            continue
        pieces.append(_part_piece(line, part, label, own=own))
        n_explained += count_words(part.words)
    return _LIKELY * n_explained / _n_words(source), tuple(pieces)


def _unmarked(source: Source) -> tuple[float, tuple[Piece, ...]] | None:
    """``MODERATOR: words`` for the interviewer alone; every other spoken line is the participant's."""
    parts, keys = _labelled(source)
    if source.cues or not only_interviewers(keys):
        return None
    pieces = []
    for line, part, kind in zip(source.lines, parts, outline(source.lines), strict=True):
        own = bool(part.label) and key(part.label) in keys
        if kind and not own:
            pieces.append(_piece(line, line.words, kind=kind))
        else:
            pieces.append(_part_piece(line, part, part.label if own else UNMARKED, own=own))
    return _LIKELY, tuple(pieces)


def _labelled(source: Source) -> tuple[list[Labelled], set[str]]:
    """The lines taken apart, and the labels among them that are speakers' (none where too few lines have one)."""
    parts = take_apart(source.lines)
    header = header_length(parts)
    spoken = [part for part in parts[header:] if part.label and part.words]
    n_units = len({line.paragraph for line in source.lines[header:] if line.kind == "text"})
    keys = accepted((part.label for part in spoken), n_units=n_units, once=not source.cues)
    n_labelled = sum(1 for part in spoken if key(part.label) in keys)
    surely = all(is_known(one) for one in keys)
    if n_labelled < (1 if surely else _FEW) or (not surely and n_labelled < _LABELLED_SHARE * n_units):
        return parts, set()
    return parts, keys


# --- labels on their own line ------------------------------------------------------------------


def _own_line(source: Source) -> tuple[float, tuple[Piece, ...]] | None:
    """The label alone on a line, the words on the lines below it."""
    if source.cues:
        return None
    candidates = [index for index in range(len(source.lines) - 1) if _label_alone(source.lines, index)]
    n_units = len(source.lines)
    keys = accepted((source.lines[index].words for index in candidates), n_units=n_units, once=False)
    styles = {_style(source.lines[index].words) for index in candidates if is_known(source.lines[index].words)}
    at = {
        index
        for index in candidates
        if key(source.lines[index].words) in keys
        and (not styles or is_known(source.lines[index].words) or _style(source.lines[index].words) in styles)
    }
    if len(at) < _FEW:
        return None
    return _below(source, {index: (source.lines[index].words, None) for index in at}, _SURE)


def _label_alone(lines: Sequence[Line], index: int) -> bool:
    """Whether a line could be a label over the words below it: first of its paragraph, and short."""
    line = lines[index]
    words = line.words.removesuffix(":").rstrip()
    opens = index == 0 or lines[index - 1].paragraph != line.paragraph
    shaped = could_be(words) and (is_known(words) or is_name(words)) and not is_talk_alone(words) and ":" not in words
    return line.kind == "text" and not line.cells and opens and shaped and not is_about(words)


def is_talk_alone(words: str) -> bool:
    """Whether a line of its own is an answer ("Yes") rather than a name."""
    return is_talk(words) and not is_known(words)


def _style(label: str) -> tuple[bool, bool]:
    """What labels of one typist share: capitals throughout, and a colon."""
    return label.isupper(), label.endswith(":")


def _name_and_time(source: Source) -> tuple[float, tuple[Piece, ...]] | None:
    """``Name  0:34`` (Otter, Teams), ``P1 0:00``, ``Name: 00:00:20``, ``[00:00:20] Name`` over the words."""
    if source.cues:
        return None
    heads: dict[int, tuple[str, float | None]] = {}
    for index, line in enumerate(source.lines):
        label, seconds = _timed_label(line) if line.kind == "text" and not line.cells else ("", None)
        if seconds is not None and could_be(label) and (is_known(label) or is_name(label)) and not is_about(label):
            heads[index] = (label, seconds)
    if len(heads) < _FEW:
        return None
    return _below(source, heads, 1.0)


def _timed_label(line: Line) -> tuple[str, float | None]:
    """A line that is a label and a time and nothing else."""
    label, seconds = split_after(line.words)
    if seconds is not None:
        return label, seconds
    before, rest = split_time(line.words, bare=True)
    return (clean(rest), before) if before is not None and len(rest) == len(rest.rstrip(".?!")) else ("", None)


def _below(
    source: Source, heads: dict[int, tuple[str, float | None]], surely: float
) -> tuple[float, tuple[Piece, ...]] | None:
    """Lines under their heads; the score falls where most heads have no words or most words no head."""
    pieces: list[Piece] = []
    label, n_explained, n_filled = "", 0, 0
    for index, line in enumerate(source.lines):
        if index in heads:
            label, seconds = heads[index]
            pieces.append(
                replace(_piece(line, "", label=label, n_labels=1), start_seconds=seconds, time_count=seconds is not None)
            )
            n_filled += index + 1 < len(source.lines) and index + 1 not in heads
            continue
        kind = _aside_in(source, line)
        if kind or not label:
            pieces.append(_unspoken(source, line, kind or "note"))
        else:
            pieces.append(_piece(line, line.words, label=label))
            n_explained += count_words(line.words)
    return surely * n_explained / _n_words(source) * n_filled / len(heads), tuple(pieces)


# --- tables ------------------------------------------------------------------------------------


def _ranges(source: Source) -> tuple[float, tuple[Piece, ...]] | None:
    """Teams' paragraphs in Word: ``0:0:0.0 --> 0:0:1.510``, then the name, then the words, line by line."""
    if source.cues:
        return None
    heads: dict[int, tuple[float, float]] = {}
    for index, line in enumerate(source.lines[:-1]):
        found = split_range(line.words)
        if found and not found[2] and source.lines[index + 1].paragraph == line.paragraph:
            heads[index] = found[:2]
    if not heads:
        return None
    pieces: list[Piece] = []
    label, times, paragraph = "", (0.0, 0.0), -1
    for index, line in enumerate(source.lines):
        if index in heads:
            times, paragraph, label = heads[index], line.paragraph, ""
        elif line.paragraph != paragraph:
            pieces.append(_unspoken(source, line, _aside_in(source, line) or "note"))
        elif not label and could_be(line.words) and _has_more(source.lines, index):
            label = line.words
            pieces.append(
                replace(_piece(line, "", label=label, n_labels=1), start_seconds=times[0], end_seconds=times[1], time_count=1)
            )
        else:
            pieces.append(
                replace(_piece(line, line.words, label=label or UNKNOWN), start_seconds=times[0], end_seconds=times[1])
            )
    return 1.0, tuple(pieces)


def _has_more(lines: Sequence[Line], index: int) -> bool:
    return index + 1 < len(lines) and lines[index + 1].paragraph == lines[index].paragraph


def _timed(source: Source) -> tuple[float, tuple[Piece, ...]] | None:
    """A time, or a range of times, before each line, and no speaker (Whisper, podcasts)."""
    lines = [line for line in source.lines if line.kind == "text"]
    bare = has_bare_times([line.words for line in lines])
    if source.cues or not lines:
        return None
    pieces, n_timed = [], 0
    for line in source.lines:
        found = split_range(line.words)
        start, end, words = found if found else (None, None, line.words)
        if not found:
            start, words = split_time(line.words, bare=bare)
        n_timed += start is not None
        piece = _piece(line, words, kind=_aside_in(source, line) if start is None else None)
        pieces.append(replace(piece, start_seconds=start, end_seconds=end, time_count=start is not None))
    if n_timed < _TIMED_SHARE * len(lines):
        return None
    return 4 * _FALLBACK * n_timed / len(lines), tuple(pieces)


def _one_voice(source: Source) -> tuple[float, tuple[Piece, ...]]:
    """No speakers: everything that is no heading and no note is shown as one voice."""
    kinds = [aside(line) if line.kind != "text" else None for line in source.lines]
    if not source.cues:
        kinds = outline(source.lines)
    pieces = [_piece(line, line.words, kind=kind) for line, kind in zip(source.lines, kinds, strict=True)]
    return _FALLBACK, tuple(pieces)


# --- pieces ------------------------------------------------------------------------------------


def _aside_in(source: Source, line: Line):  # noqa: ANN202
    """Heading or note, but for a bracketed caption: it may stand in the middle of a sentence."""
    return aside(line) if not source.cues or line.kind != "text" else None


def _unspoken(source: Source, line: Line, kind) -> Piece:  # noqa: ANN001
    return _piece(line, line.words, kind=kind)
