"""Verbs on memos: memo writes, changes or removes one, memos lists them and writes them to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from themes.cli.opened import to_read, to_write
from themes.cli.verb import Answer, coder_option, main, project_argument

if TYPE_CHECKING:
    from themes.project import Project
    from themes.project.memos import About, MemoView

_KINDS: tuple[About, ...] = ("study", "transcript", "case", "code", "quotation", "theme")


@main.command()
@project_argument
@click.argument("text", required=False)
@click.option("--transcript", metavar="TITLE", help="Write it on this transcript.")
@click.option("--case", metavar="LABEL", help="Write it on this participant, site or group.")
@click.option("--code", metavar="NAME", help="Write it on this code.")
@click.option("--quotation", metavar="ID", help="Write it on this quotation (themes codings PROJECT --json).")
@click.option("--theme", metavar="NAME", help="Write it on this theme.")
@click.option("--link", metavar="ID", multiple=True, help="Link to this quotation at the end of the text; repeatable.")
@click.option("--change", metavar="ID", help="Write TEXT in place of what this memo says.")
@click.option("--remove", metavar="ID", help="Remove this memo instead.")
@coder_option
def memo(
    project: str, text: str | None, *, link: tuple[str, ...], change: str | None, remove: str | None,
    coder: str | None, **about: str | None,
) -> Answer:  # fmt: skip
    """Write a memo on the study, or on what an option names.

    Memos are dated and bear their coder's name; `themes memos PROJECT` lists them.
    """
    named = {kind: key for kind, key in about.items() if key is not None}
    if len(named) > 1 or (change and remove) or ((change or remove) and named):
        raise click.UsageError("Name one thing that the memo is on, or one memo to change or remove.")
    if (text is None) != (remove is not None):
        raise click.UsageError("Give the memo's TEXT, or --remove.")
    with to_write(project, coder=coder) as opened:
        if remove is not None:
            facts = _memo(opened, opened.memo_view(remove))
            opened.remove_memo(opened.memo(remove))
            return Answer(facts=facts, lines=["Removed. Undo brings it back: themes undo PROJECT"])
        words = _linked(opened, text or "", link)
        on = next((opened.subject(kind, named[kind]) for kind in _KINDS if kind in named), opened.study)
        written = opened.add_memo(words, about=on) if change is None else opened.change_memo(change, words)
        facts = _memo(opened, opened.memo_view(written.id))
    return Answer(facts=facts, lines=[_line(facts)])


@main.command()
@project_argument
@click.option("--on", type=click.Choice(_KINDS), help="Only memos on things of this kind.")
@click.option("--coder", metavar="NAME", help="Only memos of this coder.")
@click.option("--words", metavar="WORDS", default="", help="Only memos that hold each of these words.")
@click.option(
    "--write", type=click.Path(dir_okay=False, path_type=Path), metavar="OUT.docx|OUT.txt", help="Write them to a file."
)
@click.option("--insist", is_flag=True, help="Write the file although names may stand in what they quote.")
def memos(project: str, *, on: str | None, coder: str | None, words: str, write: Path | None, insist: bool) -> Answer:
    """List memos, the newest first, or write them to a Word or text file."""
    with to_read(project) as opened:
        found = opened.memos(kind=cast("About | None", on), coder=coder, words=words)
        if write is not None:
            opened.write_memos(write, found, insist=insist)
            return Answer(facts={"path": str(write), "memos": len(found)}, lines=[f"Wrote {write}."])
        facts = [_memo(opened, one) for one in found]
    return Answer(facts=facts, lines=[_line(row) for row in facts] or ["No memo."])


def _linked(project: Project, text: str, quotations: tuple[str, ...]) -> str:
    from themes.memo_text import link_to  # noqa: PLC0415 - not needed for --help

    return " ".join([text, *(link_to(project.quotation(key).id) for key in quotations)])


def _memo(project: Project, view: MemoView) -> dict[str, Any]:
    shown = [*([view.quotation] if view.quotation else []), *view.links]
    return {
        "id": view.memo.id,
        "on": view.about,
        "of": "" if view.quotation else view.name,
        "here": view.here,
        "coder": view.coder.name,
        "at": view.memo.at,
        "text": project.memo_as_allowed(view),
        "quotations": [one.id for one in shown],
    }


def _line(row: dict[str, Any]) -> str:
    on = f"{row['on']} “{row['of']}”" if row["of"] and row["on"] != "study" else str(row["on"])
    at = row["at"][:16].replace("T", " ")
    return f"{row['id'][:8]}  {at} {row['coder']}, on the {on}: {' '.join(row['text'].split())}"
