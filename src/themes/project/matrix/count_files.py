"""Verbs that write what was counted as a file: a table, or a picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from themes.compare.coverage import Coverage
from themes.compare.prevalence import Prevalence, Share
from themes.errors import Refused
from themes.project.matrix.counting import CountingVerbs
from themes.project.whole_file import checked_place, written_whole
from themes.report.prevalence_chart import Bar, draw
from themes.report.tables import Cell, Table
from themes.report.workbook import write_table

NOT_KNOWN = "not known"
"""The group of those of whom the attribute is not known."""

DECIMALS = {
    "95 % from": 4, "95 % to": 4, "Part of all quotations": 4, "Times an equal share": 2, "Part of all words": 4,
}  # fmt: skip
"""The digits after the point, by the columns' names."""


class CountFileVerbs(CountingVerbs):
    """Write counts down."""

    def write_prevalence(self, path: str | Path, **asked: Any) -> Path:  # noqa: ANN401 - as in ``prevalence``
        """Write how widely themes or codes were heard, as .csv, .xlsx, or a picture (.svg).

        Args:
            path: Where.
            **asked: As in ``prevalence``.

        Raises:
            Refused: The suffix is another, there is nothing to count, or as in ``prevalence``; nothing was written.
        """
        place = checked_place(path, (".csv", ".xlsx", ".svg"), what="Prevalence is")
        found = self.prevalence(**asked)
        if not found.rows:
            raise Refused(f"There is no {found.column_kind} to count yet. Nothing was written.")

        def write(made: Path) -> None:
            if made.suffix.casefold() == ".svg":
                made.write_text(draw(bars(found), note=found.whose), encoding="utf-8")
            else:
                write_table(_titled("Prevalence", *prevalence_table(found)), made, notice=found.whose)

        return written_whole(place, write)

    def write_coverage(self, path: str | Path, **asked: Any) -> Path:  # noqa: ANN401 - as in ``coverage``
        """Write whose words carry the findings, as .csv or .xlsx.

        Args:
            path: Where.
            **asked: As in ``coverage``.

        Raises:
            Refused: The suffix is another, or the filter names what the study does not have; nothing was written.
        """
        place = checked_place(path, (".csv", ".xlsx"), what="Coverage is")
        found = self.coverage(**asked)
        table = _titled("Coverage", *coverage_table(found))
        return written_whole(place, lambda made: write_table(table, made, notice=found.whose))


def _titled(title: str, head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Table:
    """The table as it is written: what a row is about stands in a wide first column."""
    widths = (40, *[18] * (len(head) - 1))
    decimals = tuple(DECIMALS.get(name) for name in head)
    return Table(
        title=title, head=tuple(head), rows=tuple(tuple(row) for row in rows), widths=widths, decimals=decimals
    )


def prevalence_table(found: Prevalence) -> tuple[list[str], list[list[Cell]]]:
    """The counts as a table: its heads, and a row for each theme or code and each group of it."""
    head = [
        found.column_kind.capitalize(), "Under", "Group", "Say it (n)", "Looked at for it (N)",
        "More heard, not looked at in full", "Not looked at", "Enabler (n)", "Barrier (n)", "Mixed (n)", "Quotations",
    ]  # fmt: skip
    head += ["95 % from", "95 % to"] if found.random_sample else []
    rows: list[list[Cell]] = []
    for row in found.rows:
        pairs = [("all", row.total), *zip((group or NOT_KNOWN for group in found.groups), row.groups, strict=True)]
        rows += [
            [row.name, row.under, group, *_numbers(share, with_interval=found.random_sample)] for group, share in pairs
        ]
    return head, rows


def coverage_table(found: Coverage) -> tuple[list[str], list[list[Cell]]]:
    """Whose words carry the findings as a table: its heads, and a row for each participant."""
    head = [
        "Participant", "Quotations", "Part of all quotations", "Times an equal share", "Words", "Part of all words",
        "Themes or codes", "Looked at in full", "",
    ]  # fmt: skip
    return head, [
        [
            one.voice.name, one.voice.n_quotations, round(one.share, 4), round(one.times, 2), one.voice.n_words,
            round(one.share_of_words, 4), one.voice.n_columns, "yes" if one.voice.looked_at else "no", one.carried,
        ]
        for one in found.covered
    ]  # fmt: skip


def bars(found: Prevalence) -> list[Bar]:
    """The counts of all participants as bars of a picture."""
    return [
        Bar(
            name=row.name,
            figure=f"{row.total.figure} ({row.total.rest})" if row.total.rest else row.total.figure,
            share=row.total.n / row.total.of if row.total.of and not row.total.hidden else None,
            interval=None if row.total.hidden else row.total.interval,
            under=bool(row.under),
        )
        for row in found.rows
    ]


def _numbers(share: Share, *, with_interval: bool) -> list[Cell]:
    n_cells = 8 + 2 * with_interval
    if share.hidden:
        return ["hidden"] * n_cells
    told: list[Cell] = [
        share.n, share.of, share.n_more, share.n_not_looked_at, *share.by_valence, share.n_quotations,
    ]  # fmt: skip
    if with_interval:
        low, high = share.interval or (None, None)
        told += [None if low is None else round(low, 4), None if high is None else round(high, 4)]
    return told
