"""Many threads, one file."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from themes.model import Code, Study, Theme
from themes.operations import Step, added, revised
from themes.store import Store

Steps = Callable[..., Step]


@pytest.fixture
def often_interrupted() -> Iterator[None]:
    """Threads take turns after a microsecond, so that rare moments come."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def test_eight_threads_store_a_hundred_writes_each(new: Store, step: Steps):
    def write(thread: int) -> None:
        for n in range(100):
            new.write(step(), [added(Code(id=f"{thread}-{n}", name=f"Code {n}"))])

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(8)))
    assert 800 == len(new.facts(Code))
    assert [] == new.check()


def test_a_reader_works_while_the_writer_holds_its_transaction(new: Store):
    inside, done = threading.Event(), threading.Event()

    def hold() -> None:
        with new._file.door() as connection:
            connection.exec_driver_sql("UPDATE study SET title = 'half done'")
            inside.set()
            done.wait(timeout=5)
            connection.exec_driver_sql("UPDATE study SET title = 'Peer support'")

    holder = threading.Thread(target=hold)
    holder.start()
    inside.wait(timeout=5)
    titles = [study.title for study in new.facts(Study)]
    done.set()
    holder.join()
    assert ["Peer support"] == titles


def test_readers_see_whole_steps_only(new: Store, step: Steps):
    one, other = Code(id="one", name="0"), Code(id="other", name="0")
    new.write(step(), [added(one), added(other)])
    torn: list[set[str]] = []
    going = threading.Event()

    def look() -> None:
        while not going.is_set():
            names = {code.name for code in new.facts(Code)}
            if len(names) > 1:
                torn.append(names)

    reader = threading.Thread(target=look)
    reader.start()
    for n in range(1, 30):
        now_one, now_other = replace(one, name=str(n)), replace(other, name=str(n))
        new.write(step(), [revised(one, now_one), revised(other, now_other)])
        one, other = now_one, now_other
    going.set()
    reader.join()
    assert [] == torn


@pytest.mark.usefixtures("often_interrupted")
def test_a_reader_finds_what_another_thread_forgets_meanwhile(new: Store, step: Steps):
    codes = [Code(id=str(n), name=str(n)) for n in range(1000)]
    new.write(step(), [added(code) for code in codes])
    going = threading.Event()

    def forget() -> None:  # as a write does once it is committed, while others still read what was before
        while not going.is_set():
            for code in codes:
                new._rows.forget("code", code.id)

    other = threading.Thread(target=forget)
    other.start()
    try:
        assert {1000} == {len(new.facts(Code)) for _ in range(20)}
    finally:
        going.set()
        other.join()


def test_a_snapshot_sees_facts_of_several_kinds_at_one_moment(new: Store, step: Steps):
    code, theme = Code(id="code", name="0"), Theme(id="theme", name="0", code_ids=("code",))
    new.write(step(), [added(code), added(theme)])
    going = threading.Event()
    torn: list[tuple[str, str]] = []
    n_rounds = 0

    def look() -> None:
        nonlocal n_rounds
        while not going.is_set():
            with new.snapshot():
                seen = new.fact(Code, "code").name, new.facts(Theme)[0].name
            n_rounds += 1
            if seen[0] != seen[1]:
                torn.append(seen)

    reader = threading.Thread(target=look)
    reader.start()
    for n in range(1, 501):
        now_code, now_theme = replace(code, name=str(n)), replace(theme, name=str(n))
        new.write(step(), [revised(code, now_code), revised(theme, now_theme)])
        code, theme = now_code, now_theme
    going.set()
    reader.join()
    assert [] == torn
    assert n_rounds > 10


def test_a_snapshot_within_a_snapshot_sees_the_same(new: Store, step: Steps):
    with new.snapshot():
        assert [] == new.facts(Code)
        with new.snapshot():
            new.write(step(), [added(Code(id="a", name="A"))])
            assert [] == new.facts(Code)
        assert [] == new.facts(Code)
    assert ["A"] == [code.name for code in new.facts(Code)]
