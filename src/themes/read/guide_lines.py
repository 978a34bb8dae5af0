"""A topic guide, line by line: which line is a question, which a prompt of the one above, which neither."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from themes.read.source import Line

Kind = Literal["question", "prompt", "heading", "instruction"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line as it is understood; ``numbered`` says that its number is the guide's own."""

    kind: Kind
    text: str
    number: str = ""


BARE_NUMBER = re.compile(r"(?:Q\.?\s?)?\d{1,2}[a-z]?[.)]?", re.IGNORECASE)
_NUMBER = re.compile(
    r"^(?:Q(?:uestion)?[.\s]?\s*)?(?P<main>\d{1,2}(?:\.\d{1,2}){0,3})"
    r"(?:[.)]?(?P<letter>[a-z])(?=[.):\s]))?(?:[.](?P<roman>[ivx]{1,4})(?=[.):\s]))?[.):]*\s+(?P<words>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_LETTER = re.compile(r"^\(?(?P<letter>[a-z])[.)](?:(?P<roman>[ivx]{1,4})[.)]?)?\s+(?P<words>\S.*)$", re.DOTALL)
_ROMAN = re.compile(r"^\(?(?P<roman>[ivx]{1,4})[.)]\s+(?P<words>\S.*)$", re.DOTALL)
_BULLET = re.compile(r"^(?:[-–—•·*▪◦‣●○\uf0b7\uf0a7]|o(?=\s{1,4}\S))\s*(?P<words>\S.*)$", re.DOTALL)
_PROMPTS = re.compile(r"^(?:prompts?|probes?|follow[- ]?ups?)(?:\s*\(.*?\))?\s*[:–-]\s*(?P<words>.*)$", re.IGNORECASE)
_INSTRUCTION = re.compile(
    r"^(?:\(.*\)|\[.*\]|(?:interviewer|moderator|note|notes|nb|instructions?|introduction|reminder|thank|explain that|"
    r"check|turn on|start the|stop the)\b.*)$",
    re.IGNORECASE | re.DOTALL,
)
_HEADING = re.compile(
    r"^(?:section|part|theme|topic|background|opening|closing|close|warm[- ]?up|wrap[- ]?up)\b(?!.*\?)", re.IGNORECASE
)
_MINUTES = re.compile(r"\(\s*(?:about\s*)?\d+\s*(?:[-–]\s*\d+\s*)?min(?:ute)?s?\.?\s*\)\s*$", re.IGNORECASE)
_TELLING = re.compile(
    r"^(?:please|can you|could you|would you|tell|describe|explain|talk|say|walk|give|think|reflect|imagine|choose|"
    r"read|explore|submit|answer|discuss|click|select|show|list|name|rate|compare|consider|share)\b",
    re.IGNORECASE,
)
_MOST_HEADING_WORDS = 6


def understood(lines: Sequence[Line]) -> list[Row]:
    """A kind, and where the guide gives one a number, for each line that holds words."""
    walk = _Walk()
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        walk.line(line, after)
    return walk.rows


class _Walk:
    """One way down a guide, knowing the number it is at and whether a question stands above."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._main = ""  # the last number without a letter
        self._letter = ""
        self._base: int | None = None  # how deep the last main question stands; None before the first
        self._listed = False  # whether that question is itself an item of a list

    def line(self, line: Line, after: Line | None) -> None:
        """Take one line in."""
        words = line.words
        prompts, numbered = _PROMPTS.match(words), _NUMBER.match(words)
        if prompts and self._base is not None:
            for part in prompts["words"].split(";"):
                self._add("prompt", part)
        elif numbered:
            self._numbered(line, numbered, after)
        elif self._main and (lettered := self._lettered(words)):
            self._add("prompt", *lettered)
        elif not _asks(words) and (_MINUTES.search(words) or _INSTRUCTION.match(words) or line.kind == "heading"):
            is_heading = _MINUTES.search(words) or not _INSTRUCTION.match(words)
            self._open_section(words) if is_heading else self._add("instruction", words)
        else:
            self._unnumbered(line)

    def _unnumbered(self, line: Line) -> None:
        """Take in a line that may be a question without a number, or a prompt by its bullet or its depth."""
        bullet, level = _BULLET.match(line.words), _level(line)
        words = bullet["words"] if bullet else line.words
        below = self._base is not None and (level > self._base or (bullet is not None and not self._listed))
        if below:
            self._add("prompt", words)
        elif _asks(words):
            self._question(words, level, listed=bullet is not None)
        elif _is_heading(line.words):
            self._open_section(line.words)
        else:
            self._add("instruction", line.words)

    def _numbered(self, line: Line, found: re.Match[str], after: Line | None) -> None:
        words = found["words"].strip()
        number = found["main"]
        below = after is not None and (under := _NUMBER.match(after.words)) and under["main"].startswith(f"{number}.")
        if not found["letter"] and not _asks(words) and (line.kind == "heading" or below) and _is_heading(words):
            self._open_section(words)
            return
        if not found["letter"] and not found["roman"]:
            self._main, self._letter, self._base, self._listed = number, "", _level(line), False
            self._add("question", words, number)
            return
        if found["main"] != self._main:
            self._main, self._base = found["main"], _level(line)
        self._letter = (found["letter"] or "").casefold()
        roman = f".{found['roman'].casefold()}" if found["roman"] else ""
        self._add("prompt", words, f"{self._main}{self._letter}{roman}")

    def _lettered(self, words: str) -> tuple[str, str] | None:
        """The words and number of "b) …", "c.ii …" or "iii) …" under a numbered question."""
        roman, letter = _ROMAN.match(words), _LETTER.match(words)
        goes_on = letter is not None and ord(letter["letter"]) == ord(self._letter or "`") + 1
        if roman and self._letter and not goes_on:
            return roman["words"].strip(), f"{self._main}{self._letter}.{roman['roman']}"
        if letter is None:
            return None
        self._letter = letter["letter"]
        below = f".{letter['roman']}" if letter["roman"] else ""
        return letter["words"].strip(), f"{self._main}{self._letter}{below}"

    def _question(self, words: str, level: int, *, listed: bool) -> None:
        self._main, self._letter, self._base, self._listed = "", "", level, listed
        self._add("question", words)

    def _open_section(self, words: str) -> None:
        self._base, self._main, self._letter, self._listed = None, "", "", False
        self._add("heading", words)

    def _add(self, kind: Kind, text: str, number: str = "") -> None:
        if text.strip():
            self.rows.append(Row(kind=kind, text=" ".join(text.split()), number=number))


def _asks(words: str) -> bool:
    return "?" in words or _TELLING.match(words) is not None


def _is_heading(words: str) -> bool:
    """Whether a line without a question reads like a heading: few words without a full stop, or a time box."""
    short = len(words.split()) <= _MOST_HEADING_WORDS and not words.endswith(".")
    return short or _MINUTES.search(words) is not None or _HEADING.match(words) is not None


def _level(line: Line) -> int:
    """How deep a line stands: a list of the word processor's own counts as one step, as an indented line does."""
    return line.depth if line.list_level is None else line.list_level + 1
