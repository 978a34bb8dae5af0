"""The headers on every answer."""

from __future__ import annotations

import re
from pathlib import Path

import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from themes.ui.headers import Headers, policy


def _answer(request: Request) -> PlainTextResponse:
    del request
    return PlainTextResponse("here", headers={"Referrer-Policy": "unsafe-url", "X-Other": "kept"})


def _client() -> TestClient:
    return TestClient(Starlette(routes=[Route("/", _answer)], middleware=[Middleware(Headers)]))


def test_every_answer_bears_the_policy() -> None:
    for path in ("/", "/not-there"):
        assert "default-src 'self'" in _client().get(path).headers["content-security-policy"]


def test_ours_replace_headers_of_the_same_name_and_leave_the_others() -> None:
    headers = _client().get("/").headers
    assert (["no-referrer"], "kept") == (headers.get_list("referrer-policy"), headers["x-other"])


def test_no_inline_or_evaluated_script_is_allowed() -> None:
    scripts = re.search(r"script-src ([^;]*)", policy("<script>known()</script>"))
    assert scripts is not None
    assert set() == {"'unsafe-inline'", "'unsafe-eval'", "*", "data:", "blob:"} & set(scripts[1].split())


def test_streamlits_own_inline_scripts_are_allowed_by_their_hashes() -> None:
    index = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    assert index.count("<script>") == policy(index).count("'sha256-")


def test_no_other_host_is_named() -> None:
    assert [] == re.findall(r"https?:|//", policy(""))
