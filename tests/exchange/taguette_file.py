"""A small Taguette file, made as Taguette makes it, for tests to bend."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from pathlib import Path

TABLES = """
CREATE TABLE users (login VARCHAR(30) NOT NULL PRIMARY KEY);
CREATE TABLE projects (id INTEGER PRIMARY KEY, name VARCHAR(200) NOT NULL, description TEXT NOT NULL);
CREATE TABLE documents (id INTEGER PRIMARY KEY, name VARCHAR(200) NOT NULL, project_id INTEGER NOT NULL,
    contents TEXT NOT NULL);
CREATE TABLE tags (id INTEGER PRIMARY KEY, project_id INTEGER NOT NULL, path VARCHAR(200) NOT NULL,
    description TEXT NOT NULL);
CREATE TABLE highlights (id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL, start_offset INTEGER NOT NULL,
    end_offset INTEGER NOT NULL, snippet TEXT NOT NULL);
CREATE TABLE highlight_tags (highlight_id INTEGER NOT NULL, tag_id INTEGER NOT NULL);
CREATE TABLE commands (id INTEGER PRIMARY KEY, user_login VARCHAR(30) NOT NULL, project_id INTEGER NOT NULL,
    payload TEXT NOT NULL);
"""
PAGE = (
    "<h2>Fictional</h2>\n<p>INTERVIEWER: Who came to the café?</p>\n<p>ANNA: “Nobody” came – but the board did.</p>\n"
    "<p>INTERVIEWER: Were you pleased?</p>\n<p>ANNA: Yes. We were &amp; are.</p>\n<p>INTERVIEWER: And then?</p>\n"
    "<p>ANNA: Yes. Money came too.</p>"
)
TEXT = (
    "Fictional\nINTERVIEWER: Who came to the café?\nANNA: “Nobody” came – but the board did.\n"
    "INTERVIEWER: Were you pleased?\nANNA: Yes. We were & are.\nINTERVIEWER: And then?\nANNA: Yes. Money came too."
)


def highlight(words: str, *, nth: int = 0) -> tuple[int, int, str]:
    """The byte range of the nth occurrence of words in the text, and their snippet."""
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    start = len(TEXT[:at].encode())
    return start, start + len(words.encode()), f"<p>{words.replace('&', '&amp;')}</p>"


def make(
    path: Path,
    highlights: Sequence[tuple[int, int, str, Sequence[int]]],
    *,
    codes: Sequence[str] = ("people", "people.board", "money"),
    login: str = "admin",
    page: str = PAGE,
    extra: str = "",
) -> bytes:
    """The bytes of a Taguette file of one text; each highlight is a range, a snippet, and the numbers of its codes."""
    connection = sqlite3.connect(path)
    connection.executescript(TABLES)
    connection.execute("INSERT INTO projects VALUES (1, 'Fictional', '')")
    connection.execute("INSERT INTO documents VALUES (1, 'anna.odt', 1, ?)", (page,))
    for nth, code in enumerate(codes, start=1):
        connection.execute("INSERT INTO tags VALUES (?, 1, ?, ?)", (nth, code, f"about {code}"))
    for nth, (start, end, snippet, given) in enumerate(highlights, start=1):
        connection.execute("INSERT INTO highlights VALUES (?, 1, ?, ?, ?)", (nth, start, end, snippet))
        connection.executemany("INSERT INTO highlight_tags VALUES (?, ?)", [(nth, code) for code in given])
        payload = json.dumps({"type": "highlight_add", "highlight_id": nth, "start_offset": start})
        connection.execute("INSERT INTO commands VALUES (?, ?, 1, ?)", (nth, login, payload))
    connection.executescript(extra)
    connection.commit()
    connection.close()
    return path.read_bytes()
