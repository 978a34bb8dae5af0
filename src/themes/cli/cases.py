"""Verbs on cases: cases, case, property."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from themes.cli.opened import to_read, to_write
from themes.cli.verb import Answer, coder_option, main, project_argument
from themes.errors import NotFound
from themes.model import AttributeType, CaseKind

if TYPE_CHECKING:
    from themes.project import NameRead, Project

_KINDS: tuple[CaseKind, ...] = get_args(CaseKind)
_TYPES: tuple[AttributeType, ...] = get_args(AttributeType)


@main.command()
@project_argument
@click.option(
    "--table",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Take attributes from a .csv or .xlsx, found by its columns file and speaker, or case.",
)
@click.option(
    "--from-names", "pattern", metavar="PATTERN", help="Show what the files' names say, as {site}_{role}_{case}."
)
@click.option("--keep", is_flag=True, help="With --from-names: keep it.")
@coder_option
def cases(project: str, table: Path | None, pattern: str | None, coder: str | None, *, keep: bool) -> Answer:
    """List who was heard, with kinds, links and attributes; or take those in from a table or the files' names.

    The exit code is 1 where rows of the table found no case; the others are taken in.
    """
    if table is not None and pattern is not None:
        message = "Only one of --table and --from-names at a time."
        raise click.UsageError(message)
    if keep and pattern is None:
        message = "--keep goes with --from-names PATTERN."
        raise click.UsageError(message)
    if table is not None:
        return _table(project, table, coder=coder)
    if pattern is None:
        with to_read(project) as opened:
            return _listed(opened)
    if keep:
        with to_write(project, coder=coder) as opened:
            return _named(opened.take_from_file_names(pattern))
    with to_read(project) as opened:
        return _named(opened.read_file_names(pattern))


@main.command()
@project_argument
@click.argument("label")
@click.option("--add", "add_as", type=click.Choice(_KINDS), help="Make it: a site, a group, or a participant.")
@click.option("--kind", type=click.Choice(_KINDS), help="Say what it is.")
@click.option("--rename", metavar="LABEL", help="Give it another label.")
@click.option("--set", "values", metavar="NAME=VALUE", multiple=True, help="Set an attribute; may be repeated.")
@click.option("--link", nargs=2, metavar="RELATION OTHER", help='Link it to another case: --link "works at" Leeds.')
@click.option("--unlink", nargs=2, metavar="RELATION OTHER", help="Take such a link away.")
@click.option("--same-as", "into", metavar="OTHER", help="It is the same as OTHER, which stays; undo parts them.")
@click.option("--remove", is_flag=True, help="Take it away; only where it speaks in no transcript.")
@coder_option
def case(
    project: str,
    label: str,
    *,
    add_as: CaseKind | None,
    kind: CaseKind | None,
    rename: str | None,
    values: tuple[str, ...],
    link: tuple[str, str] | None,
    unlink: tuple[str, str] | None,
    into: str | None,
    coder: str | None,
    remove: bool,
) -> Answer:
    """Change one case: its kind, label, attributes and links; add, join or remove it."""
    if any("=" not in value for value in values):
        message = "--set takes NAME=VALUE."
        raise click.UsageError(message)
    with to_write(project, coder=coder) as opened:
        known = opened.case(label) if add_as is None else opened.add_case(label, kind=add_as)
        if kind is not None:
            opened.revise_case_kind(known, kind)
        for pair in values:
            name, _, value = pair.partition("=")
            opened.set_value(known.id, name.strip(), value)
        if link is not None:
            opened.link_cases(known.id, link[1], link[0])
        if unlink is not None:
            _unlink(opened, known.id, *unlink)
        if rename is not None:
            opened.rename_case(known.id, rename)
        if into is not None:
            opened.merge_cases(known.id, into=into)
        if remove:
            opened.remove_case(known.id)
        return _listed(opened)


@main.command("property")
@project_argument
@click.argument("name", required=False)
@click.option("--type", "kind", type=click.Choice(_TYPES), help="Of which type it is; made where it is new.")
@click.option("--choice", "choices", metavar="VALUE", multiple=True, help="What a choice can be; may be repeated.")
@click.option("--ordered/--not-ordered", default=None, help="Whether the choices stand lowest first.")
@click.option("--rename", metavar="NAME", help="Give it another name.")
@click.option("--remove", is_flag=True, help="Take it away with its values.")
@coder_option
def property_(
    project: str,
    name: str | None,
    *,
    kind: AttributeType | None,
    choices: tuple[str, ...],
    rename: str | None,
    coder: str | None,
    ordered: bool | None,
    remove: bool,
) -> Answer:
    """List what is known of cases, with types and choices; or change one property.

    Numbers may have comma or point; dates are read day first: 03/04/2026 is 3 April 2026.
    """
    if name is None:
        if kind or choices or rename or remove or ordered is not None:
            message = "Say which property."
            raise click.UsageError(message)
        with to_read(project) as opened:
            return _properties(opened)
    with to_write(project, coder=coder) as opened:
        here = {attribute.name.casefold() for attribute in opened.attributes()}
        if name.strip().casefold() not in here and not remove:
            opened.add_attribute(name, type=kind or "text", choices=choices)
        elif kind is not None or choices or ordered is not None:
            was = opened.attribute(name)
            opened.set_attribute_type(was, kind or was.type, choices=choices or None, ordered=ordered)
        if rename is not None:
            opened.rename_attribute(name, rename)
        if remove:
            opened.remove_attribute(name)
        return _properties(opened)


def _table(project: str, table: Path, *, coder: str | None) -> Answer:
    with to_write(project, coder=coder) as opened:
        result = opened.add_case_table(table)
    unmatched = [
        {"row": one.wanted, "nearest": one.nearest, "participants": list(one.participants or ())}
        for one in result.unmatched
    ]
    lines = [
        f"{result.n_matched} cases found in {table.name}.",
        *([f"new: {', '.join(result.made)}"] if result.made else []),
        *(f"{name} is a {kind}" for name, kind in result.types),
        *(one.why for one in result.unmatched),
    ]
    facts = {
        "matched": result.n_matched,
        "unmatched": unmatched,
        "made": list(result.made),
        "types": dict(result.types),
    }
    return Answer(facts=facts, lines=lines, refused=bool(result.unmatched))


def _named(found: list[NameRead]) -> Answer:
    facts = [
        {"file": one.transcript.source_name, "says": dict(one.fields), "left": one.why_not or None} for one in found
    ]
    lines = [
        f"{one.transcript.source_name}: " + (one.why_not or "; ".join(f"{name} {value}" for name, value in one.fields))
        for one in found
    ]
    return Answer(facts=facts, lines=lines or ["No transcript yet."])


def _unlink(opened: Project, case_id: str, relation: str, other: str) -> None:
    other_id = opened.case(other).id
    for link in opened.links(case_id):
        if link.relation.casefold() == relation.strip().casefold() and {link.case.id, link.other.id} == {
            case_id,
            other_id,
        }:
            opened.unlink_cases(link)
            return
    message = f"They are not linked by “{relation}”. Nothing was changed."
    raise NotFound(message)


def _listed(opened: Project) -> Answer:
    heard: dict[str | None, list[str]] = {}
    for transcript in opened.transcripts():
        for case_id in dict.fromkeys(speaker.case_id for speaker in transcript.speakers):
            heard.setdefault(case_id, []).append(transcript.title)
    links: dict[str, list[dict[str, str]]] = {}
    for link in opened.links():
        links.setdefault(link.case.id, []).append({"relation": link.relation, "case": link.other.label})
    values = opened.values_of_all()
    facts: list[dict[str, Any]] = [
        {
            "id": one.id,
            "label": one.label,
            "kind": one.kind,
            "values": values[one.id],
            "links": links.get(one.id, []),
            "heard_in": heard.get(one.id, []),
        }
        for one in opened.cases()
    ]
    lines = [
        f"{row['label']}{'' if row['kind'] == 'participant' else ' (' + row['kind'] + ')'}: "
        + "; ".join(
            [
                *(f"{name} {value}" for name, value in row["values"].items()),
                *(f"{link['relation']} {link['case']}" for link in row["links"]),
            ]
        )
        for row in facts
    ]
    return Answer(facts=facts, lines=lines or ["No case yet: they come with the transcripts."])


def _properties(opened: Project) -> Answer:
    facts = [
        {"id": one.id, "name": one.name, "type": one.type, "choices": list(one.choices), "ordered": one.ordered}
        for one in opened.attributes()
    ]
    lines = [
        f"{one.name}: {one.type}" + (f" of {', '.join(one.choices)}" if one.choices else "")
        for one in opened.attributes()
    ]
    return Answer(facts=facts, lines=lines or ["Nothing is known of cases yet: themes cases PROJECT --table FILE."])
