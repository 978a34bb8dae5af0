"""What was acknowledged is there after the process was killed at any moment."""

from __future__ import annotations

import itertools
import os
import random
import signal
import time
from pathlib import Path

import pytest

from themes.model import Code, Coder, Study
from themes.operations import Step, added, now
from themes.store import Store

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process, which Windows has not")

N_KILLS = 20
LONGEST_SECONDS = 0.08


def a_step(name: str) -> Step:
    return Step(id=name, verb="add code", coder_id="coder", at=now())


def write_until_killed(path: Path, name: str, acknowledge: int) -> None:
    """What the child does: write step after step and tell each id once it is committed."""
    store = Store.open(path)
    for n in itertools.count():
        store.write(a_step(f"{name}-{n}"), [added(Code(id=f"{name}-{n}", name="Trust", definition="words " * 500))])
        os.write(acknowledge, f"{name}-{n}\n".encode())


def killed_at_a_random_moment(path: Path, name: str, chance: random.Random) -> list[str]:
    """Let a child write and kill it; returns the ids that it acknowledged."""
    receive, acknowledge = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            write_until_killed(path, name, acknowledge)
        finally:
            os._exit(1)  # never back into pytest
    os.close(acknowledge)
    told = os.read(receive, 1 << 16) if chance.random() < 0.8 else b""  # sometimes while it still opens the file
    time.sleep(chance.uniform(0, LONGEST_SECONDS))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert signal.SIGKILL == os.WTERMSIG(status)
    while more := os.read(receive, 1 << 16):
        told += more
    os.close(receive)
    return told.decode().split()


def test_every_acknowledged_step_survives_a_kill(tmp_path: Path):
    path = tmp_path / "study.themes"
    first = a_step("create")
    Store.create(path, first, [added(Study(id="study", title="S")), added(Coder(id="coder", name="AB"))]).close()
    chance = random.Random(20)  # noqa: S311 - moments, not secrets
    acknowledged: list[str] = []
    for nth in range(N_KILLS):
        acknowledged += killed_at_a_random_moment(path, str(nth), chance)
        with Store.open(path) as store:
            there = {code.id for code in store.facts(Code)}
            assert set() == set(acknowledged) - there
            assert [] == [step_id for step_id in acknowledged if not store.has_step(step_id)]
            assert [] == store.check()
            # The one that may have been under way: its retry is stored once, whether it was committed or not.
            n_told = sum(step_id.startswith(f"{nth}-") for step_id in acknowledged)
            retried = Code(id=f"{nth}-{n_told}", name="Trust", definition="words " * 500)
            store.write(a_step(retried.id), [added(retried)])
            assert [retried] == store.facts(Code, id=retried.id)
    assert len(acknowledged) > N_KILLS


def test_a_kill_while_a_project_is_made_leaves_no_half_project(tmp_path: Path):
    chance = random.Random(7)  # noqa: S311 - moments, not secrets
    for nth in range(8):
        path = tmp_path / f"{nth}.themes"
        child = os.fork()
        if child == 0:
            try:
                Store.create(path, a_step("create"), [added(Study(id="study", title="S"))])
            finally:
                os._exit(0)
        time.sleep(chance.uniform(0, 0.12))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if not path.exists():
            Store.create(path, a_step("create"), [added(Study(id="study", title="S"))]).close()
        with Store.open(path) as store:
            assert (1, []) == (len(store.facts(Study)), store.check())
        assert not [left for left in tmp_path.iterdir() if left.name.endswith((".new", ".new-wal", ".new-shm"))]
