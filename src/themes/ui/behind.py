"""Work that people do not wait for, one piece after the other: learning anew must not stand in the way of a key.

Each page of a study asks what is suggested after each thing that is done in it. Side by side, three such answers held
the interpreter and both processors of a computer for a minute, and the next page that was opened waited with them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

from starlette.requests import Request

_LOOKED_EVERY_S = 0.25

Answer = TypeVar("Answer")


async def answered(request: Request, work: Callable[[], Answer]) -> Answer | None:
    """What the work gives, in its turn; None, and nothing done, where whoever asked left before it began.

    Args:
        request: Who asks; watched while the work waits.
        work: Called in a thread of its own.
    """
    job = _thread().submit(work)
    waiting = asyncio.wrap_future(job)
    while not waiting.done():
        await asyncio.wait({waiting}, timeout=_LOOKED_EVERY_S)
        if not waiting.done() and await request.is_disconnected():
            job.cancel()  # what has begun goes on to its end: what it learnt serves the next who asks
            return None
    return waiting.result()


@cache
def _thread() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, thread_name_prefix="themes behind")
