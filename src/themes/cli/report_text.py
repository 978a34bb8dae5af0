"""The verbs on what stands in the report: its text part by part, and which cells of the matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from themes.cli.opened import to_read, to_write
from themes.cli.verb import Answer, coder_option, main, project_argument

if TYPE_CHECKING:
    from themes.report.prose import Part


@main.command("report-text")
@project_argument
@click.argument("part", required=False)
@click.option("--write", metavar="TEXT", help="Write this in its place; it stays when the report is made anew.")
@click.option("--keep", is_flag=True, help="Your words hold, although what Themes writes there has changed since.")
@click.option("--restore", is_flag=True, help="Let what Themes writes stand there again.")
@coder_option
def report_text(
    project: str, part: str | None, *, write: str | None, keep: bool, restore: bool, coder: str | None
) -> Answer:
    """List the parts of the report's text, or write over one of them.

    PART is what the list calls it in brackets. Where what Themes writes has changed since you wrote over it, both are
    shown.
    """
    if sum((write is not None, keep, restore)) > 1:
        message = "Give one of --write, --keep and --restore."
        raise click.UsageError(message)
    if part is None and (write is not None or keep or restore):
        message = "Say which PART."
        raise click.UsageError(message)
    if part is not None and (write is not None or keep or restore):
        with to_write(project, coder=coder) as opened:
            if keep:
                opened.keep_report_text(part)
            else:
                opened.write_report_text(part, write or "")
            found = opened.report_parts()
    else:
        with to_read(project) as opened:
            found = opened.report_parts()
    told = [one for one in found if part in (None, one.key)]
    if part is not None and not told:
        message = f"The report has no part “{part}”; `themes report-text PROJECT` lists them."
        raise click.UsageError(message)
    return Answer(facts=[_facts(one) for one in told], lines=[line for one in told for line in _lines(one)])


def _facts(part: Part) -> dict[str, Any]:
    return {
        "part": part.key,
        "title": part.title,
        "generated": part.generated,
        "written": part.written.text if part.written else None,
        "beneath": part.written.beneath if part.written else None,
        "moved_on": part.moved_on,
        "figures": [{"was": one.was, "now": one.now, "of": one.noun} for one in part.figures_changed],
    }


def _lines(part: Part) -> list[str]:
    lines = [f"{part.title} [{part.key}]", f"  {part.text}" if part.text else "  (nothing yet)"]
    if part.written is not None and part.generated:
        was = f" When you wrote, it was: {part.written.beneath}" if part.moved_on else ""
        lines.append(f"  Yours, in place of: {part.generated}{was}")
        if part.changed_sentence:
            lines.append(f"  Figures that changed: {part.changed_sentence}")
    return lines


@main.command("report-cells")
@project_argument
@click.option("--all", "everything", is_flag=True, help="All cells that are written; so it is until some are chosen.")
@click.option("--row", "rows", multiple=True, metavar="NAME", help="All of this case's (or transcript's) cells.")
@click.option("--column", "columns", multiple=True, metavar="NAME", help="All of this theme's (or code's) cells.")
@click.option("--cell", "cells", multiple=True, nargs=2, metavar="ROW COLUMN", help="This cell.")
@coder_option
def report_cells(
    project: str,
    *,
    everything: bool,
    rows: tuple[str, ...],
    columns: tuple[str, ...],
    cells: tuple[tuple[str, str], ...],
    coder: str | None,
) -> Answer:
    """List the written cells of the framework matrix, or choose which of them stand in the report.

    What is chosen takes the place of what was chosen before. Drafts that nobody has kept never stand there.
    """
    if everything or rows or columns or cells:
        with to_write(project, coder=coder) as opened:
            found = opened.show_cells_in_report(everything=everything, rows=rows, columns=columns, cells=cells)
    else:
        with to_read(project) as opened:
            found = opened.cells_for_report()
    told = [
        {"row": found.rows[row], "column": found.columns[column], "shown": found.shown.shows(row, column)}
        for row, column in found.written
    ]
    lines = [f"{'in the report' if one['shown'] else 'left out':14}{one['row']}: {one['column']}" for one in told]
    return Answer(
        facts={"everything": found.shown.everything, "cells": told},
        lines=[*lines, f"{found.n_shown:,} of {len(told):,} stand in the report."]
        if told
        else ["No cell of the matrix is written yet."],
    )
