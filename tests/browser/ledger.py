"""A person's plain ledger of what they saw done, and the same read out of the file by SQL alone.

Neither knows the other, nor any code of the product: names and words, no ids.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What stands in a study.

    Attributes:
        codings: Words of a transcript and the name of the code that they bear, each once.
        n_codings: How many codings that are: two of the same words would show here.
        n_rejected: Suggestions that were found not right.
        codes: Names.
        themes: Name, statement, and the names of the codes that carry it.
    """

    codings: frozenset[tuple[str, str]] = frozenset()
    n_codings: int = 0
    n_rejected: int = 0
    codes: frozenset[str] = frozenset()
    themes: frozenset[tuple[str, str, frozenset[str]]] = frozenset()


class Ledger:
    """The verbs in the order in which they were done, and what stands after each."""

    def __init__(self, before: Standing) -> None:
        """Begin with what stands already."""
        self.verbs: list[str] = []
        self._stood = [before]
        self._undone: list[Standing] = []

    @property
    def now(self) -> Standing:
        """What stands."""
        return self._stood[-1]

    def did(self, verb: str, **changed: Any) -> None:  # noqa: ANN401 - the fields of Standing
        """Note a step and what it changed."""
        self.verbs.append(verb)
        self._stood.append(replace(self.now, **changed))
        self._undone.clear()

    def coded(self, verb: str, words: str, code: str) -> None:
        """Note that words bear a code; it may be new."""
        codings = self.now.codings | {(words, code)}
        self.did(verb, codings=codings, n_codings=self.now.n_codings + 1, codes=self.now.codes | {code})

    def undid(self) -> None:
        """Note that the last step that stands was taken back."""
        self.verbs.append("undo")
        self._undone.append(self._stood.pop())

    def redid(self) -> None:
        """Note that the step that was taken back last was done again."""
        self.verbs.append("redo")
        self._stood.append(self._undone.pop())


_CODINGS = """
    SELECT transcript.text, quotation.start, quotation.end, code.name FROM coding
    JOIN quotation ON quotation.id = coding.quotation_id
    JOIN transcript ON transcript.id = quotation.transcript_id
    JOIN code ON code.id = coding.code_id"""
_THEMES = """
    SELECT theme.id, theme.name, theme.statement, code.name FROM theme
    LEFT JOIN theme_code ON theme_code.theme_id = theme.id
    LEFT JOIN code ON code.id = theme_code.code_id"""


def verbs_in(file: Path) -> list[str]:
    """The verbs of all steps in the log, oldest first."""
    return [verb for (verb,) in _rows(file, "SELECT verb FROM step ORDER BY seq")]


def standing_in(file: Path) -> Standing:
    """What stands in a study's file."""
    codings = [(text[start:end], code) for text, start, end, code in _rows(file, _CODINGS)]
    rejected = _rows(file, "SELECT count(*) FROM suggestion WHERE outcome = 'rejected'")
    themes: dict[str, tuple[str, str, frozenset[str]]] = {}
    for key, name, statement, code in _rows(file, _THEMES):
        carried = themes.get(key, ("", "", frozenset[str]()))[2]
        themes[key] = (name, statement, carried | ({code} if code else frozenset()))
    return Standing(
        codings=frozenset(codings),
        n_codings=len(codings),
        n_rejected=rejected[0][0],
        codes=frozenset(name for (name,) in _rows(file, "SELECT name FROM code")),
        themes=frozenset(themes.values()),
    )


def _rows(file: Path, statement: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute(statement).fetchall()
