"""Two hundred ways to smuggle a script in, wherever a person may write: none runs, none asks anybody for anything.

By hand: ``make hostile`` sets ``THEMES_HOSTILE``. CI plays twenty of them in test_offline.py, on every page.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Dialog, Request

from themes.project import Project

from .smuggled import EVERY, MADE, TRAP, write_everywhere
from .whole_app import PAGES, app, settled


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


@pytest.mark.skipif("THEMES_HOSTILE" not in os.environ, reason="by hand: make hostile")
def test_none_of_two_hundred_runs_asks_elsewhere_or_becomes_a_link(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    found: list[str] = []

    def note_dialog(dialog: Dialog) -> None:
        found.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def note_request(request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme not in ("data", "blob") and asked.hostname != "127.0.0.1":
            found.append(f"asked {request.url}")

    page.add_init_script(TRAP)
    page.on("dialog", note_dialog)
    context.on("request", note_request)
    context.on("page", lambda opened: found.append(f"opened {opened.url}"))
    for name in PAGES:
        page.goto(f"{address}/{name}")
        settled(page)
        page.wait_for_timeout(1500)  # what an image that fails would run comes after
        found += [f"{name} ran"] * page.evaluate("window.ranSoOften")
        found += page.evaluate(MADE)
    context.close()
    assert [] == found
