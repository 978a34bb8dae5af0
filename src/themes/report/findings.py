"""What a study found, with its evidence: plain facts from which pages, Word files and spreadsheets are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from themes.model import ReportText, Study, Valence
from themes.report.wording import Heard, clock, counted, listed

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

CELLS = "What each case says on it"
"""The heading over a theme's column of the framework matrix."""

AGAINST = "What speaks against it"
"""The heading over the quotations that were chosen to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A quotation as a report shows it: the participant's own words and where they stand.

    ``words`` are verbatim; ``attribution`` names the case, never a person; ``reference`` is the transcript's kind and
    number, never its title; ``seconds`` is when its turn starts. ``number`` is that by which cells of
    the matrix lead to it, 0 where none does.
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
    quotation_id: str = ""
    number: int = 0

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
class CellTold:
    """What a row of the matrix says on a theme: words, and numbers of the quotations that they hang on."""

    row: str
    parts: tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A theme, or a code where the project has no themes, with what carries it.

    ``statement`` is a theme's claim, empty where it still asks for it; ``parts`` are its sub-themes or sub-codes,
    which all counts include. ``quotations`` are those that people chose for a theme, and where they chose none a
    spread; ``against`` are those chosen to speak against it, whatever codes they bear. ``nothing_found`` are the
    transcripts that somebody looked at for all of its codes and where nothing was found, by their references.
    ``cells`` are its column of the framework matrix, ``of_cells`` the quotations that these hang on and
    that do not stand among the others. ``counted`` is whether it may be told how many say it.
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
    central_idea: str = ""
    against: tuple[Shown, ...] = ()
    nothing_found: tuple[str, ...] = ()
    cells: tuple[CellTold, ...] = ()
    of_cells: tuple[Shown, ...] = ()
    counted: bool = True

    @property
    def unread_sentence(self) -> str:
        """How many of the quotations nobody has read since they were accepted; empty where none."""
        return unread_sentence(self.n_unread, self.n_quotations)

    @property
    def evidence_sentence(self) -> str:
        """How much evidence there is, how much is shown, and what to know of it."""
        if not self.n_quotations:
            return "No quotation supports it yet."
        shown = len(self.quotations)
        sub = " with its parts" if self.parts else ""
        told = [_directed(one.n_quotations, one.valence) for one in self.directions]
        ways = f" ({listed(told)})" if any(one.valence for one in self.directions) else ""
        stand = f"stand{'s' * (shown == 1)} here."
        if self.counted:
            sentences = [f"{counted(self.n_quotations, 'quotation')}{sub}{ways}, of which {shown} {stand}"]
        else:
            included = ", those of its parts included," if self.parts else ""
            sentences = [f"{shown} of its {counted(self.n_quotations, 'quotation')}{included} {stand}"]
        if self.n_unknown:
            whose = "a voice that is no known participant's"
            sentences.append(f"{self.n_unknown:,} of them {'is' if self.n_unknown == 1 else 'are'} by {whose}.")
        return " ".join(part for part in (*sentences, self.unread_sentence) if part)


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
    rule in words; ``coders`` are the initials of those who coded; ``withheld`` names the attributes that would single a
    person out.
    ``loose`` are the codes with codings that no theme carries, none where there are no themes; ``details`` pairs
    technical names with values; ``key`` pairs each transcript's reference with its title, which may name people: it
    is for the study's own use and never printed in the report.
    ``n_left_out`` quotations may not be used, the words of ``n_paraphrase`` not be printed, as consent says;
    ``n_unreleased`` transcripts may hold names still. ``where`` says what part of the study this is, and ``n_counted``
    how many participants are counted in it; ``filtered`` is the same as a filter is written. ``file_name`` is the
    project's. ``steps`` pairs what was done with how often; ``checklist`` holds what the project can say to the items
    of COREQ and SRQR, by their numbers; ``singled_out`` are the attributions that fit one participant alone,
    ``over_quoted`` who is quoted more than twice their equal share. ``method_parts`` pairs the name of each paragraph
    of how it was done with what Themes writes there; ``written`` holds what authors wrote, by the part (``prose``).
    ``whose`` is whose codings count, as it is kept, ``whose_sentence`` the same in words. ``max_quotations`` is how
    many a theme or code shows at most, 0 where nobody said. ``uncounted`` says why nothing is told of how many say
    something, with the source; empty where it is told.
    """

    study: Study
    heading: str
    sections: tuple[Section, ...]
    loose: tuple[Loose, ...]
    method_parts: tuple[tuple[str, str], ...]
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
    n_left_out: int = 0
    n_paraphrase: int = 0
    n_unreleased: int = 0
    where: str = ""
    n_counted: int = 0
    filtered: str = ""
    file_name: str = ""
    steps: tuple[tuple[str, int], ...] = ()
    checklist: Mapping[str, str] = field(default_factory=dict)
    singled_out: tuple[str, ...] = ()
    over_quoted: tuple[str, ...] = ()
    whose: str = ""
    whose_sentence: str = ""
    max_quotations: int = 0
    uncounted: str = ""
    written: Mapping[str, ReportText] = field(default_factory=dict)

    @property
    def method(self) -> tuple[str, ...]:
        """How it was done, as Themes writes it."""
        return tuple(text for _, text in self.method_parts)

    @property
    def part_sentence(self) -> str:
        """What part of the study this is; empty for all of it."""
        if not self.where:
            return ""
        if self.uncounted:
            return f"A part of the study: {self.where}."
        who = "participant who passes" if self.n_counted == 1 else "participants who pass"
        return f"A part of the study: {self.where}. Counts are of the {self.n_counted:,} {who}."

    @property
    def watermark(self) -> str:
        """What stands on each page of what should not be passed on yet; empty where it may be."""
        return watermark(self.n_unreleased)

    @property
    def consent_sentence(self) -> str:
        """What consent kept from being shown; empty where nothing."""
        told = []
        if self.n_left_out:
            told.append(f"{_quotations(self.n_left_out)} left out")
        if self.n_paraphrase:
            told.append(f"the words of {_quotations(self.n_paraphrase)} not printed")
        return f"As those who said them asked: {' and '.join(told)}." if told else ""

    @property
    def unread_sentence(self) -> str:
        """How many of all quotations nobody has read since they were accepted; empty where none."""
        return unread_sentence(self.n_unread, self.n_quotations)


NOT_TO_BE_PASSED_ON = "Not to be passed on:"
"""What a file begins with in which names may stand."""


def watermark(n_unreleased: int) -> str:
    """What stands on a file in which names may stand, by how many transcripts it quotes that are not released."""
    if not n_unreleased:
        return ""
    noun = "transcript" if n_unreleased == 1 else "transcripts"
    return f"{NOT_TO_BE_PASSED_ON} {n_unreleased} {noun} not released, so names may stand in it."


def _quotations(count: int) -> str:
    return f"{count:,} quotation{'s' * (count != 1)}"


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


def _directed(n_quotations: int, valence: Valence | None) -> str:
    """So many quotations of a direction: "1 enabler", "2 mixed"."""
    if valence in ("enabler", "barrier"):
        return counted(n_quotations, valence)
    return f"{n_quotations:,} {valence or 'without a direction'}"
