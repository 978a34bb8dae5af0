"""The routes are there, though their modules are imported only when somebody asks."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.testclient import TestClient

from themes.ui import later


def test_a_route_answers_where_it_is_mounted_and_asks_for_a_token():
    with TestClient(Starlette(routes=[later.mounted()])) as client:
        answer = client.get(f"{later.API}/some-project/transcripts/some-transcript")
    assert 401 == answer.status_code
