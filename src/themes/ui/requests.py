"""What every route goes through: who asks is checked, a body is read up to its limit, a refusal is told in words."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from anyio.to_thread import run_sync
from starlette.requests import ClientDisconnect, HTTPConnection, Request
from starlette.responses import JSONResponse, Response

from themes.errors import NotFound
from themes.project import Project
from themes.ui import tokens

MOST_BYTES = 1_000_000

Resolve = Callable[[str], Project]


class Problem(Exception):
    """An answer other than what was asked for."""

    def __init__(self, status: int, words: str, operation_id: str | None = None) -> None:
        """Hold the status of the answer, its words, and the operation that it is about."""
        super().__init__(words)
        self.status = status
        self.content = {"error": words} | ({"id": operation_id} if operation_id else {})


def is_from_here(connection: HTTPConnection) -> bool:
    """Whether a page of this server asks; only a browser says so, and to a socket it always does."""
    origin = urlsplit(connection.headers.get("origin", ""))
    return bool(origin.netloc) and origin.netloc == connection.headers.get("host")


def granted_to(connection: HTTPConnection) -> tokens.Grant:
    """What the token of a request grants, where no page from elsewhere sends it.

    Raises:
        Problem: It has none that is valid here, or comes from elsewhere.
    """
    if "origin" in connection.headers and not is_from_here(connection):
        raise Problem(403, "Not allowed.")
    grant = tokens.check(connection.headers.get("x-themes-token", ""))
    if grant is None:
        raise Problem(401, "No valid token.")
    if grant.project != connection.path_params["project"]:
        raise Problem(403, "Not allowed.")
    return grant


def project_of(granted: tokens.Grant, resolve: Resolve) -> Project:
    """The project of a grant, as its coder sees it; as a reader does, where nobody has said who they are."""
    try:
        opened = resolve(granted.project)
    except NotFound as error:
        raise Problem(404, "This project is not open.") from error
    return opened.as_coder(granted.coder) if granted.coder else opened.as_reader()


async def body_of(request: Request) -> object:
    """The JSON of a request, read as it comes and no further than its limit.

    Raises:
        Problem: It is too much, or no JSON.
    """
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > MOST_BYTES:
            raise Problem(413, "More than 1 MB at once. Nothing was changed.")
    try:
        body: object = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Problem(422, "The request is not JSON. Nothing was changed.") from error
    return body


class Compact(JSONResponse):
    """JSON that no cache keeps unless the route says so."""

    def __init__(self, content: object, headers: dict[str, str] | None = None) -> None:
        """Hold what is told."""
        super().__init__(content, headers={"cache-control": "no-store", **(headers or {})})


def in_thread(endpoint: Callable[[Request], Response]) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint, run in a thread of its own."""

    async def in_a_thread(request: Request) -> Response:
        return await run_sync(endpoint, request)

    return awaited(in_a_thread)


def awaited(endpoint: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """The endpoint, with what it refuses told as an answer."""

    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except Problem as problem:
            return JSONResponse(problem.content, problem.status, {"cache-control": "no-store"})
        except ClientDisconnect:
            return Response(status_code=400)  # nobody is there to read it

    return answer
