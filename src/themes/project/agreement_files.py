"""How far coders agree, as a table in words: for the page, and as a file beside a manuscript."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from themes.compare import Measure, Unit, title_of
from themes.errors import Refused
from themes.model.frozen import SURE
from themes.project.agreement import AgreementVerbs, CodersCompared
from themes.project.base import one_moment
from themes.project.compared import ComparedRow
from themes.project.freezing import FreezeVerbs
from themes.project.whole_file import checked_place, written_whole
from themes.report.tables import Cell, Table, rounded
from themes.report.wording import counted
from themes.report.workbook import write_table

AS_PLACED = "As placed (alpha of unitised texts)"
"""The column of alpha of the spans as they were placed."""

_MEANS: Mapping[Measure, str] = MappingProxyType(
    {
        "alpha": "what is agreed beyond what all coders' codings, shuffled, would bring; for any number of coders, and "
        "where some have not looked (Krippendorff 2011)",
        "kappa": "what is agreed beyond what two coders' own frequencies would bring (Cohen 1960)",
        "conger": "the same for more than two coders (Conger 1980)",
        "fleiss": "what is agreed beyond what the frequencies of all coders together would bring (Fleiss 1971)",
        "pabak": "what is agreed beyond tossing a coin; it does not punish a rare code (Byrt et al. 1993)",
        "ac1": "what is agreed beyond guessing at hard units only; it does not punish a rare code (Gwet 2008)",
        "percent": "the share of units that pairs of coders agree on; what chance would bring is not taken off",
    }
)
_UNITS_MEAN: Mapping[Unit, str] = MappingProxyType(
    {
        "turn": "what one speaker says before another does",
        "sentence": "a sentence, cut by rule",
        "segment": "what candidate themes are made of",
        "character": "each character, so that the ends of quotations count",
        "quotation": "each quotation as it was placed, ends and all, however long it is",
    }
)
_PLACED_MEANS = (
    "what is agreed beyond what all coders' quotations, laid anywhere, would bring; each quotation is one decision "
    "(Krippendorff, Mathet, Bouvry and Widlöcher 2016)"
)
_DIGITS = 4
_DRAWN = "The intervals are of 95 %, by drawing turns anew 1,000 times."


class AgreementFileVerbs(AgreementVerbs, FreezeVerbs):
    """Write down how far coders agree."""

    @one_moment
    def write_agreement(self, path: str | Path, *, sure: float = SURE, **asked: Any) -> Path:  # noqa: ANN401 - as in ``agreement``
        """Write how far coders agree as a table, .csv or .xlsx.

        A spreadsheet says on a sheet of its own what was measured, and what the machine had learnt from where it is
        one of the coders; of .csv a row above the head says the second.

        Args:
            path: Where.
            sure: As in ``agreement``.
            **asked: As in ``agreement``.

        Returns:
            The file.

        Raises:
            Refused: The suffix is another, nobody gave a code, or as in ``agreement``; nothing was written.
        """
        place = checked_place(path, (".csv", ".xlsx"), what="Agreement is")
        compared = self.agreement(sure=sure, **asked)
        if compared.pooled is None:
            raise Refused("No code was given by any of them. Nothing was written.")
        machines = [one for one in self.machines() if one.coder.name in compared.coders]
        told = [line for one in machines for line in (*one.told, taken_from(sure))]
        if place.suffix.casefold() == ".xlsx":
            told = [rule(compared.unit, compared.measure), _DRAWN, *told, *outside(compared)]
        return written_whole(place, lambda made: write_table(agreement_table(compared), made, notice=" ".join(told)))


def rule(unit: Unit, measure: Measure) -> str:
    """What is compared, and what its measure means."""
    uncoded = (
        "Text that nobody quoted counts where all of them have looked"
        if unit == "quotation"
        else "Units that nobody coded count where a coder has looked"
    )
    means = _PLACED_MEANS if unit == "quotation" and measure == "alpha" else _MEANS[measure]
    return (
        f"Unit: {unit}, {_UNITS_MEAN[unit]}. {uncoded}. {title_of(measure, 'nominal')}: {means}. 1 is full agreement"
        f"{', 0 is chance' * (measure != 'percent')}."
    )


def taken_from(sure: float) -> str:
    """From which probability on the machine counts as a coder who gave a code."""
    return f"It is taken to give a code from a probability of {sure:.2f} on."


def outside(compared: CodersCompared) -> list[str]:
    """How many codings are not compared, as a sentence; none where all are."""
    if not compared.n_outside:
        return []
    codings = counted(compared.n_outside, "coding")
    return [f"Not compared: {codings} that touch no {compared.unit}, as in an interviewer's turn."]


def left_out(row: ComparedRow, compared: CodersCompared) -> str:
    """How many transcripts a row leaves out, and why; empty where none."""
    if not row.n_alone:
        return ""
    who = "not all of them are" if compared.unit == "quotation" else "only one of them is"
    return f"{counted(row.n_alone, 'transcript')} left out, which {who} known to have looked at for it."


def agreement_table(compared: CodersCompared) -> Table:
    """A row for all codes together, for each code and for each theme, with unit, n, interval, and what is withheld."""
    rows = [("code", row) for row in compared.codes] + [("theme", row) for row in compared.themes]
    by_coder = tuple(f"Coded by {who} (units)" for who in compared.coders)
    placed = (AS_PLACED,) if compared.unit == "character" else ()
    every = [] if compared.pooled is None else [("all codes", compared.pooled)]
    return Table(
        title="Agreement",
        head=(
            "What", "Kind", "Measure", "Unit", "Value", "95 % from", "95 % to", "Units (n)", "Transcripts",
            "Transcripts left out", *by_coder, *placed, "Note",
        ),
        rows=tuple(_cells(kind, row, compared) for kind, row in (*every, *rows)),
        widths=(40, 11, 30, 11, 10, 10, 10, 11, 12, 12, *[14] * (len(by_coder) + len(placed)), 80),
        decimals=(
            *[None] * 4, _DIGITS, _DIGITS, _DIGITS, *[None] * (3 + len(by_coder)), *[_DIGITS] * len(placed), None
        ),
    )  # fmt: skip


def unit_of(kind: str, compared: CodersCompared) -> str:
    """What a row's units are: of all codes, decisions, one for each code and unit."""
    return "decision" if kind == "all codes" and compared.unit != "quotation" else compared.unit


def _cells(kind: str, row: ComparedRow, compared: CodersCompared) -> tuple[Cell, ...]:
    found = row.agreement
    low, high = found.interval or (None, None)
    placed = (_rounded(row.placed),) if compared.unit == "character" else ()
    note = " ".join(filter(None, (found.note, left_out(row, compared))))
    return (
        row.name or "Pooled", kind, title_of(compared.measure, found.level), unit_of(kind, compared),
        _rounded(found.value), _rounded(low), _rounded(high), found.n_units, row.n_transcripts, row.n_alone,
        *row.n_coded, *placed, note,
    )  # fmt: skip


def _rounded(value: float | None) -> float | None:
    return None if value is None else rounded(value, _DIGITS)
