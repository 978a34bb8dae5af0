"""What leaves the file for good as transcripts are released or somebody withdraws: old versions, files, vectors, jobs.

``begin`` runs in the transaction of the release itself and leaves a mark, so that a crash leaves either the unreleased
file or one that knows what is still to be done; ``finish`` does it, at once or when the file is next opened.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection

from themes.passages import Passages, unescaped
from themes.store import search
from themes.store.forms import forms
from themes.store.openfile import OpenFile

MARK = "purge"
"""The id and kind of the job that stands in the file until all is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Purge:
    """What is to go.

    Of ``transcripts`` (ids) all that stands in older states of them and of what lies on them; all older states of
    ``entities``; of everything else the older states that hold ``names``, with accents or without; the files in
    ``sources`` (SHA-256); vectors of all words but those whose digest is in ``needed``. Whatever it is, all older
    states of the facts whose ids are ``ids``, and those that hold a run of ``passages``.
    """

    transcripts: frozenset[str]
    entities: frozenset[str] = frozenset()
    names: re.Pattern[str] | None = None
    sources: frozenset[str] = frozenset()
    needed: frozenset[str] = field(default_factory=frozenset)
    ids: frozenset[str] = frozenset()
    passages: Passages = field(default_factory=lambda: Passages(frozenset()))


_MARKED = f"SELECT 1 FROM job WHERE id = '{MARK}'"  # noqa: S608 - a constant
_SET_MARK = (
    "INSERT INTO job (id, kind, state, progress, message, started, finished, result) "  # noqa: S608 - a constant
    f"VALUES ('{MARK}', '{MARK}', 'waiting', 0, 'taking old words out of the file', '', '', '') ON CONFLICT DO NOTHING"
)
_OF_TRANSCRIPTS = ("transcript", "review")


def begin(connection: Connection, purge: Purge) -> int:
    """Take out what is to go, in the open transaction, and mark that the file is to be written anew.

    Returns:
        How many versions were emptied.
    """
    emptied = _empty_versions(connection, purge)
    connection.exec_driver_sql(
        "DELETE FROM source WHERE sha256 IN (SELECT value FROM json_each(?))", (_listed(purge.sources),)
    )
    connection.exec_driver_sql(
        "DELETE FROM vector WHERE digest NOT IN (SELECT value FROM json_each(?))", (_listed(purge.needed),)
    )
    # What a job said may name a file, and a file may be named for a person.
    connection.exec_driver_sql("DELETE FROM job WHERE state NOT IN ('waiting', 'running')")
    connection.exec_driver_sql("UPDATE job SET message = ''")
    connection.exec_driver_sql("UPDATE joining SET name = ''")
    connection.exec_driver_sql(_SET_MARK)
    return emptied


def counted(connection: Connection, purge: Purge) -> tuple[int, int]:
    """How many versions would be emptied and how many vectors deleted; nothing is changed."""
    n_vectors = connection.exec_driver_sql(
        "SELECT count(*) FROM vector WHERE digest NOT IN (SELECT value FROM json_each(?))", (_listed(purge.needed),)
    ).scalar_one()
    return len(_to_be_emptied(connection, purge)), int(n_vectors)


def is_begun(file: OpenFile) -> bool:
    """Whether a purge was begun and is not finished."""
    with file.snapshot() as connection:
        return connection.exec_driver_sql(_MARKED).first() is not None


def finish(file: OpenFile) -> bool:
    """Write search and file anew without what went, and empty the log beside it; whether all of it could be done.

    Where another reader looks at the file just now, the mark stays, and the next opening goes on.
    """
    with file.door() as connection:
        search.build_again(connection)
    if not file.compact():
        return False
    with file.door() as connection:
        connection.exec_driver_sql(f"DELETE FROM job WHERE id = '{MARK}'")  # noqa: S608 - a constant
    return True


def steps_gone(connection: Connection) -> set[str]:
    """The ids of the steps that cannot be turned back, because a state that they need was purged."""
    statement = (
        "SELECT DISTINCT step_id FROM version JOIN operation "
        "ON operation.was = version.digest OR operation.now = version.digest WHERE version.body = ''"
    )
    if connection.exec_driver_sql("SELECT 1 FROM version WHERE body = '' LIMIT 1").first() is None:
        return set()
    joined = (
        "SELECT step_id FROM joining WHERE EXISTS (SELECT 1 FROM operation JOIN version "
        "ON operation.was = version.digest OR operation.now = version.digest "
        "WHERE version.body = '' AND operation.seq > after AND operation.seq <= until)"
    )
    return {*connection.exec_driver_sql(statement).scalars(), *connection.exec_driver_sql(joined).scalars()}


def _empty_versions(connection: Connection, purge: Purge) -> int:
    gone = _to_be_emptied(connection, purge)
    if gone:
        connection.exec_driver_sql("UPDATE version SET body = '' WHERE digest = ?", [(digest,) for digest in gone])
    return len(gone)


def _to_be_emptied(connection: Connection, purge: Purge) -> list[str]:
    """The older states that are to go; a state that stands is never touched, so that the file stays whole."""
    standing: set[str] = set()
    for form in forms().values():
        standing.update(connection.exec_driver_sql(f'SELECT digest FROM "{form.table.name}"').scalars())  # noqa: S608 - our own table
    gone = []
    kept = connection.exec_driver_sql("SELECT digest, entity, entity_id, body FROM version WHERE body <> ''")
    for digest, entity, entity_id, body in kept:
        if digest not in standing and _goes(purge, entity, entity_id, body):
            gone.append(digest)
    return gone


def _goes(purge: Purge, entity: str, entity_id: str, body: str) -> bool:
    if entity_id in purge.ids or (purge.passages.runs and purge.passages.found_in(unescaped(body))):
        return True
    if entity in _OF_TRANSCRIPTS:
        return entity_id in purge.transcripts
    if entity in purge.entities:
        return True
    lies_on = json.loads(body).get("transcript_id")
    if lies_on is not None:
        return lies_on in purge.transcripts
    # In JSON a line's first word follows the n of its line feed's escape.
    words = body.replace("\\n", " ").replace("\\t", " ")
    return purge.names is not None and any(purge.names.search(each) for each in (words, _unaccented(words)))


def _unaccented(words: str) -> str:
    apart = unicodedata.normalize("NFKD", words)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _listed(values: Iterable[str]) -> str:
    return json.dumps(sorted(values))
