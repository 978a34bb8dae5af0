"""What was said: transcripts with their turns and speakers, and the topic guide's questions in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TranscriptKind = Literal["interview", "focus group", "workshop", "survey answers", "field note", "document"]
TurnKind = Literal["speech", "heading", "note"]
Role = Literal["interviewer", "participant"]
Confirmation = Literal["proposed", "confirmed", "rejected"]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideQuestion:
    """A question of the topic guide; ``number`` is the guide's own ("2b"), empty where it has none."""

    id: str
    text: str
    number: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A place where an interviewer asks a question of the guide; what follows, up to the next asking, answers it.

    ``similarity`` in [0, 1] says how near the words are to the guide's; a person's own has 1.
    """

    id: str
    question_id: str
    transcript_id: str
    start: int
    end: int
    state: Confirmation = "proposed"
    similarity: float = 1.0
