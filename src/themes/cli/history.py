"""Verbs on what was done: undo, redo, history."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from themes.cli.opened import to_read, to_write
from themes.cli.verb import Answer, coder_option, main, project_argument
from themes.errors import Refused
from themes.operations import Step


@main.command()
@project_argument
@coder_option
def undo(project: str, coder: str | None) -> Answer:
    """Take back the coder's last step."""
    with to_write(project, coder=coder) as opened:
        words = opened.undo_words()
        step = opened.undo()
    return _turned("Undone", step, words)


@main.command()
@project_argument
@coder_option
def redo(project: str, coder: str | None) -> Answer:
    """Do again what was undone last."""
    with to_write(project, coder=coder) as opened:
        words = opened.redo_words()
        step = opened.redo()
    return _turned("Done again", step, words)


@main.command()
@project_argument
@click.option("--limit", type=click.IntRange(min=1), help="At most how many steps.")
@click.option("--by", metavar="CODER", help="Only what this coder did.")
@click.option("--code", metavar="CODE", help="Only what touched this code, or a coding of it.")
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Only what was done on this day, by your clock.")
@click.option(
    "--csv", "table", type=click.Path(dir_okay=False, path_type=Path), help="Write it as a table to this file too."
)
def history(  # noqa: PLR0917 - click hands options over by name
    project: str, limit: int | None, by: str | None, code: str | None, day: datetime | None, table: Path | None
) -> Answer:
    """List what was done and to what, newest first."""
    from themes.project.history.days import day_in_utc  # noqa: PLC0415 - as in every verb
    from themes.project.history.records import as_csv  # noqa: PLC0415 - as above

    since, before = day_in_utc(day.date() if day else None)
    with to_read(project) as opened:
        chosen = None if code is None else opened.code(code)
        steps = opened.past(coder=by, code=chosen, since=since, before=before, limit=limit)
        if table is not None:
            table.write_text(as_csv(steps), encoding="utf-8-sig", newline="")
    facts = [
        {
            "seq": one.seq,
            "at": one.step.at,
            "coder": one.coder,
            "verb": one.step.verb,
            "words": one.words,
            "state": one.state,
            "subject": one.step.subject,
            "undoes": one.step.undoes,
            "id": one.step.id,
        }
        for one in steps
    ]
    lines = [f"{one.step.at}  {one.coder}  {one.words}{' (undone)' * (one.state == 'undone')}" for one in steps]
    return Answer(facts=facts, lines=[*lines, *([f"Wrote {table}."] if table else [])])


def _turned(what: str, step: Step | None, words: str | None) -> Answer:
    if step is None:
        message = "There is no step of this coder to go back or forth to. Nothing was changed."
        raise Refused(message)
    facts = {"verb": step.verb, "words": words, "id": step.id, "at": step.at}
    return Answer(facts=facts, lines=[f"{what}: {words}."])
