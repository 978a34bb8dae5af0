"""Every route that the app serves, listed from what is mounted, refuses who may not come in."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from themes.errors import NotFound
from themes.model import Transcript
from themes.project import Project
from themes.ui import api, cell_routes, copy_routes, later, tokens

ORIGIN = {"origin": "http://testserver"}
FOREIGN = [{"origin": "http://evil.example"}, {"origin": "null"}]


def _nowhere(handle: str) -> Project:
    raise NotFound(handle)


ROUTES = [*api.routes(_nowhere), *cell_routes.routes(_nowhere), *copy_routes.routes(_nowhere)]
ANSWERING = [(method, one.path) for one in ROUTES if isinstance(one, Route) for method in sorted(one.methods or ())]
BELLS = [one.path for one in ROUTES if isinstance(one, WebSocketRoute)]


@pytest.fixture
def bare(client: TestClient) -> TestClient:
    """The client without its token."""
    del client.headers["x-themes-token"]
    return client


@pytest.fixture
def not_ours(project: Project) -> list[str]:
    """Tokens that open nothing here: forged, run out, of another study's session, of another server."""
    here = tokens.mint(project.id, "AB")
    tokens._key.cache_clear()  # as where a server begins: its key is another
    return ["forged.token", tokens.mint(project.id, "AB", lasts_seconds=-1), tokens.mint("another", "AB"), here]


def _address(path: str, project: Project, transcript: Transcript) -> str:
    return f"{later.API}{path}".format(project=project.id, transcript=transcript.id, run="any")


def test_what_is_tried_here_is_all_that_is_mounted() -> None:
    assert [_told(one) for one in later._router().routes] == [_told(one) for one in ROUTES]
    assert len(ROUTES) == len({path for _, path in ANSWERING}) + len(BELLS)
    # Beside them an icon is mounted, which holds nothing of anybody's.
    app = (Path(__file__).parent.parent.parent / "app.py").read_text(encoding="utf-8")
    assert "routes=[icon.mounted(), later.mounted()]" in app


def _told(route: BaseRoute) -> tuple[str, str]:
    return type(route).__name__, str(getattr(route, "path", ""))


@pytest.mark.parametrize("asked", ANSWERING, ids=" ".join)
def test_no_route_answers_who_has_no_token_of_this_session(
    bare: TestClient, project: Project, transcript: Transcript, not_ours: list[str], asked: tuple[str, str]
) -> None:
    method, address = asked[0], _address(asked[1], project, transcript)
    answers = [bare.request(method, address)]
    answers += [bare.request(method, address, headers={"x-themes-token": token}) for token in not_ours]
    assert [401, 401, 401, 403, 401] == [answer.status_code for answer in answers]
    assert not any(transcript.title in answer.text or "turned up" in answer.text for answer in answers)


@pytest.mark.parametrize("asked", ANSWERING, ids=" ".join)
def test_no_route_answers_a_page_from_elsewhere(
    client: TestClient, project: Project, transcript: Transcript, asked: tuple[str, str]
) -> None:
    method, address = asked[0], _address(asked[1], project, transcript)
    assert [403, 403] == [client.request(method, address, headers=one).status_code for one in FOREIGN]
    assert client.request(method, address, headers=ORIGIN).status_code not in {401, 403}


@pytest.mark.parametrize("path", BELLS)
def test_no_bell_rings_for_who_has_no_token_of_this_session(
    bare: TestClient, project: Project, transcript: Transcript, not_ours: list[str], path: str
) -> None:
    for token in ["", *not_ours]:
        with bare.websocket_connect(_address(path, project, transcript), headers=ORIGIN) as socket:
            socket.send_json({"token": token})
            with pytest.raises(WebSocketDisconnect) as closed:
                socket.receive_json()
            assert 4401 == closed.value.code


@pytest.mark.parametrize("path", BELLS)
def test_no_bell_rings_for_a_page_from_elsewhere(
    client: TestClient, project: Project, transcript: Transcript, path: str
) -> None:
    for headers in ({}, *FOREIGN):
        with (
            pytest.raises(WebSocketDisconnect) as closed,
            client.websocket_connect(_address(path, project, transcript), headers=headers),
        ):
            pass
        assert 4403 == closed.value.code
