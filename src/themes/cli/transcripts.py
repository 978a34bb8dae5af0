"""Verbs on transcripts and cases: add, list, cases."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from themes.cli.opened import to_read, to_write
from themes.cli.verb import Answer, coder_option, main, on_terminal, project_argument
from themes.text import count_words

if TYPE_CHECKING:
    from themes.model import Transcript
    from themes.project import Added


@main.command()
@project_argument
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@coder_option
def add(project: str, files: tuple[Path, ...], coder: str | None) -> Answer:
    """Take transcripts in.

    Good files go in; of each other it says why not, and the exit code is then 1.
    """
    with to_write(project, coder=coder) as opened:
        results = opened.add_many(files, on_progress=lambda done, n: on_terminal(done / n, f"read {done} of {n} files"))
    facts = [_added(result) for result in results]
    lines = [
        f"refused  {row['file']}: {row['refused']}"
        if "refused" in row
        else f"added    {row['file']}: {row['format']}, {row['speakers']} speakers, {row['words']:,} words"
        for row in facts
    ]
    return Answer(facts=facts, lines=lines, refused=any(result.refused for result in results))


@main.command("list")
@project_argument
def list_transcripts(project: str) -> Answer:
    """List the transcripts: words, turns, and the cases who speak."""
    with to_read(project) as opened:
        labels = {case.id: case.label for case in opened.cases()}
        facts = [
            {
                "id": transcript.id,
                "title": transcript.title,
                "kind": transcript.kind,
                **_counts(transcript),
                "seconds": transcript.seconds,
                "cases": [labels[speaker.case_id] for speaker in transcript.speakers if speaker.case_id],
                "notices": list(transcript.notices),
            }
            for transcript in opened.transcripts()
        ]
    lines = [
        f"{row['title']}: {row['kind']}, {row['words']:,} words, {row['turns']} turns, {', '.join(row['cases'])}"
        for row in facts
    ]
    return Answer(facts=facts, lines=lines or ["No transcript yet. Take some in: themes add PROJECT FILE…"])


@main.command()
@project_argument
@click.option(
    "--table",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Take attributes from a .csv or .xlsx, found by its columns file and speaker, or case.",
)
@coder_option
def cases(project: str, table: Path | None, coder: str | None) -> Answer:
    """List who was heard, with their attributes; or take those in from a table.

    The exit code is 1 where rows of the table found no case; the others are taken in.
    """
    if table is None:
        return _cases(project)
    with to_write(project, coder=coder) as opened:
        result = opened.add_case_table(table)
    unmatched = [{"row": wanted, "nearest": near} for wanted, near in result.unmatched]
    lines = [
        f"{result.n_matched} cases found in {table.name}.",
        *(f"no case for “{wanted}”" + (f"; nearest: “{near}”" if near else "") for wanted, near in result.unmatched),
    ]
    return Answer(
        facts={"matched": result.n_matched, "unmatched": unmatched}, lines=lines, refused=bool(result.unmatched)
    )


def _cases(project: str) -> Answer:
    with to_read(project) as opened:
        facts: list[dict[str, Any]] = [
            {"id": case.id, "label": case.label, "kind": case.kind, "values": opened.values(case)}
            for case in opened.cases()
        ]
    lines = [
        f"{row['label']}: " + "; ".join(f"{name} {value}" for name, value in row["values"].items()) for row in facts
    ]
    return Answer(facts=facts, lines=lines or ["No case yet: they come with the transcripts."])


def _added(result: Added) -> dict[str, Any]:
    if result.transcript is None:
        return {"file": result.name, "refused": result.refused}
    return {**_counts(result.transcript), "file": result.name}


def _counts(transcript: Transcript) -> dict[str, Any]:
    return {
        "file": transcript.source_name,
        "format": transcript.format,
        "speakers": len(transcript.speakers),
        "turns": len(transcript.turns),
        "words": count_words(transcript.text),
    }
