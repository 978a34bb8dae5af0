"""What is wrong with a file is found."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from themes.store import Store

TAMPERING = {
    "UPDATE operation SET told = '{}' WHERE seq = 5": "The log is not as it was written, from operation 5 on.",
    "UPDATE step SET verb = 'fix' WHERE seq = 2": "The log is not as it was written, from operation 1 on.",
    "DELETE FROM operation WHERE seq = 4": "The log is not as it was written, from operation 4 on.",
    "UPDATE step SET n_operations = 3 WHERE seq = 2": "has not all of its operations.",
    "UPDATE version SET body = replace(body, 'Board', 'Bored')": "is not as it was written.",
    "UPDATE code SET name = 'Bored' WHERE id = 'code'": "The code code is not as it was written.",
    "UPDATE turn SET start = start + 1 WHERE position = 1": "The transcript transcript is not as it was written.",
    "UPDATE code SET typical = 'no list' WHERE id = 'code'": "The facts of the kind code cannot be read.",
    "DELETE FROM memo": "The memo memo is not what the log says was done.",
    "DELETE FROM coder": "A quotation needs a coder that is not there.",
    "UPDATE quotation SET words = 'The other one.'": (
        "The words of quotation quotation do not stand at its place in the transcript."
    ),
}


def test_a_whole_project_has_no_problems(filled: Store):
    assert [] == filled.check()


@pytest.mark.parametrize("tampering", TAMPERING)
def test_tampering_is_found(filled: Store, tampering: str):
    filled.close()
    with closing(sqlite3.connect(filled.path)) as connection:
        connection.execute(tampering)
        connection.commit()
    with Store.open(filled.path, read_only=True) as store:
        found = store.check()
    assert [problem for problem in found if TAMPERING[tampering] in problem], found


def test_one_changed_byte_of_the_log_in_the_file_is_found(filled: Store):
    with filled._file.snapshot() as connection:
        kept = connection.exec_driver_sql("SELECT hash FROM operation WHERE seq = 3").scalar_one()
    filled.close()
    content = filled.path.read_bytes()
    assert 1 == content.count(kept.encode())
    filled.path.write_bytes(content.replace(kept.encode(), bytes([kept.encode()[0] ^ 1]) + kept.encode()[1:]))
    with Store.open(filled.path, read_only=True) as store:
        assert "The log is not as it was written, from operation 3 on." in store.check()


def test_a_damaged_page_is_found(filled: Store, tmp_path: Path):
    filled.close()
    content = bytearray(filled.path.read_bytes())
    for page in range(2, len(content) // 4096, 3):
        content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    damaged = tmp_path / "damaged.themes"
    damaged.write_bytes(content)
    with Store.open(damaged, read_only=True) as store:
        assert store.check()[0].startswith("The file is damaged")


def test_problems_never_quote_a_participant(filled: Store):
    filled.close()
    with closing(sqlite3.connect(filled.path)) as connection:
        connection.execute("UPDATE quotation SET words = 'secret'")
        connection.execute("UPDATE turn SET kind = 'heading'")
        connection.commit()
    with Store.open(filled.path, read_only=True) as store:
        told = " ".join(store.check())
    assert not [word for word in ("secret", "board turned", "night shift") if word in told]
