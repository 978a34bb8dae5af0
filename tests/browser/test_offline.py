"""The page speaks to this computer only, and nothing that it shows runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, WebSocket

from themes.project import Project

from .whole_app import PAGES, app, log_of, settled

HOSTILE = (
    "Interviewer: What did <script>window.hit = 1</script> the board do?\n\n"
    'Chair: It wrote <img src="https://example.org/pixel.png" onerror="window.hit = 2"> and '
    "![pixel](https://example.org/markdown.png) and https://example.org/ on the form :smile: every single month.\n"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("offline")


@pytest.fixture(scope="module")
def address(home: Path, corpus: Path) -> Iterator[str]:
    path = home / "study.themes"
    with Project.create(path, coder="AB", title="![pixel](https://example.org/title.png)") as project:
        for file in sorted((corpus / "interviews").iterdir())[:4]:
            project.add(file)
        transcript = project.add_bytes("![pixel](https://example.org/name.png).txt", HOSTILE.encode())
        project.set_value(project.cases()[-1], "role", "![pixel](https://example.org/value.png)")
        project.discover()
        project.accept(1, theme=True)
        code = project.add_code("![pixel](https://example.org/code.png)", definition="<img src=https://example.org/d>")
        turn = transcript.turns[-1]
        project.add_coding(transcript, turn.start, turn.end, code)
    with app(home=home, project=path) as running:
        yield running


@pytest.fixture
def asked(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page, and every address that it asks for."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    addresses: list[str] = []

    def note_socket(socket: WebSocket) -> None:
        addresses.append(socket.url)

    context.on("request", lambda request: addresses.append(request.url))
    page.on("websocket", note_socket)
    yield page, addresses
    context.close()


def _foreign(addresses: list[str]) -> list[str]:
    return [one for one in addresses if urlsplit(one).scheme not in ("data", "blob") and _host(one) != "127.0.0.1"]


def _host(address: str) -> str | None:
    return urlsplit(address).hostname


def test_no_page_asks_another_computer_for_anything(address: str, asked: tuple[Page, list[str]]) -> None:
    page, addresses = asked
    for name in PAGES:
        page.goto(f"{address}/{name}")
        settled(page)
        page.wait_for_timeout(700)  # what a page asks for after its first painting
    assert len(addresses) > len(PAGES)
    assert [] == _foreign(addresses)


def test_words_of_participants_names_and_files_run_nowhere(address: str, asked: tuple[Page, list[str]]) -> None:
    page, _ = asked
    for name in PAGES:
        page.goto(f"{address}/{name}")
        settled(page)
        page.wait_for_timeout(500)
        assert page.evaluate("window.hit") is None, name
        assert 0 == page.locator("img[src*='example.org']").count(), name


def test_the_policy_refuses_nothing_that_the_pages_need(address: str, asked: tuple[Page, list[str]]) -> None:
    page, _ = asked
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)
    for name in PAGES:
        page.goto(f"{address}/{name}")
        settled(page)
        page.wait_for_timeout(500)
    assert [] == refused


def test_the_server_prints_no_words_of_participants(address: str, home: Path, asked: tuple[Page, list[str]]) -> None:
    page, _ = asked
    for name in PAGES:
        page.goto(f"{address}/{name}")
        settled(page)
    assert "on the form" not in log_of(home)
    assert "Traceback" not in log_of(home)
