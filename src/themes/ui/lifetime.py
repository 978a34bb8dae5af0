"""What happens once when the server starts and once when it stops."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from threading import Thread

_SOON = ("themes.ui.shell", "themes.ui.pages.study")
"""What the first page needs; the browser takes a second to load Streamlit's own scripts, in which this is done.

Not numpy and pandas, which its tables need too: a heading stands without, and their import slowed the serving of those
scripts down.
"""


@asynccontextmanager
async def lifetime(app: object) -> AsyncIterator[dict[str, object]]:
    """Import meanwhile what the first page will need; in the end let all projects go.

    Products of matrices get one thread, before numpy asks: two of them wait for each other in a loop, so that learning
    after a decision took 2.1 s of processor time in place of .37, and coding at speed waited for it (two busy cores).

    Args:
        app: The app, as Streamlit hands it over; nothing of it is needed.
    """
    del app
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    Thread(target=_import_soon, name="themes first page", daemon=True).start()
    yield {}
    from themes.ui.opened import OPEN  # noqa: PLC0415 - it brings SQLAlchemy; see ``later``

    OPEN.close()


def _import_soon() -> None:
    for name in _SOON:
        import_module(name)
