"""What the verbs on a withdrawal answer with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from themes.model import Case, Withdrawal
from themes.store import Traces

ELSEWHERE = (
    "Reports and exports that left Themes are not reached, nor are copies of the study that others have, nor the log "
    "of a synchronised folder or of a backup system. Themes does not note where they went: look for them yourself, or "
    "name their folder to have it looked through."
)
"""What no list of ours can hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscriptHeld:
    """A transcript in which the person speaks.

    ``whole`` says that nobody else is heard in it but interviewers: it goes whole, else their turns are marked.
    """

    title: str
    whole: bool
    n_turns: int
    n_words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FileHeld:
    """A file on this computer and how much of what the person said, and of their names, was found in its bytes.

    ``of`` says what it is: "study", "log", "key", "backup" or "other".
    """

    path: Path
    of: str
    n_passages: int
    n_names: int

    @classmethod
    def from_traces(cls, traces: Traces, of: str) -> FileHeld:
        """The same without the words."""
        return cls(path=traces.path, of=of, n_passages=len(traces.passages), n_names=len(traces.names))


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """All that holds the words or the name of a person.

    Attributes:
        case: Whose.
        transcripts: Where they speak.
        places: Kinds of thing in the study, each with how many would go or be rewritten.
        files: The files in which their words were looked for, with what was found.
        n_passages: The runs of words that were looked for; none of them is anybody else's.
        n_names: The names that were looked for.
        n_short: Turns of too few words to be looked for.
        n_shared: Runs of words that others said too.
    """

    case: Case
    transcripts: tuple[TranscriptHeld, ...]
    places: tuple[tuple[str, int], ...]
    files: tuple[FileHeld, ...]
    n_passages: int
    n_names: int
    n_short: int
    n_shared: int

    @property
    def n_turns(self) -> int:
        """How many turns are theirs."""
        return sum(one.n_turns for one in self.transcripts)

    @property
    def n_words(self) -> int:
        """How many words."""
        return sum(one.n_words for one in self.transcripts)

    @property
    def backups(self) -> tuple[Path, ...]:
        """The copies that Themes made beside the study."""
        return tuple(one.path for one in self.files if one.of == "backup")

    def notes(self) -> list[str]:
        """What to know of how their words are looked for, in sentences."""
        told = []
        if not self.n_passages:
            told.append("No turn of theirs is long enough to be looked for: that none is found proves nothing.")
        if self.n_short:
            turns = "1 turn is" if self.n_short == 1 else f"{self.n_short:,} turns are"
            told.append(f"{turns} too short to be told from anybody's (“yes, I did”) and not looked for by themselves.")
        if self.n_shared:
            runs = "1 run of six words is" if self.n_shared == 1 else f"{self.n_shared:,} runs of six words are"
            told.append(f"{runs} said by others too, and stay where others say them.")
        if self.n_shared > self.n_passages:
            told.append(
                "Most of what they say stands under somebody else's name too. If that is the same person, make the two "
                "cases one first."
            )
        return told


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """What a withdrawal did, and what was looked for and found after it.

    Attributes:
        withdrawal: What the study keeps of it.
        before: What held their words.
        files: The files as they are after it: the proof.
        deleted: The backups that were deleted.
        finished: Whether the file was written anew; else a reader was in the way, and the next opening does it.
        on_closing: Whether the file in its shared folder holds the words until the project is closed.
    """

    withdrawal: Withdrawal
    before: Held
    files: tuple[FileHeld, ...]
    deleted: tuple[Path, ...] = ()
    finished: bool = True
    on_closing: bool = False

    @property
    def proven(self) -> bool:
        """Whether nothing was found in the study's own files."""
        return not any(one.n_passages or one.n_names for one in self.files if one.of in _OWN)

    @property
    def backups(self) -> tuple[Path, ...]:
        """The copies beside the study that still hold something of theirs."""
        return tuple(one.path for one in self.files if one.of == "backup" and (one.n_passages or one.n_names))

    def notes(self) -> list[str]:
        """What is left to be done, in sentences."""
        told = []
        if not self.finished:
            told.append("Somebody reads the file just now; what left it is taken off the disk when it is next opened.")
        elif not self.proven:
            told.append("Something was found still: look at the study with themes check, and tell us of it.")
        if self.on_closing:
            told.append("The file in its shared folder holds the words until the study is closed here.")
        if self.backups:
            told.append(f"Still beside the study, with the words: {', '.join(each.name for each in self.backups)}.")
        if any(one.n_passages or one.n_names for one in self.files if one.of == "other"):
            told.append("Other files hold the words still, as listed; Themes changes none of them.")
        return told

    def proof(self) -> list[str]:
        """The proof in words, a line a file."""
        return proof(self.files, n_passages=self.before.n_passages, n_names=self.before.n_names)


_OWN = frozenset({"study", "log", "key"})


def proof(files: Sequence[FileHeld], *, n_passages: int, n_names: int) -> list[str]:
    """What was found in some files, in words, a line a file."""
    names = f", {{}} of {n_names} name{'' if n_names == 1 else 's'}" if n_names else ""
    return [
        f"{one.n_passages:,} of {n_passages:,} passages{names.format(one.n_names)} found in {one.path.name}"
        for one in files
    ]
