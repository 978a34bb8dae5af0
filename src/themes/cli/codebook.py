"""Verbs on the codebook and on themes: codes, theme."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from themes.cli.opened import to_read, to_write
from themes.cli.verb import Answer, coder_option, main, project_argument
from themes.errors import NotFound

if TYPE_CHECKING:
    from themes.model import Theme
    from themes.project import Project


@main.command()
@project_argument
@click.option(
    "--read",
    "source",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Take in the codes of a .toml, .csv or .qdc codebook.",
)
@click.option(
    "--write",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the codebook as .toml, .csv or .qdc.",
)
@click.option("--add", "name", metavar="NAME", help="Add a code.")
@click.option("--parent", metavar="CODE", help="With --add: the code that it goes under.")
@click.option("--definition", metavar="TEXT", help="With --add: what it means.")
@click.option("--use-when", metavar="TEXT", help="With --add: when to use it.")
@click.option("--to-recode", is_flag=True, help="List the codings that a later version of the codebook touches.")
@click.option("--dont-use-when", metavar="TEXT", help="With --add: when not to.")
@coder_option
def codes(
    project: str,
    source: Path | None,
    target: Path | None,
    name: str | None,
    coder: str | None,
    *,
    to_recode: bool,
    **rules: str | None,
) -> Answer:
    """List the codebook; or add a code, or read or write the codebook as a file."""
    if to_recode:
        with to_read(project) as opened:
            return _to_recode(opened)
    given = {key: value for key, value in rules.items() if value is not None}
    if sum(option is not None for option in (source, target, name)) > 1:
        message = "Only one of --read, --write and --add at a time."
        raise click.UsageError(message)
    if given and name is None:
        message = f"--{next(iter(given)).replace('_', '-')} goes with --add NAME."
        raise click.UsageError(message)
    if target is not None:
        with to_read(project) as opened:
            written, n_codes = opened.write_codebook(target), len(opened.codes())
        return Answer(facts={"path": str(written), "codes": n_codes}, lines=[f"Wrote {n_codes} codes to {written}."])
    if source is None and name is None:
        with to_read(project) as opened:
            return _codes(opened)
    with to_write(project, coder=coder) as opened:
        if source is not None:
            opened.read_codebook(source)
        elif name is not None:
            opened.add_code(name, **given)
        return _codes(opened)


def _to_recode(opened: Project) -> Answer:
    """What was coded by an older version of the codebook that a later one touched."""
    waiting, version = opened.to_recode(), opened.codebook_version
    facts = {
        "version": version,
        "to_recode": [
            {"code": one.path, "why": list(one.reasons), "codings": [coding.id for coding in one.codings]}
            for one in waiting
        ],
    }
    lines = [f"Version {version} of the codebook is in force."]
    lines += [f"{one.path}: {len(one.codings)} to be recoded, as {'; '.join(one.reasons)}" for one in waiting]
    return Answer(facts=facts, lines=lines if waiting else [*lines, "Nothing is to be recoded."])


@main.command()
@project_argument
@click.argument("name", required=False)
@click.option("--statement", metavar="TEXT", help="What the theme claims.")
@click.option("--code", "codes_given", multiple=True, metavar="CODE", help="A code that carries it; may be repeated.")
@click.option("--parent", metavar="THEME", help="The theme that it is a sub-theme of.")
@coder_option
def theme(
    project: str,
    *,
    name: str | None,
    statement: str | None,
    codes_given: tuple[str, ...],
    parent: str | None,
    coder: str | None,
) -> Answer:
    """List the themes; or add the theme NAME, or revise it where it is there.

    Codes given for a theme that is there are added to those that it has.
    """
    if name is None:
        if statement is not None or codes_given or parent is not None:
            message = "--statement, --code and --parent need the NAME of a theme."
            raise click.UsageError(message)
        with to_read(project) as opened:
            return _themes(opened, opened.themes())
    with to_write(project, coder=coder) as opened:
        known = _known(opened, name)
        if known is None:
            made = opened.add_theme(name, statement=statement or "", codes=codes_given, parent=parent)
            return _themes(opened, [made])
        code_ids = (*known.code_ids, *(opened.code(code).id for code in codes_given))
        fields: dict[str, Any] = {"code_ids": tuple(dict.fromkeys(code_ids))}
        if statement is not None:
            fields["statement"] = statement.strip()
        if parent is not None:
            fields["parent_id"] = opened.theme(parent).id
        return _themes(opened, [opened.revise_theme(known, **fields)])


def _known(project: Project, name: str) -> Theme | None:
    try:
        return project.theme(name)
    except NotFound:
        return None


def _codes(project: Project) -> Answer:
    paths = project.paths()
    counts: dict[str, int] = {}
    for coded in project.codings():
        counts[coded.code.id] = counts.get(coded.code.id, 0) + 1
    facts = [
        {
            "id": code.id,
            "name": code.name,
            "path": paths[code.id],
            "parent": paths[code.parent_id] if code.parent_id else None,
            "definition": code.definition,
            "use_when": code.use_when,
            "dont_use_when": code.dont_use_when,
            "colour": code.colour,
            "codings": counts.get(code.id, 0),
        }
        for code in project.codes()
    ]
    lines = [f"{row['path']}: {row['codings']} codings" for row in facts]
    return Answer(
        facts=facts, lines=lines or ["No code yet. Accept a candidate theme, or: themes codes PROJECT --add NAME"]
    )


def _themes(project: Project, themes: list[Theme]) -> Answer:
    paths = project.paths()
    names = {one.id: one.name for one in project.themes()}
    facts: list[dict[str, Any]] = [
        {
            "id": one.id,
            "name": one.name,
            "statement": one.statement,
            "codes": [paths[code_id] for code_id in one.code_ids],
            "parent": names[one.parent_id] if one.parent_id else None,
        }
        for one in themes
    ]
    lines = [
        ("    " if row["parent"] else "")
        + f"{row['name']}: {row['statement'] or 'asks for its statement'} ({', '.join(row['codes']) or 'no code yet'})"
        for row in facts
    ]
    return Answer(facts=facts, lines=lines or ["No theme yet. Make one: themes theme PROJECT NAME --statement TEXT"])
