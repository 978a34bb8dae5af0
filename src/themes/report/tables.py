"""What a project has, as tables: quotations, codebook, cases, memos; written to spreadsheets and to .csv alike."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
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
    """A table by name: the columns' names, rows of as many cells, and widths in characters."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]


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
    """A row for each code."""
    return Table(
        title="Codebook",
        head=("Code", "Path", "Definition", "Use when", "Don't use when", "Codings", "Cases", "Retired"),
        rows=tuple(
            (
                code.name, code.path, code.definition, code.use_when, code.dont_use_when, code.n_codings, code.n_cases,
                "retired" if code.retired else "",
            )
            for code in findings.codebook
        ),
        widths=(28, 40, 60, 45, 45, 10, 9, 10),
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
        rows: Iterable[Sequence[Cell]] = (table.head, *table.rows)
        writer.writerows([[_given(notice)]] if notice else [])
        writer.writerows([_given(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)


def _given(text: str) -> str:
    said = canonical(text)
    return f"'{said}" if _DANGEROUS.match(said) else said
