"""Waits until nothing has been written for a while, and then has the log written back into the file, once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from weakref import WeakMethod

SECONDS = 2.0
"""How long nothing is to be written first: a pause in coding, not the moment between two codings."""


class Quiet:
    """One thread for an open file, from its first write until ``end``; it sleeps while nothing is written.

    Args:
        then: A method that is called after the last of many writes; whether all was done. It is called again later
            where not. Whoever it belongs to is not kept alive by it.
    """

    def __init__(self, then: Callable[[], bool]) -> None:
        """Wait for a first write, with no thread yet."""
        self._then = WeakMethod(then, lambda _gone: self.end())
        self._last = 0.0
        self._written, self._ended = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None

    def written(self) -> None:
        """Say that something was written just now; called by one thread at a time."""
        self._last = time.monotonic()
        self._written.set()
        if self._thread is None:
            # A daemon: a program that ends without closing its file is not held up.
            self._thread = threading.Thread(target=self._wait, name="themes quiet", daemon=True)
            self._thread.start()

    def end(self) -> None:
        """Wait no more; what is being done just now is not waited for."""
        self._ended.set()
        self._written.set()

    def _wait(self) -> None:
        while self._written.wait() and not self._ended.is_set():
            self._written.clear()
            while (left := self._last + SECONDS - time.monotonic()) > 0:
                if self._ended.wait(left):
                    return
            then = self._then()
            if then is not None and not then():
                self._last = time.monotonic()
                self._written.set()
