"""What a reader understood, in the shapes in which tests expect it."""

from __future__ import annotations

from themes.model import Transcript

Said = list[tuple[str, str]]


def who_said_what(transcript: Transcript) -> Said:
    """Each turn's speaker, as the file calls them, and words."""
    return [
        (transcript.speakers[turn.speaker].label, transcript.text[turn.start : turn.end])
        for turn in transcript.turns
        if turn.speaker is not None
    ]


def starts(transcript: Transcript) -> list[float | None]:
    """When each turn of speech begins, in seconds."""
    return [turn.start_seconds for turn in transcript.turns if turn.kind == "speech"]
