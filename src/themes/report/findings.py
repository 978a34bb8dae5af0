"""What a study found, with its evidence: plain facts from which pages, Word files and spreadsheets are written."""

from __future__ import annotations

from dataclasses import dataclass

from themes.model import Study, Valence
from themes.report.wording import Heard, clock

DIRECTIONS: tuple[Valence | None, ...] = ("enabler", "barrier", "mixed", None)
"""The order in which directions are told."""

DIRECTION_NAMES: dict[Valence | None, str] = {
    "enabler": "Enablers",
    "barrier": "Barriers",
    "mixed": "Mixed",
    None: "No direction said",
}


LOOSE = "Codes in no theme"
"""The heading over them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A quotation as a report shows it: the participant's own words and where they stand.

    ``words`` are verbatim; ``attribution`` names the case, never a person; ``reference`` is the transcript's kind and
    number, never its title; ``seconds`` is when its turn starts.
    """

    words: str
    attribution: str
    transcript_id: str
    reference: str
    start: int
    end: int
    seconds: float | None
    case_id: str | None
    direction: Valence | None
    unread: bool
    coding_ids: tuple[str, ...]

    @property
    def place(self) -> str:
        """Where it stands, with the time where it is known: "interview 4 at 0:12:05"."""
        return " at ".join(part for part in (self.reference, clock(self.seconds)) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """How often something was said to help, or to hinder."""

    valence: Valence | None
    n_quotations: int
    n_participants: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Defined:
    """A code as the codebook defines it, and how often it was given."""

    code_id: str
    name: str
    path: str
    depth: int
    definition: str
    use_when: str
    dont_use_when: str
    n_codings: int
    n_cases: int
    retired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A theme, or a code where the project has no themes, with what carries it.

    ``statement`` is a theme's claim, empty where it still asks for it; ``parts`` are its sub-themes or sub-codes,
    which all counts include.
    """

    id: str
    name: str
    statement: str
    asks_for_statement: bool
    codes: tuple[Defined, ...]
    heard: Heard
    directions: tuple[Direction, ...]
    quotations: tuple[Shown, ...]
    n_quotations: int
    n_unread: int
    n_unknown: int
    parts: tuple[Section, ...]

    @property
    def unread_sentence(self) -> str:
        """How many of the quotations nobody has read since they were accepted; empty where none."""
        return unread_sentence(self.n_unread, self.n_quotations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loose:
    """A code with codings that no theme carries, counted by itself, without its sub-codes."""

    code_id: str
    path: str
    heard: Heard
    n_quotations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """A case as the table of cases shows it: ``values`` in the order of the findings' attributes."""

    label: str
    kind: str
    values: tuple[str, ...]
    n_transcripts: int
    n_codings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A coding as the spreadsheet shows it: ``values`` in the order of the findings' attributes."""

    id: str
    words: str
    themes: str
    path: str
    valence: str
    case: str
    values: tuple[str, ...]
    role: str
    reference: str
    seconds: float | None
    coder: str
    how: str
    unread: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a study found.

    ``heading`` is "Themes", or "Codes" where the project has none; ``cut_offs`` pairs each quantity word with its
    rule in words; ``coders`` are initials; ``withheld`` names the attributes that would single a person out.
    ``loose`` are the codes with codings that no theme carries, none where there are no themes; ``details`` pairs
    technical names with values; ``key`` pairs each transcript's reference with its title, which may name people: it
    is for the study's own use and never printed in the report.
    """

    study: Study
    heading: str
    sections: tuple[Section, ...]
    loose: tuple[Loose, ...]
    method: tuple[str, ...]
    details: tuple[tuple[str, str], ...]
    program: str
    coders: tuple[str, ...]
    codebook_version: int
    codebook: tuple[Defined, ...]
    cut_offs: tuple[tuple[str, str], ...]
    attributes: tuple[str, ...]
    withheld: tuple[str, ...]
    cases: tuple[CaseRow, ...]
    rows: tuple[Row, ...]
    key: tuple[tuple[str, str], ...]
    n_quotations: int
    n_unread: int

    @property
    def unread_sentence(self) -> str:
        """How many of all quotations nobody has read since they were accepted; empty where none."""
        return unread_sentence(self.n_unread, self.n_quotations)


def unread_sentence(n_unread: int, n_quotations: int) -> str:
    """The sentence on what was accepted in bulk.

    >>> unread_sentence(14, 31)
    '14 of 31 quotations were accepted in bulk and not yet read.'
    """
    if not n_unread:
        return ""
    noun = "quotation" if n_quotations == 1 else "quotations"
    was = "was" if n_unread == 1 else "were"
    return f"{n_unread:,} of {n_quotations:,} {noun} {was} accepted in bulk and not yet read."
