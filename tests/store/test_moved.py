"""A project file that is moved, removed or replaced while it is open, and one that has two names."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from themes.errors import ProjectError, ProjectInUse
from themes.model import Code
from themes.operations import Step, added
from themes.store import Store

Steps = Callable[..., Step]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows does not let an open file go")


@pytest.fixture
def opened(new: Store, step: Steps) -> Iterator[Store]:
    """A project that holds one code, closed without complaint at the end."""
    new.write(step(), [added(Code(id="a", name="A"))])
    yield new
    try:
        new.close()
    except ProjectError:  # said already, in the test
        return


def codes(path: Path) -> list[str]:
    with Store.open(path, read_only=True) as store:
        return sorted(code.name for code in store.facts(Code))


def kept_beside(store: Store) -> Path:
    (kept,) = store.path.parent.glob("study (kept *).themes")
    return kept


def test_what_was_acknowledged_before_the_file_was_removed_is_kept(opened: Store, step: Steps):
    opened.path.unlink()
    with pytest.raises(ProjectError, match="moved or removed while it was open"):
        opened.write(step(), [added(Code(id="b", name="B"))])
    assert ["A"] == codes(kept_beside(opened))


def test_the_file_that_was_removed_is_kept_when_it_closes(opened: Store):
    opened.path.unlink()
    with pytest.raises(ProjectError, match="study \\(kept"):
        opened.close()
    assert ["A"] == codes(kept_beside(opened))


def test_what_was_acknowledged_before_the_file_was_moved_is_kept(opened: Store, tmp_path: Path, step: Steps):
    moved = opened.path.rename(tmp_path / "moved.themes")
    with pytest.raises(ProjectError, match="moved or removed while it was open"):
        opened.write(step(), [added(Code(id="b", name="B"))])
    with pytest.raises(ProjectError, match="moved or removed"):
        opened.close()
    assert (["A"], ["A"]) == (codes(kept_beside(opened)), codes(moved))


def test_a_file_put_in_the_place_of_an_open_one_is_not_written(
    opened: Store, tmp_path: Path, begin: Callable[[Path], Store], step: Steps
):
    other = tmp_path / "other.themes"
    begin(other).close()
    shutil.copyfile(other, tmp_path / "before.themes")
    other.replace(opened.path)
    with pytest.raises(ProjectError, match="moved or removed while it was open"):
        opened.write(step(), [added(Code(id="b", name="B"))])
    with pytest.raises(ProjectError):
        opened.facts(Code)
    with pytest.raises(ProjectError):
        opened.close()
    assert (tmp_path / "before.themes").read_bytes() == opened.path.read_bytes()
    assert [] == codes(opened.path)
    assert ["A"] == codes(kept_beside(opened))


def test_a_reader_of_a_file_that_was_replaced_is_told(opened: Store, tmp_path: Path, begin: Callable[[Path], Store]):
    opened.close()
    other = tmp_path / "other.themes"
    begin(other).close()
    with Store.open(opened.path, read_only=True) as reading:
        assert 1 == len(reading.facts(Code))
        other.replace(opened.path)
        with pytest.raises(ProjectError, match="Open it again"):
            reading.facts(Code)


def test_the_work_is_kept_on_this_computer_where_its_folder_went_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, begin: Callable[[Path], Store], step: Steps
):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = tmp_path / "folder"
    folder.mkdir()
    store = begin(folder / "study.themes")
    store.write(step(), [added(Code(id="a", name="A"))])
    shutil.rmtree(folder)
    with pytest.raises(ProjectError, match="moved or removed"):
        store.close()
    (kept,) = (tmp_path / "data").rglob("study (kept *).themes")
    assert ["A"] == codes(kept)


def test_a_symbolic_link_is_no_way_to_a_second_owner(opened: Store, tmp_path: Path):
    other = tmp_path / "elsewhere"
    other.mkdir()
    link = other / "link.themes"
    link.symlink_to(opened.path)
    with pytest.raises(ProjectInUse):
        Store.open(link)
    assert [link] == list(other.iterdir())


def test_a_project_opened_through_a_link_has_its_log_beside_the_file(opened: Store, tmp_path: Path, step: Steps):
    opened.close()
    other = tmp_path / "elsewhere"
    other.mkdir()
    link = other / "link.themes"
    link.symlink_to(opened.path)
    with Store.open(link) as store:
        store.write(step(), [added(Code(id="b", name="B"))])
        assert opened.path.resolve() == store.path
        assert [link] == list(other.iterdir())
    assert ["A", "B"] == codes(opened.path)
