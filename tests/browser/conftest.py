"""The real app on a real project, and a real browser."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from tests.sitting import made_here

from themes.project import Project

ROOT = Path(__file__).parent.parent.parent
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
STARTS_SECONDS = ENDS_SECONDS = 120
# What a person would wait for comes within seconds here, within many where all cores are busy. Playwright's own 5 s let
# a reload of the codebook fail on a machine with a load of 20; waiting longer costs nothing where it comes at once.
SEES_MS = 30_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Play a test up to twice more in CI where it fails: a browser on a busy machine is not ours to steer.

    What needed it is listed as RERUN and is to be mended; outside CI, and elsewhere in CI, the first failure counts.
    """
    if os.environ.get("CI"):
        for item in items:
            if item.path.is_relative_to(Path(__file__).parent):
                item.add_marker(pytest.mark.flaky(reruns=2))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = os.environ.get("THEMES_CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        pytest.fail("The browser tests need Chromium: apt-get install chromium")
    expect.set_options(timeout=SEES_MS)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield launched
        launched.close()


class Server:
    """The app, which can be stopped and started again on the same port; ``address`` is where it reads and codes.

    One serves all tests of a session, each with a project of its own: the one that was open last.
    """

    project: Path

    def __init__(self, home: Path) -> None:
        """Take a free port; ``show`` begins to serve."""
        self._home = home
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}/read"
        self._process: subprocess.Popen[bytes] | None = None

    def show(self, project: Path) -> None:
        """Let the next page that is opened show this project."""
        self.project = project
        made_here(project, self._home)
        (self._home / "recent.json").write_text(json.dumps({"projects": [str(project)]}), encoding="utf-8")
        if self._process is None:
            self.start()

    def start(self) -> None:
        """Serve, and wait until it answers."""
        command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")]
        settings = {
            "THEMES_HOME": str(self._home),
            "PYTHONPATH": str(ROOT / "src"),
            "STREAMLIT_SERVER_PORT": str(self.port),
        }
        self._process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **settings}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        until = time.monotonic() + STARTS_SECONDS
        while not self._answers():
            assert time.monotonic() < until, "the server did not start"
            assert self._process.poll() is None, "the server ended at once"
            time.sleep(0.1)

    def stop(self) -> None:
        """End the process and wait until it has let the project go."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=ENDS_SECONDS)
            self._process = None

    def kill(self) -> None:
        """End the process as a crash or the power does: nothing is put in order."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(timeout=ENDS_SECONDS)
            self._process = None

    def stand_still(self) -> None:
        """Stop the process where it is, as a computer that is busy with something else does."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let a process that stands still go on."""
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def memory_mb(self) -> int:
        """What the server's own process holds of memory."""
        assert self._process is not None
        return int(psutil.Process(self._process.pid).memory_info().rss) >> 20

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/_stcore/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            return False


WORDS = (
    "Interviewer: What did the board do?\n\n"
    'Chair: She wrote <script>window.hit=1</script> and <img src=x onerror="window.hit=2"> 😀👩\u200d👩\u200d👧 '
    "naïve cafe\u0301 שלום on the form. We turned up every month, all of us.\n\n"
    "Interviewer: And then?\n\n"
    "Chair: Then the money stopped, and I still turned up. That isn't well-led, is it?\n"
)


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = Server(tmp_path_factory.mktemp("home"))
    yield made
    made.stop()


@pytest.fixture
def server(running: Server, tmp_path: Path) -> Server:
    file = tmp_path / "study.themes"
    with Project.create(file, coder="AB") as project:
        project.add_bytes("chair.txt", WORDS.encode())
        project.set_value("P01", "role", "chair")
        family = project.add_code("Governance")
        project.add_code("Board engagement", parent=family, definition="The board turns up.")
        project.add_code("<b>Money</b> & more")
        project.as_coder("CD")
    running.show(file)
    return running


@pytest.fixture(scope="session")
def one_context(browser: Browser) -> Iterator[BrowserContext]:
    """The browser as one person uses it from day to day: what was fetched for one page need not be for the next."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context
    context.close()


def forget(context: BrowserContext, server: Server) -> None:
    """Let a browser know nothing of a study: once its page is closed, which itself writes where its reader stood."""
    bare = context.new_page()
    bare.goto(f"http://127.0.0.1:{server.port}/_stcore/health")
    bare.evaluate("localStorage.clear()")
    bare.close()
    context.clear_cookies()


@pytest.fixture
def page(one_context: BrowserContext, server: Server) -> Iterator[Page]:
    opened = one_context.new_page()
    opened.goto(server.address)
    opened.wait_for_selector(".th-status[data-state=saved]")
    opened.wait_for_selector(".th-body")  # a page that runs once more draws the surface anew
    yield opened
    one_context.set_offline(False)
    opened.close()
    forget(one_context, server)
