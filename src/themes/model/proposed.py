"""What the machine proposes, and what people decided about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Outcome = Literal["open", "accepted", "rejected", "merged", "split"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A segment as a run placed it: under candidate ``rank`` (1 is first) or, at 0, unplaced.

    ``strength`` in [0, 1] says how firmly it belongs; ``typical`` is 1, 2, 3 for the quotations shown
    first, 0 otherwise.
    """

    transcript_id: str
    start: int
    end: int
    case_id: str | None
    rank: int
    strength: float
    typical: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One discovery: with what, when, from what, and where it put every segment."""

    id: str
    engine: str
    model: str
    seed: int
    parameters: tuple[tuple[str, str], ...] = ()
    coder_id: str
    at: str
    members: tuple[Member, ...] = ()


Steadiness = Literal["strong", "fair", "weak"]
"""How far a candidate is found again with a tenth of the segments left out."""


_STRONG, _FAIR = 0.75, 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A machine's cluster of segments; never a theme until a person decides.

    ``name`` is a phrase from the words; ``n_cases`` counts the cases it is heard in; ``stability`` in [0, 1] says how
    far it is found again with a tenth of the segments left out, None where nobody looked.
    """

    id: str
    run_id: str
    rank: int
    name: str
    phrases: tuple[str, ...]
    key_words: tuple[str, ...]
    n_segments: int
    n_cases: int
    stability: float | None = None

    @property
    def steadiness(self) -> Steadiness | None:
        """The stability in words: strong from .75, fair from .6, else weak (Hennig 2007); None where nobody looked."""
        if self.stability is None:
            return None
        return "strong" if self.stability >= _STRONG else "fair" if self.stability >= _FAIR else "weak"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What people decided about a candidate; its id is the candidate's.

    ``name`` is theirs, empty while the machine's stands; ``into`` is the candidate that it was merged into;
    ``code_id`` the code that it became or, unless accepted, of which it proposes more. A candidate that was split
    stands in parts in the discovery after.
    """

    id: str
    outcome: Outcome = "open"
    name: str = ""
    into: str | None = None
    code_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """Where a person says that a segment of a run belongs: another candidate of it, or none (``candidate_id`` None).

    The run keeps where the machine placed it.
    """

    id: str
    run_id: str
    transcript_id: str
    start: int
    end: int
    candidate_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A machine's proposal of a code for a span; never counted as a coding.

    ``probability`` is None where the proposal is only ranked; ``because`` says why, in words.
    """

    id: str
    code_id: str
    transcript_id: str
    start: int
    end: int
    similarity: float
    probability: float | None = None
    because: tuple[str, ...] = field(default=())
    outcome: Outcome = "open"
