"""The verb that brings in what was coded in another tool: bring-in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from themes.cli.opened import to_write
from themes.cli.qdpx import counted_facts, counted_lines, told
from themes.cli.verb import Answer, coder_option, main, project_argument
from themes.errors import NotFound, Refused, RefusedFile

if TYPE_CHECKING:
    from themes.project import BroughtIn

_NAMED = 5


@main.command("bring-in")
@project_argument
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--by", metavar="NAME", help="Who coded what the file names nobody for; --coder where not given.")
@click.option(
    "--make-transcripts",
    is_flag=True,
    help="Make transcripts of the passages where no transcript of their text is here.",
)
@click.option("--study", metavar="NAME", help="Which of a Taguette file's projects, where it has several.")
@click.option(
    "--column",
    "columns",
    metavar="WHAT=HEADING",
    multiple=True,
    help="What a column of a coded table holds: text, code, coder, source, voice, number, group or memo.",
)
@click.option(
    "--positions",
    metavar="WAY",
    help="How positions in a .qdpx count, where what is found is not right: a way that the report names.",
)
@coder_option
def bring_in(
    project: str,
    files: tuple[Path, ...],
    *,
    by: str | None,
    make_transcripts: bool,
    study: str | None,
    columns: tuple[str, ...],
    positions: str | None,
    coder: str | None,
) -> Answer:
    """Bring in what was coded elsewhere: REFI-QDA, Taguette, ATLAS.ti, a coded table or a text with codes.

    REFI-QDA (.qdpx, .qdc) is what NVivo, ATLAS.ti, MAXQDA and others export; its report says how positions count.

    Codes in a text stand in [[brackets]], in {{braces}} or raised behind **words**; an outline in Markdown has headings
    as codes and quotations below them as bullets.

    A file comes whole, in one step that undo takes back; bringing it in again changes nothing. The exit code is 1 where
    a file is refused.
    """
    said = _columns(columns)
    rows: list[dict[str, Any]] = []
    lines: list[str] = []
    with to_write(project, coder=coder) as opened:
        for file in files:
            try:
                result = opened.bring_in(
                    file, coder=by, make_transcripts=make_transcripts, study=study, columns=said, positions=positions
                )
            except (RefusedFile, Refused, NotFound) as error:
                rows.append({"file": str(file), "error": str(error), "kind": type(error).__name__})
                lines.append(f"{file.name}: {error}")
            else:
                rows.append(_facts(file, result))
                lines.extend(_lines(file, result))
    return Answer(facts=rows, lines=lines, refused=any("error" in row for row in rows))


def _columns(said: tuple[str, ...]) -> dict[str, list[str]]:
    """What columns hold, by what they hold; several may hold codes."""
    columns: dict[str, list[str]] = {}
    for one in said:
        kind, sign, heading = one.partition("=")
        if not sign:
            message = "--column takes WHAT=HEADING."
            raise click.UsageError(message)
        columns.setdefault(kind.strip(), []).extend([heading.strip()] if heading.strip() else [])
    return columns


def _facts(file: Path, result: BroughtIn) -> dict[str, Any]:
    return {
        "file": str(file),
        "tool": result.tool,
        "transcripts": result.n_transcripts,
        "transcripts_matched": result.n_matched,
        "codes": result.n_codes,
        "coders": result.n_coders,
        "codings": result.n_codings,
        "codings_known": result.n_known,
        "memos": result.n_memos,
        "cases": result.n_cases,
        "values": result.n_values,
        "links": result.n_links,
        "themes": result.n_themes,
        "counted": counted_facts(result.counted),
        "passages_exact": result.n_exact,
        "passages_loose": result.n_loose,
        "without_transcript": list(result.without_text),
        "not_brought": told(result.not_brought),
    }


def _lines(file: Path, result: BroughtIn) -> list[str]:
    came = (
        f"{file.name} ({result.tool}): {result.n_codings:,} codings, {result.n_codes:,} codes, {result.n_coders:,} "
        f"coders, {result.n_memos:,} memos and {result.n_transcripts:,} transcripts are new; {result.n_known:,} "
        f"codings in {result.n_matched:,} transcripts were here."
    )
    lines = [
        came,
        f"    {result.n_exact:,} passages stand word for word, {result.n_loose:,} but for labels, spaces or signs.",
    ]
    if result.n_cases or result.n_values or result.n_themes:
        lines.append(
            f"    {result.n_cases:,} cases, {result.n_values:,} values of properties, {result.n_links:,} links and "
            f"{result.n_themes:,} themes are new."
        )
    lines += counted_lines(result.counted)
    for one in result.not_brought:
        more = f" and {one.count - _NAMED} more" if one.count > _NAMED else ""
        lines.append(f"    Did not come, {one.count}: {one.reason} ({', '.join(one.where[:_NAMED])}{more})")
    if result.without_text:
        lines.append(
            f"    Without a transcript here: {', '.join(result.without_text[:_NAMED])}. Add them and bring the file in "
            "again, or give --make-transcripts."
        )
    return lines
