"""The one file on disk holds all that was done soon after the last change, while it is still open."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

from themes.model import Code
from themes.operations import Step, added
from themes.store import Store
from themes.store.quiet import SECONDS

Steps = Callable[..., Step]

_WAITED_FOR = 20 * SECONDS


def test_a_bare_copy_of_a_file_that_is_open_holds_what_was_written(new: Store, step: Steps, tmp_path: Path):
    for n in range(30):
        new.write(step(), [added(Code(id=f"code-{n}", name=f"Code {n}"))])
    assert 30 == _in_time(lambda: _codes_of_a_bare_copy(new, tmp_path), wanted=30)
    new.write(step(), [added(Code(id="later", name="Later"))])
    assert 31 == _in_time(lambda: _codes_of_a_bare_copy(new, tmp_path), wanted=31)


def test_what_a_reader_kept_out_of_the_file_comes_once_it_is_gone(new: Store, step: Steps, tmp_path: Path):
    new.write(step(), [added(Code(id="first", name="First"))])
    with new.snapshot():
        new.facts(Code)
        new.write(step(), [added(Code(id="second", name="Second"))])
        time.sleep(2 * SECONDS)
    assert 2 == _in_time(lambda: _codes_of_a_bare_copy(new, tmp_path), wanted=2)


def test_many_writes_take_one_thread_which_ends_with_the_file(new: Store, step: Steps):
    before = threading.active_count()
    for n in range(20):
        new.write(step(), [added(Code(id=f"code-{n}", name=f"Code {n}"))])
    assert before + 1 == threading.active_count()
    new.close()
    assert before == _in_time(threading.active_count, wanted=before)


def _codes_of_a_bare_copy(store: Store, folder: Path) -> int:
    """How many codes the file alone holds, without the log beside it, as somebody who mails it copies it."""
    place = folder / "mailed" / store.path.name
    place.parent.mkdir(exist_ok=True)
    shutil.copyfile(store.path, place)
    with Store.open(place, read_only=True) as mailed:
        return len(mailed.facts(Code))


def _in_time(look: Callable[[], int], *, wanted: int) -> int:
    until = time.monotonic() + _WAITED_FOR
    while (found := look()) != wanted and time.monotonic() < until:
        time.sleep(0.1)
    return found
