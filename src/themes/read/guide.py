"""A topic guide, from the files it is written in: its questions with their numbers, and what is no question.

bytes → lines (a format's reader) → a kind for each line → numbers

A line is a question where it asks ("?"), tells somebody to tell ("Describe …", "Tell me …") or bears a number; a
bullet, a letter or a deeper line under a question is a prompt of it and gets its number with a letter ("2b").
Headings, instructions and times are left out, and said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PureWindowsPath
from typing import Literal

from themes.errors import BrokenFile, RefusedFile, UnknownFormat
from themes.read import fence
from themes.read.guide_lines import BARE_NUMBER, Kind, Row, understood
from themes.read.source import Line
from themes.read.survey.table import rows_of
from themes.read.whole import lines_of

MOST_QUESTIONS = 300
_TABLES = (".csv", ".tsv", ".xlsx")
_FORMATS = frozenset({"docx", "odt", "txt", "md", "rtf"})
_NUMBER_COLUMNS = ("number", "no", "no.", "nr", "#", "q", "id")
_TEXT_COLUMNS = ("question", "text", "questions", "words", "wording")
_PROMPT_COLUMNS = ("prompt", "prompts", "probe", "probes", "follow-up", "follow-ups", "sub-question", "sub-questions")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A question of a guide; ``number`` is the guide's own, or where it has none the one that its place gives it."""

    number: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A line of a guide that is no question, and what it was taken for."""

    text: str
    why: Literal["heading", "instruction"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """What a guide's file holds, before anybody takes it over."""

    entries: tuple[Entry, ...]
    left_out: tuple[LeftOut, ...] = ()
    notices: tuple[str, ...] = ()


def read_guide(name: str, data: bytes) -> Guide:
    """The questions of a topic guide (.docx, .odt, .txt, .md, .rtf, .csv, .tsv, .xlsx).

    Args:
        name: The file's name.
        data: Its bytes.

    Raises:
        RefusedFile: It cannot be read, or holds no question; the message says what to do.
    """
    called = PureWindowsPath(name).name
    try:
        return fence.ask("guide", Guide, data, name=called)
    except RefusedFile as error:
        raise type(error)(f"{called} was not read: {error} The topic guide stays as it was.") from error


def guide_of(data: bytes, *, name: str) -> Guide:
    """As ``read_guide``; called in the child that ``fence`` watches.

    Raises:
        RefusedFile: As ``read_guide``.
    """
    if PureWindowsPath(name).suffix.casefold() in _TABLES:
        return _numbered(_table_rows(rows_of(data, name=name)), ())
    format_, source = lines_of(name, data)
    if format_.name not in _FORMATS:
        raise UnknownFormat(f"a topic guide is no {format_.title}. Save it as .docx, .odt, .txt or .csv.")
    lines = [line for one in source.lines for line in _cells_apart(one)]
    return _numbered(understood(lines), source.notices)


def _cells_apart(line: Line) -> Iterator[Line]:
    """A row of a table as a line a paragraph of a cell: a guide in a table has its questions in one column."""
    if not line.cells:
        yield line
        return
    number = line.cells[0].strip() if BARE_NUMBER.fullmatch(line.cells[0].strip()) else ""
    rows = [words for cell in line.cells[bool(number) :] for words in cell.split("\n") if words.strip()]
    for nth, words in enumerate(rows):
        yield replace(line, text=f"{number.rstrip('.')}. {words}" if number and nth == 0 else words, cells=())


# --- numbers -------------------------------------------------------------------------------------


def _numbered(rows: Sequence[Row], notices: tuple[str, ...]) -> Guide:
    """The rows as a guide: what has no number of its own gets the one that its place gives it."""
    kept = [row for row in rows if row.kind in ("question", "prompt")]
    left_out = tuple(
        LeftOut(text=row.text, why=_why(row.kind)) for row in rows if row.kind not in ("question", "prompt")
    )
    if not kept:
        raise BrokenFile(
            "no question was found in it. Write each question on a line of its own, with a question mark or a number, "
            "or give a table with a column “question”."
        )
    if len(kept) > MOST_QUESTIONS:
        raise BrokenFile(
            f"it holds {len(kept)} questions (limit {MOST_QUESTIONS}), as no topic guide does. "
            "Take out what is no question and try again."
        )
    own = [row.number.casefold() for row in kept if row.number]
    if len(set(own)) < len(own):
        notices = (*notices, "Some numbers stood twice in it; the questions were numbered anew in their order.")
        kept, own = [replace(row, number="") for row in kept], []
    elif not own:
        notices = (*notices, "It has no numbers of its own; the questions were numbered in their order.")
    return Guide(entries=tuple(_entries(kept, anew=not own)), left_out=left_out, notices=notices)


def _entries(rows: Sequence[Row], *, anew: bool) -> Iterator[Entry]:
    taken = {row.number.casefold() for row in rows}
    main, n_main = "", 0
    for row in rows:
        if row.number:
            main = re.sub(r"[a-z].*$", "", row.number.casefold())
            yield Entry(number=row.number, text=row.text)
        elif row.kind == "question":
            n_main += 1
            main = str(n_main) if anew else ""
            yield Entry(number=main, text=row.text)
        else:
            free = next((f"{main}{letter}" for letter in _LETTERS if f"{main}{letter}" not in taken), "")
            number = free if main else ""
            taken.add(number)
            yield Entry(number=number, text=row.text)


def _why(kind: Kind) -> Literal["heading", "instruction"]:
    return "heading" if kind == "heading" else "instruction"


_LETTERS = "abcdefghijklmnopqrstuvwxyz"


# --- tables --------------------------------------------------------------------------------------


def _table_rows(table: Sequence[Sequence[str]]) -> list[Row]:
    """The rows of a table with a column of questions, perhaps one of numbers and one of prompts."""
    header = table[0]
    cells = [[*row, *[""] * (len(header) - len(row))][: len(header)] for row in table[1:]]
    folded = [cell.strip().casefold() for cell in header]
    question = _column(folded, _TEXT_COLUMNS)
    if question is None and len(header) > 1:
        raise BrokenFile("it has no column “question”. Name one so; “number” and “prompt” may stand beside it.")
    if question is None:  # a list of questions without a header
        return understood([Line(text=row[0], paragraph=nth) for nth, row in enumerate([header, *cells]) if row[0]])
    number, prompt = _column(folded, _NUMBER_COLUMNS), _column(folded, _PROMPT_COLUMNS)
    rows: list[Row] = []
    for row in cells:
        given = "" if number is None else _spelt(row[number])
        if row[question].strip():
            kind: Kind = "prompt" if given[-1:].isalpha() else "question"
            rows.append(Row(kind=kind, text=" ".join(row[question].split()), number=given))
        if prompt is not None:
            parts = [part.strip() for part in re.split(r"[;\n]", row[prompt]) if part.strip()]
            rows.extend(Row(kind="prompt", text=part) for part in parts)
    return rows


def _spelt(number: str) -> str:
    """A number as guides in text bear it: "2.b)" is "2b", "3.0" from a spreadsheet is "3"."""
    bare = re.sub(r"^Q\.?\s*", "", number.strip(), flags=re.IGNORECASE).rstrip(".):").removesuffix(".0")
    return re.sub(r"(?<=\d)[.)](?=[a-z])", "", bare, flags=re.IGNORECASE)


def _column(folded: Sequence[str], names: Sequence[str]) -> int | None:
    return next((nth for nth, name in enumerate(folded) if name in names), None)
