"""What a project's verbs answer with: facts joined as people read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from themes.model import (
    AttributeType,
    Candidate,
    Case,
    Code,
    Coder,
    Coding,
    Decision,
    GuideQuestion,
    Member,
    Quotation,
    Run,
    Span,
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


PreviewState = Literal["ready", "look", "changed", "known", "refused"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewed:
    """A file as it was read and is not taken in yet, or why it cannot be.

    ``is_survey`` says that it was refused as the answers to a survey, which are taken in on their own.
    ``state`` is "ready", "look" (no speaker's label was found), "changed" (a file of that name with other words is
    here), "known" (the same file is here) or "refused"; ``here`` is the title of the transcript that is here,
    ``here_id`` its id.
    """

    id: str
    name: str
    transcript: Transcript | None
    state: PreviewState
    here: str = ""
    here_id: str = ""
    refused: str = ""
    is_survey: bool = False


@dataclass(slots=True, kw_only=True)
class Waiting:
    """A file between reading and taking in, in this process's memory only; ``data`` are its bytes."""

    name: str
    data: bytes
    transcript: Transcript | None
    refused: str = ""
    is_survey: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmatched:
    """A row of a case table, or a case to be linked to, that was not found as ``wanted``; ``nearest`` is there.

    A file that is here and whose row is nobody's all the same is told by its ``participants``, several or none.
    """

    wanted: str
    nearest: str = ""
    participants: tuple[str, ...] | None = None

    @property
    def why(self) -> str:
        """What is the matter, in words."""
        if self.participants is None:
            near = f" The nearest here is “{self.nearest}”." if self.nearest else ""
            return f"No case is known as “{self.wanted}”.{near}"
        if not self.participants:
            return f"Nobody in “{self.wanted}” is a participant."
        people = f"{', '.join(self.participants[:-1])} and {self.participants[-1]}"
        return f"{people} speak in “{self.wanted}”: say in a column “speaker” by what label of the file a row means."


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTableResult:
    """What a case table changed.

    ``unmatched`` are rows, and cases to be linked to, that were not found; ``made`` the
    labels of cases that the table brought; ``types`` the types found for its new columns, by attribute name.
    """

    n_matched: int
    unmatched: tuple[Unmatched, ...] = ()
    made: tuple[str, ...] = ()
    types: tuple[tuple[str, AttributeType], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A link between two cases, with the cases."""

    id: str
    case: Case
    relation: str
    other: Case


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRead:
    """What a file's name says by a pattern; ``why_not`` says why nothing can be done with it, empty where it can."""

    transcript: Transcript
    fields: tuple[tuple[str, str], ...]
    why_not: str = ""


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
    different cases; ``n_cases`` counts the cases among the members, ``n_participants`` those of them that are people,
    not groups whose voices cannot be told apart. ``stands_for`` is the code of which it proposes more, None where it is
    new or was accepted.
    """

    candidate: Candidate
    decision: Decision
    name: str
    members: tuple[Member, ...]
    typical: tuple[Member, ...]
    n_cases: int
    n_participants: int
    stands_for: Code | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """A run and its candidate themes, those that carry most first."""

    run: Run
    candidates: tuple[CandidateView, ...]


ENOUGH_CODINGS = 10
"""Of a code: with fewer, nobody can know how many of ten suggestions are right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionView:
    """A suggestion with its words; never counted as a coding.

    ``code`` is what is proposed, ``like`` the confirmed quotation that it is most like, None where that is the
    definition. Why, part by part: ``nearest`` are up to two confirmed quotations, ``carried_by`` its words that speak
    for the code, ``part`` that of the definition which it is nearest to, ``refused`` the nearest one that was refused,
    where it is near, and ``shown_because`` why it is its turn. ``n_codings`` counts those of the code so far.
    """

    suggestion: Suggestion
    words: str
    case: Case | None
    code: Code
    like: Quotation | None = None
    nearest: tuple[Quotation, ...] = ()
    carried_by: tuple[str, ...] = ()
    part: str = ""
    refused: Suggestion | None = None
    shown_because: str = ""
    n_codings: int = 0

    @property
    def can_be_counted_on(self) -> bool:
        """Whether the code was given often enough for its probability to be told as a frequency."""
        return self.n_codings >= ENOUGH_CODINGS

    @property
    def probability(self) -> float:
        """How probable it is that the words bear the code, in [0, 1]."""
        return self.suggestion.probability or 0.0

    @property
    def quotation(self) -> str:
        """The words that would become a quotation."""
        return self.words

    @property
    def because(self) -> str:
        """Why it is suggested, in one line."""
        return "; ".join(self.suggestion.because)

    @property
    def is_sure(self) -> bool:
        """Whether it is more than a guess: at least one in seven like it are right."""
        from themes.suggest import NOT_SURE  # noqa: PLC0415 - a project opens without it

        return self.probability >= NOT_SURE


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningPoint:
    """After so many decisions, the code given next was one of the first three suggested in n_right of n_asked."""

    n_decisions: int
    n_right: int
    n_asked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drifted:
    """A code whose latest codings are less like it than those before, by so many standard deviations.

    ``towards`` is the code that they are like instead; None where there is no other.
    """

    code: Code
    n_latest: int
    by: float
    towards: Code | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning:
    """How well codes are learnt, and which drift."""

    points: tuple[LearningPoint, ...] = ()
    drifts: tuple[Drifted, ...] = ()


Fate = Literal["unmoved", "moved", "changed", "lost"]
"""What became of a quotation whose transcript was corrected; "changed" where its words are others now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedQuotation:
    """What became of one quotation: its words as they were and are, empty where it is lost.

    ``at`` is its span now, or about where it was; ``into`` is the coder's other quotation of the same span that took
    its codings over, None where it stands by itself.
    """

    quotation_id: str
    coder_id: str
    fate: Fate
    was: str
    now: str
    at: Span
    into: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What became of a transcript that was corrected, and of each quotation in it, in the order of the text as it was.

    ``step_id`` is the step that did it, by which the list can be had again; empty where there was nothing to do.
    ``names_again`` says that names are to be looked for again, as words came that could name somebody.
    """

    transcript: Transcript
    quotations: tuple[MovedQuotation, ...] = ()
    step_id: str = ""
    names_again: bool = False

    def of(self, fate: Fate) -> list[MovedQuotation]:
        """The quotations to which that happened."""
        return [one for one in self.quotations if one.fate == fate]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How often a question was asked: in how many transcripts for certain, in how many more as proposed, of how many.

    The places count the questions under it too.
    """

    question: GuideQuestion
    n_confirmed: int
    n_proposed: int
    n_transcripts: int
