"""Verbs on two copies of one study: join, clashes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from themes.cli.opened import place_of, to_read, to_write
from themes.cli.verb import Answer, coder_option, main, project_argument
from themes.errors import Refused
from themes.report.wording import counted

if TYPE_CHECKING:
    from themes.project.joining.records import ClashView
    from themes.project.joining.verbs import Prefer, SameName

_LONGEST = 100  # characters of a version in a list


same_name_option = click.option(
    "--same-name",
    type=click.Choice(["one", "two"]),
    help="Decide of two codes or cases that each made under one name: they are one, or two. Asked where not said.",
)
same_file_option = click.option(
    "--same-file",
    type=click.Choice(["ours", "theirs"]),
    help="Of a file that each took in and read in another layout: whose reading stands, with what both coded on its "
    "words. Asked where not said.",
)


@main.command()
@project_argument
@click.argument("copy", metavar="COPY", type=click.Path(dir_okay=False))
@click.option("--ours", "prefer", flag_value="ours", help="Decide each clash for what PROJECT says.")
@click.option("--theirs", "prefer", flag_value="theirs", help="Decide each clash for what COPY says.")
@same_name_option
@same_file_option
@coder_option
def join(
    project: str, copy: str, *, prefer: str | None, same_name: str | None, same_file: str | None, coder: str | None
) -> Answer:
    """Bring into PROJECT what was done in COPY, a copy of its file, and list the clashes for decision.

    Both coders' work is kept, each step with its author and day. COPY is only read, and PROJECT is backed up first.
    Joining again brings only what came since. `themes undo PROJECT` takes back all of it, and joining COPY after that
    brings all of it again.
    """
    return joined(project, copy, prefer, coder, same_name=same_name, same_file=same_file)


@main.command()
@project_argument
@click.argument("clash", required=False)
@click.option(
    "--first", "choice", flag_value="first", help="The first version stands; of two of one name: they are one."
)
@click.option("--second", "choice", flag_value="second", help="The second stands; of two of one name: they are two.")
@coder_option
def clashes(project: str, clash: str | None, *, choice: str | None, coder: str | None) -> Answer:
    """List what two joined copies say otherwise, or decide CLASH, by its id or the beginning of one."""
    if (clash is None) != (choice is None):
        raise click.UsageError("To decide, give a CLASH and --first or --second; to list, give neither.")
    if clash is not None:
        with to_write(project, coder=coder) as opened:
            opened.decide_clash(clash, "first" if choice == "first" else "second")
            waiting = opened.clashes()
        lines = [f"Decided. {len(waiting)} still open.", *_lines(waiting)]
    else:
        with to_read(project) as opened:
            waiting = opened.clashes()
        lines = _lines(waiting) or ["No clash waits for a decision."]
    return Answer(facts=[_facts(view) for view in waiting], lines=lines)


def joined(
    project: str,
    copy: str,
    prefer: str | None,
    coder: str | None,
    *,
    same_name: str | None = None,
    same_file: str | None = None,
) -> Answer:
    """Join a copy and say what came of it."""
    place = place_of(copy)
    if not place.is_file():
        raise Refused(f"There is no file {place.name}. Nothing was joined.")
    with to_write(project, coder=coder) as opened:
        told = opened.join_copy(
            place,
            prefer=cast("Prefer | None", prefer),
            same_name=cast("SameName | None", same_name),
            same_file=cast("Prefer | None", same_file),
        )
        titles = {one.id: one.title for one in opened.transcripts()}
        codes = {one.id: one.name for one in opened.codes()}
    facts = {
        "copy": told.name,
        "steps": told.n_steps,
        "by_coder": told.by_coder,
        "codings": told.n_codings,
        "transcripts": told.n_transcripts,
        "read_otherwise": [
            {"transcript": one.title, "stands": one.stands, "other": one.other} for one in told.read_otherwise
        ],
        "lost": [
            {"id": one.id, "transcript": titles[one.transcript_id], "was": one.words, "codes": _of(codes, one.code_ids)}
            for one in told.lost
        ],
        "clashes": [_facts(view) for view in told.clashes],
        "backup": str(told.backup) if told.backup else None,
        "withdrew there": list(told.followed),
        "withdrew here": list(told.left_out),
        "last_step": {"coder": told.last.coder, "at": told.last.at},
    }
    if not told.n_steps:
        lines = [f"Nothing new in {told.name}: all of it is here already. Nothing was changed."]
    else:
        by = ", ".join(f"{n:,} by {name}" for name, n in told.by_coder.items())
        lines = [
            f"Joined {counted(told.n_steps, 'step')} of {told.name} ({by}).",
            f"More than before: {counted(told.n_codings, 'coding')}, {counted(told.n_transcripts, 'transcript')}.",
            f"The project as it was before is kept as {told.backup}. `themes undo` takes back all of it.",
        ]
    lines.append(
        f"The last step in {told.name} is by {told.last.coder or 'somebody'}, "
        f"{told.last.at[:16].replace('T', ' ')} UTC. If they did more since, copy their file again and join it."
    )
    lines += [
        f"“{one.title}” was read in two layouts and is one transcript now, read by “{one.stands}”; what was coded "
        f"on it as “{one.other}” was placed on these words."
        for one in told.read_otherwise
    ]
    if told.lost:
        n_lost = counted(len(told.lost), "quotation")
        lines.append(f"{n_lost} found no place; words and codes are kept (themes displaced PROJECT).")
    lines += [told.withdrawn] if told.withdrawn else []
    if told.clashes:
        lines += [f"{len(told.clashes)} for decision (themes clashes PROJECT CLASH --first or --second):"]
        lines += _lines(told.clashes)
    return Answer(facts=facts, lines=lines)


def _of(names: Mapping[str, str], ids: Iterable[str]) -> list[str]:
    return [names[id_] for id_ in ids if id_ in names]


def is_copy(word: str) -> bool:
    """Whether a word names a project's file rather than a candidate theme."""
    return Path(word).suffix.casefold() == ".themes" or Path(word).is_file()


def _facts(view: ClashView) -> dict[str, Any]:
    return {
        "id": view.clash.id,
        "kind": view.kind,
        "what": view.what,
        "first": {"words": view.first.words, "coder": view.first.coder, "at": view.first.at},
        "second": {"words": view.second.words, "coder": view.second.coder, "at": view.second.at},
        "choices": list(view.choices),
    }


def _lines(views: list[ClashView] | tuple[ClashView, ...]) -> list[str]:
    lines = []
    for view in views:
        lines.append(f"{view.clash.id[:8]}  {view.what}")
        for which, version in (("first ", view.first), ("second", view.second)):
            words = " ".join(version.words.split())
            words = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
            lines.append(f"          {which}: {words or 'removed'} ({version.coder}, {version.at[:10]})")
    return lines
