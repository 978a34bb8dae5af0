"""The verb that writes the report."""

from __future__ import annotations

from pathlib import Path

import click

from themes.cli.opened import to_read
from themes.cli.verb import Answer, main, project_argument
from themes.cli.where import where_option


@main.command()
@project_argument
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path), metavar="OUT")
@where_option
@click.option("--insist", is_flag=True, help="Write it although names may still stand in it; each page says so.")
def report(project: str, out: Path, *, where: tuple[str, ...], insist: bool) -> Answer:
    """Write the report to OUT: themes with attributed quotations (.docx, .html, .md), or a row for each coding (.xlsx).

    What a careful reader would doubt is told: claims without a quotation, who is quoted too often, whom an attribution
    singles out.
    """
    if out.suffix.lower() not in {".docx", ".html", ".md", ".xlsx"}:
        message = f"{out.name} should end in .docx, .html, .md or .xlsx."
        raise click.UsageError(message)
    with to_read(project) as opened:
        written = opened.report(out, where=where, insist=insist)
        doubts = opened.doubtful(where=where)
    told = [f"{one.section or 'The whole report'}: {one.why}" for one in doubts]
    facts = {"path": str(written), "doubtful": [{"section": one.section, "why": one.why} for one in doubts]}
    return Answer(facts=facts, lines=[*told, f"Wrote {written}."])
