"""Verbs on names: find them, decide, read a second time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

import click

from themes.cli.opened import to_read, to_write
from themes.cli.verb import Answer, coder_option, main, on_terminal, project_argument
from themes.errors import Refused
from themes.model import IdentifierKind

if TYPE_CHECKING:
    from themes.project import Project
    from themes.project.names.records import IdentifierView, ReviewView

key_option = click.option(
    "--key",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="THEMES_KEY",
    help="Where the key file lies; beside the project where not given.",
)
_words_option = click.option("--words", is_flag=True, help="Print names too. What is printed is then to be kept apart.")
_kind_option = click.option(
    "--kind", type=click.Choice(get_args(IdentifierKind)), default="person", show_default=True, help="What it is."
)


@main.command()
@project_argument
@click.option("--find", is_flag=True, help="Look for names in every transcript that is not released.")
@click.option(
    "--add", "table", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Put a file's names on the list: one a line, or a table with a column “name”.",
)  # fmt: skip
@_words_option
@key_option
@coder_option
def names(project: str, *, find: bool, table: Path | None, words: bool, key: Path | None, coder: str | None) -> Answer:
    """Say how far the review of names is in each transcript; look for names, or put some on the list, first."""
    with with_key(project, key=key, coder=coder, writes=find or table is not None) as opened:
        if table is not None:
            opened.add_names(table)
        n_new = len(opened.find_identifiers(on_progress=on_terminal)) if find else 0
        reviews = [_review(view) for view in opened.reviews()]
        listed = [
            {"kind": one.kind, "pseudonym": one.pseudonym}
            | ({"name": one.name, "spellings": list(one.spellings)} if words else {})
            for one in (opened.names() if words or find or table is not None else ())
        ]
        declared = opened.study.pseudonymised
    facts = {"pseudonymised": declared, "new": n_new, "transcripts": reviews, "names": listed}
    lines = [f"{n_new} new to be decided."] if find else []
    lines += [_line(row) for row in reviews]
    if words:
        lines += [f"{one['pseudonym']}  {one['kind']}  {one['name']}" for one in listed]
    return Answer(facts=facts, lines=lines or ["No transcript yet."])


@main.command()
@project_argument
@click.argument("transcript", required=False)
@_words_option
def identifiers(project: str, transcript: str | None, *, words: bool) -> Answer:
    """List what was found, with why and what was decided; the words only where asked."""
    with to_read(project) as opened:
        chosen = [opened.transcript(transcript)] if transcript else opened.transcripts()
        facts = [_identifier(view, one.title, words=words) for one in chosen for view in opened.identifiers(one)]
    lines = [
        f"{row['id'][:8]}  {row['transcript']} {row['start']}–{row['end']}  {row['kind']}, {row['state']}"
        + (f" as [{row['pseudonym']}]" if row["pseudonym"] else "")
        + f": {row['why']}"
        + (f"  “{row['words']}”" if words else "")
        for row in facts
    ]
    return Answer(facts=facts, lines=lines or ["Nothing was found, or nobody has looked: themes names PROJECT --find"])


@main.command("accept-names")
@project_argument
@click.argument("chosen", nargs=-1, metavar="[IDENTIFIER]...")
@click.option("--all", "everything", is_flag=True, help="Every undecided one in the project.")
@click.option("--pseudonym", help="What stands in its place; the name's own where not given.")
@click.option("--everywhere", is_flag=True, help="Also wherever the same words stand.")
@key_option
@coder_option
def accept_names(
    project: str,
    chosen: tuple[str, ...],
    *,
    everything: bool,
    pseudonym: str | None,
    everywhere: bool,
    key: Path | None,
    coder: str | None,
) -> Answer:
    """Say that what was found is to be replaced by a pseudonym when its transcript is released."""
    with with_key(project, key=key, coder=coder) as opened:
        accepted = []
        for identifier in _undecided(opened, chosen, everything=everything):
            accepted += opened.accept_identifier(identifier, pseudonym, everywhere=everywhere)
    facts = [{"id": one.id, "kind": one.kind, "pseudonym": one.pseudonym} for one in accepted]
    return Answer(facts=facts, lines=[f"Accepted {len(facts)}."])


@main.command("keep-names")
@project_argument
@click.argument("chosen", nargs=-1, metavar="[IDENTIFIER]...")
@click.option("--all", "everything", is_flag=True, help="Every undecided one in the project.")
@click.option("--everywhere", is_flag=True, help="Also wherever the same words were found, and in later searches.")
@key_option
@coder_option
def keep_names(
    project: str, chosen: tuple[str, ...], *, everything: bool, everywhere: bool, key: Path | None, coder: str | None
) -> Answer:
    """Say that what was found stays as it is."""
    with with_key(project, key=key, coder=coder) as opened:
        kept = []
        for identifier in _undecided(opened, chosen, everything=everything):
            kept += opened.keep_identifier(identifier, everywhere=everywhere)
    return Answer(facts=[{"id": one.id, "kind": one.kind} for one in kept], lines=[f"Kept {len(kept)}."])


@main.command("mark-name")
@project_argument
@click.argument("transcript")
@click.argument("start", type=int)
@click.argument("end", type=int)
@_kind_option
@coder_option
def mark_name(project: str, transcript: str, *, start: int, end: int, kind: str, coder: str | None) -> Answer:
    """Mark words from START to END that the search missed."""
    with to_write(project, coder=coder) as opened:
        made = opened.add_identifier(transcript, start, end, cast("IdentifierKind", kind))
    facts = {"id": made.id, "start": made.start, "end": made.end, "kind": made.kind}
    return Answer(facts=facts, lines=[f"Marked {made.start}–{made.end} as {made.kind}, to be decided."])


@main.command("second-reading")
@project_argument
@click.argument("transcript")
@click.option("--begin", is_flag=True, help="Draw a random sample of turns to be read without what was found.")
@click.option(
    "--seen", type=(int, int, click.Choice(get_args(IdentifierKind))), multiple=True, metavar="START END KIND",
    help="Something that you see in the sample; may be given again.",
)  # fmt: skip
@click.option("--finish", is_flag=True, help="You have read all of it: count what had been found.")
@coder_option
def second_reading(
    project: str,
    transcript: str,
    *,
    begin: bool,
    seen: tuple[tuple[int, int, str], ...],
    finish: bool,
    coder: str | None,
) -> Answer:
    """Read a sample of a transcript as its second reader, who is shown nothing of what was found."""
    from themes.privacy.recall import recall_sentence  # noqa: PLC0415 - not needed for --help

    with to_write(project, coder=coder) as opened:
        if begin:
            opened.begin_second_reading(transcript)
        for start, end, kind in seen:
            opened.see_identifier(transcript, start, end, cast("IdentifierKind", kind))
        if finish:
            opened.finish_second_reading(transcript)
        view = opened.review(transcript)
        text = view.transcript.text
        sample = [{"start": start, "end": end, "words": text[start:end]} for start, end in view.review.sample]
    facts = {**_review(view), "sample": sample}
    lines = [f"{row['start']}–{row['end']}  {row['words']}" for row in sample] if begin else []
    if finish:
        lines.append(recall_sentence(view.review.n_found, view.review.n_present))
    return Answer(facts=facts, lines=[*lines, _line(_review(view))])


@contextmanager
def with_key(project: str, *, key: Path | None, coder: str | None, writes: bool = True) -> Iterator[Project]:
    """The project, opened, which knows where its key lies."""
    with to_write(project, coder=coder) if writes else to_read(project, coder=coder) as opened:
        if key is not None:
            opened.use_key(key)
        yield opened


def _undecided(opened: Project, chosen: tuple[str, ...], *, everything: bool) -> Iterator[str]:
    """The ids that are meant; those that a decision everywhere has decided meanwhile are passed over."""
    if bool(chosen) == everything:
        raise Refused("Name what you decide about, or say --all. Nothing was changed.")
    if not everything:
        yield from chosen
        return
    for transcript in opened.transcripts():
        for view in opened.identifiers(transcript):
            if opened.identifier(view.identifier).state == "found":
                yield view.identifier.id


def _identifier(view: IdentifierView, title: str, *, words: bool) -> dict[str, Any]:
    one = view.identifier
    facts = {
        "id": one.id, "transcript": title, "start": one.start, "end": one.end, "kind": one.kind, "why": one.why,
        "state": one.state, "pseudonym": one.pseudonym, "replaced": view.replaced,
    }  # fmt: skip
    return {**facts, "words": view.words} if words else facts


def _review(view: ReviewView) -> dict[str, Any]:
    return {
        "transcript": view.transcript.title,
        "state": view.state,
        "undecided": view.n_open,
        "accepted": view.n_accepted,
        "kept": view.n_kept,
        "first reader": view.first_reader,
        "second reader": view.second_reader,
        "same reader": view.same_reader,
        "present in sample": view.review.n_present,
        "found in sample": view.review.n_found,
    }


def _line(row: dict[str, Any]) -> str:
    told = f"{row['transcript']}: {row['state']}"
    if row["state"] != "not begun":
        told += f", {row['undecided']} undecided, {row['accepted']} to replace or replaced, {row['kept']} kept"
    if row["second reader"]:
        told += f"; read second by {row['second reader']}"
        told += ", who read first too" if row["same reader"] else ""
    return told
