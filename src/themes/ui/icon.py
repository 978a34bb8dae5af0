"""The picture beside the page's title in the browser's tab."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse
from starlette.routing import Route

_FILE = Path(__file__).with_name("favicon.svg")


def mounted() -> Route:
    """Our icon where Streamlit's page looks for its own, for ``st.App(routes=…)``.

    Handed to ``st.set_page_config`` it takes numpy and Pillow, though it is SVG (1.67): a tenth of the first page.
    """
    return Route("/favicon.png", _icon)


async def _icon(request: Request) -> FileResponse:
    del request
    return FileResponse(_FILE, media_type="image/svg+xml")
