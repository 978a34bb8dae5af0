"""Work that people do not wait for: one piece after the other, and none for who has left."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from starlette.requests import Request

from themes.ui import behind

Given = TypeVar("Given")


def _run(work: Coroutine[None, None, Given]) -> Given:
    """What it gives, in a thread of its own: where a browser was driven before, this one has a loop already."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def _asking(*, left: bool = False) -> Request:
    """A request, of somebody who may have left meanwhile."""

    async def receive() -> dict[str, str]:
        if not left:
            await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    return Request({"type": "http", "headers": []}, receive)


def test_one_piece_of_work_waits_for_the_other() -> None:
    at_once, most = 0, 0

    def work() -> int:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        threading.Event().wait(0.05)
        at_once -= 1
        return 7

    async def three() -> list[int | None]:
        return await asyncio.gather(*(behind.answered(_asking(), work) for _ in range(3)))

    assert ([7, 7, 7], 1) == (_run(three()), most)


def test_nothing_is_done_for_who_left_before_it_began() -> None:
    done: list[str] = []
    free = threading.Event()

    def for_nobody() -> str:
        done.append("for nobody")
        return "done"

    async def one_after_the_other() -> str | None:
        first = asyncio.create_task(behind.answered(_asking(), free.wait))
        await asyncio.sleep(0.05)
        gone = await behind.answered(_asking(left=True), for_nobody)
        free.set()
        await first
        return gone

    assert (None, []) == (_run(one_after_the_other()), done)


def test_an_error_reaches_who_asked() -> None:
    def broken() -> None:
        raise ValueError("it cannot be had")

    async def asked() -> str:
        try:
            await behind.answered(_asking(), broken)
        except ValueError as error:
            return str(error)
        return ""

    assert "it cannot be had" == _run(asked())
