"""Verbs that write tables of a project, or all of it as plain files: export, import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from themes.cli.opened import to_read
from themes.cli.verb import Answer, main, project_argument
from themes.cli.where import where_option
from themes.cli.withdraw import left_out_of

if TYPE_CHECKING:
    from themes.project.exporting import What

_WHATS = ("quotations", "codebook", "cases", "memos")


@main.command()
@project_argument
@click.argument("out", type=click.Path(path_type=Path), metavar="OUT")
@click.option("--what", type=click.Choice(_WHATS), help="Which table; without it, OUT is a folder for all of PROJECT.")
@where_option
@click.option("--insist", is_flag=True, help="Write it although names may still stand in it; the file says so.")
def export(project: str, out: Path, *, what: str | None, where: tuple[str, ...], insist: bool) -> Answer:
    """Write all of PROJECT to a new folder of plain files, or one table of it to a .csv or .xlsx.

    The folder holds everything, names too, as JSON Lines and texts with checksums; `themes import` makes a project of
    it again. Tables hold words as consent allows; the codebook can be a .docx too.
    """
    if what is None and (where or insist or out.suffix.casefold() in {".csv", ".xlsx", ".docx"}):
        raise click.UsageError(f"Say which table it is to be: --what {'|'.join(_WHATS)}.")
    notice = ""
    with to_read(project) as opened:
        if what is None:
            written = opened.export_folder(out)
            notice = opened.not_used_notice()
        else:
            written = opened.export_table(cast("What", what), out, where=where or None, insist=insist)
    lines = [f"Wrote {written}.", *([notice] if notice else [])]
    return Answer(facts={"path": str(written), "notice": notice}, lines=lines)


@main.command(name="import")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("project", type=click.Path(dir_okay=False, path_type=Path))
def import_(folder: Path, project: Path) -> Answer:
    """Make the new PROJECT from a FOLDER that `themes export` wrote, equal in every fact.

    Each file is compared with its checksum first. What was done when stays behind: the history begins anew.
    """
    from themes.project import Project  # noqa: PLC0415 - brings SQLAlchemy, which --help need not wait for

    made = Project.import_folder(folder, project)
    return Answer(facts={"path": str(made)}, lines=[f"Made {made}.", *left_out_of(made)])
