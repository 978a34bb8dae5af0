"""How soon a decision on a card is visible, in Chromium on the whole app: ``python -m benchmarks.decision [TIMES]``.

Budget (issue 5): 30 ms, median. From the key's own event, as the browser stamps it, to the next frame that was shown,
on the sample study: candidate themes rejected one after the other, and suggestions that stand in a text. Each is then
looked for in the project's file. Beside it, until the page stands as the server drew it for the next candidate.
One JSON object on standard output, a table on standard error.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.coding import WATCH, served
from benchmarks.first_page import FLAGS
from themes import sample
from themes.project import Project

BUDGET_MS = 30
_MOST_MS = 120_000
_TIMES = 10
_VISIBLE = "n => window.seen.visible.length > n"
_STANDS = """() => document.querySelector("[data-testid=stApp]").dataset.testScriptState === "notRunning"
  && !document.querySelector("[data-themes-decided]")"""
_LOOKED = "() => !document.querySelector('.th-strip').textContent.startsWith('Looking')"
_SINCE_KEY = "() => performance.now() - window.keys.at(-1)"


def on_candidates(browser: Browser, address: str, *, times: int) -> tuple[float, float]:
    """Reject so many candidates by key; medians of milliseconds to visible, and to the page as the server drew it."""
    page = _opened(browser, f"{address}/candidates", "button:has-text('Reject'):enabled")
    page.evaluate(WATCH)
    drawn = []
    for nth in range(times):
        page.wait_for_selector("button:has-text('Reject'):enabled")
        page.wait_for_timeout(300)
        page.keyboard.press("x")
        page.wait_for_function(_VISIBLE, arg=nth)
        page.wait_for_function(_STANDS)
        drawn.append(float(page.evaluate(_SINCE_KEY)))
    seen: list[float] = page.evaluate("window.seen.visible")
    page.close()
    return statistics.median(seen), statistics.median(drawn)


def in_the_text(browser: Browser, address: str, transcript: str, *, times: int) -> float:
    """Answer so many suggestions beside a text by key; the median of milliseconds to visible."""
    page = _opened(browser, f"{address}/read?transcript={transcript}", ".th-status[data-state=saved]")
    page.wait_for_function(_LOOKED, timeout=_MOST_MS)
    if page.get_by_role("button", name="Show suggestions").is_visible():
        page.keyboard.press("h")
    page.wait_for_selector(".th-proposed", state="attached", timeout=_MOST_MS)
    page.evaluate(WATCH)
    for nth in range(times):
        if not page.locator(".th-suggestion").is_visible():
            page.keyboard.press("s")
        page.wait_for_selector(".th-suggestion")
        page.wait_for_timeout(200)
        page.keyboard.press("x")
        page.wait_for_function("n => window.seen.committed.length > n", arg=nth)
    seen: list[float] = page.evaluate("window.seen.visible")
    page.close()
    return statistics.median(seen)


def _opened(browser: Browser, address: str, stands: str) -> Page:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(address)
    page.wait_for_selector(stands, timeout=_MOST_MS)
    return page


def main() -> int:
    """Measure both and print them; 1 where one is over the budget."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else _TIMES
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "study.themes"
        sample.build(file, coder="AB")
        with Project.open(file) as project:
            n_open = sum(view.decision.outcome == "open" for view in project.candidates())
            coded = {view.quotation.transcript_id for view in project.codings()}
            uncoded = next(one.id for one in project.transcripts() if one.id not in coded)
        chromium = os.environ.get("THEMES_CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        with served(file) as address:
            n_cards = min(times, n_open)
            on_card, drawn = on_candidates(browser, address, times=n_cards)
            in_text = in_the_text(browser, address, uncoded, times=times)
        browser.close()
        with Project.open(file) as project:
            rejected = sum(view.decision.outcome == "rejected" for view in project.candidates())
    assert rejected >= n_cards, "a decision was lost"
    medians = {"on_card": on_card, "in_text": in_text, "drawn_by_server": drawn}
    print(
        f"a decision visible: on a candidate's card {on_card:.1f} ms, on a suggestion in the text {in_text:.1f} ms "
        f"(budget {BUDGET_MS}); the page as the server drew it {drawn:.0f} ms; {n_cards} and {times}, medians",
        file=sys.stderr,
    )
    print(json.dumps({f"{name}_ms": round(taken, 1) for name, taken in medians.items()}))
    return int(max(on_card, in_text) > BUDGET_MS)


if __name__ == "__main__":
    sys.exit(main())
