"""The verb of a participant who withdraws."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from themes.cli.opened import to_read
from themes.cli.privacy import key_option, with_key
from themes.cli.verb import Answer, coder_option, main, project_argument

if TYPE_CHECKING:
    from themes.project.withdrawal.records import FileHeld, Held, Withdrawn


@main.command()
@project_argument
@click.argument("case", required=False)
@click.option("--list", "only_list", is_flag=True, help="Only say what holds their words; nothing is changed.")
@click.option("--confirm", metavar="LABEL", help="The case's label once more, where nobody can be asked for it.")
@click.option("--delete-backups", is_flag=True, help="Delete the copies beside the project that hold the words.")
@click.option(
    "--look-in", type=click.Path(exists=True, path_type=Path), multiple=True, metavar="PATH",
    help="A file, or a folder of reports and exports, to be looked through too; may be given again.",
)  # fmt: skip
@key_option
@coder_option
def withdraw(
    project: str,
    case: str | None,
    *,
    only_list: bool,
    confirm: str | None,
    delete_backups: bool,
    look_in: tuple[Path, ...],
    key: Path | None,
    coder: str | None,
) -> Answer:
    """Take all out of PROJECT that holds the words or the name of the participant CASE, for good, and prove it.

    It says first what that is, asks for the case's label, and looks through the files' bytes before and after.
    Transcripts of theirs alone go whole; in others their turns are marked as withdrawn. It cannot be undone.
    Without CASE it lists who has withdrawn, and the copies beside the project from before, which it deletes if asked.
    """
    if case is None:
        return _who_withdrew(project, delete_backups=delete_backups)
    if only_list:
        with with_key(project, key=key, coder=coder, writes=False) as opened:
            held = opened.held_of(case, look_in=look_in)
        return Answer(facts=_facts_of_held(held), lines=_told(held))
    with with_key(project, key=key, coder=coder) as opened:
        if confirm is None:
            for line in _told(opened.held_of(case, look_in=look_in)):
                click.echo(line, err=True)
            label = opened.case(case).label
            confirm = click.prompt(f"This cannot be undone. Type {label} to withdraw them", err=True)
        done = opened.withdraw(case, confirm=confirm, delete_backups=delete_backups, look_in=look_in)
    return Answer(facts=_facts_of_done(done), lines=_done(done), refused=not done.proven and done.finished)


def _who_withdrew(project: str, *, delete_backups: bool) -> Answer:
    with to_read(project) as opened:
        gone = opened.withdrawals()
        deleted = opened.delete_backups_from_before() if delete_backups else []
        left = opened.backups_from_before()
    facts = [{"case": one.label, "at": one.at, "turns": one.n_turns, "words": one.n_words} for one in gone]
    lines = [f"{one.label} withdrew on {one.at[:10]}: {one.n_turns:,} turns removed." for one in gone]
    lines += [f"Deleted {each}." for each in deleted]
    lines += [f"A copy from before still holds the words: {each}." for each in left]
    return Answer(facts=facts, lines=lines or ["Nobody has withdrawn."])


def left_out_of(project: Path) -> list[str]:
    """Who withdrew from a study that was restored or made of a folder, in sentences: nothing of theirs is in it."""
    with to_read(str(project)) as opened:
        return [f"{one.label} withdrew on {one.at[:10]}: nothing of theirs is in it." for one in opened.withdrawals()]


def _facts_of_held(held: Held) -> dict[str, Any]:
    return {
        "case": held.case.label,
        "transcripts": [
            {"title": one.title, "whole": one.whole, "turns": one.n_turns, "words": one.n_words}
            for one in held.transcripts
        ],
        "places": dict(held.places),
        "passages": held.n_passages,
        "names": held.n_names,
        "too short": held.n_short,
        "others said too": held.n_shared,
        "files": list(map(_facts_of_file, held.files)),
    }


def _facts_of_file(one: FileHeld) -> dict[str, Any]:
    return {"path": str(one.path), "of": one.of, "passages": one.n_passages, "names": one.n_names}


def _facts_of_done(done: Withdrawn) -> dict[str, Any]:
    kept = done.withdrawal
    return {
        "case": kept.label,
        "at": kept.at,
        "turns": kept.n_turns,
        "words": kept.n_words,
        "quotations": kept.n_quotations,
        "codings": kept.n_codings,
        "before": _facts_of_held(done.before),
        "files": list(map(_facts_of_file, done.files)),
        "proven": done.proven,
        "deleted": [str(each) for each in done.deleted],
        "backups": [str(each) for each in done.backups],
        "finished": done.finished,
    }


def _told(held: Held) -> list[str]:
    from themes.project.withdrawal.records import ELSEWHERE, proof  # noqa: PLC0415 - not needed for --help

    lines = [f"{held.case.label} says {held.n_words:,} words in {held.n_turns:,} turns."]
    lines += [
        f"  {one.title}: {one.n_turns:,} turns, {one.n_words:,} words; "
        + ("goes whole." if one.whole else "others speak there too: their turns are marked, the original file goes.")
        for one in held.transcripts
    ]
    lines += [f"  {n:,} {what}" for what, n in held.places]
    lines += held.notes()
    lines += proof(held.files, n_passages=held.n_passages, n_names=held.n_names)
    return [*lines, ELSEWHERE]


def _done(done: Withdrawn) -> list[str]:
    from themes.project.withdrawal.records import ELSEWHERE  # noqa: PLC0415 - not needed for --help

    kept = done.withdrawal
    told = (
        f"{kept.label} withdrew: {kept.n_turns:,} turns ({kept.n_words:,} words), {kept.n_quotations:,} quotations and "
        f"{kept.n_codings:,} codings are removed."
    )
    lines = [told]
    lines += [f"Deleted {each}." for each in done.deleted]
    lines += [*done.proof(), *done.notes()]
    return [*lines, ELSEWHERE]
