"""The machine's suggestions as they were at one moment, kept to be compared with what people do after."""

from __future__ import annotations

from dataclasses import dataclass

SURE = 0.5
"""From which probability on the machine is taken to give a code: where that is as probable as not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenSet:
    """What the machine had learnt from when its suggestions were frozen.

    Attributes:
        coder_id: Who froze them.
        at: When, UTC.
        model: The encoder, with its build.
        code_ids: The codes that it knew, and so looked for.
        coding_ids: The codings that it learnt from; none of the transcripts that it suggests for.
        refused_ids: The refused suggestions that it learnt from, none of these transcripts either.
    """

    id: str
    coder_id: str
    at: str
    model: str
    code_ids: tuple[str, ...] = ()
    coding_ids: tuple[str, ...] = ()
    refused_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenSuggestion:
    """A code that the machine suggested for a span, and how probable it was to the machine then."""

    code_id: str
    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenTranscript:
    """A transcript's suggestions in a frozen set.

    They never change after: they only go along where the text is corrected, or where codes are merged.

    Attributes:
        frozen_id: The set.
        transcript_id: Where.
        n_codings: How many codings people had given there before: 0 says that the machine came first.
        suggestions: In the order of the text.
    """

    id: str
    frozen_id: str
    transcript_id: str
    n_codings: int
    suggestions: tuple[FrozenSuggestion, ...] = ()
