"""A file whose folder cannot be written is read from a copy of one moment, whoever writes it meanwhile."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from themes.model import Code
from themes.operations import Step, added
from themes.store import Store, apart, engine

Steps = Callable[..., Step]


def checked(path: Path) -> tuple[int, list[str]]:
    with Store.open(path, read_only=True) as store:
        return len(store.facts(Code)), store.check()


def test_a_file_that_is_being_written_is_copied_whole(new: Store, tmp_path: Path, step: Steps):
    for n in range(50):
        new.write(step(), [added(Code(id=str(n), name=str(n), definition="words " * 400))])
    going = threading.Event()

    def write() -> None:
        n = 0
        while not going.is_set():
            new.write(step(), [added(Code(id=f"later-{n}", name=str(n), definition="words " * 400))])
            with new._file._writer.connect() as connection:  # type: ignore[union-attr]
                engine.bare_of(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)")
            n += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for n in range(6):
            to = tmp_path / f"{n}.themes"
            apart.copy_without_writing_beside(new.path, to)
            n_codes, problems = checked(to)
            assert n_codes >= 50
            assert [] == problems
    finally:
        going.set()
        writer.join()


def test_bytes_that_change_while_they_are_copied_are_copied_again(
    new: Store, tmp_path: Path, step: Steps, monkeypatch: pytest.MonkeyPatch
):
    for n in range(50):
        new.write(step(), [added(Code(id=str(n), name=str(n)))])
    copyfile = shutil.copyfile
    torn: list[Path] = []

    def tear(source: Path, to: Path) -> object:
        copied = copyfile(source, to)
        if source == new.path and not torn:
            torn.append(to)
            with new._file._writer.connect() as connection:  # type: ignore[union-attr]
                engine.bare_of(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)")
            new.write(step(), [added(Code(id="later", name="Later"))])
        return copied

    monkeypatch.setattr(shutil, "copyfile", tear)
    apart.copy_bytes(new.path, tmp_path / "copy.themes")
    monkeypatch.undo()
    assert (1, (51, [])) == (len(torn), checked(tmp_path / "copy.themes"))


def test_a_file_at_rest_is_copied_as_it_is(new: Store, tmp_path: Path, step: Steps):
    new.write(step(), [added(Code(id="a", name="A"))])
    new.close()
    apart.copy_bytes(new.path, tmp_path / "copy.themes")
    assert (1, []) == checked(tmp_path / "copy.themes")
