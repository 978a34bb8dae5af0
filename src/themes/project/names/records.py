"""What the verbs on names answer with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from themes.model import Identifier, Review, ReviewState, Transcript


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifierView:
    """An identifier with its words and what stands before and after it, on the page only.

    ``n_same`` counts the undecided places of the same words in all transcripts, this one included; ``replaced`` says
    that a release has put the pseudonym in its place.
    """

    identifier: Identifier
    words: str
    before: str
    after: str
    n_same: int
    replaced: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """How far the search for names in a transcript has come, and how it went.

    ``n_open`` findings are undecided; ``n_waiting`` are accepted and not yet replaced; ``first_reader`` and
    ``second_reader`` are names, empty where nobody was.
    """

    transcript: Transcript
    review: Review
    n_open: int
    n_accepted: int
    n_kept: int
    n_waiting: int
    first_reader: str
    second_reader: str

    @property
    def state(self) -> ReviewState:
        """How far it has come."""
        return self.review.state

    @property
    def released(self) -> bool:
        """Whether nothing that was found stands between it and a report."""
        return self.review.state == "released" and not self.n_open and not self.n_waiting

    @property
    def same_reader(self) -> bool:
        """Whether the second reader was the first one too, so that nobody else has looked."""
        return self.review.second_reader is not None and self.review.first_reader == self.review.second_reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A place outside the transcripts that still holds names, told by what it is and never by its words."""

    entity: str
    entity_id: str
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """What a release did.

    ``by_kind`` counts replaced places by kind of identifier; ``left`` are places outside the transcripts that hold
    names still; ``backups`` are earlier copies beside the project that hold them, ``deleted`` those that were deleted;
    ``finished`` is False where another reader kept the file from being written anew, which the next opening does.
    ``on_closing`` says that the file in its shared folder holds the names until the project is closed, as the work goes
    on in a copy; ``key_shared_as`` says in words what kind of shared place the key lies in, empty where in none.
    """

    transcripts: tuple[Transcript, ...]
    by_kind: tuple[tuple[str, int], ...]
    left: tuple[Left, ...]
    backups: tuple[Path, ...]
    deleted: tuple[Path, ...]
    finished: bool
    on_closing: bool = False
    key_shared_as: str = ""

    @property
    def n_replaced(self) -> int:
        """How many places were replaced."""
        return sum(count for _, count in self.by_kind)
