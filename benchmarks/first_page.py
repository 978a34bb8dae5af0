"""How long from `streamlit run` to the first page, beside a bare Streamlit hello in the same run.

Budget (DESIGN section 8): within 1.5 times the hello. Run: python -m benchmarks.first_page [ROUNDS]
One JSON object on standard output, a table on standard error.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from themes import sample

ROOT = Path(__file__).parent.parent
BUDGET = 1.5
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
HELLO = 'import streamlit as st\n\nst.title("Hello")\nst.write("One line.")\n'


def measure(browser: Browser, script: Path, *, settings: dict[str, str]) -> float:
    """Seconds from starting the server to the page's heading being painted."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    started = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and script
        [
            sys.executable,
            "-m",
            "streamlit",
            "run",
            str(script),
            "--server.port",
            str(port),
            "--server.headless",
            "true",
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    try:
        while not _answers(address):
            time.sleep(0.02)
        page = context.new_page()
        page.goto(address)
        page.wait_for_selector("h1", timeout=120_000)
        return time.perf_counter() - started
    finally:
        context.close()
        process.terminate()
        process.wait(timeout=60)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:  # noqa: S310 - our own server
            return bool(answer.status == 200)
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return False


def main() -> int:
    """Measure both in turn and print the ratio of the medians; 1 where it is over the budget."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder)
        hello = home / "hello.py"
        hello.write_text(HELLO, encoding="utf-8")
        settings = {"THEMES_HOME": str(home)}
        os.environ.update(settings)
        sample.build_here(home / "sample.themes", coder="AB", with_candidates=False)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        measure(browser, hello, settings=settings)  # both from the same warm disk
        measure(browser, ROOT / "app.py", settings=settings)
        bare, ours = [], []
        for _ in range(rounds):
            bare.append(measure(browser, hello, settings=settings))
            ours.append(measure(browser, ROOT / "app.py", settings=settings))
        browser.close()
    ratio = statistics.median(ours) / statistics.median(bare)
    seconds = {"seconds": statistics.median(ours), "hello_seconds": statistics.median(bare)}
    print(
        f"first page: {seconds['seconds']:.2f} s, bare Streamlit hello {seconds['hello_seconds']:.2f} s, "
        f"ratio {ratio:.2f} (budget {BUDGET}), medians of {rounds} in turn",
        file=sys.stderr,
    )
    print(json.dumps({**{name: round(taken, 2) for name, taken in seconds.items()}, "ratio": round(ratio, 2)}))
    return int(ratio > BUDGET)


if __name__ == "__main__":
    sys.exit(main())
