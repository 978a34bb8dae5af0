"""Our routes, whose modules are imported only once somebody asks for one of them.

They bring ``Project`` and with it SQLAlchemy, for which a server that has just begun need not wait: while the browser
loads Streamlit's own scripts, ``lifetime`` imports them in a thread.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from anyio.to_thread import run_sync
from starlette.routing import Mount

if TYPE_CHECKING:
    from starlette.routing import Router
    from starlette.types import Receive, Scope, Send

API = "/api/projects"
"""Where the routes of ``api`` are mounted."""


def mounted() -> Mount:
    """The routes of ``api`` where they belong, for ``st.App(routes=…)``."""
    return Mount(API, app=_answer)


async def _answer(scope: Scope, receive: Receive, send: Send) -> None:
    router = await run_sync(_router)
    await router(scope, receive, send)


@cache
def _router() -> Router:
    from starlette.routing import Router  # noqa: PLC0415 - with all the rest

    from themes.ui import api, cell_routes, copy_routes  # noqa: PLC0415 - heavy
    from themes.ui.opened import OPEN  # noqa: PLC0415 - heavy

    return Router([*(route for one in (api, cell_routes, copy_routes) for route in one.routes(OPEN.resolve))])
