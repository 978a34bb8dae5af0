"""What a report of two coders' work must say, reckoned from the rows of the file by SQL and counting characters.

The second method: it shares nothing with the product but the file. For interviews with one participant each.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

_CODINGS = """
    SELECT transcript.title, quotation.start, quotation.end, code.name, coder.name, coding.valence FROM coding
    JOIN quotation ON quotation.id = coding.quotation_id JOIN transcript ON transcript.id = quotation.transcript_id
    JOIN code ON code.id = coding.code_id JOIN coder ON coder.id = coding.coder_id"""
_THEMES = """
    SELECT theme.name, code.name FROM theme_code JOIN theme ON theme.id = theme_code.theme_id
    JOIN code ON code.id = theme_code.code_id"""
_BELOW = "SELECT code.name, parent.name FROM code JOIN code AS parent ON parent.id = code.parent_id"
_TURNS = """
    SELECT transcript.title, turn.start, turn.end, speaker.role FROM turn
    JOIN transcript ON transcript.id = turn.transcript_id
    JOIN speaker ON speaker.transcript_id = turn.transcript_id AND speaker.position = turn.speaker"""
_LOOKED = """
    SELECT transcript.title, code.name, coder.name FROM looked_at JOIN code ON code.id = looked_at.code_id
    JOIN coder ON coder.id = looked_at.coder_id JOIN transcript ON transcript.id = looked_at.transcript_id"""


@dataclass(frozen=True, slots=True)
class Given:
    """A coding: where, by whom, which code and in which direction."""

    title: str
    start: int
    end: int
    code: str
    coder: str
    valence: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be told of some codes: participants and transcripts heard, passages, and those of each direction."""

    n_participants: int
    n_transcripts: int
    n_quotations: int
    n_by_direction: dict[str, int]


class Reckoned:
    """A study's rows.

    Args:
        file: The study.
    """

    def __init__(self, file: Path) -> None:
        """Read what is there."""
        self.texts = dict(_rows(file, "SELECT title, text FROM transcript"))
        self.given = [Given(*row) for row in _rows(file, _CODINGS)]
        self.looked = set(_rows(file, _LOOKED))
        self._above = dict(_rows(file, _BELOW))
        self.themes = {
            name: {code for _, code in pairs}
            for name, pairs in groupby(sorted(_rows(file, _THEMES)), key=lambda pair: pair[0])
        }
        self._speaking: dict[str, list[tuple[int, int]]] = {title: [] for title in self.texts}
        for title, start, end, role in _rows(file, _TURNS):
            if role == "participant" and end > start:
                self._speaking[title].append((start, end))

    def of(self, codes: Iterable[str], *, with_sub_codes: bool = True) -> Told:
        """What is to be told of some codes together."""
        wanted = set(codes)
        if with_sub_codes:
            wanted |= {code for code in self._above if wanted & set(self._all_above(code))}
        passages: dict[tuple[str, int, int], set[str | None]] = {}
        for one in self.given:
            if one.code in wanted:
                passages.setdefault((one.title, one.start, one.end), set()).add(one.valence)
        directions = [_direction(valences - {None}) for valences in passages.values()]
        return Told(
            # One participant speaks in each of these interviews, so that a passage is theirs or the interviewer's.
            n_participants=len({place[0] for place in passages if self._is_theirs(*place)}),
            n_transcripts=len({title for title, _, _ in passages}),
            n_quotations=len(passages),
            n_by_direction={way: directions.count(way) for way in ("enabler", "barrier", "mixed")},
        )

    def alpha_of_turns(self, coders: tuple[str, str]) -> tuple[float, int]:
        """Krippendorff's alpha over each participant's turn and each code that either gave; how many of those."""
        pairs = []
        for code in sorted({one.code for one in self.given if one.coder in coders}):
            for title, turns in self._speaking.items():
                spans = {who: self._spans(title, code, who) for who in coders}
                if all(spans[who] or (title, code, who) in self.looked for who in coders):
                    pairs += [
                        tuple(any(start < e and s < end for s, e in spans[who]) for who in coders)
                        for start, end in turns
                    ]
        n = 2 * len(pairs)
        n_given = sum(first + second for first, second in pairs)
        seen = sum(first != second for first, second in pairs) / len(pairs)
        by_chance = 2 * n_given * (n - n_given) / (n * (n - 1))
        return 1 - seen / by_chance, len(pairs)

    def _all_above(self, code: str) -> Iterator[str]:
        while code in self._above:
            code = self._above[code]
            yield code

    def _spans(self, title: str, code: str, coder: str) -> list[tuple[int, int]]:
        return [(one.start, one.end) for one in self.given if (one.title, one.code, one.coder) == (title, code, coder)]

    def _is_theirs(self, title: str, start: int, end: int) -> bool:
        """Whether the participant says most of a passage."""
        theirs = sum(max(0, min(end, e) - max(start, s)) for s, e in self._speaking[title])
        return 2 * theirs > end - start


def _direction(valences: set[str | None]) -> str | None:
    return valences.pop() if len(valences) == 1 else "mixed" if valences else None


def _rows(file: Path, statement: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute(statement).fetchall()
