"""The bell: tells every open page of a project that its log has grown; they then read the log themselves.

It carries a sequence number and nothing else: pages that were sent the changes themselves lost those announced out of
order (shared/prototype, tests/race.py).
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Ear:
    """One open page that listens; waits for the newest sequence number, however often it was rung meanwhile."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Listen on an event loop."""
        self._loop = loop
        self._rung = asyncio.Event()
        self._seq = 0

    async def wait(self) -> int:
        """The sequence number of the newest ring since the last one heard."""
        await self._rung.wait()
        self._rung.clear()
        return self._seq

    def ring(self, seq: int) -> None:
        """Be rung, from any thread; a loop that has ended hears nothing."""
        with suppress(RuntimeError):  # the server is shutting down: the step is committed all the same
            self._loop.call_soon_threadsafe(self._hear, seq)

    def _hear(self, seq: int) -> None:
        self._seq = max(self._seq, seq)
        self._rung.set()


class Bell:
    """Fan-out within this process, by the open project's handle."""

    def __init__(self) -> None:
        """Nobody listens yet."""
        self._lock = threading.Lock()
        self._ears: dict[str, set[Ear]] = {}

    @contextmanager
    def listening(self, project: str) -> Iterator[Ear]:
        """Listen for a project's changes in the running event loop."""
        ear = Ear(asyncio.get_running_loop())
        with self._lock:
            self._ears.setdefault(project, set()).add(ear)
        try:
            yield ear
        finally:
            with self._lock:
                self._ears[project].discard(ear)
                if not self._ears[project]:
                    del self._ears[project]

    def ring(self, project: str, seq: int) -> None:
        """Tell every page of a project how far its log reaches now. Callable from any thread."""
        with self._lock:
            ears = tuple(self._ears.get(project, ()))
        for ear in ears:
            ear.ring(seq)


BELL = Bell()
"""The bell of this server process."""
