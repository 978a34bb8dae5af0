"""Two hundred ways to smuggle a script in, wherever a person may write: none runs, none asks anybody for anything.

By hand: ``make hostile`` sets ``THEMES_HOSTILE``. CI plays twenty of them in test_offline.py, on every page, and four
in the fields of Queries and Counts.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Dialog, Page, Request

from themes.project import Project

from .smuggled import EVERY, MADE, TRAP, type_everywhere, write_everywhere
from .whole_app import PAGES, app, views

by_hand = pytest.mark.skipif("THEMES_HOSTILE" not in os.environ, reason="by hand: make hostile")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("payloads")
    path = home / "<img src=x onerror=ran()>.themes"
    with Project.create(path, coder="<svg onload=ran()>", title=EVERY[0]) as project:
        write_everywhere(project, EVERY)
    with app(home=home, project=path) as running:
        yield running


def test_there_are_two_hundred() -> None:
    assert (200, 200) == (len(EVERY), len(set(EVERY)))


@dataclass(frozen=True, slots=True)
class Watched:
    """A page, and what on it ran, asked elsewhere, opened something or became a link since."""

    page: Page
    found: list[str] = field(default_factory=list)

    def look(self, where: str) -> None:
        """Note what the page has done by now."""
        self.found.extend([f"{where}: ran"] * self.page.evaluate("window.ranSoOften"))
        self.found.extend(f"{where}: {made}" for made in self.page.evaluate(MADE))


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    watched = Watched(page)

    def note_dialog(dialog: Dialog) -> None:
        watched.found.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def note_request(request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme not in ("data", "blob") and asked.hostname != "127.0.0.1":
            watched.found.append(f"asked {request.url}")

    page.add_init_script(TRAP)
    page.on("dialog", note_dialog)
    context.on("request", note_request)
    context.on("page", lambda opened: watched.found.append(f"opened {opened.url}"))
    yield watched
    context.close()


@by_hand
def test_none_of_two_hundred_runs_asks_elsewhere_or_becomes_a_link(watched: Watched, address: str) -> None:
    for name in PAGES:
        watched.page.goto(f"{address}/{name}")
        for view in views(watched.page, name):
            watched.page.wait_for_timeout(1500)  # what an image that fails would run comes after
            watched.look(view)
    assert [] == watched.found


@by_hand
def test_none_of_two_hundred_does_where_it_is_typed_into_queries_and_counts(watched: Watched, address: str) -> None:
    type_everywhere(watched.page, address, EVERY, watched.look)
    watched.page.wait_for_timeout(1500)
    watched.look("at last")
    assert [] == watched.found
