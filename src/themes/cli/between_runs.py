"""The verb on two discoveries: what-changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from themes.cli.opened import to_read
from themes.cli.verb import Answer, main, project_argument

if TYPE_CHECKING:
    from themes.project.what_became import CandidateChange


@main.command(name="what-changed")
@project_argument
@click.option("--since", help="The earlier discovery, by its id or the beginning of one; else the one before the last.")
def what_changed(project: str, *, since: str | None) -> Answer:
    """Say what became of the candidate themes of the discovery before in the latest one.

    Decisions stay with the candidates that they were made about.
    """
    with to_read(project) as opened:
        changes = opened.what_changed(since=since)
        in_a_line = opened.what_changed_in_words(since=since)
        names = {view.candidate.rank: view.name for view in opened.candidates()}
    facts = [_facts(change, names) for change in changes]
    return Answer(facts=facts, lines=[*map(_line, facts), f"{in_a_line}."])


def _facts(change: CandidateChange, names: dict[int, str]) -> dict[str, Any]:
    return {
        "became": change.became,
        "rank": change.rank,
        "name": names.get(change.rank or 0),
        "before": list(change.before),
        "segments_before": change.n_before,
        "segments": change.n_now,
        "segments_in_both": change.n_common,
    }


def _line(row: dict[str, Any]) -> str:
    before = ", ".join(map(str, row["before"]))
    if row["rank"] is None:
        return f"  -  gone: candidate {before} of the discovery before, {row['segments_before']} segments"
    whence = f" (before: {before}, {row['segments_before']} segments)" if before else ""
    return f"{row['rank']:>3}  {row['became']}: {row['name']}, {row['segments']} segments{whence}"
