"""Verified copies."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from themes.errors import NotAProject, ProjectError, ProjectExists
from themes.model import Code
from themes.operations import Step, added
from themes.store import Store, backup


def test_a_backup_of_an_open_project_holds_all_that_is_committed(
    filled: Store, tmp_path: Path, step: Callable[..., Step]
):
    filled.write(step(), [added(Code(id="last", name="Last"))])
    to = filled.backup(tmp_path / "copy.themes")
    with Store.open(to, read_only=True) as copy:
        assert (filled.dump(), filled.last_seq(), []) == (copy.dump(), copy.last_seq(), copy.check())


def test_a_backup_is_one_file(filled: Store, tmp_path: Path):
    folder = tmp_path / "backups"
    folder.mkdir()
    filled.backup(folder / "copy.themes")
    assert ["copy.themes"] == [path.name for path in folder.iterdir()]


def test_work_goes_on_in_a_backup(filled: Store, tmp_path: Path, step: Callable[..., Step]):
    with Store.open(filled.backup(tmp_path / "copy.themes")) as copy:
        copy.write(step(), [added(Code(id="x", name="X"))])
        assert [] == copy.check()


def test_a_backup_replaces_nothing(filled: Store, tmp_path: Path):
    there = tmp_path / "copy.themes"
    there.write_text("mine")
    for to in (there, filled.path):
        with pytest.raises(ProjectExists, match="left as it is"):
            filled.backup(to)
    assert "mine" == there.read_text()


def test_a_damaged_project_makes_no_backup(filled: Store, tmp_path: Path):
    with filled._file.door() as connection:
        connection.exec_driver_sql("UPDATE operation SET told = '{}' WHERE seq = 5")
    to = tmp_path / "copy.themes"
    with pytest.raises(NotAProject, match="No backup"):
        backup.copy(filled.path, to)
    assert [] == [path.name for path in tmp_path.iterdir() if "copy" in path.name]


def test_a_backup_to_a_folder_that_is_not_there_is_refused_in_words(filled: Store, tmp_path: Path):
    with pytest.raises(ProjectError, match="There is no folder"):
        filled.backup(tmp_path / "nowhere" / "copy.themes")


def test_a_file_is_synchronised_through_a_handle_that_may_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    fcntl = pytest.importorskip("fcntl")  # Windows refuses by itself
    part, to = tmp_path / "part", tmp_path / "to"
    part.write_bytes(b"whole")
    writable: list[bool] = []
    fsync = os.fsync

    def watch(handle: int) -> None:
        if stat.S_ISREG(os.fstat(handle).st_mode):
            writable.append(fcntl.fcntl(handle, fcntl.F_GETFL) & os.O_ACCMODE == os.O_RDWR)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", watch)
    backup.put_in_place(part, to)
    assert (b"whole", [True]) == (to.read_bytes(), writable)
