"""Verbs on transcripts: preview, add, list."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from themes.cli.opened import to_read, to_write
from themes.cli.verb import Answer, coder_option, main, on_terminal, project_argument
from themes.filenames import pattern_of
from themes.model import TranscriptKind
from themes.text import count_words, spoken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from themes.model import Transcript
    from themes.project import Added, Previewed, Project
    from themes.text import Spoken

KINDS: tuple[TranscriptKind, ...] = get_args(TranscriptKind)
_FIRST_WORDS = 140  # characters


files_argument = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
layout_option = click.option(
    "--layout", metavar="NAME", help="How the files show who speaks, as themes preview names it; found where not given."
)


@main.command()
@project_argument
@files_argument
@layout_option
def preview(project: str, files: tuple[Path, ...], layout: str | None) -> Answer:
    """Say what files would be, without taking them in: format, layout, who speaks, what is left out, other layouts.

    The exit code is 1 where a file is refused or here already.
    """
    from themes.project.people.same_person import same_people  # noqa: PLC0415 - brings SQLAlchemy, which --help need not wait for

    with to_read(project) as opened:
        seen = [(file, opened.preview(file, layout=layout)) for file in files]
        new = [one.transcript for _, one in seen if one.transcript and one.state != "known"]
        ids = {transcript.id for transcript in new}
        people = [
            person
            for person in same_people([*opened.transcripts(), *new])
            if any(voice.transcript_id in ids for voice in person.voices)
        ]
        labels = {case.id: case.label for case in opened.cases()}
    rows = [_previewed(file, one) for file, one in seen]
    same = [
        {
            "name": person.name,
            "transcripts": [voice.title for voice in person.voices],
            "cases": [labels[case_id] for case_id in person.case_ids],
            "sure": person.sure,
        }
        for person in people
    ]
    lines = [line for row in rows for line in _preview_lines(row)]
    lines += [f"{person.question} {person.doubt or 'themes add --same-people joins them.'}" for person in people]
    refused = any(row["state"] in {"refused", "known"} for row in rows)
    return Answer(facts={"files": rows, "same_people": same}, lines=lines, refused=refused)


@main.command()
@project_argument
@files_argument
@layout_option
@click.option("--kind", type=click.Choice(KINDS), help="What the files are; proposed from who speaks where not given.")
@click.option(
    "--case-from",
    "pattern",
    metavar="PATTERN",
    help="Take case, site and attributes from the files' names, as {site}_{role}_{case}.",
)
@click.option("--same-people", is_flag=True, help="Make one case of a full name that speaks in several transcripts.")
@coder_option
def add(
    project: str,
    files: tuple[Path, ...],
    *,
    layout: str | None,
    kind: TranscriptKind | None,
    pattern: str | None,
    coder: str | None,
    same_people: bool,
) -> Answer:
    """Take transcripts in.

    Good files go in; of each other it says why not, and the exit code is then 1.
    """
    if pattern is not None:
        pattern_of(pattern)  # refused before anything is read
    with to_write(project, coder=coder) as opened:
        results = opened.add_many(
            files,
            kind=kind,
            layout=layout,
            on_progress=lambda done, n: on_terminal(done / n, f"read {done} of {n} files"),
        )
        new = [result.transcript for result in results if result.transcript is not None]
        joined = _joined(opened, {transcript.id for transcript in new}) if same_people else []
        named = opened.take_from_file_names(pattern, new) if pattern is not None and new else []
        labels = {case.id: case.label for case in opened.cases()}
        # As they are now: the pattern and --same-people may have changed who is who.
        results = [
            replace(one, transcript=opened.transcript(one.transcript.id)) if one.transcript else one for one in results
        ]
    facts = [_added(result, labels) for result in results]
    lines = [
        f"refused  {row['file']}: {row['refused']}"
        if "refused" in row
        else f"added    {row['file']}: {row['format']}, {row['speakers']} speakers, {row['words']:,} words"
        for row in facts
    ]
    lines += [f"look at  {row['file']}: {notice}" for row in facts for notice in row.get("notices", ())]
    lines += [f"one case {person}" for person in joined]
    lines += [f"left as it is  {one.transcript.source_name}: {one.why_not}" for one in named if one.why_not]
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


def _joined(opened: Project, new: set[str]) -> list[str]:
    """Make one case of each full name that speaks in a new transcript and in another; what each is called."""
    joined = []
    for person in opened.same_people():
        if person.sure and any(voice.transcript_id in new for voice in person.voices):
            opened.join_person(person)
            joined.append(f"{person.name}: {', '.join(voice.title for voice in person.voices)}")
    return joined


def _previewed(file: Path, seen: Previewed) -> dict[str, Any]:
    transcript = seen.transcript
    if transcript is None:
        return {"file": seen.name, "state": seen.state, "refused": seen.refused}
    return {
        "state": seen.state,
        "here": seen.here or None,
        **_counts(transcript),
        **_read_as(transcript),
        "speakers": [
            {**_voice(said), "turns": said.n_turns, "words": said.n_words, "first_words": said.first[:_FIRST_WORDS]}
            for said in spoken(transcript)
        ],
        "other_layouts": _other_layouts(file, transcript),
    }


def _read_as(transcript: Transcript) -> dict[str, Any]:
    """What a file was taken for, and what was left out of it."""
    return {
        "title": transcript.title,
        "kind": transcript.kind,
        "layout": transcript.layout,
        "seconds": transcript.seconds,
        "dropped": [{"what": one.what, "count": one.count, "why": one.why} for one in transcript.dropped],
        "notices": list(transcript.notices),
    }


def _voice(said: Spoken) -> dict[str, Any]:
    return {"label": said.speaker.label, "role": said.speaker.role, "voices": said.speaker.voices}


def _other_layouts(file: Path, transcript: Transcript) -> list[dict[str, Any]]:
    from themes.project.texts.preview import layouts_of  # noqa: PLC0415 - as above

    return [
        {"layout": one.layout, "turns": one.n_turns, "speakers": [speaker.label for speaker in one.speakers]}
        for one in layouts_of(file.name, file.read_bytes())
        if one.layout != transcript.layout
    ]


def _preview_lines(row: dict[str, Any]) -> list[str]:
    """What a file would be, in lines for people: the file, who speaks, what is left out, what to look at."""
    if row["state"] == "refused":
        return [f"refused  {row['file']}: {row['refused']}"]
    state = {"known": f"already here as {row['here']}", "changed": f"another version of {row['here']}"}
    first = f"{state.get(row['state'], row['state'])}  {row['file']}: {row['kind']}, {row['format']}, {row['layout']}, "
    lines = [f"{first}{row['words']:,} words, {row['turns']} turns"]
    lines += [
        f"    {one['label']}: {one['role']}, {one['words']:,} words in {one['turns']} turns" for one in row["speakers"]
    ]
    lines += [f"    left out: {one['count']:,} {one['what']}, {one['why']}" for one in row["dropped"]]
    lines += [f"    {notice}" for notice in row["notices"]]
    if row["other_layouts"]:
        lines.append("    other layouts: " + ", ".join(f"“{one['layout']}”" for one in row["other_layouts"]))
    return lines


def _added(result: Added, labels: Mapping[str, str]) -> dict[str, Any]:
    """What came of a file, as the page tells it; of each voice how much it says, not what."""
    transcript = result.transcript
    if transcript is None:
        return {"file": result.name, "refused": result.refused}
    voices = [
        {
            **_voice(said),
            "turns": said.n_turns,
            "words": said.n_words,
            "case": labels.get(said.speaker.case_id or ""),
        }
        for said in spoken(transcript)
    ]
    return {
        **_counts(transcript),
        "file": result.name,
        "id": transcript.id,
        **_read_as(transcript),
        "voices": voices,
    }


def _counts(transcript: Transcript) -> dict[str, Any]:
    return {
        "file": transcript.source_name,
        "format": transcript.format,
        "speakers": len(transcript.speakers),
        "turns": len(transcript.turns),
        "words": count_words(transcript.text),
    }
