"""The routes that the coding surface talks to, served beside Streamlit by the same process.

::

    GET  /api/projects/{project}/transcripts/{transcript}                     the transcript and what stands on it
    POST /api/projects/{project}/transcripts/{transcript}/operations?since=   what a person did, in a batch
    GET  /api/projects/{project}/transcripts/{transcript}/changes?since=      what others did
    GET  /api/projects/{project}/transcripts/{transcript}/suggestions         what is suggested in it
    POST /api/projects/{project}/transcripts/{transcript}/elsewhere           where words stand in parts not shown
    GET  /api/projects/{project}/transcripts/{transcript}/suggestions/hidden  why nothing is suggested, at once
    GET  /api/projects/{project}/transcripts/{transcript}/names               what was found in it that may name people
    POST /api/projects/{project}/transcripts/{transcript}/names/operations    what a person decided about it
    WS   /api/projects/{project}/transcripts/{transcript}/live                the bell
    GET  /api/projects/{project}/maps/{run}                                   where the segments of a discovery stand
    WS   /api/projects/{project}/live                                         the same for a page on all of them

Every route checks by itself the token, and that a page which says where it comes from is ours;
an answer to who may not come in says no more than that.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from themes import __version__
from themes.errors import ThemesError
from themes.model import Coding, Transcript
from themes.project import Project
from themes.ui import acting, behind, incoming, mapped, naming, outgoing, proposed, settings, tokens, windows
from themes.ui.bell import BELL
from themes.ui.requests import (
    Compact,
    Problem,
    Resolve,
    awaited,
    body_of,
    granted_to,
    in_thread,
    is_from_here,
    project_of,
)
from themes.ui.windows import Window, parsed, whole, window_at

HELLO_SECONDS = 5
_NO_TOKEN = 4401
_FOREIGN_ORIGIN = 4403
_MOST_LOOKED_FOR = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a request is at home: a project as its coder sees it, one transcript of it, and the part that is shown."""

    project: Project
    transcript: Transcript
    window: Window | None


def routes(resolve: Resolve) -> list[BaseRoute]:
    """The routes, to be mounted at ``later.API``.

    Args:
        resolve: Finds the open project of a handle; raises ``NotFound`` where none is open. Called in worker threads.
    """

    def transcript(request: Request) -> Response:
        with _looking(request, resolve) as place:
            tag = f'"{__version__}-{place.project.last_seq()}-{place.project.coder.id}-{settings.read().digest}"'
            headers = {"etag": tag, "cache-control": "private, no-cache"}
            if request.headers.get("if-none-match") == tag:
                return Response(status_code=304, headers=headers)
            told = outgoing.snapshot(place.project, place.transcript, place.window)
        return Compact(told, headers=headers)

    def changes(request: Request) -> Response:
        with _looking(request, resolve) as place:
            seq, told = outgoing.changes(place.project, place.transcript, _since(request), place.window)
            answer = {"seq": seq, "changes": told, **outgoing.undo_and_redo(place.project)}
        return Compact(answer)

    async def suggestions(request: Request) -> Response:
        place = await run_sync(_place, request, resolve)
        anyway = "anyway" in request.query_params

        def told() -> Response:
            shown = place.window or whole(place.transcript)
            return Compact(proposed.told(place.project, place.transcript, shown, anyway=anyway))

        return await behind.answered(request, told) or Response(status_code=400)  # nobody is there to read it

    async def operations(request: Request) -> Response:
        grant = granted_to(request)  # before a byte of the body is read
        body = await body_of(request)
        return await run_sync(lambda: _carry_out_all(request, resolve, grant, body))

    def names(request: Request) -> Response:
        place = _place(request, resolve)
        return Compact(naming.snapshot(place.project, place.transcript, blind="blind" in request.query_params))

    async def decisions(request: Request) -> Response:
        grant = granted_to(request)
        body = await body_of(request)
        return await run_sync(lambda: _decide_all(request, resolve, grant, body))

    async def live(socket: WebSocket) -> None:
        await _ring_for(socket, resolve)

    base = "/{project}/transcripts/{transcript}"
    return [
        WebSocketRoute(f"{base}/live", live),
        WebSocketRoute("/{project}/live", live),
        Route(f"{base}/operations", awaited(operations), methods=["POST"]),
        Route(f"{base}/names/operations", awaited(decisions), methods=["POST"]),
        Route(f"{base}/names", in_thread(names), methods=["GET"]),
        Route(f"{base}/elsewhere", awaited(partial(_elsewhere, resolve)), methods=["POST"]),
        Route(f"{base}/suggestions/hidden", in_thread(partial(_why_hidden, resolve)), methods=["GET"]),
        Route(f"{base}/suggestions", awaited(suggestions), methods=["GET"]),
        Route(f"{base}/changes", in_thread(changes), methods=["GET"]),
        Route(base, in_thread(transcript), methods=["GET"]),
        Route("/{project}/maps/{run}", in_thread(partial(_segment_map, resolve)), methods=["GET"]),
    ]


def _words_in(body: object) -> str:
    words = body.get("words") if isinstance(body, dict) else None
    if not isinstance(words, str) or len(words) > _MOST_LOOKED_FOR:
        raise Problem(422, f"“words” must be a text of {_MOST_LOOKED_FOR} characters at most.")
    return words


async def _elsewhere(resolve: Resolve, request: Request) -> Response:
    grant = granted_to(request)
    words = _words_in(await body_of(request))

    def told() -> Response:
        place = _place(request, resolve, grant)
        return Compact(asdict(windows.elsewhere(place.transcript, place.window or whole(place.transcript), words)))

    return await run_sync(told)


def _why_hidden(resolve: Resolve, request: Request) -> Response:
    return Compact(proposed.told_why_hidden(_place(request, resolve).project))


def _segment_map(resolve: Resolve, request: Request) -> Response:
    told = mapped.told(project_of(granted_to(request), resolve), request.path_params["run"])
    if told is None:
        raise Problem(404, "This discovery is not in the project.")
    return Compact(told)


def _carry_out_all(request: Request, resolve: Resolve, grant: tokens.Grant, body: object) -> Response:
    place = _place(request, resolve, grant)
    project = place.project
    try:
        asked = incoming.read(body)
    except incoming.Unreadable as error:
        raise Problem(422, str(error), error.operation_id) from error
    since = _since(request) if "since" in request.query_params else project.last_seq()
    acknowledged, refused, said, corrections = [], [], [], []
    turned = False
    for operation in asked:
        try:
            outcome = acting.carry_out(project, place.transcript, operation, place.window)
        except ThemesError as error:
            refused.append({"id": operation.id, "reason": str(error)})
            continue
        acknowledged.append(operation.id)
        if isinstance(outcome, Coding):
            corrections += _correction(place, operation, outcome)
            if words := _merged(project, operation, outcome):
                said.append({"id": operation.id, "words": words})
        elif isinstance(outcome, str) and outcome:
            said.append({"id": operation.id, "words": outcome})
        turned = turned or isinstance(operation, incoming.Turn)
    seq, told = outgoing.changes(project, place.transcript, since, place.window)
    answer: outgoing.Json = {"acknowledged": acknowledged, "refused": refused, "said": said}
    if turned or outgoing.done_beside(project, since, {operation.id for operation in asked}):
        answer |= outgoing.undo_and_redo(project)
    return Compact({**answer, "seq": seq, "changes": told + corrections})


def _correction(place: Place, operation: incoming.Incoming, coding: Coding) -> list[outgoing.Json]:
    """What tells the surface that another coding or code stands than the one that it made."""
    told: list[outgoing.Json] = []
    if isinstance(operation, incoming.GiveNewCode) and coding.code_id != operation.code:
        told.append({"kind": "code gone", "id": operation.code})  # somebody made a code of that name before
    if isinstance(operation, incoming.Coded) and coding.id != operation.coding:
        # These words had the code already: the surface's own coding gives way to the one that stands.
        told.append({"kind": "coding gone", "id": operation.coding})
        told += outgoing.coding_change(place.project, coding, place.window or whole(place.transcript))
    return told


def _merged(project: Project, operation: incoming.Incoming, coding: Coding) -> str:
    """Words on a coding that bears another code than it was given, as that one was merged meanwhile."""
    if not isinstance(operation, incoming.GiveCode | proposed.Accept) or operation.code == coding.code_id:
        return ""
    return f"The code was merged meanwhile: these words bear “{project.code(coding.code_id).name}” now."


def _decide_all(request: Request, resolve: Resolve, grant: tokens.Grant, body: object) -> Response:
    place = _place(request, resolve, grant)
    try:
        answer = naming.decide_all(place.project, place.transcript, body, blind="blind" in request.query_params)
    except incoming.Unreadable as error:
        raise Problem(422, str(error), error.operation_id) from error
    return Compact(answer)


async def _ring_for(socket: WebSocket, resolve: Resolve) -> None:
    """Ring one open page until it goes."""
    if not is_from_here(socket):
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
    except (RuntimeError, WebSocketDisconnect):  # the other side was first
        return


def _token_in(hello: str) -> str:
    try:
        message = json.loads(hello)
    except (ValueError, RecursionError):
        return ""
    token = message.get("token") if isinstance(message, dict) else None
    return token if isinstance(token, str) else ""


@contextmanager
def _looking(request: Request, resolve: Resolve) -> Iterator[Place]:
    """The place of a request that only reads: transcript, log and codings as of one moment."""
    project = project_of(granted_to(request), resolve)
    with project.one_look():
        yield _place_in(project, request)


def _place(request: Request, resolve: Resolve, granted: tokens.Grant | None = None) -> Place:
    return _place_in(project_of(granted or granted_to(request), resolve), request)


def _place_in(project: Project, request: Request) -> Place:
    key, first = parsed(request.path_params["transcript"])
    try:
        transcript = project.transcript(key)
    except ThemesError as error:
        raise Problem(404, "This transcript is not in the project.") from error
    window = None if first is None else window_at(transcript, first)
    return Place(project=project, transcript=transcript, window=window)


def _since(request: Request) -> int:
    since = request.query_params.get("since", "")
    if not (since.isascii() and since.isdigit() and len(since) <= 15):  # noqa: PLR2004 - digits of a JavaScript number
        raise Problem(422, "“since” must be a sequence number of the log.")
    return int(since)
