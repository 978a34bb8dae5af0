"""The unit that a content analysis fixes before it codes: what is coded is whole units, and is compared by them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from themes.compare import Unit
from themes.errors import Refused
from themes.methods import METHODS
from themes.model import Coding, CodingUnit, Quotation, Span, Transcript, Turn
from themes.project.base import Base, one_moment
from themes.report.wording import counted

UNITS_TO_CODE: dict[CodingUnit, str] = {
    "turn": "what one speaker says before another does",
    "sentence": "a sentence, cut by rule",
    "segment": "a stretch of a turn of about forty words, cut by rule at the ends of sentences",
}
"""The units that can be fixed, each with what it is."""

_UNSAID = (
    "A content analysis fixes its unit before it codes (Krippendorff 2018), and this study has not said which. Nothing "
    "was coded. Say it on the page Study, or with “themes study PROJECT --unit turn”."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFixed:
    """The unit that a study fixed.

    ``n_before`` codings were made before it was said, or while it was another; ``n_not_whole`` hold no whole units: of
    those, or brought in from elsewhere.
    """

    unit: CodingUnit
    n_codings: int
    n_before: int
    n_not_whole: int

    @property
    def sentence(self) -> str:
        """The same in words, as a report prints it."""
        told = f"The unit of coding is the {self.unit}, {UNITS_TO_CODE[self.unit]}; what is coded is whole units."
        if self.n_before:
            told += (
                f" It was fixed after coding had begun: {self.n_before:,} of {counted(self.n_codings, 'coding')} "
                f"{'was' if self.n_before == 1 else 'were'} made before."
            )
        if self.n_not_whole:
            told += (
                f" {counted(self.n_not_whole, 'coding')} {'holds' if self.n_not_whole == 1 else 'hold'} no whole units."
            )
        return told


class UnitVerbs(Base):
    """Keep what is coded to whole units, where the study's method fixes them."""

    @property
    def fixes_units(self) -> bool:
        """Whether the study's method fixes its unit before it codes."""
        declared = METHODS.get(self.study.method)
        return declared is not None and declared.fixes_units

    @property
    def coding_unit(self) -> CodingUnit | None:
        """The unit that is coded whole; None where passages of any length are."""
        return (self.study.unit or None) if self.fixes_units else None

    def unit_compared(self, unit: Unit | None = None) -> Unit:
        """The unit by which coders are compared where none is named: the one that the study fixed, else turns."""
        return unit or self.coding_unit or "turn"

    @one_moment
    def unit_fixed(self) -> UnitFixed | None:
        """The unit that is coded whole, and which codings were made otherwise; None where none is fixed."""
        unit = self.coding_unit
        if unit is None:
            return None
        codings = self._store.facts(Coding)
        since = self._unit_since(unit)
        quotations = {one.id: one for one in self._store.facts(Quotation)}
        ends = {one.id: _ends(one, unit) for one in self._store.facts(Transcript)} if codings else {}
        return UnitFixed(
            unit=unit,
            n_codings=len(codings),
            n_before=sum(one.at < since for one in codings),
            n_not_whole=sum(not _is_whole(quotations[one.quotation_id], ends) for one in codings),
        )

    def _unit_since(self, unit: CodingUnit) -> str:
        """The moment since which the study has fixed this unit."""
        since = ""
        for step, state in self._store.history("study", self.study.id):
            if getattr(state, "unit", "") != unit:
                since = ""
            elif not since:
                since = step.at
        return since

    def _whole(self, source: Transcript, span: Span) -> Span:
        """A span grown to whole units, where the study's method fixes them.

        Raises:
            Refused: The method fixes them, and the study has not said which; nothing was coded.
        """
        if not self.fixes_units:
            return span
        unit = self.coding_unit
        if unit is None:
            raise Refused(_UNSAID)
        return grown(source, span, unit)


def grown(source: Transcript, span: Span, unit: CodingUnit) -> Span:
    """A span grown to the whole units that it touches; as it is where it touches none."""
    touched = [one for one in units_in(source, unit, span) if one.overlaps(span)]
    return Span(start=touched[0].start, end=touched[-1].end) if touched else span


def units_in(source: Transcript, unit: CodingUnit, within: Span | None = None) -> Iterator[Span]:
    """The units of a transcript, whoever speaks, in the order of its text.

    Args:
        source: The transcript.
        unit: Which.
        within: Only those of the turns that share words with this span.
    """
    turns = [
        turn
        for turn in source.turns
        if turn.start < turn.end and (within is None or (turn.start < within.end and within.start < turn.end))
    ]
    if unit == "segment":
        yield from _segments(source, turns)
        return
    for turn in turns:
        yield from _sentences(source.text, turn) if unit == "sentence" else [Span(start=turn.start, end=turn.end)]


def _sentences(text: str, turn: Turn) -> list[Span]:
    from themes.discover.segments import sentences  # noqa: PLC0415 - only a content analysis needs it

    within = sentences(text[turn.start : turn.end])
    parts = [Span(start=turn.start + one.start, end=turn.start + one.end) for one in within]
    return parts or [Span(start=turn.start, end=turn.end)]


def _segments(source: Transcript, turns: list[Turn]) -> Iterator[Span]:
    """The segments of some turns; a turn of too few words for one is whole."""
    from themes.discover.segments import cut  # noqa: PLC0415 - as above

    by_turn: dict[int, list[Span]] = {}
    for one in cut(replace(source, turns=tuple(turns)), interviewer=True):
        by_turn.setdefault(one.turn, []).append(Span(start=one.start, end=one.end))
    for nth, turn in enumerate(turns):
        yield from by_turn.get(nth) or [Span(start=turn.start, end=turn.end)]


def _ends(source: Transcript, unit: CodingUnit) -> tuple[frozenset[int], frozenset[int]]:
    """Where units begin and end in a transcript."""
    units = list(units_in(source, unit))
    return frozenset(one.start for one in units), frozenset(one.end for one in units)


def _is_whole(quotation: Quotation, ends: dict[str, tuple[frozenset[int], frozenset[int]]]) -> bool:
    starts, stops = ends[quotation.transcript_id]
    return quotation.start in starts and quotation.end in stops
