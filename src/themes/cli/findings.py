"""The verb that writes the report."""

from __future__ import annotations

from pathlib import Path

import click

from themes.cli.opened import to_read
from themes.cli.verb import Answer, main, project_argument


@main.command()
@project_argument
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path), metavar="OUT.docx|OUT.xlsx")
def report(project: str, out: Path) -> Answer:
    """Write the report: themes with attributed quotations (.docx), or a row for each quotation (.xlsx)."""
    if out.suffix.lower() not in {".docx", ".xlsx"}:
        message = f"{out.name} should end in .docx or .xlsx."
        raise click.UsageError(message)
    with to_read(project) as opened:
        written = opened.report(out)
    return Answer(facts={"path": str(written)}, lines=[f"Wrote {written}."])
