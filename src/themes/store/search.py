"""Words found in turns, by SQLite's full-text search (FTS5, external content).

The search table holds no text of its own, and nothing here lets it fetch any: its view cuts a turn out of its whole
transcript, and of 48,000 survey answers in one transcript that took 4 ms each. Words are cut out here instead, and
where they match is asked of a search in memory that holds just the turns that were found.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import zip_longest
from typing import Any

from sqlalchemy import Connection

from themes.model import Transcript

# Canonical text holds no control characters, so these cannot be a participant's.
_OPEN, _CLOSE = "\x02", "\x03"
_PHRASE_OR_WORD = re.compile(r'"([^"]+)"\*?|(\S+)')
_WORD = re.compile(r"\w")
_WORDS = re.compile(r"\w+")
_NEAR = re.compile(r"NEAR(?:/(\d{1,3}))?")
_NEAR_WORDS = 10  # as FTS5 takes it where none is said
_FIRST_WITH_SECURE_DELETE = (3, 42, 0)

_REMOVE = "INSERT INTO turn_search(turn_search, rowid, words) VALUES ('delete', ?, ?)"
_ADD = "INSERT INTO turn_search(rowid, words) VALUES (?, ?)"
_ROWS = "SELECT n FROM turn WHERE transcript_id = ? ORDER BY position"
_FIND = """
    SELECT turn.n, turn.transcript_id, turn.start, turn.\"end\"
    FROM turn_search JOIN turn ON turn.n = turn_search.rowid
    WHERE turn_search MATCH :asked AND (:within IS NULL OR turn.transcript_id = :within)
    ORDER BY turn_search.rowid LIMIT :limit
"""
_HIGHLIGHT = f"SELECT highlight(turns, 0, '{_OPEN}', '{_CLOSE}') FROM turns WHERE turns MATCH ? ORDER BY rowid"  # noqa: S608 - two constants
_IN_MEMORY = """CREATE VIRTUAL TABLE turns USING fts5(words, tokenize="unicode61 remove_diacritics 2")"""
_ALL_TURNS = 'SELECT n, transcript_id, start, "end" FROM turn ORDER BY transcript_id'
_TERMS = "SELECT term, doc, offset FROM {}.terms"
_SHRINK = "INSERT INTO turn_search(turn_search) VALUES ('optimize')"
_EMPTY = "INSERT INTO turn_search(turn_search) VALUES ('delete-all')"
_ERASE_AT_ONCE = "INSERT INTO turn_search(turn_search, rank) VALUES ('secure-delete', 1)"
_CHECK = "INSERT INTO turn_search(turn_search) VALUES ('integrity-check')"

Turn = tuple[int, str, int, int]
"""A turn's number, its transcript, where it starts and ends."""


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


def find(
    connection: Connection, query: str, *, limit: int, within: str | None = None, whole_words: bool = False
) -> list[tuple[str, int, int]]:
    """Where the turns that hold every word of a query hold them.

    Args:
        connection: An open connection.
        query: Words; each with an asterisk (``begin*``) may be a beginning; "words in quotes" stand together;
            ``one NEAR/5 other`` has at most five words between, and is found as one place from first to last.
        limit: How many places at most.
        within: The transcript to look in; all where None.
        whole_words: The last word must be whole too; else it may be a beginning, as it is being typed still.

    Returns:
        Transcript id, start and end in code points, in the order of the text.
    """
    asked, near = _expression(query, whole_words=whole_words)
    if not asked or limit <= 0:
        return []
    found = connection.exec_driver_sql(_FIND, {"asked": asked, "within": within, "limit": limit}).all()
    turns: list[Turn] = [(row[0], row[1], row[2], row[3]) for row in found]
    with closing(_held_in_memory(connection, turns)) as memory:
        marked = [words for (words,) in memory.execute(_HIGHLIGHT, (asked,))]
    return [
        (transcript_id, start + first, start + last)
        for (_, transcript_id, start, _), words in zip(turns, marked, strict=True)
        for first, last in _joined(words, _marks(words), near)
    ][:limit]


def n_asked(query: str) -> int:
    """How many words and phrases a query asks for; those that are to be near each other are one."""
    return len(_groups(query)[0])


def build_again(connection: Connection) -> None:
    """Build the search from the turns as they stand, so that nothing of earlier ones is left in it."""
    connection.exec_driver_sql(_EMPTY)
    rows: list[Any] = list(_words_of(connection, _all_turns(connection)))
    if rows:
        connection.exec_driver_sql(_ADD, rows)
    connection.exec_driver_sql(_SHRINK)


def is_sound(connection: Connection) -> bool:
    """Whether the search holds just what the turns hold; asked of the writer, as FTS5 takes it for a change."""
    from sqlalchemy.exc import DatabaseError  # noqa: PLC0415 - only here

    try:
        connection.exec_driver_sql(_CHECK)
    except DatabaseError:
        return False
    with closing(_held_in_memory(connection, _all_turns(connection))) as memory:
        memory.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(turns, instance)")
        connection.exec_driver_sql("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, turn_search, instance)")
        there = connection.exec_driver_sql(_TERMS.format("temp"))
        expected = memory.execute(_TERMS.format("main"))
        alike = all(tuple(one or ()) == other for one, other in zip_longest(there, expected))
        there.close()
        connection.exec_driver_sql("DROP TABLE temp.terms")
    return alike


def _all_turns(connection: Connection) -> list[Turn]:
    return [(row[0], row[1], row[2], row[3]) for row in connection.exec_driver_sql(_ALL_TURNS)]


def _held_in_memory(connection: Connection, turns: Sequence[Turn]) -> sqlite3.Connection:
    """A search of just these turns under the same rules, in memory."""
    memory = sqlite3.connect(":memory:")
    memory.execute(_IN_MEMORY)
    memory.executemany("INSERT INTO turns(rowid, words) VALUES (?, ?)", _words_of(connection, turns))
    return memory


def _words_of(connection: Connection, turns: Sequence[Turn]) -> Iterator[tuple[int, str]]:
    """Each turn's number and words; a transcript's text is fetched once for turns of it that stand together."""
    transcript_id, text = "", ""
    for number, of, start, end in turns:
        if of != transcript_id:
            found = connection.exec_driver_sql("SELECT text FROM transcript WHERE id = ?", (of,))
            transcript_id, text = of, found.scalar_one()
        yield number, text[start:end]


def _each_turn(connection: Connection, statement: str, transcript: Transcript) -> None:
    numbers = connection.exec_driver_sql(_ROWS, (transcript.id,)).scalars()
    rows: list[Any] = [
        (number, transcript.text[turn.start : turn.end]) for number, turn in zip(numbers, transcript.turns, strict=True)
    ]
    if rows:
        connection.exec_driver_sql(statement, rows)


def _expression(query: str, *, whole_words: bool) -> tuple[str, int | None]:
    """The query in FTS5's language, each part a string so that nothing in it is an operator.

    Returns:
        The expression, and how many words may stand between what is to be near; None where nothing is.
    """
    groups, near = _groups(query)
    if groups and not whole_words and not query.rstrip().endswith(('"', "*")):
        groups[-1][-1] += "*"
    told = [group[0] if len(group) == 1 else f"NEAR({' '.join(group)}, {near})" for group in groups]
    return " AND ".join(told), near


def _groups(query: str) -> tuple[list[list[str]], int | None]:
    """The words and phrases of a query, each a string to FTS5, by which are to be near each other; and how near."""
    groups: list[list[str]] = []
    near: int | None = None
    joins = False
    parts = [(match[0], match[1] or match[2]) for match in _PHRASE_OR_WORD.finditer(query)]
    for nth, (written, part) in enumerate(parts):
        operator = _NEAR.fullmatch(written) if groups and nth < len(parts) - 1 else None
        if operator:
            near, joins = max(near or 0, int(operator[1] or _NEAR_WORDS)), True
        elif _WORD.search(part):
            said = '"' + part.replace('"', " ") + '"' + ("*" if written.endswith("*") else "")
            if joins:
                groups[-1].append(said)
            else:
                groups.append([said])
            joins = False
    return groups, near


def _joined(marked: str, spans: list[tuple[int, int]], near: int | None) -> list[tuple[int, int]]:
    """The marked places of a turn, those that were asked to be near as one from the first word to the last."""
    if near is None:
        return spans
    words = marked.replace(_OPEN, "").replace(_CLOSE, "")
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and len(_WORDS.findall(words[joined[-1][1] : start])) <= near:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


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
