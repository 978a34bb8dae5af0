"""A transcript as other tools show it: who speaks stands before the words, and a description says who they are.

REFI-QDA has no place for turns and speakers, and a text without them is of little use elsewhere. So each turn is a
paragraph, ``P07: Nobody came.``, and the description of the text lists the voices, by which they are told from the
words again. What could not be told apart again is written without them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast, get_args

from themes.exchange.other_project import Said
from themes.model import Role, Speaker, Transcript, TranscriptKind

_BETWEEN = "\n\n"
_SIGN = ": "
_KIND = "Kind"
_VOICES: dict[str, tuple[Role, int]] = {
    "Interviewer": ("interviewer", 1),
    "Participant": ("participant", 1),
    "Several participants": ("participant", 0),
}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A transcript's text as it leaves, and where places of the transcript are in it.

    ``begins`` and ``ends`` are half-open code points of the transcript's turns, ``moved`` where each begins in ``text``
    and ``n_there`` how long it is there. ``is_told`` is False where who speaks could not be written.
    """

    text: str
    description: str
    is_told: bool
    begins: Sequence[int]
    ends: Sequence[int]
    moved: Sequence[int]
    n_there: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a half-open range of the transcript is in the text that leaves."""
        if not self.begins:
            return start, end
        first = max(0, bisect_right(self.begins, start) - 1)
        last = min(len(self.ends) - 1, bisect_left(self.ends, end))
        return self._at(first, start), self._at(last, end)

    def _at(self, turn: int, place: int) -> int:
        """A place of a turn; where its words are withheld, the nearer end of what stands for them."""
        within = place - self.begins[turn]
        if self.n_there[turn] != self.ends[turn] - self.begins[turn]:
            within = 0 if within <= 0 else self.n_there[turn]
        return self.moved[turn] + min(max(within, 0), self.n_there[turn])


def names_of(transcript: Transcript, labels: Mapping[str, str]) -> list[str]:
    """How each voice of a transcript is called where it leaves: by its case, an interviewer as such."""
    asking = [nth for nth, one in enumerate(transcript.speakers) if one.role == "interviewer"]
    named: list[str] = []
    for nth, speaker in enumerate(transcript.speakers):
        own = labels.get(speaker.case_id or "") or speaker.label
        if speaker.role == "interviewer":
            own = "Interviewer" if len(asking) == 1 else f"Interviewer {asking.index(nth) + 1}"
        own = " ".join(own.split())
        named.append(own if own not in named else f"{own} ({nth + 1})")
    return named


def label(transcript: Transcript, names: Sequence[str], withheld: Mapping[int, str]) -> Labelled:
    """The text of a transcript with who speaks before each turn.

    Args:
        transcript: The transcript.
        names: How its voices are called; see ``names_of``.
        withheld: What stands for the words of turns that may not leave, by index.
    """
    speakers = tuple(
        replace(
            speaker, label=name, case_id=None, voices=1 if speaker.role == "interviewer" else min(speaker.voices, 1)
        )
        for speaker, name in zip(transcript.speakers, names, strict=True)
    )
    text, moved, there = _written(transcript, speakers, withheld, between=_BETWEEN)
    description = _described(transcript.kind, speakers)
    is_told = read(text, description) == _expected(transcript, speakers, withheld)
    if not is_told:
        # Somebody said what looks like a voice: the words as they are, each turn a line.
        text, moved, there = _written(transcript, (), withheld, between="\n")
        description = ""
    return Labelled(
        text=text,
        description=description,
        is_told=is_told,
        begins=[turn.start for turn in transcript.turns],
        ends=[turn.end for turn in transcript.turns],
        moved=moved,
        n_there=there,
    )


def read(text: str, description: str) -> tuple[TranscriptKind, tuple[Speaker, ...], tuple[Said, ...]] | None:
    """What kind of text it is, its voices and turns, where its description lists them and its words have them.

    None where the description is somebody else's.
    """
    kind, speakers = _voices(description)
    if kind is None:
        return None
    known = {speaker.label for speaker in speakers}
    said = []
    for paragraph in text.split(_BETWEEN) if text else ():
        name, sign, words = paragraph.partition(_SIGN)
        said.append(Said(words=words, voice=name) if sign and name in known else Said(words=paragraph))
    return kind, speakers, tuple(said)


class Unlabelled:
    """The words of a text without the voices before them, and where its places are in them.

    Args:
        said: Its turns, as ``read`` finds them.
    """

    def __init__(self, said: Sequence[Said]) -> None:
        """Reckon where each turn begins, there and here."""
        self.words = "\n".join(one.words for one in said)
        self._turns: list[tuple[int, int, int]] = []
        self._begins: list[int] = []
        there = here = 0
        for one in said:
            before = len(one.voice) + len(_SIGN) if one.voice else 0
            self._begins.append(there)
            self._turns.append((there + before, here, len(one.words)))
            there += before + len(one.words) + len(_BETWEEN)
            here += len(one.words) + 1

    def place(self, place: int) -> int:
        """Where a place of the text is in the words alone; within a voice or between turns, the nearer end of words."""
        first, here, length = self._turns[max(0, bisect_right(self._begins, place) - 1)]
        return here + min(max(place - first, 0), length)


def _written(
    transcript: Transcript, speakers: Sequence[Speaker], withheld: Mapping[int, str], *, between: str
) -> tuple[str, list[int], list[int]]:
    """The text, where each turn begins in it, and how long each is there."""
    parts, moved, there, at = [], [], [], 0
    for nth, turn in enumerate(transcript.turns):
        words = withheld.get(nth, transcript.text[turn.start : turn.end])
        before = "" if turn.speaker is None or not speakers else speakers[turn.speaker].label + _SIGN
        parts.append(before + words)
        moved.append(at + len(before))
        there.append(len(words))
        at += len(before) + len(words) + len(between)
    return (between.join(parts) if parts else transcript.text), moved, there


def _expected(
    transcript: Transcript, speakers: tuple[Speaker, ...], withheld: Mapping[int, str]
) -> tuple[TranscriptKind, tuple[Speaker, ...], tuple[Said, ...]]:
    said = tuple(
        Said(
            words=withheld.get(nth, transcript.text[turn.start : turn.end]),
            voice="" if turn.speaker is None else speakers[turn.speaker].label,
        )
        for nth, turn in enumerate(transcript.turns)
    )
    return transcript.kind, speakers, said


def _described(kind: TranscriptKind, speakers: Sequence[Speaker]) -> str:
    lines = [f"{_KIND}{_SIGN}{kind}"]
    for speaker in speakers:
        what = next(name for name, of in _VOICES.items() if of == (speaker.role, speaker.voices))
        lines.append(f"{what}{_SIGN}{speaker.label}")
    return "\n".join(lines)


def _voices(description: str) -> tuple[TranscriptKind | None, tuple[Speaker, ...]]:
    lines = description.split("\n")
    head, _, kind = lines[0].partition(_SIGN)
    if head != _KIND or kind not in get_args(TranscriptKind):
        return None, ()
    speakers = []
    for line in lines[1:]:
        what, sign, name = line.partition(_SIGN)
        if not sign or what not in _VOICES or not name:
            return None, ()
        role, voices = _VOICES[what]
        speakers.append(Speaker(label=name, role=role, voices=voices))
    return cast("TranscriptKind", kind), tuple(speakers)
