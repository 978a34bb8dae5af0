"""The whole app as `streamlit run app.py` gives it, on a folder of studies of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect
from tests.sitting import made_here

ROOT = Path(__file__).parent.parent.parent
STARTS_SECONDS = 120
WAITS_MS = 120_000
PAGES = (
    "study", "survey", "names", "read", "search", "questions", "candidates", "codebook", "suggestions", "themes",
    "queries", "agreement", "adjudication", "matrix", "counts", "journal", "report", "history",
)  # fmt: skip
COUNTS = (
    "Co-occurrence", "Crosstab", "Code frequencies", "Timeline", "Saturation", "Word frequencies", "Concordance",
)  # fmt: skip
"""What the page Counts counts, as its buttons say."""

_TABLES = frozenset({"Code frequencies", "Word frequencies", "Concordance"})  # of whatever is coded or said


@contextmanager
def app(*, home: Path, project: Path, made: bool = True) -> Iterator[str]:
    """Run the app on a project, as a rule one that was made on this computer; gives its address."""
    if made and project.is_file():
        made_here(project, home)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {
        "THEMES_HOME": str(home),
        "THEMES_PROJECT": str(project),
        "PYTHONPATH": str(ROOT / "src"),
        "STREAMLIT_SERVER_PORT": str(port),
    }
    with (home / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")],
            cwd=ROOT,
            env={**os.environ, **settings},
            stdout=log,
            stderr=log,
        )
        try:
            _wait(f"http://127.0.0.1:{port}", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=STARTS_SECONDS)


def log_of(home: Path) -> str:
    """What the server has printed so far."""
    return (home / "server.log").read_text(encoding="utf-8", errors="replace")


def tracebacks_in(log: str) -> list[str]:
    """What went wrong on the server, by what it printed.

    Streamlit's own is left out: a tab that is closed while it is told something makes it close a socket that is closed
    (starlette_websocket.py takes any RuntimeError of Starlette for a text frame).
    """
    return [one for one in log.split("Traceback (most recent call last):")[1:] if "_websocket_endpoint" not in one]


# What a page is made of comes when it is first drawn: until then a grey block stands in the place of each button, and
# none of them can be pressed or focused. A run may have ended long before that (10 s in a browser that is busy).
_WHOLE = """() => {
  const app = document.querySelector("[data-testid=stApp]");
  return app?.dataset.testScriptState === "notRunning" && app.dataset.testConnectionState === "CONNECTED"
    && !document.querySelector("[data-testid=stSkeleton]");
}"""
# What fades in has too little contrast on its way; what turns for ever would never end.
_STILL = """() => document.getAnimations().every(
  one => one.playState !== "running" || one.effect?.getComputedTiming().iterations === Infinity)"""


# What was pressed is asked of the server a frame later: until then no run seems to be under way.
_TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def settled(page: Page) -> None:
    """Wait until the page has its heading, no run is under way, the server is there, and every part is drawn."""
    page.evaluate(_TWO_FRAMES)
    expect(page.locator("h1")).to_be_visible(timeout=WAITS_MS)
    page.wait_for_function(_WHOLE, timeout=WAITS_MS)


def views(page: Page, name: str, *, word: str = "said") -> Iterator[str]:
    """Open what a page shows, one after the other, each settled: the page itself, and of Counts each count.

    Args:
        page: Where the page has been gone to.
        name: The page, one of ``PAGES``.
        word: What the concordance is asked for.
    """
    settled(page)
    yield name
    if name != "counts":
        return
    kinds = page.get_by_test_id("stButtonGroup").first
    expect(kinds.get_by_role("radio").or_(kinds.get_by_role("button"))).to_have_count(len(COUNTS))
    for kind in COUNTS:
        kinds.get_by_role("radio", name=kind).or_(kinds.get_by_role("button", name=kind, exact=True)).first.click()
        if kind == "Concordance":
            asked = page.get_by_label("Word or phrase")
            asked.fill(word)
            asked.press("Enter")
            expect(page.get_by_text(f"“{word}”").or_(page.get_by_text("Said ")).first).to_be_visible(timeout=WAITS_MS)
        if kind in _TABLES:
            expect(page.locator(".tu-numbers tbody tr").first).to_be_visible(timeout=WAITS_MS)
        settled(page)
        yield f"{name}: {kind}"


def still(page: Page) -> None:
    """Wait until the page has settled and nothing moves or fades on it."""
    settled(page)
    page.wait_for_function(_STILL, timeout=WAITS_MS)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + STARTS_SECONDS
    while not _answers(address):
        assert time.monotonic() < until, "the server did not start"
        assert process.poll() is None, "the server ended at once"
        time.sleep(0.1)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:  # noqa: S310 - our own server
            return bool(answer.status == 200)
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return False
