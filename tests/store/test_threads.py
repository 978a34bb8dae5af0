"""Many threads, one file."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from themes.model import Code, Study
from themes.operations import Step, added, revised
from themes.store import Store

Steps = Callable[..., Step]


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
