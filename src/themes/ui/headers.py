"""The headers that hold the page to this computer: a strict Content-Security-Policy and its company.

Measured on Streamlit 1.67: everything Themes shows works without evaluated scripts and with no inline one but
Streamlit's own, a line that tells crawlers to wait.
``wasm-unsafe-eval`` is for tables, whose data come as Arrow; inline styles are how Streamlit styles anything at all.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def policy(index: str) -> str:
    """The Content-Security-Policy for Streamlit's page.

    Args:
        index: Streamlit's ``index.html``; its own inline scripts are allowed by their hashes (CSP level 3, 6.7.3.3).
    """
    hashes = "".join(
        f" 'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in _INLINE.findall(index)
    )
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'wasm-unsafe-eval'{hashes}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "frame-ancestors 'none'",
            "form-action 'self'",
        )
    )


@cache
def headers() -> tuple[tuple[bytes, bytes], ...]:
    """The headers that every answer bears."""
    import streamlit  # noqa: PLC0415 - heavy, and there already when a request comes

    index = Path(streamlit.__file__).parent / "static" / "index.html"
    return (
        (b"content-security-policy", policy(index.read_text(encoding="utf-8")).encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"cross-origin-resource-policy", b"same-origin"),
        (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
    )


class Headers:
    """Puts ``headers()`` on every answer, in place of any of the same name.

    Args:
        app: The application that answers.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Hold the application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request with the headers added; other traffic passes untouched."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                ours = {name for name, _ in headers()}
                kept = [(name, value) for name, value in message.get("headers", []) if name.lower() not in ours]
                message = {**message, "headers": [*kept, *headers()]}
            await send(message)

        await self._app(scope, receive, send_with_headers)
