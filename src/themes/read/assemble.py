"""Pieces to a transcript: the canonical text of the words alone, with turns, speakers and times as facts beside it."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PureWindowsPath

from themes.errors import BrokenFile
from themes.model import Dropped, Speaker, Transcript, TranscriptKind, Turn, TurnKind
from themes.read.layouts.roles import count_voices, propose, proposed_kind
from themes.read.layouts.rules import Reading
from themes.read.layouts.speakers import ONE_VOICE, same_person
from themes.read.source import KEPT_AS_FACTS, Piece, Source
from themes.text import count_words

NO_LABELS = "Speaker labels not found; shown as one voice."
# A voice without label may go on for an hour: it is cut where a sentence ends, to keep times and be readable.
_WORDS_OF_A_PARAGRAPH = 60
_MOST_WORDS = 150
_CLOSING = 8
# How many turns at the top may say what the file is.
_TOP = 15
_SENTENCE_END = re.compile(r"[.?!…][\"'”’)\]]*$")


@dataclass(slots=True)
class _Open:
    """A turn while its pieces come in."""

    kind: TurnKind
    label: str | None
    pieces: list[Piece] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    n_words: int = 0

    @property
    def text(self) -> str:
        """The words so far."""
        return "".join(self.parts)

    def add(self, piece: Piece, joint: str) -> None:
        """Go on with more words of the same voice."""
        if piece.text:
            self.parts.extend([joint, piece.text] if self.parts else [piece.text])
        self.n_words += count_words(piece.text)
        self.pieces.append(piece)


def assemble(
    *,
    name: str,
    data: bytes,
    format_name: str,
    source: Source,
    reading: Reading,
    title: str | None,
    kind: TranscriptKind | None,
) -> Transcript:
    """The transcript that a file holds, as one layout reads it.

    Raises:
        BrokenFile: Nobody says anything in it.
    """
    opened = [turn for turn in _turns(source, reading.pieces) if turn.parts]
    if not any(turn.kind == "speech" and turn.n_words for turn in opened):
        raise BrokenFile("no words that anybody spoke were found in it. Look at it in the program that made it.")
    speakers, notices = _speakers(opened)
    at = {speaker.label: index for index, speaker in enumerate(speakers)}
    texts = [turn.text for turn in opened]
    turns, position = [], 0
    for turn, text in zip(opened, texts, strict=True):
        speaker = at[turn.label or ONE_VOICE] if turn.kind == "speech" else None
        turns.append(_fact(turn, position, position + len(text), speaker))
        position += len(text) + 1
    ends = [time for turn in turns for time in (turn.start_seconds, turn.end_seconds) if time is not None]
    source_name = PureWindowsPath(name).name
    return Transcript(
        id=str(uuid.uuid4()),
        title=title or PureWindowsPath(source_name).stem,
        kind=kind or proposed_kind(speakers),
        text="\n".join(texts),
        turns=tuple(turns),
        speakers=speakers,
        format=format_name,
        layout=reading.layout,
        source_name=source_name,
        source_sha256=hashlib.sha256(data).hexdigest(),
        seconds=max(ends, default=None),
        dropped=_dropped(source, reading),
        notices=(*source.notices, *notices),
    )


def _turns(source: Source, pieces: Sequence[Piece]) -> list[_Open]:
    """Pieces joined while the same voice speaks, with whoever is meant by a label named the same throughout."""
    names = same_person([piece.label for piece in pieces if piece.label is not None])
    turns: list[_Open] = []
    last = -1
    for piece in pieces:
        label = names[piece.label] if piece.label is not None else None
        flows = source.cues or piece.flows or (source.wrapped and piece.paragraph == last)
        before = turns[-1] if turns else None
        if before is None or not _goes_on(before, piece, label, flows=flows):
            before = _Open(piece.kind, label)
            turns.append(before)
        before.add(piece, " " if flows else "\n")
        last = piece.paragraph
    return turns


def _goes_on(turn: _Open, piece: Piece, label: str | None, *, flows: bool) -> bool:
    """Whether a piece is the same voice's next words."""
    if piece.kind != "speech" or turn.kind != "speech" or label != turn.label:
        return False
    if label is not None:
        return True
    if turn.n_words >= _MOST_WORDS or not (flows or piece.start_seconds is not None):
        return False
    return turn.n_words < _WORDS_OF_A_PARAGRAPH or not _SENTENCE_END.search(turn.parts[-1][-_CLOSING:])


def _fact(turn: _Open, start: int, end: int, speaker: int | None) -> Turn:
    """The turn as a fact, with its place in the text and the times of its pieces."""
    # A time that stands further on in the words is not when they began.
    first = next(nth for nth, piece in enumerate(turn.pieces) if piece.text)
    starts = [piece.start_seconds for piece in turn.pieces[: first + 1] if piece.start_seconds is not None]
    ends = [piece.end_seconds for piece in turn.pieces if piece.end_seconds is not None]
    return Turn(
        start=start,
        end=end,
        speaker=speaker,
        kind=turn.kind,
        start_seconds=starts[0] if starts else None,
        end_seconds=max(ends, default=None),
    )


def _speakers(turns: Sequence[_Open]) -> tuple[tuple[Speaker, ...], tuple[str, ...]]:
    """Who speaks, in order of first words, and what to tell the user."""
    said = [(turn.label, turn.text) for turn in turns if turn.kind == "speech"]
    if all(label is None for label, _words in said):
        return (Speaker(label=ONE_VOICE, role="participant"),), (NO_LABELS,)
    about = [turn.text for turn in turns[:_TOP] if turn.kind != "speech"]
    return propose(count_voices([(label or ONE_VOICE, words) for label, words in said]), about=about)


def _dropped(source: Source, reading: Reading) -> tuple[Dropped, ...]:
    """What the format's reader left out, and what the layout took out of the words."""
    n_labels = sum(piece.label_count for piece in reading.pieces)
    n_times = sum(piece.time_count for piece in reading.pieces)
    n_beside = sum(piece.n_beside for piece in reading.pieces)
    taken = (
        ("speaker labels", n_labels, KEPT_AS_FACTS),
        ("times", n_times, KEPT_AS_FACTS),
        ("cells of other columns", n_beside, "they are about the turns, not in them"),
    )
    return (*source.dropped, *(Dropped(what=what, count=n, why=why) for what, n, why in taken if n))
