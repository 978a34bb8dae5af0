"""What the map of segments reads: where each stands, and its words; the rest comes with the page.

Mirrors ``Told`` in frontend/src/map/types.ts.
"""

from __future__ import annotations

from themes.model import Member, Transcript
from themes.project import Project
from themes.text import turns_in


def told(project: Project, run_id: str) -> dict[str, object] | None:
    """The map of a discovery; None where the project has no such discovery.

    Args:
        project: The open project.
        run_id: The discovery's id.
    """
    run = next((one for one in project.runs() if one.id == run_id), None)
    shown = project.segment_map(run) if run else None
    if shown is None:
        return None
    sources = {one.id: one for one in project.transcripts()}
    people, unknown = project.attributions(), project.attribution(None)
    return {
        "run": run_id,
        "along": [along for along, _ in shown.at],
        "up": [up for _, up in shown.at],
        "words": [project.words(one) for one in shown.members],
        "who": [people.get(one.case_id or "", unknown) for one in shown.members],
        "titles": [sources[one.transcript_id].title for one in shown.members],
        "seconds": [_seconds(sources[one.transcript_id], one) for one in shown.members],
    }


def _seconds(source: Transcript, member: Member) -> float | None:
    """When the turn begins that a segment lies in, where that is known."""
    turns = turns_in(source, member.start, member.end)
    return source.turns[turns[0]].start_seconds if turns else None
