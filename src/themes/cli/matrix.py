"""The verb that shows the framework matrix, or writes it to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from themes.cli.opened import to_read
from themes.cli.verb import Answer, main, project_argument
from themes.cli.where import where_option
from themes.model import MatrixColumn, MatrixRow

if TYPE_CHECKING:
    from themes.compare.matrix import Cell, Matrix

_NAME_WIDTH = 24


@main.command()
@project_argument
@click.option("--rows", type=click.Choice(("case", "transcript")), default="case", show_default=True, help="The rows.")
@click.option(
    "--columns", type=click.Choice(("theme", "code")), default="theme", show_default=True, help="The columns."
)
@click.option("--group-by", metavar="ATTRIBUTE", default="", help="Let rows stand by the values of an attribute.")
@click.option("--only", multiple=True, metavar="NAME", help="Only this theme or code; several may be given.")
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.xlsx|FILE.docx", help="Write it there."
)
@click.option("--insist", is_flag=True, help="Write it although names may still stand in it; the file says so.")
@where_option
def matrix(
    project: str,
    *,
    rows: str,
    columns: str,
    group_by: str,
    only: tuple[str, ...],
    out: Path | None,
    insist: bool,
    where: tuple[str, ...],
) -> Answer:
    """Show the framework matrix: a row for each case, a column for each theme, and what is written in each cell."""
    asked: dict[str, Any] = {
        "rows": cast("MatrixRow", rows),
        "columns": cast("MatrixColumn", columns),
        "group_by": group_by,
        "where": where,
        "only": only or None,
    }
    with to_read(project) as opened:
        if out is not None:
            written = opened.write_matrix(out, insist=insist, **asked)
            return Answer(facts={"path": str(written)}, lines=[f"Wrote {written}."])
        found = opened.matrix(**asked)
    return Answer(facts=_facts(found), lines=_lines(found))


def _facts(found: Matrix) -> dict[str, Any]:
    from themes.compare.matrix import plain  # noqa: PLC0415 - --help need not wait for it

    def cell(one: Cell) -> dict[str, Any]:
        return {
            "quotations": list(one.quotation_ids),
            "looked_at": one.looked_for,
            "summary": plain(one),
            "draft": bool(one.summary and one.summary.draft),
            "sentences_without_quotation": one.n_bare,
        }

    return {
        "whose": found.whose,
        "rows": [{"id": row.id, "name": row.name, "group": row.group} for row in found.rows],
        "columns": [{"id": column.id, "name": column.name, "under": column.under} for column in found.columns],
        "cells": [[cell(found.cell(row.id, column.id)) for column in found.columns] for row in found.rows],
    }


def _lines(found: Matrix) -> list[str]:
    from themes.compare.matrix import plain  # noqa: PLC0415 - as above

    if not found.rows or not found.columns:
        return [f"There is no {found.column_kind if found.rows else found.row_kind} to show yet."]
    lines: list[str] = [found.whose] if found.whose else []
    for row in found.rows:
        group = f" ({row.group})" if row.group else ""
        lines.append(f"{row.name}{group}")
        for column in found.columns:
            cell = found.cell(row.id, column.id)
            draft = "draft: " if cell.summary and cell.summary.draft else ""
            said = f" - {draft}{plain(cell)}" if cell.summary else ""
            lines.append(f"  {column.name:{_NAME_WIDTH}}  {cell.state}{said}")
    return lines
