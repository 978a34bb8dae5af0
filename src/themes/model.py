"""The facts: what a project holds, as frozen values that import nothing outward.

A change is a new value (``dataclasses.replace``).
Every position in a text counts Unicode code points from 0; every range is half-open.
Every moment is UTC, written as ISO 8601; every length of time is in seconds.
Ids are UUIDs as text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

TranscriptKind = Literal["interview", "focus group", "workshop", "survey answers", "field note", "document"]
TurnKind = Literal["speech", "heading", "note"]
Role = Literal["interviewer", "participant"]
CaseKind = Literal["participant", "site", "group"]
AttributeType = Literal["text", "choice", "number", "date"]
Valence = Literal["enabler", "barrier", "mixed"]
How = Literal["by hand", "accepted"]
Outcome = Literal["open", "accepted", "rejected", "merged"]
Looked = Literal["not looked at", "nothing found", "coded"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A half-open range of Unicode code points in one transcript."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a range that holds nothing or runs backwards."""
        if not 0 <= self.start < self.end:
            message = f"A span must hold at least one character: {self.start} to {self.end}."
            raise ValueError(message)

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share at least one code point."""
        return self.start < other.end and other.start < self.end


# --- the study ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """What the project is about, as the evaluator describes it.

    ``approached``, ``declined`` and ``interviewed`` count people; ``wording`` holds the cut-offs of the
    report's quantity words as shares of N, largest first; ``attribution`` names the attributes that stand beside a
    quotation, in order, empty for the default (an organisation's type, then the role).
    """

    id: str
    title: str
    method: str = "codebook"
    commissioner: str = ""
    questions: tuple[str, ...] = ()
    approached: int | None = None
    declined: int | None = None
    interviewed: int | None = None
    dates: str = ""
    mode: str = ""
    interviewer: str = ""
    notice: str = ""
    wording: tuple[tuple[str, float], ...] = (("most", 0.5), ("some", 0.0))
    attribution: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coder:
    """A person who codes, known by initials or a name of their choice."""

    id: str
    name: str


# --- who was heard -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """A typed property that cases can have, such as "role"."""

    id: str
    name: str
    type: AttributeType = "text"
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Who or what is compared: a participant, a site or a group.

    ``values`` pairs attribute ids with values, each written as text in the attribute's type.
    """

    id: str
    label: str
    kind: CaseKind = "participant"
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLink:
    """A link between two cases: this participant works at that site."""

    id: str
    case_id: str
    other_id: str
    relation: str


# --- what was said -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A voice of one transcript, by the label that the file gives it.

    ``voices`` is 1 for one person; 0 says that several people who cannot be told apart share the label.
    ``case_id`` is None for interviewers.
    """

    label: str
    role: Role
    case_id: str | None = None
    voices: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One speaker's uninterrupted words, with their time where known.

    ``speaker`` is an index into the transcript's ``speakers``, None where nobody is known to speak
    (headings, notes).
    """

    start: int
    end: int
    speaker: int | None = None
    kind: TurnKind = "speech"
    start_seconds: float | None = None
    end_seconds: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """Something that a reader left out of the canonical text, how often, and why."""

    what: str
    count: int
    why: str
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """The canonical text of one interview, focus group, … and who speaks where.

    ``text`` holds the words that were said, turn after turn, one line feed between two turns.
    Speakers' labels and times are not in it: they are facts of ``turns``.
    ``seconds`` is the length of the recording as far as the file tells it.
    """

    id: str
    title: str
    kind: TranscriptKind
    text: str
    turns: tuple[Turn, ...]
    speakers: tuple[Speaker, ...]
    format: str
    layout: str
    source_name: str
    source_sha256: str
    seconds: float | None = None
    dropped: tuple[Dropped, ...] = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A unit cut by rule for analysis; nobody chose it.

    ``turn`` is the index of the turn that it lies in; ``case_id`` is who speaks, where known.
    """

    transcript_id: str
    start: int
    end: int
    turn: int
    case_id: str | None = None


# --- what people decide ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A named idea with its rules of use."""

    id: str
    name: str
    definition: str = ""
    use_when: str = ""
    dont_use_when: str = ""
    typical: tuple[str, ...] = ()
    not_this: tuple[str, ...] = ()
    colour: str = "#475569"
    parent_id: str | None = None
    position: int = 0
    retired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A span that a person chose or accepted.

    ``words`` are the text at that span when it was chosen: the check that nothing shifted.
    """

    id: str
    transcript_id: str
    coder_id: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """This coder gave this quotation this code, then.

    ``codebook_version`` is the version of the codebook in force; ``candidate_id`` (or ``suggestion_id``) says
    which proposal was accepted, None by hand; ``unread`` marks what was accepted in bulk and not yet read.
    """

    id: str
    quotation_id: str
    code_id: str
    coder_id: str
    how: How = "by hand"
    valence: Valence | None = None
    candidate_id: str | None = None
    suggestion_id: str | None = None
    codebook_version: int = 0
    unread: bool = False
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAt:
    """A coder has looked for a code in a transcript; with no coding there, nothing was found."""

    id: str
    transcript_id: str
    coder_id: str
    code_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A claim: a statement with a central idea, carried by codes.

    A theme whose ``statement`` is empty still asks for it.
    """

    id: str
    name: str
    statement: str = ""
    code_ids: tuple[str, ...] = ()
    parent_id: str | None = None
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Memo:
    """A dated note on anything: ``about`` names the kind of thing, ``about_id`` which one."""

    id: str
    about: str
    about_id: str
    coder_id: str
    text: str
    at: str


# --- what the machine proposes -----------------------------------------------------------------


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A machine's cluster of segments; never a theme until a person decides.

    ``name`` is a phrase from the words; ``n_cases`` counts the cases it is heard in.
    """

    id: str
    run_id: str
    rank: int
    name: str
    phrases: tuple[str, ...]
    key_words: tuple[str, ...]
    n_segments: int
    n_cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What people decided about a candidate; its id is the candidate's.

    ``name`` is theirs, empty while the machine's stands; ``into`` is the candidate that it was merged into;
    ``code_id`` the code that it became.
    """

    id: str
    outcome: Outcome = "open"
    name: str = ""
    into: str | None = None
    code_id: str | None = None


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


Fact = (
    Study
    | Coder
    | Attribute
    | Case
    | CaseLink
    | Transcript
    | Code
    | Quotation
    | Coding
    | LookedAt
    | Theme
    | Memo
    | Run
    | Candidate
    | Decision
    | Suggestion
)
