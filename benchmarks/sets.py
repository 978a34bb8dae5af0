"""Real sets that discovery is measured on: segments with their words and, where people coded them, their codes."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from themes.discover import cut
from themes.model import Segment, Transcript
from themes.read import read

HOURS = ("changelog_md", "name_own_line_md", "name_colon_hms_md")
"""Twelve interviews of about an hour, 107,000 words."""

_FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """A set of segments; ``gold`` holds the first code that a person gave each, None where nobody coded."""

    name: str
    chosen_on: bool
    segments: list[Segment]
    words: list[str]
    gold: list[str] | None


def transcripts(paths: Iterable[Path]) -> list[Transcript]:
    """The transcripts in some files, every participant a case of their own."""
    found = []
    for path in paths:
        transcript = read(path.name, path.read_bytes())
        speakers = tuple(
            replace(speaker, case_id=f"{path.stem}/{speaker.label}") if speaker.role == "participant" else speaker
            for speaker in transcript.speakers
        )
        found.append(replace(transcript, id=path.stem, speakers=speakers))
    return found


def files(data: Path, *folders: str) -> list[Path]:
    """The transcripts in some folders of ../shared/data/transcripts, by name."""
    return [path for folder in folders for path in sorted((data / "transcripts" / folder).iterdir())]


def segments_of(of: Iterable[Transcript]) -> tuple[list[Segment], list[str]]:
    """All segments of some transcripts, and their words."""
    segments, words = [], []
    for transcript in of:
        for segment in cut(transcript):
            segments.append(segment)
            words.append(transcript.text[segment.start : segment.end])
    return segments, words


def sets(data: Path) -> list[Set]:
    """Every set that the data hold; the first ones are those on which constants were chosen."""
    usability = files(data, "usability_odt")
    return [
        _from_files("usability P1-P11", (path for path in usability if _number(path) <= 11), chosen_on=True),
        _coded("usability P1-P11, coded", data, "usability_interviews", lambda row, _: _of_first(row), chosen_on=True),
        _coded("nhs_feedback, half", data, "nhs_feedback", _even, chosen_on=True, a_case_each=True),
        _from_files("usability P12-P17", (path for path in usability if _number(path) > 11)),
        _coded("usability P12-P17, coded", data, "usability_interviews", lambda row, _: not _of_first(row)),
        _from_files("changelog_md", files(data, "changelog_md")),
        _from_files("name_inline_md, name_own_line_md", files(data, "name_inline_md", "name_own_line_md")),
        _from_files("12 hour-long interviews", files(data, *HOURS)),
        _coded("explainability_interviews", data, "explainability_interviews", gold="theme"),
        _coded("nhs_feedback, other half", data, "nhs_feedback", _odd, a_case_each=True),
        _coded("open_ended_answers", data, "open_ended_answers"),
    ]


def _from_files(name: str, paths: Iterable[Path], *, chosen_on: bool = False) -> Set:
    segments, words = segments_of(transcripts(paths))
    return Set(name=name, chosen_on=chosen_on, segments=segments, words=words, gold=None)


def _coded(
    name: str,
    data: Path,
    folder: str,
    kept: Callable[[dict[str, str], int], bool] = lambda _row, _nth: True,
    *,
    gold: str = "code",
    chosen_on: bool = False,
    a_case_each: bool = False,
) -> Set:
    """A labelled.csv: one segment an id, its first code."""
    rows: dict[str, dict[str, str]] = {}
    with (data / "coded" / folder / "labelled.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows.setdefault(row["segment_id"], row)
    segments, words, codes = [], [], []
    end: dict[str, int] = {}
    for nth, row in enumerate(rows.values()):
        text = row["text"].strip()
        if len(text.split()) < _FEWEST_WORDS or not kept(row, nth):
            continue
        start = end.get(row["source"], 0)
        end[row["source"]] = start + len(text) + 1
        # "Participant" is whoever is interviewed in that source; a comment is a patient's only one.
        known = row["source"] if row["speaker_if_known"] == "Participant" else row["speaker_if_known"]
        case = row["segment_id"] if a_case_each else known
        segments.append(
            Segment(transcript_id=row["source"], start=start, end=start + len(text), turn=nth, case_id=case or None)
        )
        words.append(text)
        codes.append(row[gold])
    return Set(name=name, chosen_on=chosen_on, segments=segments, words=words, gold=codes)


def _number(path: Path) -> int:
    found = re.match(r"P(\d+)_", path.name)
    if found is None:
        raise ValueError(f"{path.name} names no participant.")
    return int(found[1])


def _of_first(row: dict[str, str]) -> bool:
    return _number(Path(row["source"])) <= 11


def _even(_: dict[str, str], nth: int) -> bool:
    return nth % 2 == 0


def _odd(_: dict[str, str], nth: int) -> bool:
    return nth % 2 == 1
