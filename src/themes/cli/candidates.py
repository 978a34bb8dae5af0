"""Verbs on candidate themes: discover, candidates, accept, reject, merge, rename, suggest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from themes.cli.opened import to_read, to_write
from themes.cli.verb import Answer, coder_option, main, on_terminal, project_argument

if TYPE_CHECKING:
    from themes.model import Member
    from themes.project import CandidateView, Project

candidate_argument = click.argument("candidate")
"""A candidate theme by its rank in the latest discovery, or by its id or the beginning of one."""

_model_option = click.option(
    "--model",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder with a sentence-transformers model, instead of the encoder that comes along.",
)


@main.command()
@project_argument
@click.option(
    "--engine",
    type=click.Choice(["leiden", "bertopic"]),
    default="leiden",
    show_default=True,
    help="What groups the segments; bertopic needs the extra “topics”.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same candidates.")
@_model_option
@coder_option
def discover(project: str, *, engine: str, seed: int, model: Path | None, coder: str | None) -> Answer:
    """Propose candidate themes from what the participants said."""
    with to_write(project, coder=coder) as opened:
        found = opened.discover(engine=engine, seed=seed, model=model, on_progress=on_terminal)
    facts = {
        "run": found.run.id,
        "engine": found.run.engine,
        "model": found.run.model,
        "seed": found.run.seed,
        "segments": len(found.run.members),
        "unplaced": sum(member.rank == 0 for member in found.run.members),
        "candidates": len(found.candidates),
    }
    line = (
        f"{facts['candidates']} candidate themes in {facts['segments']:,} segments, {facts['unplaced']} of them "
        "unplaced. Look at them: themes candidates PROJECT"
    )
    return Answer(facts=facts, lines=[line])


@main.command()
@project_argument
def candidates(project: str) -> Answer:
    """List the candidate themes of the latest discovery with three typical quotations each."""
    with to_read(project) as opened:
        views = opened.candidates()
        facts = [_candidate(opened, view) for view in views]
    lines = [line for row in facts for line in _lines(row)]
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
@click.argument("others", nargs=-1, required=True, metavar="CANDIDATE...")
@coder_option
def merge(project: str, candidate: str, others: tuple[str, ...], coder: str | None) -> Answer:
    """Let the first candidate theme take in the others."""
    with to_write(project, coder=coder) as opened:
        facts = _candidate(opened, opened.merge_candidates(candidate, *others))
    line = f"{facts['rank']}, “{facts['name']}”, has {facts['segments']} segments of {facts['cases']} cases now."
    return Answer(facts=facts, lines=[line])


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


@main.command()
@project_argument
@click.argument("code")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="At most how many.")
@_model_option
@coder_option
def suggest(project: str, code: str, *, limit: int, model: Path | None, coder: str | None) -> Answer:
    """List segments that may deserve a code: those nearest to its confirmed quotations.

    None of them is a coding until you make it one: themes code PROJECT TRANSCRIPT START END CODE
    """
    with to_read(project, coder=coder) as opened:
        titles = {transcript.id: transcript.title for transcript in opened.transcripts()}
        facts: list[dict[str, Any]] = [
            {
                "transcript": titles[view.suggestion.transcript_id],
                "start": view.suggestion.start,
                "end": view.suggestion.end,
                "words": view.words,
                "case": view.case.label if view.case else None,
                "similarity": view.suggestion.similarity,
                "because": list(view.suggestion.because),
            }
            for view in opened.suggestions(code, limit=limit, model=model)
        ]
    lines = [
        f"{row['similarity']:.2f}  {row['transcript']} {row['start']} {row['end']}  {'; '.join(row['because'])}\n"
        f"      “{_on_one_line(row['words'])}”"
        for row in facts
    ]
    return Answer(facts=facts, lines=lines or ["Nothing to suggest: this code has no quotation and no definition yet."])


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
        "outcome": view.decision.outcome,
        "quotations": [_quotation(project, member, titles, labels) for member in view.typical],
    }


def _quotation(project: Project, member: Member, titles: dict[str, str], labels: dict[str, str]) -> dict[str, Any]:
    return {
        "transcript": titles[member.transcript_id],
        "start": member.start,
        "end": member.end,
        "words": project.words(member),
        "case": labels.get(member.case_id or ""),
    }


def _lines(row: dict[str, Any]) -> list[str]:
    decided = "" if row["outcome"] == "open" else f" [{row['outcome']}]"
    heading = f"{row['rank']:>3}  {row['name']}{decided}: {row['segments']} segments, heard in {row['cases']} cases"
    return [heading, *(f"       {one['case'] or '?'}: “{_on_one_line(one['words'])}”" for one in row["quotations"]), ""]


def _on_one_line(words: str) -> str:
    return " ".join(words.split())
