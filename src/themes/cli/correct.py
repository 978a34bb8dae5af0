"""Verbs that correct a transcript after coding: correct, replace, displaced."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from themes.cli.opened import to_read, to_write
from themes.cli.verb import Answer, coder_option, main, project_argument

if TYPE_CHECKING:
    from themes.model import Displaced
    from themes.project import Project
    from themes.project.records import Moved, MovedQuotation

_TOLD = {"unmoved": "where they were", "moved": "moved", "changed": "changed", "lost": "lost"}


@main.command()
@project_argument
@click.argument("transcript")
@click.argument("start", type=int)
@click.argument("end", type=int, required=False)
@click.argument("words", required=False)
@click.option("--was", metavar="WORDS", help="The words that you see there; others are not corrected.")
@click.option(
    "--speaker", metavar="LABEL", help="Say instead who speaks in the turn at START; a new label, a new case."
)
@click.option("--split", is_flag=True, help="Cut instead the turn in two at START.")
@click.option("--join", is_flag=True, help="Join instead the turn at START with the next.")
@coder_option
def correct(
    project: str,
    transcript: str,
    *,
    start: int,
    end: int | None,
    words: str | None,
    was: str | None,
    speaker: str | None,
    split: bool,
    join: bool,
    coder: str | None,
) -> Answer:
    """Put WORDS in the place of those from START to END of a transcript; codings go with their words.

    Positions count characters of the transcript's text from 0; END is the first that is left out. Where START and END
    are the same, WORDS are put in; where WORDS are empty, words are taken out.
    """
    if sum([words is not None, speaker is not None, split, join]) != 1 or (end is None) != (words is None):
        raise click.UsageError("Give START END WORDS, or START and one of --speaker, --split and --join.")
    with to_write(project, coder=coder) as opened:
        if words is not None and end is not None:
            moved = opened.correct_text(transcript, start, end, words, was=was)
        elif split:
            moved = opened.split_turn(transcript, start)
        elif join:
            moved = opened.join_turns(transcript, opened.turn_at(transcript, start))
        else:
            moved = opened.correct_turn_speaker(transcript, opened.turn_at(transcript, start), speaker or "")
        return _moved(opened, moved)


@main.command()
@project_argument
@click.argument("transcript")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--layout", help="The speaker layout, where the one found is not right.")
@coder_option
def replace(project: str, transcript: str, file: Path, *, layout: str | None, coder: str | None) -> Answer:
    """Take a corrected version of a transcript's file in its place; codings go with their words.

    It says what moved, what is in other words now, and what was lost; lost ones are kept (themes displaced).
    """
    with to_write(project, coder=coder) as opened:
        return _moved(opened, opened.replace_transcript(transcript, file, layout=layout))


@main.command()
@project_argument
@click.argument("transcript", required=False)
@click.option("--place", nargs=3, type=(str, int, int), metavar="ID START END", help="Give one its place again.")
@click.option("--dismiss", metavar="ID", help="Let one go.")
@coder_option
def displaced(
    project: str,
    transcript: str | None,
    *,
    place: tuple[str, int, int] | None,
    dismiss: str | None,
    coder: str | None,
) -> Answer:
    """List quotations that lost their place as a transcript was corrected, with the codes that they had."""
    if place is None and dismiss is None:
        with to_read(project) as opened:
            facts = [_displaced(opened, one) for one in opened.displaced(transcript)]
        told = [line for row in facts for line in _displaced_lines(row)]
        return Answer(facts=facts, lines=told or ["No quotation has lost its place."])
    with to_write(project, coder=coder) as opened:
        lines = []
        if place is not None:
            placed = opened.place_displaced(*place)
            words = opened.printable(placed.transcript_id, placed.start, placed.end)
            lines.append(f"Placed: “{_one_line(words)}”")
        if dismiss is not None:
            opened.dismiss_displaced(dismiss)
            lines.append("Let go. Undo brings it back: themes undo PROJECT")
        facts = [_displaced(opened, one) for one in opened.displaced(transcript)]
    return Answer(facts=facts, lines=lines)


def _moved(project: Project, moved: Moved) -> Answer:
    coders = {person.id: person.name for person in project.coders()}
    rows = [
        {
            "quotation": one.quotation_id,
            "coder": coders[one.coder_id],
            "fate": one.fate,
            "was": _allowed(project, moved, one, one.was),
            "now": _allowed(project, moved, one, one.now),
            "start": one.at.start,
            "end": one.at.end,
            "into": one.into,
        }
        for one in moved.quotations
    ]
    counts = {fate: sum(row["fate"] == fate for row in rows) for fate in _TOLD}
    summary = ", ".join(f"{counts[fate]} {told}" for fate, told in _TOLD.items())
    lines = [f"{moved.transcript.title} is corrected. Of {len(rows)} quotations: {summary}."]
    # What is to be looked at comes last, where a terminal shows it: one letter early in a text moves all that follows.
    lines += [_moved_line(row) for fate in ("moved", "changed", "lost") for row in rows if row["fate"] == fate]
    if moved.names_again:
        lines.append("Words came that could name somebody; look for names again: themes names PROJECT --find")
    if counts["lost"]:
        lines.append("What was lost is kept with its codes: themes displaced PROJECT")
    facts = {"transcript": moved.transcript.title, "step": moved.step_id, **counts, "quotations": rows}
    facts["names again"] = moved.names_again
    return Answer(facts=facts, lines=lines)


def _allowed(project: Project, moved: Moved, one: MovedQuotation, words: str) -> str:
    """Words of a quotation as consent lets them be printed; a lost one may have been anybody's of its transcript."""
    if one.fate == "lost" or not words:
        return project.as_allowed(words, moved.transcript) if words else ""
    return project.as_allowed(words, moved.transcript, one.at.start, one.at.end)


def _moved_line(row: dict[str, Any]) -> str:
    place = f"{row['start']}–{row['end']}"
    told = {
        "moved": f"{place} “{_one_line(row['was'])}”",
        "changed": f"{place} “{_one_line(row['now'])}”, was: “{_one_line(row['was'])}”",
        "lost": f"was: “{_one_line(row['was'])}”",
    }[row["fate"]]
    joined = ", with the quotation that stands there" if row["into"] else ""
    return f"{row['fate']:<8} {told} ({row['coder']}){joined}"


def _displaced(project: Project, lost: Displaced) -> dict[str, Any]:
    paths = project.paths()
    coders = {person.id: person.name for person in project.coders()}
    return {
        "id": lost.id,
        "transcript": project.transcript(lost.transcript_id).title,
        "near": [lost.start, lost.end],
        "may stand at": [
            {"start": one.start, "end": one.end, "words": project.printable(lost.transcript_id, one.start, one.end)}
            for one in project.places_for(lost)
        ],
        "was": project.as_allowed(lost.words, project.transcript(lost.transcript_id)),
        "codes": [paths[code_id] for code_id in lost.code_ids if code_id in paths],
        "coder": coders[lost.coder_id],
    }


def _displaced_lines(row: dict[str, Any]) -> list[str]:
    start, end = row["near"]
    was = (
        f"{row['id'][:8]}  {row['transcript']} near {start}–{end}, was: “{_one_line(row['was'])}” "
        f"({row['coder']}: {', '.join(row['codes'])})"
    )
    places = [f"{one['start']} {one['end']}: “{_one_line(one['words'])}”" for one in row["may stand at"]]
    return [was, *(f"          may stand at {place}" for place in places)]


def _one_line(words: str) -> str:
    return " ".join(words.split())
