"""One process owns a file; the others read or are told who has it."""

from __future__ import annotations

import getpass
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from themes.errors import ProjectInUse
from themes.model import Code
from themes.operations import Step, added
from themes.store import Store

HOLD = """
import sys
from pathlib import Path
from themes.store import Store
store = Store.open(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.readline()
store.close()
"""


@contextmanager
def another_process_has(path: Path) -> Iterator[subprocess.Popen[str]]:
    """A second Python that has the project open for writing."""
    command = [sys.executable, "-c", HOLD, str(path)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        assert "open\n" == process.stdout.readline()
        yield process
        process.kill()


def test_a_second_process_is_told_who_has_it_and_reads_meanwhile(filled: Store):
    filled.close()
    with another_process_has(filled.path) as process:
        with pytest.raises(ProjectInUse) as refused:
            Store.open(filled.path)
        with Store.open(filled.path, read_only=True) as reading:
            assert 2 == len(reading.facts(Code))
    assert getpass.getuser() in str(refused.value)
    assert f"process {process.pid}" in str(refused.value)


def test_a_killed_process_lets_the_file_go(filled: Store, step: Callable[..., Step]):
    filled.close()
    with another_process_has(filled.path) as process:
        process.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
        process.wait()
        with Store.open(filled.path) as mine:
            mine.write(step(), [added(Code(id="x", name="X"))])
            assert [] == mine.check()


def test_a_reader_that_closes_leaves_the_writer_its_log(filled: Store, step: Callable[..., Step]):
    with Store.open(filled.path, read_only=True) as reading:
        reading.facts(Code)
    filled.write(step(), [added(Code(id="x", name="X"))])
    assert [] == filled.check()


def test_the_same_process_is_told_that_it_has_it_already(filled: Store):
    with pytest.raises(ProjectInUse, match="in this program already"):
        Store.open(filled.path)


def test_a_reader_sees_what_the_writer_has_committed_since(filled: Store, step: Callable[..., Step]):
    with Store.open(filled.path, read_only=True) as reading:
        before = len(reading.facts(Code))
        filled.write(step(), [added(Code(id="x", name="X"))])
        assert before + 1 == len(reading.facts(Code))


READ_AGAIN_AND_AGAIN = """
import sys, time
from pathlib import Path
from themes.model import Code
from themes.store import Store
print("reads", flush=True)
while True:
    with Store.open(Path(sys.argv[1]), read_only=True) as store:
        store.facts(Code)
"""


def test_a_writer_is_never_refused_because_a_reader_closes(filled: Store):
    filled.close()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", READ_AGAIN_AND_AGAIN, str(filled.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as reader:
        assert reader.stdout is not None
        assert "reads\n" == reader.stdout.readline()
        until = time.monotonic() + 2
        try:
            while time.monotonic() < until:
                with Store.open(filled.path) as store:
                    assert 2 == len(store.facts(Code))
        finally:
            reader.kill()


def test_who_is_refused_is_told_at_once(filled: Store):
    began = time.monotonic()
    with pytest.raises(ProjectInUse):
        Store.open(filled.path)
    assert time.monotonic() - began < 0.5


def test_a_reader_leaves_nothing_beside_the_file(filled: Store):
    filled.close()
    with Store.open(filled.path, read_only=True) as reading:
        reading.facts(Code)
    assert [] == list(filled.path.parent.glob(f"{filled.path.name}-*"))
