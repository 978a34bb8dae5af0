"""What a project's verbs answer with: facts joined as people read them."""

from __future__ import annotations

from dataclasses import dataclass

from themes.model import (
    Candidate,
    Case,
    Code,
    Coder,
    Coding,
    Decision,
    Member,
    Quotation,
    Run,
    Speaker,
    Suggestion,
    Transcript,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of one file of a batch: a transcript, or the reason why it did not go in."""

    name: str
    transcript: Transcript | None = None
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTableResult:
    """What a case table changed: rows matched, and each row that found no case with the nearest label."""

    n_matched: int
    unmatched: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A place where a search found its words: half-open, in code points."""

    transcript_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A coding with all that a reader wants beside it.

    ``speaker`` and ``case`` are who says most of the quotation; ``seconds`` is when its turn starts.
    """

    coding: Coding
    quotation: Quotation
    code: Code
    coder: Coder
    transcript: Transcript
    speaker: Speaker | None
    case: Case | None
    seconds: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateView:
    """A candidate theme as it stands after what people decided.

    ``members`` are strongest first, those of candidates merged into it included; ``typical`` are up to three from
    different cases; ``n_cases`` counts the cases among the members.
    """

    candidate: Candidate
    decision: Decision
    name: str
    members: tuple[Member, ...]
    typical: tuple[Member, ...]
    n_cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """A run and its candidate themes, those that carry most first."""

    run: Run
    candidates: tuple[CandidateView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionView:
    """A suggestion with its words; never counted as a coding."""

    suggestion: Suggestion
    words: str
    case: Case | None
