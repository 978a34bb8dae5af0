"""A text of another tool: which transcript it is, what it becomes where it is new, and where its passages stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from themes.model import Speaker, Transcript, TranscriptKind, Turn
from themes.operations import new_id

if TYPE_CHECKING:
    from themes.exchange.other_project import OtherText, Passage
    from themes.exchange.placing import Place

OTHER_TOOL = "other tool"
"""The format of a transcript whose words came as rows of another tool's table."""

_ENDING = re.compile(
    r"\.(?:docx?|odt|rtf|pdf|txt|md|markdown|x?html?|epub|vtt|srt|sbv|lrc|json|csv|tsv|xlsx?|cha|textgrid|eaf|rock"
    r"|mp[34]|m4[av]|wav|ogg|flac|aac|wma|mov|avi|wmv|mkv|jpe?g|png|gif|bmp|tiff?)$",
    re.IGNORECASE,
)
_LONGEST_LABEL = 40  # signs between two turns that say who speaks
_ASKS = re.compile(r"interviewer|moderator|facilitator|researcher|\bint\b", re.IGNORECASE)


def places_in(transcript: Transcript, text: OtherText | None, passages: Sequence[Passage]) -> list[Place | str]:
    """Where passages stand in a transcript, by their place in the text that the file holds, else by their words."""
    from themes.exchange.placing import only_near, place_by_text, place_by_words  # noqa: PLC0415 - as above

    labels = [speaker.label for speaker in transcript.speakers]
    places: list[Place | str] = [""] * len(passages)
    known = [nth for nth, one in enumerate(passages) if text is not None and one.start is not None]
    if text is not None and known:
        spans = [(passages[nth].start or 0, passages[nth].end or 0) for nth in known]
        found = place_by_text(spans, text.text, transcript.text, labels=labels)
        for nth, place in zip(known, found, strict=True):
            places[nth] = place or ""
    if "" in places:
        by_words = place_by_words(
            [passage.words for passage in passages],
            transcript.text,
            labels=labels,
            coders=[passage.coder for passage in passages],
        )
        unsure = [nth for nth in known if not places[nth] and not isinstance(by_words[nth], str)]
        if text is not None and unsure:
            stood = [(passages[nth].start or 0, passages[nth].end or 0) for nth in unsure]
            near = only_near([by_words[nth] for nth in unsure], stood, text.text, transcript.text)
            for nth, kept in zip(unsure, near, strict=True):
                by_words[nth] = kept
        places = [place or other for place, other in zip(places, by_words, strict=True)]
    return places


def data_of(text: OtherText) -> bytes:
    """The bytes that a project keeps as a text's source: the page, a line for each of its turns, or its words."""
    if text.said:
        lines = (f"{said.voice}: {said.words}" if said.voice else said.words for said in text.said)
        return "\n".join((text.name, *lines)).encode(errors="replace")
    return (text.html or text.text).encode(errors="replace")


def file_of(text: OtherText) -> str:
    """The name under which our readers know what ``data_of`` gives of a text that did not come as rows."""
    suffix = PurePath(text.name).suffix.casefold()
    if text.html:
        return text.name if suffix in (".htm", ".html") else f"{text.name}.html"
    bare = without_ending(text.name)
    return f"{bare}.md" if suffix in (".md", ".markdown") else f"{bare}.txt"


def without_ending(name: str) -> str:
    """A name of a text without the ending of a file; "Talk 1.5" and "Talk with Dr. Lee" have none.

    >>> without_ending("anna.odt"), without_ending("Talk with Dr. Lee")
    ('anna', 'Talk with Dr. Lee')
    """
    return _ENDING.sub("", name) or name


def says_the_same(transcript: Transcript, text: str) -> bool:
    """Whether a text holds a transcript's turns in their order, with no more between them than who speaks."""
    held = "".join(text.split())
    at = 0
    for turn in transcript.turns:
        words = "".join(transcript.text[turn.start : turn.end].split())
        found = held.find(words, at, at + len(words) + _LONGEST_LABEL)
        if found < 0:
            return False
        at = found + len(words)
    return bool(transcript.turns) and len(held) - at <= _LONGEST_LABEL


def transcript_of_rows(text: OtherText, title: str) -> Transcript:
    """A text that came as rows, as a transcript: a turn each, who speaks where that is said."""
    if text.kind:
        return _transcript_as_told(text, text.kind, title)
    voices = {voice: nth for nth, voice in enumerate(dict.fromkeys(said.voice for said in text.said))}
    speakers = [
        Speaker(
            label=voice or "Not said",
            role="interviewer" if _ASKS.search(voice) else "participant",
            # Rows that name nobody may be anybody's: one voice or many, who cannot be told apart.
            voices=1 if voice else 0,
        )
        for voice in voices
    ]
    turns, position = [], 0
    for said in text.said:
        turns.append(Turn(start=position, end=position + len(said.words), speaker=voices[said.voice]))
        position += len(said.words) + 1
    return Transcript(
        id=new_id(),
        title=title,
        kind=_kind(speakers),
        text="\n".join(said.words for said in text.said),
        turns=tuple(turns),
        speakers=tuple(speakers),
        format=OTHER_TOOL,
        layout="rows",
        source_name=f"{text.name}.txt",
        source_sha256="",
    )


def _transcript_as_told(text: OtherText, kind: TranscriptKind, title: str) -> Transcript:
    """A text that comes with all its voices: turns of nobody are notes where others speak, else words like any."""
    voices = {speaker.label: nth for nth, speaker in enumerate(text.speakers)}
    turns, position = [], 0
    for said in text.said:
        of_nobody = bool(voices) and said.voice not in voices
        end = position + len(said.words)
        turns.append(
            Turn(start=position, end=end, speaker=voices.get(said.voice), kind="note" if of_nobody else "speech")
        )
        position = end + 1
    return Transcript(
        id=new_id(),
        title=title,
        kind=kind,
        text="\n".join(said.words for said in text.said),
        turns=tuple(turns),
        speakers=text.speakers,
        format=OTHER_TOOL,
        layout="rows",
        source_name=f"{text.name}.txt",
        source_sha256="",
    )


def _kind(speakers: Sequence[Speaker]) -> TranscriptKind:
    """What a text of these voices is, as far as they tell."""
    if not any(speaker.voices for speaker in speakers):
        return "document"
    n_heard = sum(speaker.role == "participant" for speaker in speakers)
    if n_heard < len(speakers):
        return "interview" if n_heard <= 1 else "focus group"
    return "interview" if n_heard == 1 else "survey answers"


def names_of(transcript: Transcript) -> frozenset[str]:
    """What another tool may call a transcript: its title, or its file's name, with or without an ending; folded."""
    source = PurePath(transcript.source_name).name
    return frozenset(name.casefold() for name in (transcript.title, source, without_ending(source)))


def called(name: str, known: Mapping[str, Sequence[Transcript]]) -> list[Transcript]:
    """The transcripts that another tool's name for a text may mean.

    Args:
        name: The name, with or without an ending.
        known: Transcripts by each of their names; see ``names_of``.
    """
    wanted = dict.fromkeys((name.strip().casefold(), without_ending(name.strip()).casefold()))
    found = {transcript.id: transcript for one in wanted for transcript in known.get(one, ())}
    return list(found.values())


def by_name(transcripts: Iterable[Transcript]) -> dict[str, list[Transcript]]:
    """Transcripts by each of their names."""
    known: dict[str, list[Transcript]] = {}
    for transcript in transcripts:
        for name in names_of(transcript):
            known.setdefault(name, []).append(transcript)
    return known


def n_lost(places: Iterable[Place | str]) -> int:
    """How many passages have no place, but a reason."""
    return sum(isinstance(place, str) for place in places)
