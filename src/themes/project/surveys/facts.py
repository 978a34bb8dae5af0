"""From a confirmed grid of survey answers to facts: cases with values, and a transcript for each open question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from themes.errors import AlreadyAdded, Refused
from themes.model import Attribute, Case, Dropped, Speaker, Transcript, Turn
from themes.operations import Change, added, new_id, new_ids, revised
from themes.project.texts.intake import free_title
from themes.rules import SURVEY
from themes.text import canonical
from themes.values import value_of

if TYPE_CHECKING:
    from themes.read.survey import Grid
    from themes.read.survey.column import Column

_NUMBERED = re.compile(r"R0*(\d+)")
_FEWEST_DIGITS = 4
_LONGEST_TITLE = 200
_NOTHING = "Nothing was taken in."


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """What the project has already: its cases, its attributes, the titles of its transcripts."""

    cases: Sequence[Case]
    attributes: Sequence[Attribute]
    titles: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyFacts:
    """The changes that take a survey in, and what they bring; ``respondents`` is a case for each row."""

    changes: list[Change]
    transcripts: tuple[Transcript, ...]
    respondents: tuple[Case, ...]
    attributes: tuple[Attribute, ...]


def survey_facts(grid: Grid, here: Here, *, identified: bool) -> SurveyFacts:
    """What a survey's answers are as facts.

    Args:
        grid: The answers, each column as it was confirmed.
        here: What the project has.
        identified: Whether respondents go by the identifier of the file, and join the case that bears it already;
            else they get neutral labels.

    Raises:
        Refused: There is neither an open nor a closed question, a value is not of its column's type, or nobody is
            identified by a column.
        AlreadyAdded: Its closed questions are all that it has, and cases with the same answers are here.
    """
    questions = [column for column in grid.of_kind("open question") if column.n_answers]
    if not questions and not grid.of_kind("property", "scale"):
        raise Refused(f"No column of {grid.name} is a question. {_NOTHING} Say which columns are.")
    attributes, of_columns = _attributes(grid, here)
    values = _values(grid, of_columns)
    if not questions and not identified:
        _refuse_known_ratings(grid, values, here)
    labels = _identifiers(grid) if identified else _neutral(here.cases, len(grid.rows))
    known = {case.label.casefold(): case for case in here.cases} if identified else {}
    cases: list[Case] = []
    changes = [added(one) if was is None else revised(was, one) for was, one in attributes]
    for id_, label, held in zip(new_ids(len(labels)), labels, values, strict=True):
        was = known.get(label.casefold())
        if was is None:
            case = Case(id=id_, label=label, values=tuple(held.items()))
            changes.append(added(case))
        else:
            case = replace(was, values=tuple((dict(was.values) | held).items()))
            changes.append(revised(was, case))
        cases.append(case)
    titles = set(here.titles)
    transcripts = []
    for column in questions:
        transcript = _transcript(grid, column, cases, titles)
        titles.add(transcript.title)
        transcripts.append(transcript)
    changes.extend(map(added, transcripts))
    return SurveyFacts(
        changes=changes,
        transcripts=tuple(transcripts),
        respondents=tuple(cases),
        attributes=tuple(one for _, one in attributes),
    )


def _refuse_known_ratings(grid: Grid, values: Sequence[dict[str, str]], here: Here) -> None:
    """Refuse a sheet of ratings whose every row a case has already: no transcript remembers that it came."""
    of_file = {id_ for held in values for id_ in held}
    kept = Counter(frozenset((id_, value) for id_, value in case.values if id_ in of_file) for case in here.cases)
    if of_file and not Counter(frozenset(held.items()) for held in values) - kept:
        message = f"{grid.name} is already here: cases have the same answers. Nothing was imported."
        raise AlreadyAdded(message)


def _transcript(grid: Grid, column: Column, cases: Sequence[Case], titles: set[str]) -> Transcript:
    """The answers to one question, a turn each, of those who answered."""
    texts: list[str] = []
    speakers: list[Speaker] = []
    turns: list[Turn] = []
    position = 0
    for case, row in zip(cases, grid.rows, strict=True):
        text = canonical(row[column.index]).strip()
        if not text:
            continue
        turns.append(Turn(start=position, end=position + len(text), speaker=len(speakers)))
        speakers.append(Speaker(label=case.label, role="participant", case_id=case.id))
        texts.append(text)
        position += len(text) + 1
    n_silent = len(cases) - len(texts)
    silent = Dropped(what="empty answers", count=n_silent, why="nothing was answered")
    return Transcript(
        id=new_id(),
        title=free_title(_short(column.heading), titles),
        kind="survey answers",
        text="\n".join(texts),
        turns=tuple(turns),
        speakers=tuple(speakers),
        format=SURVEY,
        layout=f"{'row' if grid.turned else 'column'} {column.index + 1}",
        source_name=grid.name,
        source_sha256=grid.sha256,
        dropped=(*grid.dropped, silent) if n_silent else grid.dropped,
    )


def _attributes(
    grid: Grid, here: Here
) -> tuple[list[tuple[Attribute | None, Attribute]], list[tuple[Column, Attribute]]]:
    """An attribute for each property and scale, one of the project's where name and type are the same."""
    known = {attribute.name.casefold(): attribute for attribute in here.attributes}
    found: list[tuple[Attribute | None, Attribute]] = []
    of_columns: list[tuple[Column, Attribute]] = []
    for column in grid.of_kind("property", "scale"):
        ordered = column.kind == "scale"
        was = known.get(column.heading.casefold())
        if was is not None and (was.type, was.ordered) == (column.type, ordered):
            listed = {choice.casefold() for choice in was.choices}
            more = tuple(choice for choice in column.choices if choice.casefold() not in listed)
            attribute = replace(was, choices=(*was.choices, *more))
        else:
            name, nth = column.heading, 2
            stem = PurePath(grid.name).stem
            while name.casefold() in known:
                name, nth = f"{column.heading} ({stem}{f' {nth}' if nth > 2 else ''})", nth + 1  # noqa: PLR2004 - the second of its name
            attribute, was = (
                Attribute(
                    id=new_id(),
                    name=name,
                    type=column.type,
                    position=len(known),
                    choices=column.choices,
                    ordered=ordered,
                ),
                None,
            )
        known[attribute.name.casefold()] = attribute
        found.append((was, attribute))
        of_columns.append((column, attribute))
    return found, of_columns


def _values(grid: Grid, of_columns: Iterable[tuple[Column, Attribute]]) -> list[dict[str, str]]:
    """For each row its values by attribute id, each in the spelling of its type."""
    values: list[dict[str, str]] = [{} for _ in grid.rows]
    for column, attribute in of_columns:
        spelt: dict[str, str] = {}
        for row, held in zip(grid.rows, values, strict=True):
            answer = row[column.index]
            if not answer:
                continue
            if answer not in spelt:
                spelt[answer] = _spelt(answer, column, attribute)
            held[attribute.id] = spelt[answer]
    return values


def _spelt(answer: str, column: Column, attribute: Attribute) -> str:
    try:
        return value_of(" ".join(canonical(answer).split()), attribute)
    except Refused as error:
        message = (
            f"Not every answer in column {column.index + 1} is a {attribute.type}. {_NOTHING} "
            "Say that the column is text, or left out."
        )
        raise Refused(message) from error


def _identifiers(grid: Grid) -> list[str]:
    columns = grid.of_kind("identifier")
    if not columns:
        raise Refused(f"No column of {grid.name} is an identifier. {_NOTHING} Say which one is.")
    labels = [row[columns[0].index] for row in grid.rows]
    if not all(labels) or len({label.casefold() for label in labels}) < len(labels):
        raise Refused(
            f"Column {columns[0].index + 1} of {grid.name} is empty in a row, or the same in two. {_NOTHING} "
            "Use neutral labels instead."
        )
    return labels


def _neutral(cases: Iterable[Case], count: int) -> list[str]:
    """Labels as R0001, after the last that is taken."""
    taken = [_NUMBERED.fullmatch(case.label) for case in cases]
    last = max((int(match[1]) for match in taken if match), default=0)
    digits = max(_FEWEST_DIGITS, len(str(last + count)))
    return [f"R{last + nth:0{digits}d}" for nth in range(1, count + 1)]


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1].rstrip()}…"
