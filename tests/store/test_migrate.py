"""Old files are brought up to date; newer ones are only read."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine

from themes.errors import NewerProject, NotAProject
from themes.model import Code, Fact
from themes.operations import Step, added
from themes.project import Project
from themes.store import Store, engine, migrate, opening, schema
from themes.store.migrate import Revisions

NEXT = schema.SCHEMA + 1
REVISION = f'revision, down_revision, branch_labels, depends_on = "{NEXT:04d}", "{schema.SCHEMA:04d}", None, None\n'
LOSES_A_CODING = """
from alembic import op
def upgrade():
    op.execute("DELETE FROM memo")
"""
ADDS_A_COLUMN = """
from alembic import op
import sqlalchemy as sa
def upgrade():
    op.add_column("memo", sa.Column("mood", sa.Text))
"""


def structure(connection: sqlite3.Connection) -> dict[str, Any]:
    """Columns, references and indexes of every table that is ours."""
    names = [
        name
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        if not name.startswith(("sqlite_", "turn_search", "alembic_"))
    ]
    return {
        name: (
            connection.execute("SELECT strict FROM pragma_table_list WHERE name = ?", (name,)).fetchall(),
            connection.execute(f'PRAGMA table_info("{name}")').fetchall(),
            sorted(connection.execute(f'PRAGMA foreign_key_list("{name}")').fetchall()),
            sorted(row[1:4] for row in connection.execute(f'PRAGMA index_list("{name}")').fetchall()),
        )
        for name in names
    }


def revisions(folder: Path, script: str) -> Revisions:
    """The built-in revisions and one more."""
    folder.mkdir()
    (folder / f"{NEXT:04d}_next.py").write_text(REVISION + script)
    return Revisions(newest=NEXT, folders=(*migrate.BUILT_IN.folders, folder))


def make_newer(path: Path) -> None:
    """Mark a file as made by the next version, with a column that this one does not know."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("ALTER TABLE code ADD COLUMN mood TEXT")
        connection.execute(f"PRAGMA user_version={schema.SCHEMA + 1}")


def test_the_revisions_make_the_tables_that_the_program_uses(new: Store, tmp_path: Path):
    made = create_engine(f"sqlite:///{tmp_path / 'made.db'}")
    schema.metadata.create_all(made)
    made.dispose()
    with closing(sqlite3.connect(tmp_path / "made.db")) as expected, closing(sqlite3.connect(new.path)) as actual:
        assert structure(expected) == structure(actual)


def test_a_file_says_what_it_is(new: Store):
    assert schema.SCHEMA == engine.schema_of(new.path)
    with closing(sqlite3.connect(new.path)) as connection:
        assert [(f"{schema.SCHEMA:04d}",)] == connection.execute("SELECT version_num FROM alembic_version").fetchall()


def test_a_writer_works_with_the_settings_that_were_measured(new: Store):
    expected = {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000, "trusted_schema": 0,
        "cell_size_check": 1, "secure_delete": 1, "application_id": engine.APPLICATION_ID,
    }  # fmt: skip
    with new._file.door() as connection:
        actual = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in expected}
    assert expected == actual


def test_a_reader_cannot_write(new: Store):
    with pytest.raises(NotAProject), new._file.snapshot() as connection:
        connection.exec_driver_sql("DELETE FROM study")


def test_a_newer_file_is_read_and_not_written(filled: Store, sample: list[Fact]):
    filled.close()
    make_newer(filled.path)
    before = filled.path.read_bytes()
    with pytest.raises(NewerProject, match="Open it for reading"):
        Store.open(filled.path)
    with Store.open(filled.path, read_only=True) as reading:
        assert sample[5] == reading.fact(Code, "parent")
        assert "newer version of Themes" in reading.notices[0]
    assert before == filled.path.read_bytes()


def test_an_older_file_is_brought_up_with_a_backup_beside_it(filled: Store, tmp_path: Path):
    dump = filled.dump()
    filled.close()
    opened = opening.take(filled.path, revisions(tmp_path / "next", ADDS_A_COLUMN))
    with Store(opened) as store:
        assert dump == store.dump()
        assert f"study.backup-before-v{NEXT}.themes" in store.notices[0]
    with Store.open(tmp_path / f"study.backup-before-v{NEXT}.themes", read_only=True) as before:
        assert (dump, []) == (before.dump(), before.check())
    assert NEXT == engine.schema_of(filled.path)


def test_an_older_file_is_read_without_being_changed(filled: Store, tmp_path: Path):
    dump = filled.dump()
    filled.close()
    before = filled.path.read_bytes()
    with Store(opening.look(filled.path, revisions(tmp_path / "next", ADDS_A_COLUMN))) as reading:
        assert dump == reading.dump()
    assert before == filled.path.read_bytes()


def test_a_migration_that_would_lose_rows_changes_nothing(filled: Store, tmp_path: Path, step: Callable[..., Step]):
    dump = filled.dump()
    filled.close()
    with pytest.raises(NotAProject, match="The file is as it was"):
        opening.take(filled.path, revisions(tmp_path / "next", LOSES_A_CODING))
    with Store.open(filled.path) as again:
        assert (dump, []) == (again.dump(), again.check())
        again.write(step(), [added(Code(id="x", name="X"))])


def test_a_file_of_the_first_version_opens_with_all_that_it_held(new: Store, tmp_path: Path):
    """The file was written by Themes as it was when its schema was 1."""
    path = tmp_path / "old.themes"
    shutil.copy(Path(__file__).parent / "files" / "schema-1.themes", path)
    with Project.open(path, coder="AB") as project:
        coding = project.codings()[0]
        assert ("They did, every month,", "Board engagement") == (coding.quotation.words, coding.code.name)
        assert {"role": "chair"} == project.values("P03")
        assert [] == project.check()
        project.undo()
        assert [] == project.check()
    with closing(sqlite3.connect(path)) as found, closing(sqlite3.connect(new.path)) as expected:
        assert structure(expected) == structure(found)
