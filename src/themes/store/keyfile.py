"""The key: what joins pseudonyms to people, in a SQLite file of its own beside the project's or wherever it was put.

It is opened for one look or one change and closed again, and only by who finds, reviews, releases or looks up names;
nothing that reads, codes or reports opens it.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from themes.errors import NotAProject, NotFound, ProjectError
from themes.model import KnownName, Original
from themes.store import engine
from themes.store.place import shared_as

APPLICATION_ID = 0x54484D4B
"""``THMK``, at byte 68 of every key file."""

SUFFIX = ".key"

_TABLES = """
CREATE TABLE study (id TEXT PRIMARY KEY) STRICT;
CREATE TABLE name (id TEXT PRIMARY KEY, position INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
    spellings TEXT NOT NULL, pseudonym TEXT NOT NULL, case_id TEXT) STRICT;
CREATE TABLE stays (words TEXT PRIMARY KEY) STRICT;
CREATE TABLE replaced (words TEXT NOT NULL, pseudonym TEXT NOT NULL, PRIMARY KEY (words, pseudonym)) STRICT;
CREATE TABLE original (transcript_id TEXT NOT NULL, sha256 TEXT NOT NULL, title TEXT NOT NULL,
    source_name TEXT NOT NULL, source_sha256 TEXT NOT NULL, text TEXT NOT NULL, labels TEXT NOT NULL, at TEXT NOT NULL,
    PRIMARY KEY (transcript_id, sha256)) STRICT;
CREATE TABLE source (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
"""
_PRAGMAS = (
    "PRAGMA trusted_schema=OFF",
    "PRAGMA journal_mode=DELETE",  # one file, which can be carried away as it is
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
)


class KeyFile:
    """The key of one study.

    Args:
        path: Where it lies, or will lie once something is kept in it.
        study_id: The study that it must be of.
    """

    def __init__(self, path: Path, study_id: str) -> None:
        """Know the place; nothing is opened."""
        self.path = path
        self._study_id = study_id

    @property
    def shared_as(self) -> str:
        """What kind of shared place it lies in, in words; empty on a disk of this computer."""
        return shared_as(self.path) or ""

    def exists(self) -> bool:
        """Whether there is a file."""
        return self.path.is_file()

    def names(self) -> list[KnownName]:
        """The names list, in the order in which it was given; empty where there is no file."""
        columns = "id, name, kind, spellings, pseudonym, case_id"
        return [
            KnownName(
                id=row[0],
                name=row[1],
                kind=row[2],
                spellings=tuple(json.loads(row[3])),
                pseudonym=row[4],
                case_id=row[5],
            )
            for row in self._rows(f"SELECT {columns} FROM name ORDER BY position")  # noqa: S608 - a constant
        ]

    def keep_names(self, names: Iterable[KnownName]) -> None:
        """Keep names, each in the place of what was kept under its id; new ones come last."""
        with self._open() as key:
            (position,) = key.execute("SELECT coalesce(max(position), 0) FROM name").fetchone()
            for nth, one in enumerate(names, start=1):
                values = (one.kind, one.name, json.dumps(one.spellings, ensure_ascii=False), one.pseudonym, one.case_id)
                key.execute(
                    "INSERT INTO name (id, position, kind, name, spellings, pseudonym, case_id) VALUES (?,?,?,?,?,?,?) "
                    "ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name, "
                    "spellings = excluded.spellings, pseudonym = excluded.pseudonym, case_id = excluded.case_id",
                    (one.id, position + nth, *values),
                )

    def forget_name(self, name_id: str) -> None:
        """Take a name off the list."""
        with self._open() as key:
            key.execute("DELETE FROM name WHERE id = ?", (name_id,))

    def stays(self) -> set[str]:
        """Words of which somebody has said that they stay wherever they stand, folded."""
        return {row[0] for row in self._rows("SELECT words FROM stays")}

    def let_stay(self, words: Iterable[str], *, stays: bool = True) -> None:
        """Remember, or forget, that words stay wherever they stand."""
        statement = "INSERT OR IGNORE INTO stays VALUES (?)" if stays else "DELETE FROM stays WHERE words = ?"
        with self._open() as key:
            key.executemany(statement, [(each,) for each in words])

    def replaced(self) -> list[tuple[str, str]]:
        """The words that releases have replaced so far, each with its pseudonym."""
        return [(row[0], row[1]) for row in self._rows("SELECT words, pseudonym FROM replaced ORDER BY words")]

    def keep_original(
        self, original: Original, replaced: Iterable[tuple[str, str]], sources: Mapping[str, bytes]
    ) -> None:
        """Keep what a release takes out of the project; done twice it is kept once."""
        sha256 = hashlib.sha256(original.text.encode()).hexdigest()
        with self._open() as key:
            key.execute(
                "INSERT OR IGNORE INTO original VALUES (?,?,?,?,?,?,?,?)",
                (
                    original.transcript_id, sha256, original.title, original.source_name, original.source_sha256,
                    original.text, json.dumps(original.labels, ensure_ascii=False), original.at,
                ),
            )  # fmt: skip
            key.executemany("INSERT OR IGNORE INTO replaced VALUES (?,?)", list(replaced))
            key.executemany("INSERT OR IGNORE INTO source VALUES (?,?)", list(sources.items()))

    def originals(self, transcript_id: str) -> list[Original]:
        """What a transcript was before each of its releases, the first one first."""
        columns = "transcript_id, title, source_name, source_sha256, text, labels, at"
        statement = f"SELECT {columns} FROM original WHERE transcript_id = ? ORDER BY at"  # noqa: S608 - a constant
        return [
            Original(
                transcript_id=row[0], title=row[1], source_name=row[2], source_sha256=row[3], text=row[4],
                labels=tuple(json.loads(row[5])), at=row[6],
            )
            for row in self._rows(statement, (transcript_id,))
        ]  # fmt: skip

    def forget(
        self, *, name_ids: Iterable[str], transcript_ids: Iterable[str], sources: Iterable[str], until: str = ""
    ) -> None:
        """Forget names with all that was replaced of them, what transcripts were, and files: their bytes go too.

        Args:
            name_ids: Of names on the list.
            transcript_ids: Of transcripts; the files from which these came before a release go with them.
            sources: Of files, by SHA-256.
            until: What transcripts were before a later release (UTC, ISO 8601) stays; all of it goes where empty.
        """
        wanted = set(name_ids)
        names = [one for one in self.names() if one.id in wanted]
        were = [
            (one.transcript_id, one.at, one.source_sha256)
            for id_ in transcript_ids
            for one in self.originals(id_)
            if not until or one.at <= until
        ]
        files = {*sources, *(source for _, _, source in were)} & {
            row[0] for row in self._rows("SELECT sha256 FROM source")
        }
        if not (names or were or files):
            return
        words = [(each,) for one in names for each in (one.name, *one.spellings)]
        with self._open() as key:
            key.executemany("DELETE FROM name WHERE id = ?", [(one.id,) for one in names])
            key.executemany("DELETE FROM replaced WHERE words = ? COLLATE NOCASE", words)
            key.executemany(
                "DELETE FROM original WHERE transcript_id = ? AND at = ?", [(id_, at) for id_, at, _ in were]
            )
            key.executemany("DELETE FROM source WHERE sha256 = ?", [(each,) for each in files])
        with self._connected(create=True) as key:
            key.execute("VACUUM")

    def source(self, sha256: str) -> bytes:
        """The bytes of a file as it was imported.

        Raises:
            NotFound: The key does not keep it.
        """
        found = self._rows("SELECT bytes FROM source WHERE sha256 = ?", (sha256,))
        if not found:
            raise NotFound(f"{self.path.name} does not keep that file. Look in the folder that it was imported from.")
        content: bytes = found[0][0]
        return content

    def _rows(self, statement: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        if not self.exists():
            return []
        with self._connected(create=False) as key:
            return key.execute(statement, values).fetchall()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """One change: whole or not at all."""
        with self._connected(create=True) as key:
            key.execute("BEGIN IMMEDIATE")
            try:
                yield key
            except BaseException:  # Ctrl+C as well: no half of a change is kept
                key.execute("ROLLBACK")
                raise
            key.execute("COMMIT")

    @contextmanager
    def _connected(self, *, create: bool) -> Iterator[sqlite3.Connection]:
        fresh = create and not self.exists()
        if fresh:
            self._make()
        try:
            with closing(engine.connect(self.path, read_only=not create)) as key:
                self._check(key)
                for pragma in _PRAGMAS if create else ():
                    key.execute(pragma)
                yield key
        except sqlite3.OperationalError as error:
            raise ProjectError(
                f"The key {self.path.name} could not be used: {error}. Nothing was changed. "
                "See whether it is write-protected or its disk is full, then try again."
            ) from error
        except sqlite3.DatabaseError as error:
            raise NotAProject(f"{self.path.name} is damaged or no key of Themes. Nothing was changed.") from error

    def _make(self) -> None:
        """Make the file, for its owner's eyes alone; it appears whole or not at all."""
        part = self.path.with_name(f".{self.path.name}.part")
        part.unlink(missing_ok=True)
        try:
            os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except OSError as error:
            raise ProjectError(
                f"The key {self.path.name} could not be made ({error.strerror}). Nothing was changed. "
                "Choose another place for it."
            ) from error
        with closing(sqlite3.connect(part)) as key:
            key.executescript(f"PRAGMA application_id={APPLICATION_ID}; PRAGMA user_version=1; {_TABLES}")
            key.execute("INSERT INTO study VALUES (?)", (self._study_id,))
            key.commit()
        part.replace(self.path)

    def _check(self, key: sqlite3.Connection) -> None:
        (application,) = key.execute("PRAGMA application_id").fetchone()
        if application != APPLICATION_ID:
            raise NotAProject(f"{self.path.name} is no key of Themes. Nothing was changed. Name another place for it.")
        (study_id,) = key.execute("SELECT id FROM study").fetchone()
        if study_id != self._study_id:
            raise NotAProject(
                f"{self.path.name} is the key of another study. Nothing was changed. Name this study's own."
            )
