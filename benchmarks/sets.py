"""Real sets that discovery is measured on: segments with their words and, where people coded them, their codes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.labelled import Kept, Row, coded, even, odd, sorted_by
from themes.discover import FEWEST_SEGMENTS, cut
from themes.model import Segment, Transcript
from themes.read import read

HOURS = ("changelog_md", "name_own_line_md", "name_colon_hms_md")
"""Twelve interviews of about an hour, 107,000 words."""

_FEWEST_WORDS = 4
_SEGMENTS_A_CODE = 8
_FEWEST_CODES = 2
_LAST_CHOSEN_ON = 11  # of the usability interviews, by participant


@dataclass(frozen=True, slots=True, kw_only=True)
class Set:
    """A set of segments; ``gold`` holds the first code that a person gave each, None where nobody coded.

    ``in_order``: whether segments of one source follow one another, as in an interview.
    """

    name: str
    chosen_on: bool
    segments: list[Segment]
    words: list[str]
    gold: list[str] | None
    in_order: bool = True


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
    of_first, first_comments = chosen(data)
    of_others, explained, answers, other_comments, *_ = reported(data)
    return [
        _from_files(
            "usability P1-P11", (path for path in usability if _number(path) <= _LAST_CHOSEN_ON), chosen_on=True
        ),
        of_first,
        first_comments,
        _from_files("usability P12-P17", (path for path in usability if _number(path) > _LAST_CHOSEN_ON)),
        of_others,
        _from_files("changelog_md", files(data, "changelog_md")),
        _from_files("name_inline_md, name_own_line_md", files(data, "name_inline_md", "name_own_line_md")),
        _from_files("12 hour-long interviews", files(data, *HOURS)),
        explained,
        other_comments,
        answers,
    ]


def _from_files(name: str, paths: Iterable[Path], *, chosen_on: bool = False) -> Set:
    segments, words = segments_of(transcripts(paths))
    return Set(name=name, chosen_on=chosen_on, segments=segments, words=words, gold=None)


def labelled(
    path: Path,
    *,
    name: str = "",
    kept: Kept | None = None,
    gold: str = "auto",
    in_order: bool = False,
    chosen_on: bool = False,
    a_case_each: bool = False,
) -> Set:
    """The segments of a labelled.csv, each with the first code that a person gave it.

    Segments of fewer than four words and those without gold are left out, as discovery leaves such turns out.

    Args:
        path: As ``benchmarks.labelled.coded`` reads it.
        name: What the set is called; its folder where not given.
        kept: Which segments to keep, told a segment's first row and its position.
        gold: The column that people's grouping stands in, "code" or "theme"; "auto" takes themes where codes are so
            many (more than one for eight segments) that no grouping of a readable number could match them, and at
            least half of the segments bear a theme. Where codes are so many and there are no themes, a segment counts
            with the commonest of its codes instead of the first.
        in_order: Whether the rows of a source stand in it in this order, one after the other, as in an interview; else
            each stands alone, as an answer to a survey does. Rows sorted by their codes stand alone anyway: what is
            beside a segment would tell its code.
        chosen_on: Whether constants were chosen on it.
        a_case_each: Whether every row is a case of its own, whoever the source says speaks.
    """
    found = coded(path)
    first = [one.rows[0] for one in found]
    column = _gold_column(first) if gold == "auto" else gold
    how_common = Counter(code for one in found for code in one.given(column))
    # Free codes that hardly anybody gives twice.
    are_free = gold == "auto" and column == "code" and len(how_common) * _SEGMENTS_A_CODE > len(first)
    in_order = in_order and not sorted_by(column, first)
    segments, words, codes = [], [], []
    end: dict[str, int] = {}
    for nth, (one, row) in enumerate(zip(found, first, strict=True)):
        # A row may bear several themes; the first is where the code belongs.
        given = one.given(column)
        if are_free:
            given.sort(key=lambda code: -how_common[code])
        text, code = row.get("text", ""), next(iter(given), "")
        if len(text.split()) < _FEWEST_WORDS or not code or (kept is not None and not kept(row, nth)):
            continue
        source = row["source"] if in_order else one.id
        start = end.get(source, 0)
        end[source] = start + len(text) + 1
        case = one.id if a_case_each else _case(row, one.id, in_order=in_order)
        segments.append(Segment(transcript_id=source, start=start, end=start + len(text), turn=nth, case_id=case))
        words.append(text)
        codes.append(code)
    return Set(
        name=name or path.parent.name or path.stem,
        chosen_on=chosen_on,
        in_order=in_order,
        segments=segments,
        words=words,
        gold=codes,
    )


def check(one: Set) -> None:
    """Stop, in words, where candidates cannot be held against codes.

    Raises:
        SystemExit: There are too few segments, or all bear the same code.
    """
    n_words, n_codes = len(one.words), len(set(one.gold or ()))
    if n_words < FEWEST_SEGMENTS:
        raise SystemExit(
            f"{one.name}: {n_words} segments of four words or more bear a code; candidate themes need "
            f"{FEWEST_SEGMENTS}. Nothing was measured."
        )
    if n_codes < _FEWEST_CODES:
        raise SystemExit(
            f"{one.name}: all segments bear the same code, so there is nothing to hold candidates against. "
            "Nothing was measured."
        )


def _case(row: Row, identity: str, *, in_order: bool) -> str:
    """Who speaks: "Participant" is whoever is interviewed in that source; a comment of nobody known is a case alone."""
    speaker = row.get("speaker_if_known", "")
    if speaker and speaker != "Participant":
        return speaker
    return row["source"] if speaker or in_order else identity


def _gold_column(rows: list[Row]) -> str:
    """The column of themes where codes are too many to be found again and there are themes, else that of codes."""
    n_codes = len({row.get("code", "") for row in rows})
    themes = [row["theme"] for row in rows if row.get("theme")]
    many = n_codes * _SEGMENTS_A_CODE > len(rows)
    return "theme" if many and len(set(themes)) > 1 and 2 * len(themes) >= len(rows) else "code"


def reported(data: Path) -> list[Set]:
    """The coded sets that figures are reported on: no constant was chosen on any of them."""
    folder = data / "coded"
    return [
        labelled(
            folder / "usability_interviews/labelled.csv",
            name="usability P12-P17",
            kept=lambda row, _: not of_first(row),
            in_order=True,
        ),
        labelled(folder / "explainability_interviews/labelled.csv"),  # sorted by code, not in the order of the talk
        labelled(folder / "open_ended_answers/labelled.csv"),
        labelled(folder / "nhs_feedback/labelled.csv", name="nhs_feedback, other half", kept=odd, a_case_each=True),
        labelled(folder / "abstracts_inline_codes/labelled.csv", name="abstracts"),
        labelled(folder / "emotions_scale/labelled.csv"),
    ]


def chosen(data: Path) -> list[Set]:
    """The coded sets that constants are chosen on."""
    folder = data / "coded"
    return [
        labelled(
            folder / "usability_interviews/labelled.csv",
            name="usability P1-P11",
            kept=lambda row, _: of_first(row),
            in_order=True,
            chosen_on=True,
        ),
        labelled(
            folder / "nhs_feedback/labelled.csv",
            name="nhs_feedback, half",
            kept=even,
            chosen_on=True,
            a_case_each=True,
        ),
    ]


def _number(path: Path) -> int:
    found = re.match(r"P(\d+)_", path.name)
    if found is None:
        raise ValueError(f"{path.name} names no participant.")
    return int(found[1])


def of_first(row: Row) -> bool:
    """Whether a row is of P1 to P11 of the usability interviews, on which constants were chosen."""
    return _number(Path(row["source"])) <= _LAST_CHOSEN_ON
