"""Making many facts at once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_rubbish() -> Iterator[None]:
    """Make thousands of facts, of which none is rubbish yet.

    Facts hold no circles; Python's search for such among 48,000 respondents took a third of the time of reading them,
    and a sixth of taking them in.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
