"""The routes that the page on the matrix talks to, beside those of ``api``.

::

    POST /api/projects/{project}/matrix               the matrix as the view in the body shows it
    POST /api/projects/{project}/matrix/operations    what a person wrote in cells, in a batch
    POST /api/projects/{project}/matrix/quotations    the quotations that the body names
    POST /api/projects/{project}/matrix/states        what a cell said before, who wrote it and when
    POST /api/projects/{project}/matrix/draft         words drawn together from them; nothing is written

All are asked by POST, as a filter names sites and roles, and addresses are kept where bodies are not.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from themes.errors import ThemesError
from themes.project import Project
from themes.ui import cell_writing, cells
from themes.ui.incoming import Unreadable
from themes.ui.requests import Compact, Problem, Resolve, awaited, body_of, granted_to, project_of

Told = Callable[[Project, object], cells.Json]


def routes(resolve: Resolve) -> list[BaseRoute]:
    """The routes, to be mounted at ``later.API``.

    Args:
        resolve: As for ``api.routes``.
    """

    def route(path: str, told: Told) -> Route:
        return Route(f"/{{project}}/matrix{path}", awaited(_answering(resolve, told)), methods=["POST"])

    return [
        route("/operations", cell_writing.carry_out_all),
        route("/quotations", lambda project, body: {"quotations": cells.quotations_told(project, cells.ids_in(body))}),
        route("/states", lambda project, body: {"states": cells.states_told(project, body)}),
        route("/draft", lambda project, body: {"words": project.draft_summary(cells.ids_in(body))}),
        route("", lambda project, body: cells.snapshot(project, cells.view_of(body))),
    ]


def _answering(resolve: Resolve, told: Told) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        grant = granted_to(request)  # before a byte of the body is read
        body = await body_of(request)
        return await run_sync(lambda: asked(project_of(grant, resolve), body))

    def asked(project: Project, body: object) -> Response:
        try:
            return Compact(told(project, body))
        except Unreadable as error:
            raise Problem(422, str(error), error.operation_id) from error
        except ThemesError as error:
            return JSONResponse({"refused": str(error)}, headers={"cache-control": "no-store"})

    return answer
