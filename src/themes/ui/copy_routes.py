"""The route by which a copy of a study leaves: written and verified first, then sent piece by piece from the disk.

GET  /api/projects/{project}/copy    the whole study as one file
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from themes.errors import ThemesError
from themes.ui.requests import Problem, Resolve, awaited, granted_to, project_of


class _Copied(FileResponse):
    """A file that is deleted once it was sent, or once whoever asked for it has gone."""

    def __init__(self, path: Path, folder: tempfile.TemporaryDirectory[str]) -> None:
        """Hold the file and the folder that it lies in."""
        headers = {"cache-control": "no-store"}
        super().__init__(path, headers=headers, media_type="application/octet-stream", filename=path.name)
        self._folder = folder

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._folder.cleanup()


def routes(resolve: Resolve) -> list[BaseRoute]:
    """The route, to be mounted at ``later.API``; ``resolve`` is as for ``api.routes``."""

    async def copy(request: Request) -> Response:
        return await run_sync(_copied, request, resolve)

    return [Route("/{project}/copy", awaited(copy), methods=["GET"])]


def _copied(request: Request, resolve: Resolve) -> Response:
    project = project_of(granted_to(request), resolve)
    try:
        folder = tempfile.TemporaryDirectory(prefix="themes-copy-")
    except OSError as error:
        raise Problem(507, f"No copy was made: {error.strerror}. Nothing was changed.") from error
    try:
        written = project.backup(Path(folder.name) / project.path.name)
    except ThemesError as error:
        folder.cleanup()
        raise Problem(507, str(error)) from error
    return _Copied(written, folder)
