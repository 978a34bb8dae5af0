"""How long work takes, told so that a busy machine fails no test and slow code fails it every time."""

from __future__ import annotations

import time
from collections.abc import Callable

TRIES = 5
YARDSTICK_S = 0.0155
"""What the yardstick takes on a core that nobody else uses, on the machine that the bars were measured on."""


def quickest(work: Callable[[], object], *, within: float, before: Callable[[], object] | None = None) -> float:
    """Seconds of processor time that work takes in this thread at its quickest, as on a core of its own.

    What others do on the machine makes work slower, never quicker (half as slow again, where two threads share a core):
    so where the first try is not within the bar others follow, the least counts, and each of them is divided by how
    much slower than on a free core a yardstick was beside it.
    Products of matrices are computed in one thread, as several would wait for each other where all cores are taken.

    Args:
        work: Called until one call was within the bar, five times at most.
        within: The bar in seconds.
        before: Called before each further try, which it is no part of: makes cold again what keeps what it found.
    """
    from threadpoolctl import threadpool_limits  # noqa: PLC0415 - looks at all libraries that are loaded by then

    with threadpool_limits(limits=1):
        least = _seconds(work)
        for _ in range(TRIES - 1):
            if least < within:
                break
            if before is not None:
                before()
            slow_before, took, slow_after = _slowness(), _seconds(work), _slowness()
            # The lesser of both sides: a moment's disturbance beside the work excuses nothing.
            least = min(least, took / min(slow_before, slow_after))
    return least


def forget() -> None:
    """Empty what the rooms that read and search keep of the words they have seen."""
    import gc  # noqa: PLC0415 - as the next
    from functools import _lru_cache_wrapper  # noqa: PLC0415 - the type of all such functions

    for one in gc.get_objects():
        if isinstance(one, _lru_cache_wrapper) and str(one.__module__).startswith(("themes.read", "themes.privacy")):
            one.cache_clear()


def _slowness() -> float:
    """How many times as long as on a free core a yardstick takes now, 1.0 or more: the least of three."""
    return max(1.0, min(_seconds(_yardstick) for _ in range(3)) / YARDSTICK_S)


def _yardstick() -> None:
    """Some work of fixed size, part of it numpy's and part of it Python's."""
    import numpy as np  # noqa: PLC0415 - heavy

    numbers = np.arange(150_000, dtype=np.float64)
    for nth in range(6):
        np.exp(-numbers / (1_000 + nth)).sum()
    counts: dict[int, int] = {}
    for number in range(40_000):
        counts[number % 997] = counts.get(number % 997, 0) + number


def _seconds(work: Callable[[], object]) -> float:
    """Seconds of processor time that one call takes in this thread."""
    began = time.thread_time()
    work()
    return time.thread_time() - began
