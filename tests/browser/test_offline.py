"""The page speaks to this computer only, and nothing that it shows runs."""

from __future__ import annotations

import http.client
import shutil
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, WebSocket

import themes.ui
from themes.project import Project

from .smuggled import MADE, SOME, TRAP, type_everywhere, write_everywhere
from .whole_app import COUNTS, PAGES, app, log_of, tracebacks_in, views

HOSTILE = (
    "Interviewer: What did <script>window.hit = 1</script> the board do?\n\n"
    'Chair: It wrote <img src="https://example.org/pixel.png" onerror="window.hit = 2"> and '
    "![pixel](https://example.org/markdown.png) and https://example.org/ on the form :smile: every single month.\n"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("offline")


@pytest.fixture(scope="module")
def address(home: Path, two_interviews: Path) -> Iterator[str]:
    path = Path(shutil.copy(two_interviews, home / "study.themes"))
    with Project.open(path) as project:
        project.describe(title="![pixel](https://example.org/title.png)")
        transcript = project.add_bytes("![pixel](https://example.org/name.png).txt", HOSTILE.encode())
        project.set_value(project.cases()[-1], "role", "![pixel](https://example.org/value.png)")
        project.accept(1, theme=True)
        code = project.add_code("![pixel](https://example.org/code.png)", definition="<img src=https://example.org/d>")
        turn = transcript.turns[-1]
        quotation = project.add_coding(transcript, turn.start, turn.end, code).quotation_id
        project.add_memo(f"![pixel](https://example.org/memo.png) <img src=https://example.org/m> [[q:{quotation}]]")
        write_everywhere(project, SOME)
    with app(home=home, project=path) as running:
        yield running


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What happened while every page was opened once.

    Attributes:
        views: What was opened: each page, and each count.
        addresses: All that the pages asked for.
        refused: What the browser said of the content security policy.
        ran: The pages on which words of the study ran.
        images: The pages that made an image out of words of the study.
        made: Links, frames and the like that words were made into.
        dialogs: What asked something, or opened, by itself.
        log: What the server had printed by then.
    """

    views: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    ran: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    log: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def seen(browser: Browser, address: str, home: Path) -> Seen:
    """Every page, opened and waited for."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    seen = Seen()

    def note_socket(socket: WebSocket) -> None:
        seen.addresses.append(socket.url)

    def note_refusal(said: ConsoleMessage) -> None:
        if "Content Security Policy" in said.text:
            seen.refused.append(said.text)

    def note_dialog(dialog: Dialog) -> None:
        seen.dialogs.append(dialog.message)
        dialog.dismiss()

    page.add_init_script(TRAP)
    page.on("dialog", note_dialog)
    context.on("page", lambda opened: seen.dialogs.append(opened.url))
    context.on("request", lambda request: seen.addresses.append(request.url))
    page.on("websocket", note_socket)
    page.on("console", note_refusal)
    for name in PAGES:
        page.goto(f"{address}/{name}")
        for view in views(page, name):
            page.wait_for_timeout(700)  # what a page asks for after its first painting
            _look(page, view, seen)
            seen.views.append(view)
    type_everywhere(page, address, SOME[::5], lambda where: _look(page, where, seen))
    context.close()
    seen.log.append(log_of(home))
    return seen


def _look(page: Page, where: str, seen: Seen) -> None:
    if page.evaluate("window.hit") is not None or page.evaluate("window.ranSoOften"):
        seen.ran.append(where)
    seen.made.extend(page.evaluate(MADE))


def _foreign(addresses: list[str]) -> list[str]:
    return [one for one in addresses if urlsplit(one).scheme not in ("data", "blob") and _host(one) != "127.0.0.1"]


def _host(address: str) -> str | None:
    return urlsplit(address).hostname


def test_no_page_asks_another_computer_for_anything(seen: Seen) -> None:
    assert len(seen.addresses) > len(PAGES)
    assert [*PAGES, *(f"counts: {kind}" for kind in COUNTS)] == sorted(seen.views, key=lambda view: ":" in view)
    assert [] == _foreign(seen.addresses)


def test_the_tab_bears_our_icon(address: str) -> None:
    with urllib.request.urlopen(f"{address}/favicon.png", timeout=20) as answer:  # noqa: S310 - our own server
        assert "image/svg+xml" == answer.headers["content-type"]
        assert answer.read() == Path(themes.ui.__file__).with_name("favicon.svg").read_bytes()


def test_words_of_participants_names_and_files_run_nowhere(seen: Seen) -> None:
    assert ([], [], []) == (seen.ran, seen.images, seen.dialogs)


def test_words_of_participants_names_and_files_become_no_link_frame_or_form(seen: Seen) -> None:
    assert [] == seen.made


@pytest.mark.parametrize("origin", ["http://evil.invalid", "null", "http://127.0.0.1.evil.invalid"])
def test_no_page_of_somewhere_else_is_let_into_streamlits_own_socket(address: str, origin: str) -> None:
    assert (101, False) == (_handshake(address, address), _handshake(address, origin) == 101)


def _handshake(address: str, origin: str) -> int:
    """The status with which the socket of Streamlit answers a page of that origin; 101 is open."""
    there = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
    asked = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Origin": origin,
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    there.request("GET", "/_stcore/stream", headers=asked)
    status = there.getresponse().status
    there.close()
    return status


def test_the_policy_refuses_nothing_that_the_pages_need(seen: Seen) -> None:
    assert [] == seen.refused


def test_the_server_prints_no_words_of_participants(seen: Seen) -> None:
    (log,) = seen.log
    assert "on the form" not in log
    assert [] == tracebacks_in(log)
