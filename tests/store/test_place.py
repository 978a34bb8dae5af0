"""Shares and synchronised folders are known, and worked on in a copy."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from themes.errors import ProjectInUse, SharedPlace
from themes.model import Code, Coder, Study
from themes.operations import Step, added
from themes.store import Store
from themes.store.place import _file_system, shared_as
from themes.store.working import WorkingCopy

Begin = Callable[[Path], Store]
Steps = Callable[..., Step]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that Dropbox would synchronise; working copies go to this test's own place."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    synchronised = tmp_path / "Dropbox"
    synchronised.mkdir()
    return synchronised


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    return tmp_path / "data" / "themes" / "working copies"


def codes(path: Path) -> list[str]:
    """The names of the codes in a file, wherever it lies."""
    with Store.open(path, read_only=True) as store:
        return [code.name for code in store.facts(Code)]


def crash(store: Store) -> None:
    """End as a killed process does: nothing is written back, the lock goes."""
    store._file._reader.dispose()
    assert store._file._writer is not None
    store._file._writer.dispose()
    store._file._ending.pop_all()
    store.path.with_name(f"{store.path.name}.lock").unlink()


@pytest.mark.parametrize(
    ("folder_name", "program"),
    [
        ("OneDrive - Kestrel Trust", "OneDrive"),
        ("Dropbox (Personal)", "Dropbox"),
        ("Mobile Documents", "iCloud"),
        ("CloudStorage", "a cloud's folder"),
        ("Google Drive", "Google Drive"),
        ("Box", "Box"),
        ("Nextcloud", "Nextcloud"),
    ],
)
def test_a_synchronised_folder_is_known_by_its_name(tmp_path: Path, folder_name: str, program: str):
    assert f"a folder that {program} synchronises" == shared_as(tmp_path / folder_name / "a" / "study.themes")


def test_a_synchronised_folder_is_known_by_what_lies_in_it(tmp_path: Path):
    (tmp_path / ".stfolder").mkdir()
    assert "a folder that Syncthing synchronises" == shared_as(tmp_path / "study.themes")


def test_a_disk_of_this_computer_is_no_shared_place(tmp_path: Path):
    assert shared_as(tmp_path / "Boxes" / "Dropbox.themes") is None


def test_the_deepest_mount_point_tells_the_file_system():
    mounts = [(Path("/"), "ext4"), (Path("/net/share"), "cifs"), (Path("/net"), "ext4")]
    assert "cifs" == _file_system(Path("/net/share/a/study.themes"), mounts)
    assert "ext4" == _file_system(Path("/net/shared/study.themes"), mounts)


def test_a_new_project_is_in_its_place_at_once(folder: Path, begin: Begin):
    with begin(folder / "study.themes") as store:
        assert folder / "study.themes" == store.path
        assert [] == codes(folder / "study.themes")
        assert "copy on this computer" in store.notices[0]
        assert "interrupted" not in " ".join(store.notices)


def test_nothing_of_sqlites_lies_in_the_synchronised_folder(folder: Path, begin: Begin, step: Steps):
    with begin(folder / "study.themes") as store:
        store.write(step(), [added(Code(id="a", name="A"))])
        assert not [path for path in folder.iterdir() if path.name.endswith(("-wal", "-shm"))]


def test_what_was_done_is_written_back_on_closing(folder: Path, copies: Path, begin: Begin, step: Steps):
    with begin(folder / "study.themes") as store:
        store.write(step(), [added(Code(id="a", name="A"))])
        assert [] == codes(folder / "study.themes")
    assert ["A"] == codes(folder / "study.themes")
    assert [] == list(copies.iterdir())
    with Store.open(folder / "study.themes") as again:
        assert [] == again.check()


def test_after_a_crash_the_work_goes_on_from_the_copy(folder: Path, begin: Begin, step: Steps):
    store = begin(folder / "study.themes")
    store.write(step(), [added(Code(id="a", name="A"))])
    crash(store)
    with Store.open(folder / "study.themes") as again:
        assert ["A"] == [code.name for code in again.facts(Code)]
        assert "before Themes was interrupted" in again.notices[0]
    assert ["A"] == codes(folder / "study.themes")


def test_what_somebody_else_wrote_meanwhile_stays_and_mine_lies_beside_it(
    folder: Path, tmp_path: Path, begin: Begin, step: Steps
):
    path = folder / "study.themes"
    begin(path).close()
    elsewhere = tmp_path / "theirs.themes"
    shutil.copyfile(path, elsewhere)
    with Store.open(elsewhere) as theirs:
        theirs.write(step(), [added(Code(id="t", name="Theirs"))])
    mine = Store.open(path)
    mine.write(step(), [added(Code(id="m", name="Mine"))])
    shutil.copyfile(elsewhere, path)
    with pytest.raises(SharedPlace, match="beside it as study \\(your copy"):
        mine.close()
    (beside,) = folder.glob("study (your copy *).themes")
    assert (["Theirs"], ["Mine"]) == (codes(path), codes(beside))
    Store.open(path).close()


def test_after_a_crash_and_a_change_by_somebody_else_both_are_kept(
    folder: Path, tmp_path: Path, begin: Begin, step: Steps
):
    path = folder / "study.themes"
    begin(path).close()
    elsewhere = tmp_path / "theirs.themes"
    shutil.copyfile(path, elsewhere)
    with Store.open(elsewhere) as theirs:
        theirs.write(step(), [added(Code(id="t", name="Theirs"))])
    mine = Store.open(path)
    mine.write(step(), [added(Code(id="m", name="Mine"))])
    crash(mine)
    shutil.copyfile(elsewhere, path)
    with Store.open(path) as again:
        assert ["Theirs"] == [code.name for code in again.facts(Code)]
        assert "is beside it as study (your copy" in again.notices[0]
    (beside,) = folder.glob("study (your copy *).themes")
    assert ["Mine"] == codes(beside)


def test_a_place_that_went_away_keeps_the_work_here(folder: Path, begin: Begin, step: Steps):
    store = begin(folder / "study.themes")
    store.write(step(), [added(Code(id="a", name="A"))])
    away = folder.rename(folder.with_name("away"))
    with pytest.raises(SharedPlace, match="kept on this computer"):
        store.close()
    away.rename(folder)
    with Store.open(folder / "study.themes") as again:
        assert ["A"] == [code.name for code in again.facts(Code)]


def test_the_lock_lies_beside_the_original(folder: Path, begin: Begin):
    with begin(folder / "study.themes"):
        with pytest.raises(ProjectInUse):
            Store.open(folder / "study.themes")
        assert (folder / "study.themes.lock").exists()


class Killed(BaseException):
    """Ends a process between two lines of its own."""


def test_what_was_written_back_just_before_a_kill_is_known_as_ones_own(
    folder: Path, copies: Path, begin: Begin, step: Steps, monkeypatch: pytest.MonkeyPatch
):
    path = folder / "study.themes"
    begin(path).close()
    store = Store.open(path)
    store.write(step(), [added(Code(id="a", name="A"))])
    note = WorkingCopy._note

    def end_after_the_original_is_replaced(self: WorkingCopy, *, taken: str, publishing: str = "") -> None:
        if not publishing:
            raise Killed
        note(self, taken=taken, publishing=publishing)

    with monkeypatch.context() as patched:
        patched.setattr(WorkingCopy, "_note", end_after_the_original_is_replaced)
        with pytest.raises(Killed):
            store.close()
    with Store.open(path) as again:
        again.write(step(), [added(Code(id="b", name="B"))])
    assert ["A", "B"] == sorted(codes(path))
    assert [] == list(folder.glob("*your copy*"))
    assert [] == list(copies.iterdir())


def test_work_that_was_never_written_back_is_told_where_the_project_was_renamed(
    folder: Path, copies: Path, begin: Begin, step: Steps
):
    store = begin(folder / "study.themes")
    store.write(step(), [added(Code(id="a", name="A"))])
    crash(store)
    renamed = (folder / "study.themes").rename(folder / "renamed.themes")
    with Store.open(renamed) as again:
        (told,) = [notice for notice in again.notices if "study.themes" in notice]
        (left,) = [path for path in copies.rglob("study.themes") if str(path) in told]
    assert ["A"] == codes(left)


def test_work_on_another_study_is_not_told(folder: Path, step: Steps, begin: Begin):
    store = begin(folder / "study.themes")
    store.write(step(), [added(Code(id="a", name="A"))])
    crash(store)
    (folder / "study.themes").unlink()
    first = [added(Study(id="another", title="Another")), added(Coder(id="coder", name="AB"))]
    Store.create(folder / "other.themes", step("create project"), first).close()
    with Store.open(folder / "other.themes") as other:
        assert 1 == len(other.notices)
