"""Verbs that release transcripts, and that say what each person has allowed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast, get_args

import click

from themes.cli.opened import to_read, to_write
from themes.cli.privacy import key_option, with_key
from themes.cli.verb import Answer, coder_option, main, project_argument
from themes.model import ConsentedUse

if TYPE_CHECKING:
    from themes.project.names.records import Released


@main.command()
@project_argument
@click.argument("transcripts", nargs=-1, metavar="[TRANSCRIPT]...")
@click.option("--insist", is_flag=True, help="Also where something is undecided; it stays, and reports say so.")
@click.option("--delete-backups", is_flag=True, help="Delete the copies beside the project that hold the names.")
@click.option("--elsewhere", is_flag=True, help="Replace names in codes, memos, themes, cases and the study too.")
@key_option
@coder_option
def release(
    project: str,
    transcripts: tuple[str, ...],
    *,
    insist: bool,
    delete_backups: bool,
    elsewhere: bool,
    key: Path | None,
    coder: str | None,
) -> Answer:
    """Replace accepted names by pseudonyms for good, in some transcripts or in all that are not released.

    Originals go into the key file; nothing of them stays in the project. It cannot be undone.
    """
    with with_key(project, key=key, coder=coder) as opened:
        released = opened.release(*transcripts, insist=insist, delete_backups=delete_backups)
        n_elsewhere = opened.clear_names_elsewhere() if elsewhere else 0
        left = opened.names_elsewhere()
        where = opened.key_path
    facts = {
        "transcripts": [{"id": one.id, "title": one.title} for one in released.transcripts],
        "replaced": dict(released.by_kind),
        "rewritten elsewhere": n_elsewhere,
        "left": [{"entity": one.entity, "id": one.entity_id, "n": one.n} for one in left],
        "backups": [str(each) for each in released.backups],
        "deleted": [str(each) for each in released.deleted],
        "finished": released.finished,
        "key lies in": released.key_shared_as,
        "key": str(where),
    }
    return Answer(facts=facts, lines=_told(released, facts))


@main.command()
@project_argument
@click.argument("case", required=False)
@click.argument("use", required=False, type=click.Choice(get_args(ConsentedUse)))
@click.option("--until", default="", metavar="DAY", help="The last day of it (2027-03-31); no end where not given.")
@coder_option
def consent(project: str, case: str | None, use: str | None, *, until: str, coder: str | None) -> Answer:
    """Say what a case has allowed: to quote their words, only to paraphrase them, or not to use them; or list it."""
    if (case is None) != (use is None):
        raise click.UsageError("Name a case and what it has allowed, or neither.")
    if case is not None:
        with to_write(project, coder=coder) as opened:
            opened.set_consent(case, cast("ConsentedUse", use), until)
    with to_read(project) as opened:
        said = opened.consents()
        facts = [
            {"case": one.label, "use": said[one.id].use if one.id in said else "quote",
             "until": said[one.id].until if one.id in said else ""}
            for one in opened.cases()
        ]  # fmt: skip
    lines = [f"{row['case']}: {row['use']}" + (f" until {row['until']}" if row["until"] else "") for row in facts]
    return Answer(facts=facts, lines=lines or ["No case yet."])


def _told(released: Released, facts: dict[str, Any]) -> list[str]:
    lines = [f"Released {len(released.transcripts)}: {released.n_replaced} places replaced. The key is {facts['key']}."]
    lines += [f"Names stand in a {one['entity']} still ({one['id'][:8]}, {one['n']} times)." for one in facts["left"]]
    lines += [f"A copy with the names lies beside it: {each}" for each in facts["backups"]]
    lines += [f"Deleted {each}." for each in facts["deleted"]]
    if released.key_shared_as:
        lines.append(
            f"The key lies in {released.key_shared_as}: whoever sees that sees the names. Move it away, and say where "
            "it is from then on (--key)."
        )
    if not released.finished:
        lines.append("Somebody reads the file just now; what left it is taken off the disk when it is next opened.")
    return lines
