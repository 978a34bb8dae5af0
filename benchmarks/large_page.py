"""How long the page Candidate themes takes on a project of many comments, in Chromium on the whole app.

From the click on the page's name until the candidates and one of them in full are shown, the first time in a server
that has only begun and then again, as after a discovery; and from the click on another candidate until that one is.
Medians of five, but for the first time, of which there is one.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.first_page import FLAGS

if TYPE_CHECKING:
    from playwright.sync_api import Page

_PATIENCE_MS = 120_000
_SETTLED_MS = 2_000
_TIMES = 5
_OTHERS = (3, 2, 5, 4, 6)  # ranks of the candidates that are looked at then


def seconds(file: Path) -> dict[str, float] | None:
    """Seconds to show the page, and to show another candidate on it; None where there is no Playwright.

    Args:
        file: The project, which nobody else has open; it is copied.
    """
    if find_spec("playwright") is None:
        return None
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - of the extra dev

    from benchmarks.coding import chromium, served  # noqa: PLC0415 - as above

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        copy = Path(shutil.copy(file, Path(folder) / file.name))
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        with served(copy) as address:
            page = browser.new_page(viewport={"width": 1440, "height": 950})
            page.set_default_timeout(_PATIENCE_MS)
            page.goto(address)
            page.wait_for_selector("h1")
            first = _shown(page)
            again = [_left_and_shown(page) for _ in range(_TIMES)]
            chosen = [_chosen(page, rank) for rank in _OTHERS]
        browser.close()
    times = {"first_page": first, "page": median(again), "another_candidate": median(chosen)}
    return {name: round(one, 2) for name, one in times.items()}


def _left_and_shown(page: Page) -> float:
    """Seconds to show the page again after another one."""
    page.get_by_role("link", name="Study").first.click()
    page.get_by_role("heading", name="Candidate themes", level=1).wait_for(state="detached")
    return _shown(page)


def _chosen(page: Page, rank: int) -> float:
    """Seconds from the click on a candidate's card until it stands there in full."""
    page.wait_for_timeout(_SETTLED_MS)
    card = page.locator(f".st-key-candidate-{rank} button").first
    name = card.inner_text().partition(" · ")[2]  # after its number
    began = time.perf_counter()
    card.click()
    page.get_by_role("heading", name=name).first.wait_for()
    return time.perf_counter() - began


def _shown(page: Page) -> float:
    """Seconds from the click on the page's name until one candidate stands there in full."""
    page.wait_for_timeout(_SETTLED_MS)
    began = time.perf_counter()
    page.get_by_role("link", name="Candidate themes").first.click()
    page.wait_for_selector(".st-key-weaker-ones")
    return time.perf_counter() - began
