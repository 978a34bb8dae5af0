"""What people decide: codes, quotations, codings, themes and memos."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Valence = Literal["enabler", "barrier", "mixed"]
How = Literal["by hand", "accepted"]
Looked = Literal["not looked at", "nothing found", "coded"]


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
class Displaced:
    """A quotation that lost its place as its transcript was corrected: where it was, its words and codes then."""

    id: str
    transcript_id: str
    coder_id: str
    start: int
    end: int
    words: str
    code_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """Where coders disagreed on a code and it was settled; its id is that of the memo that says how.

    ``start`` and ``end`` are the unit's, and go along where the transcript is corrected.
    """

    id: str
    transcript_id: str
    code_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAt:
    """A coder has looked for a code in a transcript; with no coding there, nothing was found."""

    id: str
    transcript_id: str
    coder_id: str
    code_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A coder has read a transcript, whether or not there was a code to look for."""

    id: str
    transcript_id: str
    coder_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A claim: a statement with a central idea, carried by codes.

    A theme whose ``statement`` is empty still asks for it.
    ``for_ids`` and ``against_ids`` are quotations chosen to speak for it and against it, in order; one that has gone
    since is passed over, and counts again should it come back.
    """

    id: str
    name: str
    statement: str = ""
    central_idea: str = ""
    code_ids: tuple[str, ...] = ()
    for_ids: tuple[str, ...] = ()
    against_ids: tuple[str, ...] = ()
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
