"""Verbs on suggestions: suggest, review, learning."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from themes.cli.opened import to_read, to_write
from themes.cli.verb import Answer, coder_option, main, model_option, project_argument
from themes.cli.where import where_option

if TYPE_CHECKING:
    from themes.project import Project, SuggestionView

_limit_option = click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many."
)


@contextmanager
def _before_shown(project: str, coder: str | None, model: Path | None) -> Iterator[Project]:
    """The project to read; what the machine suggests for transcripts that are coded apart is frozen first."""
    with to_read(project, coder=coder) as opened:
        is_frozen = not opened.to_freeze_before_shown()
        if is_frozen:
            yield opened
    if not is_frozen:
        with to_write(project, coder=coder) as opened:
            opened.freeze_before_shown(model=model)
            yield opened


@main.command()
@project_argument
@click.argument("code")
@_limit_option
@model_option
@where_option
@coder_option
def suggest(
    project: str, code: str, *, limit: int, model: Path | None, where: tuple[str, ...], coder: str | None
) -> Answer:
    """List segments that may deserve a code, the most probable first, each with why.

    What was confirmed and refused for all codes is learnt from. None of them is a coding until you make it one:
    themes code PROJECT TRANSCRIPT START END CODE
    """
    with _before_shown(project, coder, model) as opened:
        facts = _facts(opened, opened.suggestions(code, limit=limit, model=model, where=where))
    none = "Nothing to suggest: this code has no quotation and no definition yet."
    return Answer(facts=facts, lines=_lines(facts) or [none])


@main.command()
@project_argument
@_limit_option
@model_option
@where_option
@coder_option
def review(project: str, *, limit: int, model: Path | None, where: tuple[str, ...], coder: str | None) -> Answer:
    """List what to look at next to teach most: what is uncertain, unlike anything seen, or may be of a rare code."""
    with _before_shown(project, coder, model) as opened:
        facts = _facts(opened, opened.to_review(limit=limit, model=model, where=where))
    return Answer(
        facts=facts, lines=_lines(facts) or ["Nothing to look at: no code has a quotation or a definition yet."]
    )


@main.command()
@project_argument
@model_option
@coder_option
def learning(project: str, *, model: Path | None, coder: str | None) -> Answer:
    """Tell how well codes are learnt as codings come in, and which codes drift away from what they were."""
    with to_read(project, coder=coder) as opened:
        found = opened.learning(model=model)
        drifts = [
            {
                "code": opened.code_path(one.code),
                "latest": one.n_latest,
                "by": one.by,
                "towards": opened.code_path(one.towards) if one.towards else None,
            }
            for one in found.drifts
        ]
    facts = {
        "points": [
            {"decisions": point.n_decisions, "right": point.n_right, "asked": point.n_asked} for point in found.points
        ],
        "drifts": drifts,
    }
    lines = [
        f"After {point.n_decisions} codings, the code given next was among the first three suggested in "
        f"{point.n_right} of {point.n_asked}."
        for point in found.points
    ]
    lines += [
        f"“{one['code']}”: the latest {one['latest']} codings are less like its definition and those before than "
        f"those were ({one['by']} standard deviations)"
        + (f", and more like “{one['towards']}”" if one["towards"] else "")
        + ". Read them again, or write the definition anew."
        for one in drifts
    ]
    return Answer(facts=facts, lines=lines or ["Fewer than eleven codings: there is nothing to tell yet."])


def _facts(opened: Project, views: list[SuggestionView]) -> list[dict[str, Any]]:
    titles = {transcript.id: transcript.title for transcript in opened.transcripts()}
    return [
        {
            "transcript": titles[view.suggestion.transcript_id],
            "start": view.suggestion.start,
            "end": view.suggestion.end,
            "words": opened.printable(view.suggestion.transcript_id, view.suggestion.start, view.suggestion.end),
            "case": view.case.label if view.case else None,
            "code": opened.code_path(view.code),
            "probability": view.probability,
            "sure": view.is_sure,
            "similarity": view.suggestion.similarity,
            "because": list(view.suggestion.because),
        }
        for view in views
    ]


def _lines(facts: list[dict[str, Any]]) -> list[str]:
    return [
        f"{row['probability']:.2f}{'' if row['sure'] else ' not sure'}  {row['code']}  {row['transcript']} "
        f"{row['start']} {row['end']}  {'; '.join(row['because'])}\n      “{' '.join(row['words'].split())}”"
        for row in facts
    ]
