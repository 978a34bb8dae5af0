"""A backup put over a project whose process was killed: the log that lies beside it is not the backup's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from themes.errors import NotAProject, ProjectError, ProjectInUse
from themes.model import Code, Coder, Study
from themes.operations import Step, added, now
from themes.store import Store

KILLED = """
import os, sys
from pathlib import Path
from themes.model import Code, Coder, Study, Theme
from themes.operations import Step, added, now
from themes.store import Store

path, n_before, n_after = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])

def write(store, name):
    step = Step(id=name, verb="add code", coder_id="coder", at=now())
    store.write(step, [added(Code(id=name, name=name, definition="words " * 50))])

first = Step(id="create", verb="create project", coder_id="coder", at=now())
store = Store.create(path, first, [added(Study(id="study", title="S")), added(Coder(id="coder", name="AB"))])
write(store, "one")
store.backup(path.with_name("backup.themes"))
for nth in range(n_before):
    write(store, f"before-{nth}")
store.close()
path.with_name("older.themes").write_bytes(path.read_bytes())
store = Store.open(path)
step = Step(id="theme", verb="add theme", coder_id="coder", at=now())
store.write(step, [added(Theme(id="theme", name="Theme"))])
store.close()
store = Store.open(path)
for nth in range(n_after):
    write(store, f"after-{nth}")
os._exit(9)
"""


def kill_one(path: Path, *, n_before: int, n_after: int) -> None:
    """Leave a project as a killed process does; beside it ``backup.themes``, and ``older.themes`` of sessions ago."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(path), str(n_before), str(n_after)], env=environment, check=False
    )
    assert 9 == done.returncode
    assert path.with_name(f"{path.name}-wal").stat().st_size > 0


def names(path: Path) -> set[str]:
    """The names of the codes in a file."""
    with Store.open(path, read_only=True) as store:
        return {code.name for code in store.facts(Code)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "study.themes"


@pytest.mark.parametrize(("n_before", "n_after"), [(200, 1), (0, 3)])
def test_a_backup_copied_over_a_killed_project_is_what_opens(path: Path, n_before: int, n_after: int):
    kill_one(path, n_before=n_before, n_after=n_after)
    shutil.copyfile(path.with_name("backup.themes"), path)
    with Store.open(path) as store:
        assert ["one"] == [code.name for code in store.facts(Code)]
        assert [] == store.check()
        assert "set aside" in store.notices[0]
        step = Step(id="next", verb="add code", coder_id="coder", at=now())
        store.write(step, [added(Code(id="next", name="next"))])
    assert {"one", "next"} == names(path)
    (aside,) = path.parent.glob("study (of another file *).themes-wal")
    assert aside.stat().st_size > 0


def test_an_older_state_copied_over_a_killed_project_is_what_opens(path: Path):
    kill_one(path, n_before=2, n_after=1)
    shutil.copyfile(path.with_name("older.themes"), path)
    with Store.open(path) as store:
        assert ({"one", "before-0", "before-1"}, []) == ({code.name for code in store.facts(Code)}, store.check())
        assert "set aside" in store.notices[0]


def test_a_backup_copied_over_a_killed_project_is_what_a_reader_sees(path: Path):
    kill_one(path, n_before=200, n_after=1)
    shutil.copyfile(path.with_name("backup.themes"), path)
    assert {"one"} == names(path)


def test_the_log_of_a_killed_project_is_kept_where_it_belongs(path: Path):
    kill_one(path, n_before=3, n_after=2)
    with Store.open(path) as store:
        assert () == store.notices
        assert [] == store.check()
    assert {"one", "before-0", "before-1", "before-2", "after-0", "after-1"} == names(path)


def test_another_project_copied_over_a_killed_one_is_what_opens(path: Path, tmp_path: Path):
    kill_one(path, n_before=200, n_after=1)
    other = tmp_path / "other.themes"
    first = Step(id="create", verb="create project", coder_id="coder", at=now())
    Store.create(other, first, [added(Study(id="other", title="O")), added(Coder(id="coder", name="CD"))]).close()
    with Store.open(other) as store:  # one that was worked in, so that SQLite expects a log beside it
        store.write(Step(id="x", verb="x", coder_id="coder", at=now()), [added(Code(id="x", name="X"))])
    shutil.copyfile(other, path)
    with Store.open(path) as store:
        assert (["X"], []) == ([code.name for code in store.facts(Code)], store.check())
        assert "set aside" in store.notices[0]


def test_restoring_puts_the_backup_in_place_and_keeps_all_of_what_was_there(path: Path):
    kill_one(path, n_before=3, n_after=2)
    aside = Store.restore(path.with_name("backup.themes"), path)
    assert aside is not None
    assert {"one"} == names(path)
    assert {"one", "before-0", "before-1", "before-2", "after-0", "after-1"} == names(aside)
    with Store.open(path) as store:
        assert ((), []) == (store.notices, store.check())


def test_a_project_that_somebody_has_open_is_not_replaced(path: Path):
    kill_one(path, n_before=0, n_after=1)
    with Store.open(path), pytest.raises(ProjectInUse):
        Store.restore(path.with_name("backup.themes"), path)
    assert {"one", "after-0"} == names(path)


def test_a_damaged_backup_replaces_nothing(path: Path):
    kill_one(path, n_before=0, n_after=1)
    backup = path.with_name("backup.themes")
    whole = bytearray(backup.read_bytes())
    whole[4096 * 10 : 4096 * 60] = b"\xff" * (4096 * 50)
    backup.write_bytes(whole)
    with pytest.raises(NotAProject, match=r"backup\.themes"):
        Store.restore(backup, path)
    assert {"one", "after-0"} == names(path)
    assert not list(path.parent.glob("*before restoring*"))


def test_a_project_is_not_restored_from_itself(path: Path):
    kill_one(path, n_before=0, n_after=1)
    with pytest.raises(ProjectError, match="itself"):
        Store.restore(path, path)


def test_what_was_removed_is_restored(path: Path):
    kill_one(path, n_before=0, n_after=1)
    for left in path.parent.glob("study.themes*"):
        left.unlink()
    assert Store.restore(path.with_name("backup.themes"), path) is None
    assert {"one"} == names(path)


def test_a_file_that_is_damaged_while_it_is_open_is_told_in_words_when_it_closes(
    path: Path, begin: Callable[[Path], Store]
):
    store = begin(path)
    store.write(Step(id="x", verb="x", coder_id="coder", at=now()), [added(Code(id="x", name="X"))])
    with path.open("r+b") as file:
        file.truncate(0)
        file.write(b"no database any more" * 1000)
    with path.with_name(f"{path.name}-wal").open("r+b") as file:
        file.truncate(0)
    with pytest.raises(ProjectError, match=r"study\.themes"):
        store.close()
    with pytest.raises(NotAProject):
        Store.open(path)
