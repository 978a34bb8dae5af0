"""What is told of two copies that were joined."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from themes.model import Clash, ClashKind, Displaced
from themes.report.wording import listed

Choice = Literal["first", "second"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One of two versions that clash: what it says, by whom and when (UTC); ``words`` is empty for "removed"."""

    words: str
    coder: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClashView:
    """A clash in words.

    Attributes:
        clash: The fact.
        what: What clashes: "the name of the code “Trust”".
        first: What stands until somebody decides.
        second: What else was written.
        choices: What choosing the first means, and what choosing the second; the first is None where it can't be.
    """

    clash: Clash
    what: str
    first: Version
    second: Version
    choices: tuple[str | None, str]

    @property
    def kind(self) -> ClashKind:
        """How the two came to clash."""
        return self.clash.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOtherwise:
    """A file that the two copies had read in different layouts, and that is one transcript now.

    ``stands`` is the layout whose words stand, ``other`` the one whose quotations were placed on them.
    """

    title: str
    stands: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LastStep:
    """The newest step of a copy: whose it is and when it was done (UTC)."""

    coder: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyJoined:
    """What came of a copy.

    Attributes:
        name: The copy's file.
        n_steps: Steps that came with it.
        by_coder: How many of them each coder did, by name.
        n_codings: How many more codings there are now.
        n_transcripts: How many more transcripts.
        read_otherwise: The files that were read in different layouts.
        lost: The quotations that found no place on the words that stand, everybody's; ``displaced`` keeps them.
        clashes: The clashes that came of it and are open.
        backup: Where this project lies as it was before; None where nothing came.
        last: The copy's last step: what its coder did later is not in it.
        followed: The labels of those who withdrew in the copy, and whose words are taken out here too.
        left_out: The labels of those who withdrew here, and whose words the copy still holds.
    """

    name: str
    n_steps: int
    by_coder: dict[str, int]
    n_codings: int
    n_transcripts: int
    clashes: tuple[ClashView, ...]
    backup: Path | None
    last: LastStep
    read_otherwise: tuple[ReadOtherwise, ...] = ()
    lost: tuple[Displaced, ...] = ()
    followed: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def withdrawn(self) -> str:
        """What became of those who withdrew in one of the two, in sentences; empty where nobody did."""
        told = []
        if self.followed:
            told.append(
                f"{listed(self.followed)} withdrew in the copy: what held their words here is removed too, for good, "
                "but for backups that were made before."
            )
        if self.left_out:
            told.append(
                f"{self.name} still holds the words of {listed(self.left_out)}, who withdrew here: they were left out. "
                "Have them withdraw there too, or give your colleague this file instead."
            )
        return " ".join(told)
