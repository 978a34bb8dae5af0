"""What a project has, as tables: quotations, codebook, cases, memos; written to spreadsheets and to .csv alike."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from themes.report.findings import Findings
from themes.report.journal import Journal
from themes.report.wording import clock
from themes.text import canonical

Cell = str | int | float | None
"""What a cell holds; None where it is not known."""

_DANGEROUS = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")  # full-width signs start formulas in East Asian Excel


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table by name: the columns' names, rows of as many cells, and widths in characters.

    ``decimals`` are the digits after the point of each column's fractions, None where it holds none; empty where no
    column does.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    decimals: tuple[int | None, ...] = ()

    @property
    def said(self) -> list[tuple[str, ...]]:
        """The rows as they are printed, fractions of a column with the same digits."""
        return [tuple(said(cell, self.decimals_of(nth)) for nth, cell in enumerate(row)) for row in self.rows]

    def decimals_of(self, column: int) -> int | None:
        """The digits of a column by its number from 0."""
        return self.decimals[column] if self.decimals else None


def said(cell: Cell, decimals: int | None = None) -> str:
    """A cell as it is printed; a fraction that is too small for its digits has two that say something.

    >>> said(0.02, 3), said(0.0, 3), said(0.00004321, 4), said(12, 3), said(None)
    ('0.020', '0.000', '4.3e-05', '12', '')
    """
    if not isinstance(cell, float) or decimals is None:
        return "" if cell is None else str(cell)
    return f"{cell:.2g}" if is_too_small(cell, decimals) else f"{cell:.{decimals}f}"


def rounded(number: float, decimals: int) -> float:
    """A fraction as ``said`` prints it, as a number.

    >>> rounded(0.17149, 3), rounded(0.00004321, 4)
    (0.171, 4.3e-05)
    """
    return float(said(float(number), decimals))


def is_too_small(number: float, decimals: int) -> bool:
    """Whether so many digits after the point would show a fraction as none."""
    return number != 0 and abs(number) < 10.0**-decimals


def quotations(findings: Findings) -> Table:
    """A row for each coding, with every attribute of who said it as a column."""
    head = (
        "Words", "Themes", "Code", "Valence", "Case", *findings.attributes, "Speaker", "Transcript", "Time", "Coder",
        "How it came", "Unread", "Start", "End", "Id",
    )  # fmt: skip
    return Table(
        title="Quotations",
        head=head,
        rows=tuple(
            (
                row.words, row.themes, row.path, row.valence, row.case, *row.values, row.role, row.reference,
                clock(row.seconds), row.coder, row.how, "unread" if row.unread else "", row.start, row.end, row.id,
            )
            for row in findings.rows
        ),
        widths=(80, 28, 36, 10, 9, *[18] * len(findings.attributes), 13, 28, 10, 10, 34, 9, 9, 9, 38),
    )  # fmt: skip


def codebook(findings: Findings) -> Table:
    """A row for each code; how many cases bear it is left out where nothing is told of how many say something."""
    cases_ = () if findings.uncounted else ("Cases",)
    return Table(
        title="Codebook",
        head=("Code", "Path", "Definition", "Use when", "Don't use when", "Codings", *cases_, "Retired"),
        rows=tuple(
            (
                code.name, code.path, code.definition, code.use_when, code.dont_use_when, code.n_codings,
                *([] if findings.uncounted else [code.n_cases]), "retired" if code.retired else "",
            )
            for code in findings.codebook
        ),
        widths=(28, 40, 60, 45, 45, 10, *[9] * len(cases_), 10),
    )  # fmt: skip


def cases(findings: Findings) -> Table:
    """A row for each case, with what is known of it."""
    return Table(
        title="Cases",
        head=("Case", "Kind", *findings.attributes, "Transcripts", "Codings"),
        rows=tuple(
            (case.label, case.kind, *case.values, case.n_transcripts, case.n_codings) for case in findings.cases
        ),
        widths=(10, 13, *[22] * len(findings.attributes), 12, 10),
    )


def memos(journal: Journal) -> Table:
    """A row for each memo, with the quotations that it links to below its text."""
    return Table(
        title="Memos",
        head=("When", "Who", "On", "Memo", "Quotations"),
        rows=tuple(
            (
                f"{entry.at:%Y-%m-%d %H:%M}",
                entry.coder,
                entry.on,
                entry.text,
                "\n".join(f"[{one.number}] “{one.words}” ({one.attribution})" for one in entry.quoted),
            )
            for entry in journal.entries
        ),
        widths=(17, 12, 36, 80, 80),
    )


def write_csv(table: Table, path: Path, *, notice: str = "") -> None:
    """Write a table as .csv in UTF-8 with a byte-order mark, by which Excel knows it.

    A text that a spreadsheet would take for a formula has an apostrophe before it (OWASP, CSV injection).

    Args:
        table: What.
        path: The file to write.
        notice: Stands in a row of its own above the head, as what may not be passed on must say so.
    """
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerows([[_given(notice)]] if notice else [])
        writer.writerow([_given(name) for name in table.head])
        writer.writerows(
            [_given(cell) if isinstance(cell, str) else shown for cell, shown in zip(row, printed, strict=True)]
            for row, printed in zip(table.rows, table.said, strict=True)
        )


def _given(text: str) -> str:
    kept = canonical(text)
    return f"'{kept}" if _DANGEROUS.match(kept) else kept
