"""Verbs on codings, and on what was looked at: code, uncode, codings, looked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast, get_args

import click

from themes.cli.opened import to_read, to_write
from themes.cli.verb import Answer, coder_option, main, project_argument
from themes.cli.where import where_option
from themes.model import Valence

if TYPE_CHECKING:
    from themes.project import Coded, Project


@main.command("code")
@project_argument
@click.argument("transcript")
@click.argument("start", type=int)
@click.argument("end", type=int)
@click.argument("code")
@click.option("--valence", type=click.Choice(get_args(Valence)), help="The coding's direction; none said otherwise.")
@coder_option
def add_coding(
    project: str, transcript: str, *, start: int, end: int, code: str, valence: str | None, coder: str | None
) -> Answer:
    """Give the words from START to END of a transcript a code.

    Positions count characters of the transcript's text from 0; END is the first that is left out.
    """
    with to_write(project, coder=coder) as opened:
        coding = opened.add_coding(transcript, start, end, code, valence=cast("Valence | None", valence))
        paths = opened.paths()
        facts = next(_coding(opened, one, paths) for one in opened.codings(code=code) if one.coding.id == coding.id)
    return Answer(facts=facts, lines=[_line(facts)])


@main.command()
@project_argument
@click.argument("coding")
@coder_option
def uncode(project: str, coding: str, coder: str | None) -> Answer:
    """Take a coding away, given by its id (themes codings PROJECT --json) or the beginning of one."""
    with to_write(project, coder=coder) as opened:
        paths = opened.paths()
        found = opened.coding(coding)
        facts = next(_coding(opened, one, paths) for one in opened.codings() if one.coding.id == found.id)
        opened.remove_coding(found)
    return Answer(facts=facts, lines=[f"Taken away: {_line(facts)}"])


@main.command()
@project_argument
@click.option("--code", help="Only codings of this code.")
@click.option("--transcript", help="Only codings in this transcript.")
@click.option("--coder", metavar="NAME", help="Only codings of this coder.")
@where_option
def codings(
    project: str, *, code: str | None, transcript: str | None, coder: str | None, where: tuple[str, ...]
) -> Answer:
    """List codings in the order of the texts."""
    from themes.report import WITHHELD  # noqa: PLC0415 - not needed for --help

    with to_read(project) as opened:
        paths = opened.paths()
        every = [
            _coding(opened, one, paths)
            for one in opened.codings(transcript=transcript, code=code, coder=coder, where=where)
        ]
    facts = [row for row in every if row["words"] != WITHHELD]
    if len(facts) < len(every):
        click.echo(f"{len(every) - len(facts)} left out, as those who said them asked.", err=True)
    return Answer(facts=facts, lines=[_line(row) for row in facts] or ["No coding there."])


@main.command()
@project_argument
@click.argument("transcript")
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@coder_option
def looked(project: str, transcript: str, codes: tuple[str, ...], coder: str | None) -> Answer:
    """Say that you have looked for codes in a transcript: for all of the codebook where none is named.

    Without it a report counts nobody as not having said something.
    """
    with to_write(project, coder=coder) as opened:
        opened.mark_looked_at(transcript, codes or None)
        title = opened.transcript(transcript).title
        chosen = [opened.code(code) for code in codes] if codes else opened.codes()
        facts = {
            "transcript": title,
            "coder": opened.coder.name,
            "codes": [{"code": code.name, "looked": opened.looked(transcript, code)} for code in chosen],
        }
    return Answer(facts=facts, lines=[f"{facts['coder']} has looked at {title} for {len(chosen)} codes."])


def _coding(project: Project, coded: Coded, paths: dict[str, str]) -> dict[str, Any]:
    return {
        "id": coded.coding.id,
        "quotation": coded.quotation.id,
        "transcript": coded.transcript.title,
        "start": coded.quotation.start,
        "end": coded.quotation.end,
        "words": project.printable(coded.transcript.id, coded.quotation.start, coded.quotation.end),
        "code": coded.code.name,
        "path": paths[coded.code.id],
        "coder": coded.coder.name,
        "how": coded.coding.how,
        "valence": coded.coding.valence,
        "unread": coded.coding.unread,
        "case": coded.case.label if coded.case else None,
    }


def _line(row: dict[str, Any]) -> str:
    valence = f", {row['valence']}" if row["valence"] else ""
    place = f"{row['transcript']} {row['start']}–{row['end']}"
    return f"{place}  {row['path']}{valence} ({row['coder']}, {row['how']}): “{' '.join(row['words'].split())}”"
