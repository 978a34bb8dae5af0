"""``themes survey``: look at a survey's answers, and take them in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from themes.cli.opened import to_read, to_write
from themes.cli.verb import Answer, coder_option, main, project_argument

if TYPE_CHECKING:
    from themes.read.survey import ColumnAs, Grid

_FIELDS = {"kind", "type", "choices"}


@main.command()
@project_argument
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--columns",
    "said",
    multiple=True,
    metavar="JSON|NAME=KIND",
    help="What a column is, by its heading or its number (#4=property), or all at once as JSON: "
    '{"#4": {"kind": "scale", "choices": ["low", "high"]}}. Kinds: open question, scale, property, identifier, '
    "left out.",
)
@click.option("--preview", is_flag=True, help="Say what each column is taken for; take nothing in.")
@click.option("--identified", is_flag=True, help="Call respondents by the file's identifier instead of R0001, R0002, …")
@coder_option
def survey(
    project: str, file: Path, said: tuple[str, ...], *, preview: bool, identified: bool, coder: str | None
) -> Answer:
    """Take in a survey's answers: each open question becomes a transcript, each respondent a case.

    Closed questions become attributes of the respondents, scales with their points in order. FILE is a .csv, .tsv or
    .xlsx as Microsoft Forms, Google Forms, SurveyMonkey, Qualtrics or Online Surveys export it.
    """
    columns = _said(said)
    if preview:
        with to_read(project) as opened:
            return _previewed(opened.read_survey(file, columns=columns))
    with to_write(project, coder=coder) as opened:
        added = opened.add_survey(file, columns=columns, identified=identified)
    facts = {
        "respondents": added.n_respondents,
        "answers": added.n_answers,
        "attributes": list(added.attributes),
        "transcripts": [{"id": one.id, "title": one.title, "answers": len(one.turns)} for one in added.transcripts],
    }
    n_questions = len(added.transcripts)
    lines = [
        f"Taken in: {n_questions} questions, {added.n_answers:,} answers, {added.n_respondents:,} respondents.",
        *(f"{one.title}: {len(one.turns):,} answers" for one in added.transcripts),
    ]
    return Answer(facts=facts, lines=lines)


def _previewed(grid: Grid) -> Answer:
    facts: dict[str, Any] = {
        "file": grid.name,
        "headings": grid.tool,
        "respondents": len(grid.rows),
        "turned": grid.turned,
        "dropped": [{"what": one.what, "count": one.count, "why": one.why} for one in grid.dropped],
        "columns": [
            {
                "number": column.index + 1,
                "heading": column.heading,
                "code": column.code,
                "kind": column.kind,
                "type": column.type,
                "choices": list(column.choices),
                "answers": column.n_answers,
                "why": column.why,
            }
            for column in grid.columns
        ],
    }
    lines = [
        f"{len(grid.rows):,} respondents; headings as of: {grid.tool}. Nothing was taken in.",
        *(
            f"#{column.index + 1} {column.heading}: {column.kind} ({column.why}; {column.n_answers:,} answers)"
            + (f" {' < '.join(column.choices)}" if column.kind == "scale" else "")
            for column in grid.columns
        ),
    ]
    return Answer(facts=facts, lines=lines)


def _said(given: Sequence[str]) -> dict[str | int, ColumnAs | Any]:
    """What is said of columns, from NAME=KIND and JSON."""
    from themes.read.survey import ColumnAs  # noqa: PLC0415 - --help need not wait for it

    columns: dict[str | int, ColumnAs | Any] = {}
    for one in given:
        if not one.lstrip().startswith("{"):
            name, sign, kind = one.rpartition("=")
            if not sign:
                raise click.BadParameter(f"“{one}” is neither NAME=KIND nor JSON.", param_hint="--columns")
            columns[name.strip()] = kind.strip()
            continue
        try:
            read = json.loads(one)
        except ValueError as error:
            raise click.BadParameter(f"This is no JSON: {error}.", param_hint="--columns") from error
        for name, value in read.items():
            fields = {"kind": value} if isinstance(value, str) else value
            if not isinstance(fields, dict) or set(fields) - _FIELDS:
                raise click.BadParameter(
                    f"A column has the fields {', '.join(sorted(_FIELDS))}.", param_hint="--columns"
                )
            choices = fields.get("choices")
            columns[name] = ColumnAs(
                kind=fields.get("kind"), type=fields.get("type"), choices=None if choices is None else tuple(choices)
            )
    return columns
