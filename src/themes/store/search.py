"""Words found in turns, by SQLite's full-text search (FTS5, external content).

The search table holds no text of its own: a view cuts each turn's words out of its transcript.
"""

from __future__ import annotations

import re
import sqlite3
from typing import Any

from sqlalchemy import Connection

from themes.model import Transcript

# Canonical text holds no control characters, so these cannot be a participant's.
_OPEN, _CLOSE = "\x02", "\x03"
_PHRASE_OR_WORD = re.compile(r'"([^"]+)"|(\S+)')
_WORD = re.compile(r"\w")
_FIRST_WITH_SECURE_DELETE = (3, 42, 0)

_REMOVE = "INSERT INTO turn_search(turn_search, rowid, words) VALUES ('delete', ?, ?)"
_ADD = "INSERT INTO turn_search(rowid, words) VALUES (?, ?)"
_ROWS = "SELECT n FROM turn WHERE transcript_id = ? ORDER BY position"
_FIND = f"""
    SELECT turn.transcript_id, turn.start, highlight(turn_search, 0, '{_OPEN}', '{_CLOSE}')
    FROM turn_search JOIN turn ON turn.n = turn_search.rowid
    WHERE turn_search MATCH ? ORDER BY turn_search.rowid
"""  # noqa: S608 - two constants
_SHRINK = "INSERT INTO turn_search(turn_search) VALUES ('optimize')"
_ERASE_AT_ONCE = "INSERT INTO turn_search(turn_search, rank) VALUES ('secure-delete', 1)"
_COMPARE = "INSERT INTO turn_search(turn_search, rank) VALUES ('integrity-check', 1)"


def erases_at_once() -> bool:
    """Whether this SQLite can overwrite words in the search as their turn goes."""
    return sqlite3.sqlite_version_info >= _FIRST_WITH_SECURE_DELETE


def prepare(connection: Connection) -> None:
    """Have words overwritten as their turn goes, where this SQLite can; the setting stays in the file."""
    if erases_at_once():
        connection.exec_driver_sql(_ERASE_AT_ONCE)


def remove(connection: Connection, transcript: Transcript) -> None:
    """Take a transcript's turns out of the search; before its rows change, as its words say what to take."""
    _each_turn(connection, _REMOVE, transcript)


def add(connection: Connection, transcript: Transcript) -> None:
    """Put a transcript's turns into the search; after its rows are there."""
    _each_turn(connection, _ADD, transcript)


def erase(connection: Connection) -> None:
    """Make sure that words taken out are gone from the file: an older SQLite keeps them until it merges."""
    if not erases_at_once():
        connection.exec_driver_sql(_SHRINK)


def find(connection: Connection, query: str, *, limit: int) -> list[tuple[str, int, int]]:
    """Where the turns that hold every word of a query hold them.

    Args:
        connection: An open connection.
        query: Words, of which the last and each with an asterisk (``begin*``) may be a beginning; "words in quotes"
            stand together.
        limit: How many places at most.

    Returns:
        Transcript id, start and end in code points, in the order of the text.
    """
    asked = _expression(query)
    places: list[tuple[str, int, int]] = []
    if not asked or limit <= 0:
        return places
    for transcript_id, start, marked in connection.exec_driver_sql(_FIND, (asked,)):
        places.extend((transcript_id, start + first, start + last) for first, last in _marks(marked))
        if len(places) >= limit:
            break
    return places[:limit]


def is_sound(connection: Connection) -> bool:
    """Whether the search holds just what the turns hold; asked of the writer, as FTS5 takes it for a change."""
    from sqlalchemy.exc import DatabaseError  # noqa: PLC0415 - only here

    try:
        connection.exec_driver_sql(_COMPARE)
    except DatabaseError:
        return False
    return True


def _each_turn(connection: Connection, statement: str, transcript: Transcript) -> None:
    numbers = connection.exec_driver_sql(_ROWS, (transcript.id,)).scalars()
    rows: list[Any] = [
        (number, transcript.text[turn.start : turn.end]) for number, turn in zip(numbers, transcript.turns, strict=True)
    ]
    if rows:
        connection.exec_driver_sql(statement, rows)


def _expression(query: str) -> str:
    """The query in FTS5's language, each part a string so that nothing in it is an operator."""
    parts = [(phrase or word, word) for phrase, word in _PHRASE_OR_WORD.findall(query)]
    quoted = [
        '"' + part.replace('"', " ") + '"' + ("*" if word.endswith("*") else "")
        for part, word in parts
        if _WORD.search(part)
    ]
    if quoted and not query.rstrip().endswith(('"', "*")):
        quoted[-1] += "*"
    return " AND ".join(quoted)


def _marks(marked: str) -> list[tuple[int, int]]:
    """Where the marks stood in the text without them."""
    spans = []
    n_marks = start = 0
    for index, character in enumerate(marked):
        if character == _OPEN:
            start = index - n_marks
            n_marks += 1
        elif character == _CLOSE:
            spans.append((start, index - n_marks))
            n_marks += 1
    return spans
