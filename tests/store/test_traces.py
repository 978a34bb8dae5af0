"""Words are found in a file's bytes however they lie there, and none that only a page's end made."""

from __future__ import annotations

import re
import sqlite3
import zipfile
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from themes.passages import Passages
from themes.store import look

SAID = "We closed the night clinic in March and nobody told the ward."
PASSAGES = Passages.of([SAID])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "utf-16-le"])
def test_words_are_found_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    place = tmp_path / "said.txt"
    place.write_bytes(b"\x00\xff" * 3 + SAID.encode(encoding))
    assert look(place, PASSAGES).passages


def test_words_are_found_in_what_is_packed_and_between_tags(tmp_path: Path) -> None:
    xml = "".join(
        f"<w:r><w:t>{part}</w:t></w:r>" for part in ("We closed the ni", "ght clinic in Mar", "ch and nobody")
    )
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", f"<w:p>{xml}</w:p>")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\nstream\n" + zlib.compress(SAID.encode()) + b"\nendstream")
    assert look(tmp_path / "a.docx", PASSAGES).passages
    assert look(tmp_path / "a.pdf", PASSAGES).passages


def test_a_packed_file_within_a_database_is_unpacked_whole(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("noise", bytes(range(256)) * 400)
        packed.writestr("said", "\n".join(f"line {nth} {nth * 7919}" for nth in range(9000)) + f"\n{SAID}")
    with closing(sqlite3.connect(tmp_path / "a.db")) as made:
        made.execute("CREATE TABLE source (bytes BLOB)")
        made.execute("INSERT INTO source VALUES (?)", ((tmp_path / "a.zip").read_bytes(),))
        made.commit()
    assert len(PASSAGES.runs) == len(look(tmp_path / "a.db", PASSAGES).passages)


def test_what_was_deleted_and_lies_in_a_free_page_is_found(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.db")) as made:
        made.execute("PRAGMA secure_delete=OFF")
        made.execute("CREATE TABLE said (words TEXT)")
        made.execute("INSERT INTO said VALUES (?)", (f"{SAID} {'x' * 5000}",))
        made.commit()
        made.execute("DELETE FROM said")
        made.commit()
    assert look(tmp_path / "a.db", PASSAGES).passages


def test_a_number_that_a_page_cuts_is_no_other_number(tmp_path: Path) -> None:
    told = "\n".join(f"We met on day {nth} and talked of the rota." for nth in range(10, 4000))
    with closing(sqlite3.connect(tmp_path / "a.db")) as made:
        made.execute("CREATE TABLE said (words TEXT)")
        made.execute("INSERT INTO said VALUES (?)", (told,))
        made.commit()
    for digit in range(10):
        passages = Passages.of([f"We met on day {digit} and talked of the rota."], besides=[told])
        assert frozenset() == look(tmp_path / "a.db", passages).passages


def test_names_are_told_apart_from_words_around_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("As Agnes Obi said; agnesian.")
    found = look(tmp_path / "a.txt", Passages(frozenset()), re.compile(r"\bAgnes Obi\b|\bagnesi\b"))
    assert {"agnes obi"} == found.names
