"""The routes that the coding surface talks to, served beside Streamlit by the same process.

::

    GET  /api/projects/{project}/transcripts/{transcript}                     the transcript and what stands on it
    POST /api/projects/{project}/transcripts/{transcript}/operations?since=   what a person did, in a batch
    GET  /api/projects/{project}/transcripts/{transcript}/changes?since=      what others did
    WS   /api/projects/{project}/transcripts/{transcript}/live                the bell

Every route checks the token by itself; an answer to who may not come in says no more than that.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from anyio.to_thread import run_sync
from starlette.requests import ClientDisconnect, HTTPConnection, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from themes import __version__
from themes.errors import NotFound, ThemesError
from themes.model import Coding, Transcript
from themes.project import Project
from themes.ui import incoming, outgoing, tokens
from themes.ui.bell import BELL
from themes.ui.components import API

MOST_BYTES = 1_000_000
HELLO_SECONDS = 5
_NO_TOKEN = 4401
_FOREIGN_ORIGIN = 4403

Resolve = Callable[[str], Project]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a request is at home: a project as its coder sees it, and one transcript of it."""

    project: Project
    transcript: Transcript


class _Problem(Exception):
    """An answer other than what was asked for."""

    def __init__(self, status: int, words: str, operation_id: str | None = None) -> None:
        super().__init__(words)
        self.status = status
        self.content = {"error": words} | ({"id": operation_id} if operation_id else {})


def routes(resolve: Resolve) -> list[BaseRoute]:
    """The routes, for ``st.App(routes=…)``.

    Args:
        resolve: Finds the open project of a handle; raises ``NotFound`` where none is open. Called in worker threads.
    """

    def transcript(request: Request) -> Response:
        place = _place(request, resolve)
        tag = f'"{__version__}-{place.project.last_seq()}-{place.project.coder.id}"'
        headers = {"etag": tag, "cache-control": "private, no-cache"}
        if request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return _Compact(outgoing.snapshot(place.project, place.transcript), headers=headers)

    def changes(request: Request) -> Response:
        place = _place(request, resolve)
        seq, told = outgoing.changes(place.project, place.transcript, _since(request))
        return _Compact({"seq": seq, "changes": told})

    async def operations(request: Request) -> Response:
        grant = _grant(request)  # before a byte of the body is read
        body = await _body(request)
        return await run_sync(lambda: _carry_out_all(request, resolve, grant, body))

    async def live(socket: WebSocket) -> None:
        await _ring_for(socket, resolve)

    base = f"{API}/{{project}}/transcripts/{{transcript}}"
    return [
        WebSocketRoute(f"{base}/live", live),
        Route(f"{base}/operations", _async(operations), methods=["POST"]),
        Route(f"{base}/changes", _sync(changes), methods=["GET"]),
        Route(base, _sync(transcript), methods=["GET"]),
    ]


def _carry_out_all(request: Request, resolve: Resolve, grant: tokens.Grant, body: object) -> Response:
    place = _place(request, resolve, grant)
    project = place.project
    try:
        asked = incoming.read(body)
    except incoming.Unreadable as error:
        raise _Problem(422, str(error), error.operation_id) from error
    since = _since(request) if "since" in request.query_params else project.last_seq()
    acknowledged, refused, said, corrections = [], [], [], []
    turned = False
    for operation in asked:
        try:
            outcome = incoming.carry_out(project, place.transcript, operation)
        except ThemesError as error:
            refused.append({"id": operation.id, "reason": str(error)})
            continue
        acknowledged.append(operation.id)
        if isinstance(outcome, Coding) and isinstance(operation, incoming.GiveCode) and outcome.id != operation.coding:
            # These words had the code already: the surface's own coding gives way to the one that stands.
            corrections += [{"kind": "coding gone", "id": operation.coding}, outgoing.coding_change(project, outcome)]
        elif isinstance(outcome, str) and outcome:
            said.append({"id": operation.id, "words": outcome})
        turned = turned or isinstance(operation, incoming.Turn)
    seq, told = outgoing.changes(project, place.transcript, since)
    answer: outgoing.Json = {"acknowledged": acknowledged, "refused": refused, "said": said}
    if turned:
        undo, redo = project.undoable(), project.redoable()
        answer |= {"undo": undo and undo.verb, "redo": redo and redo.verb}
    return _Compact({**answer, "seq": seq, "changes": told + corrections})


async def _ring_for(socket: WebSocket, resolve: Resolve) -> None:
    """Ring one open page until it goes."""
    origin = urlsplit(socket.headers.get("origin", ""))
    if not origin.netloc or origin.netloc != socket.headers.get("host"):
        await socket.close(_FOREIGN_ORIGIN)
        return
    await socket.accept()
    try:
        hello = await asyncio.wait_for(socket.receive_text(), HELLO_SECONDS)
    except (TimeoutError, WebSocketDisconnect, KeyError):
        await _close(socket)
        return
    project = socket.path_params["project"]
    grant = tokens.check(_token_in(hello))
    if grant is None or grant.project != project:
        await _close(socket)
        return
    with BELL.listening(project) as ear:
        # Listen first, then say how far the log is: nothing falls between.
        ear.ring(await run_sync(lambda: resolve(project).last_seq()))
        gone = asyncio.create_task(_until_gone(socket))
        while not gone.done():
            rung = asyncio.create_task(ear.wait())
            await asyncio.wait({gone, rung}, return_when=asyncio.FIRST_COMPLETED)
            if gone.done():
                rung.cancel()
            else:
                await _tell(socket, rung.result())


async def _until_gone(socket: WebSocket) -> None:
    message = {"type": ""}
    while message["type"] != "websocket.disconnect":
        message = dict(await socket.receive())


async def _tell(socket: WebSocket, seq: int) -> None:
    try:
        await socket.send_text(json.dumps({"seq": seq}))
    except (WebSocketDisconnect, RuntimeError):  # it went just now; _until_gone ends the loop
        await asyncio.sleep(0)


async def _close(socket: WebSocket) -> None:
    try:
        await socket.close(_NO_TOKEN)
    except RuntimeError:  # the other side was first
        return


def _token_in(hello: str) -> str:
    try:
        message = json.loads(hello)
    except (ValueError, RecursionError):
        return ""
    token = message.get("token") if isinstance(message, dict) else None
    return token if isinstance(token, str) else ""


# --- what every request goes through


def _grant(connection: HTTPConnection) -> tokens.Grant:
    grant = tokens.check(connection.headers.get("x-themes-token", ""))
    if grant is None:
        raise _Problem(401, "No valid token.")
    if grant.project != connection.path_params["project"]:
        raise _Problem(403, "Not allowed.")
    return grant


def _place(request: Request, resolve: Resolve, grant: tokens.Grant | None = None) -> Place:
    granted = grant or _grant(request)
    try:
        opened = resolve(granted.project)
    except NotFound as error:
        raise _Problem(404, "This project is not open.") from error
    project = opened.as_coder(granted.coder)
    try:
        transcript = project.transcript(request.path_params["transcript"])
    except ThemesError as error:
        raise _Problem(404, "This transcript is not in the project.") from error
    return Place(project=project, transcript=transcript)


def _since(request: Request) -> int:
    since = request.query_params.get("since", "")
    if not (since.isascii() and since.isdigit() and len(since) <= 15):  # noqa: PLR2004 - digits of a JavaScript number
        raise _Problem(422, "“since” must be a sequence number of the log.")
    return int(since)


async def _body(request: Request) -> object:
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > MOST_BYTES:
            raise _Problem(413, "More than 1 MB at once. Nothing was changed.")
    try:
        body: object = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _Problem(422, "The request is not JSON. Nothing was changed.") from error
    return body


class _Compact(JSONResponse):
    """JSON that no cache keeps unless the route says so."""

    def __init__(self, content: object, headers: dict[str, str] | None = None) -> None:
        super().__init__(content, headers={"cache-control": "no-store", **(headers or {})})


def _sync(endpoint: Callable[[Request], Response]) -> Callable[[Request], Awaitable[Response]]:
    async def in_a_thread(request: Request) -> Response:
        return await run_sync(endpoint, request)

    return _async(in_a_thread)


def _async(endpoint: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except _Problem as problem:
            return JSONResponse(problem.content, problem.status, {"cache-control": "no-store"})
        except ClientDisconnect:
            return Response(status_code=400)  # nobody is there to read it

    return answer
