"""How long each page takes to stand after a click on its link, in Chromium: ``python -m benchmarks.pages [ROUNDS]``.

Budget (issue 5): under 500 ms for any page in a warm app, on the sample study and on the 17 interviews of the usability
study with candidate themes (``--data``, or ``THEMES_SHARED_DATA``; without them the sample study alone). From the
click's own event until the page's heading stands, the server has nothing more to run for it, and nothing of the page
before is left; on the coding page, until its words are painted. Each page comes after another; medians.
One JSON object on standard output, a table on standard error.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.coding import served
from benchmarks.first_page import FLAGS, ROOT
from themes import sample
from themes.project import Project
from themes.ui.shell import PAGES, REACHED_FROM_ANOTHER

_LINKED = [page for page in PAGES if page[0] not in REACHED_FROM_ANOTHER]
BUDGET_MS = 500
ROUNDS = 5
SHARED = Path(os.environ.get("THEMES_SHARED_DATA", ROOT.parent / "shared" / "data"))
_INTERVIEWS = "transcripts/usability_odt"
_N_CODES = 6

WATCH = """() => {
  window.stands = title => {
    const app = document.querySelector("[data-testid=stApp]");
    const reader = document.querySelector(".th-reader");
    return document.querySelector("h1")?.textContent.trim() === title
      && app?.dataset.testScriptState === "notRunning"
      && !document.querySelector("[data-stale=true]")
      && (title !== "Read and code" || reader?.querySelector(".th-body")?.textContent.length > 0);
  };
  addEventListener("click", event => { window.clicked = event.timeStamp; window.stood = null; }, {capture: true});
  window.until = title => new Promise(done => {
    const look = () => stands(title) ? requestAnimationFrame(() => setTimeout(() => done(performance.now() - clicked)))
      : requestAnimationFrame(look);
    look();
  });
}"""


def switches(browser: Browser, address: str, *, rounds: int) -> dict[str, float]:
    """Medians of milliseconds from click to standing, by page; the first round warms the app and does not count."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(address)
    page.wait_for_selector("h1", timeout=120_000)
    page.evaluate(WATCH)
    taken: dict[str, list[float]] = defaultdict(list)
    for nth in range(1 + rounds):
        for name, title in (*_LINKED[1:], _LINKED[0]):
            took = _switch(page, title)
            if nth:
                taken[name].append(took)
    page.close()
    return {name: statistics.median(taken[name]) for name, _ in _LINKED}


def _switch(page: Page, title: str) -> float:
    page.get_by_role("link", name=title, exact=True).first.click()
    took = float(page.evaluate("title => until(title)", title))
    page.wait_for_timeout(400)  # what a page does after it stands is not laid upon the next
    return took


def studies(folder: Path, data: Path) -> dict[str, Path]:
    """The studies by name, each in a project file of its own."""
    made = {"sample": folder / "sample" / "study.themes"}
    made["sample"].parent.mkdir()
    sample.build(made["sample"], coder="AB")
    interviews = data / _INTERVIEWS
    if interviews.is_dir():
        made["usability"] = folder / "usability" / "study.themes"
        made["usability"].parent.mkdir()
        _usability(made["usability"], interviews)
    return made


def _usability(file: Path, interviews: Path) -> None:
    """All interviews, candidate themes for them, and some of those accepted."""
    with Project.create(file, coder="AB") as project:
        for path in sorted(interviews.iterdir()):
            project.add(path)
        project.discover()
        for candidate in project.candidates()[:_N_CODES]:
            project.accept(candidate)


def main() -> int:
    """Measure and print it; 1 where a page is over the budget."""
    parser = argparse.ArgumentParser(prog="benchmarks.pages")
    parser.add_argument("rounds", nargs="?", type=int, default=ROUNDS)
    parser.add_argument("--data", type=Path, default=SHARED)
    options = parser.parse_args()
    found: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chromium = os.environ.get("THEMES_CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        for name, file in studies(Path(folder), options.data).items():
            with served(file) as address:
                found[name] = switches(browser, address, rounds=options.rounds)
        browser.close()
    print(_table(found), file=sys.stderr)
    print(json.dumps({name: {page: round(ms) for page, ms in by.items()} for name, by in found.items()}))
    return int(any(ms > BUDGET_MS for by in found.values() for ms in by.values()))


def _table(found: Mapping[str, Mapping[str, float]]) -> str:
    rows = [f"{'ms from click to standing':26}" + "".join(f"{name:>12}" for name in found)]
    rows += [f"{title:26}" + "".join(f"{by[page]:12.0f}" for by in found.values()) for page, title in _LINKED]
    return "\n".join([*rows, f"budget {BUDGET_MS} ms"])


if __name__ == "__main__":
    sys.exit(main())
