"""Verbs on candidate themes: discover, candidates, accept, reject, merge, split, rename."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from themes.cli.joining import is_copy, joined, same_file_option, same_name_option
from themes.cli.opened import to_read, to_write
from themes.cli.verb import Answer, coder_option, main, model_option, on_terminal, project_argument
from themes.cli.where import where_option

if TYPE_CHECKING:
    from themes.model import Member
    from themes.project import CandidateView, Project
    from themes.project.between_runs import Before

candidate_argument = click.argument("candidate")
"""A candidate theme by its rank in the latest discovery, or by its id or the beginning of one."""


@main.command()
@project_argument
@click.option("--guided", is_flag=True, help="Start from the codebook and from what was decided.")
@click.option("--afresh", is_flag=True, help="Leave aside what stood in the discovery before.")
@click.option(
    "--engine",
    type=click.Choice(["consensus", "bertopic"]),
    default="consensus",
    show_default=True,
    help="What groups the segments; bertopic needs the extra “topics”.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same candidates.")
@model_option
@coder_option
def discover(
    project: str, *, guided: bool, afresh: bool, engine: str, seed: int, model: Path | None, coder: str | None
) -> Answer:
    """Propose candidate themes from what the participants said.

    Segments that came since the discovery before join the candidates that stood, where they are like them.
    """
    with to_write(project, coder=coder) as opened:
        found = opened.discover(
            guided=guided, afresh=afresh, engine=engine, seed=seed, model=model, on_progress=on_terminal
        )
    facts = {
        "run": found.run.id,
        "engine": found.run.engine,
        "model": found.run.model,
        "seed": found.run.seed,
        "segments": len(found.run.members),
        "unplaced": sum(member.rank == 0 for member in found.run.members),
        "candidates": len(found.candidates),
        "stand_for_codes": sum(view.stands_for is not None for view in found.candidates),
    }
    more = f", {facts['stand_for_codes']} of them more of a code" if facts["stand_for_codes"] else ""
    line = (
        f"{facts['candidates']} candidate themes{more} in {facts['segments']:,} segments, {facts['unplaced']} of them "
        "unplaced. Look at them: themes candidates PROJECT"
    )
    return Answer(facts=facts, lines=[line])


@main.command()
@project_argument
@where_option
def candidates(project: str, *, where: tuple[str, ...]) -> Answer:
    """List the candidate themes of the latest discovery with three typical quotations each."""
    with to_read(project) as opened:
        views = opened.candidates(where=where)
        before = opened.decided_before()
        facts = [_candidate(opened, view) | {"before": _before(before.get(view.candidate.rank))} for view in views]
        warns = opened.method_warns("candidates") if views else []
    lines = [*warns, *(line for row in facts for line in _lines(row))]
    return Answer(facts=facts, lines=lines or ["No candidate theme yet. Look for some: themes discover PROJECT"])


@main.command()
@project_argument
@candidate_argument
@click.option("--name", help="The code's name in your words; the candidate's where not given.")
@click.option("--into", metavar="CODE", help="Give its quotations to this code instead of a new one.")
@click.option("--theme", is_flag=True, help="Make a theme of it too, which asks for its statement.")
@coder_option
def accept(
    project: str, candidate: str, name: str | None, into: str | None, *, theme: bool, coder: str | None
) -> Answer:
    """Make a code of a candidate theme, with its segments as quotations."""
    with to_write(project, coder=coder) as opened:
        rank = opened.candidate(candidate).candidate.rank
        code = opened.accept(candidate, name=name, into=into, theme=theme)
        n_codings = len(opened.codings(code=code))
        path = opened.paths()[code.id]
    facts = {"rank": rank, "code": code.name, "path": path, "id": code.id, "codings": n_codings, "theme": theme}
    return Answer(facts=facts, lines=[f"Accepted {rank} as the code “{path}”, which has {n_codings} codings now."])


@main.command()
@project_argument
@candidate_argument
@coder_option
def reject(project: str, candidate: str, coder: str | None) -> Answer:
    """Put a candidate theme aside."""
    with to_write(project, coder=coder) as opened:
        view = opened.candidate(candidate)
        opened.reject(view)
        facts = _candidate(opened, opened.candidate(view))
    return Answer(facts=facts, lines=[f"Rejected {facts['rank']}, “{facts['name']}”."])


@main.command()
@project_argument
@candidate_argument
@click.argument("others", nargs=-1, metavar="CANDIDATE...")
@click.option("--ours", "prefer", flag_value="ours", help="Of a copy: decide each clash for what PROJECT says.")
@click.option("--theirs", "prefer", flag_value="theirs", help="Of a copy: decide each clash for what the copy says.")
@same_name_option
@same_file_option
@coder_option
def merge(
    project: str,
    candidate: str,
    others: tuple[str, ...],
    *,
    prefer: str | None,
    same_name: str | None,
    same_file: str | None,
    coder: str | None,
) -> Answer:
    """Let the first candidate theme take in the others; or, given A.themes B.themes, join a copy as `themes join` does.

    A rank, an id or a name is a candidate theme; a file of that name, or what ends in .themes, is a copy of PROJECT.
    """
    if not others and is_copy(candidate):
        return joined(project, candidate, prefer, coder, same_name=same_name, same_file=same_file)
    if not others or prefer or same_name or same_file:
        raise click.UsageError("Give two candidate themes or more; the options are for a copy of the project.")
    with to_write(project, coder=coder) as opened:
        facts = _candidate(opened, opened.merge_candidates(candidate, *others))
    line = f"{facts['rank']}, “{facts['name']}”, has {facts['segments']} segments of {facts['cases']} cases now."
    return Answer(facts=facts, lines=[line])


@main.command()
@project_argument
@candidate_argument
@click.option("--into", type=click.IntRange(2, 5), default=2, show_default=True, help="How many parts.")
@coder_option
def split(project: str, candidate: str, *, into: int, coder: str | None) -> Answer:
    """Part a candidate theme into several, named anew; all others stand as they stood."""
    with to_write(project, coder=coder) as opened:
        facts = [_candidate(opened, part) for part in opened.split_candidate(candidate, into=into)]
    return Answer(facts=facts, lines=[line for row in facts for line in _lines(row)])


@main.command()
@project_argument
@candidate_argument
@click.argument("name")
@coder_option
def rename(project: str, candidate: str, name: str, coder: str | None) -> Answer:
    """Give a candidate theme a name in your words; an empty one brings the machine's back."""
    with to_write(project, coder=coder) as opened:
        facts = _candidate(opened, opened.rename_candidate(candidate, name))
    return Answer(facts=facts, lines=[f"{facts['rank']} is called “{facts['name']}” now."])


def _candidate(project: Project, view: CandidateView) -> dict[str, Any]:
    titles = {transcript.id: transcript.title for transcript in project.transcripts()}
    labels = {case.id: case.label for case in project.cases()}
    return {
        "id": view.candidate.id,
        "rank": view.candidate.rank,
        "name": view.name,
        "phrases": list(view.candidate.phrases),
        "segments": len(view.members),
        "cases": view.n_cases,
        "participants": view.n_participants,
        "stability": view.candidate.stability,
        "steadiness": view.candidate.steadiness,
        "outcome": view.decision.outcome,
        "stands_for": view.stands_for.name if view.stands_for else None,
        "quotations": [_quotation(project, member, titles, labels) for member in view.typical],
    }


def _before(before: Before | None) -> dict[str, Any] | None:
    """What was decided about it in an earlier discovery."""
    if before is None:
        return None
    return {"outcome": before.outcome, "name": before.name, "code": before.code.name if before.code else None}


def _was(before: dict[str, Any]) -> str:
    """The same in words."""
    if before["code"]:
        return f"was accepted as “{before['code']}”"
    if before["outcome"] == "merged":
        return f"was merged into “{before['name']}”"
    return f"was rejected, “{before['name']}”" if before["outcome"] == "rejected" else f"was called “{before['name']}”"


def _quotation(project: Project, member: Member, titles: dict[str, str], labels: dict[str, str]) -> dict[str, Any]:
    return {
        "transcript": titles[member.transcript_id],
        "start": member.start,
        "end": member.end,
        "words": project.printable(member.transcript_id, member.start, member.end),
        "case": labels.get(member.case_id or ""),
    }


def _lines(row: dict[str, Any]) -> list[str]:
    decided = "" if row["outcome"] == "open" else f" [{row['outcome']}]"
    heading = f"{row['rank']:>3}  {row['name']}{decided}: {row['segments']} segments, heard in {row['cases']} cases"
    heading += ", hard to find again" if row["steadiness"] == "weak" else ""
    heading += f", more of: {row['stands_for']}" if row["stands_for"] else ""
    heading += f", {_was(row['before'])}" if row.get("before") else ""
    return [heading, *(f"       {one['case'] or '?'}: “{_on_one_line(one['words'])}”" for one in row["quotations"]), ""]


def _on_one_line(words: str) -> str:
    return " ".join(words.split())
