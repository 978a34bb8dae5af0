"""The verb that keeps the machine's suggestions, so that it can be compared as a coder: freeze."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from themes.cli.opened import to_read, to_write
from themes.cli.verb import Answer, coder_option, main, model_option, project_argument

if TYPE_CHECKING:
    from themes.project.machine import Machine


@main.command()
@project_argument
@click.argument("transcripts", nargs=-1, metavar="[TRANSCRIPT]...")
@click.option("--all", "every", is_flag=True, help="All transcripts: learnt from the codes' definitions alone.")
@model_option
@coder_option
def freeze(project: str, transcripts: tuple[str, ...], *, every: bool, model: Path | None, coder: str | None) -> Answer:
    """Keep what the machine suggests for TRANSCRIPTs now, before people code them, or list what is kept.

    It learns from the other transcripts alone, and what is kept is never changed. Then it is a coder like others:
    themes agreement PROJECT --coder AB --coder machine
    """
    if every and transcripts:
        raise click.UsageError("Give TRANSCRIPTs or --all.")
    if every or transcripts:
        with to_write(project, coder=coder) as opened:
            kept = [opened.freeze_suggestions(transcripts or None, model=model)]
    else:
        with to_read(project) as opened:
            kept = opened.machines()
    lines = [line for one in kept for line in _lines(one)]
    return Answer(facts=[_facts(one) for one in kept], lines=lines or ["No suggestion of the machine is frozen."])


def _facts(one: Machine) -> dict[str, Any]:
    return {
        "id": one.frozen.id,
        "name": one.coder.name,
        "by": one.by,
        "at": one.frozen.at,
        "encoder": one.frozen.model,
        "learnt_from_codings": len(one.frozen.coding_ids),
        "learnt_from_coders": dict(one.learnt_from),
        "learnt_from_refused": len(one.frozen.refused_ids),
        "codes": len(one.frozen.code_ids),
        "transcripts": [
            {
                "transcript": there.transcript.title,
                "suggestions": there.n_suggestions,
                "codings_before": there.n_before,
                "codings_accepted": there.n_accepted,
            }
            for there in one.transcripts
        ],
    }


def _lines(one: Machine) -> list[str]:
    said = ", ".join(f"{there.transcript.title} {there.n_suggestions:,}" for there in one.transcripts)
    return [*one.told, f"Suggestions kept, of any probability that is shown at all: {said or 'none'}."]
