"""A tab stays in its study: over a reload, while another window opens another one, and on the way back."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from themes.project import Project

from .conftest import Server
from .whole_app import settled


@pytest.fixture
def server(server: Server) -> Iterator[Server]:
    """The one that all tests share, ended behind this one: it would show the study that was opened last to the next."""
    yield server
    server.stop()


def test_a_reload_stays_in_the_study_though_another_window_opened_another(
    one_context: BrowserContext, server: Server, tmp_path: Path
) -> None:
    first, other = tmp_path / "first.themes", tmp_path / "other.themes"
    for place, title in ((first, "First study"), (other, "Other study")):
        shutil.copy(server.project, place)
        with Project.open(place) as project:
            project.describe(title=title)
    server.show(first)
    one, two = one_context.new_page(), one_context.new_page()
    for window in (one, two):
        window.goto(server.address.replace("/read", ""))
        _open(window, first)
        expect(window.get_by_text("First study", exact=True).first).to_be_visible()
    _open(two, other)
    expect(two.get_by_text("Other study", exact=True).first).to_be_visible()
    for page in ("Codebook", "Read and code"):
        one.get_by_role("link", name=page).first.click()
        settled(one)
        one.reload()
        settled(one)
        expect(one.get_by_text("First study", exact=True).first).to_be_visible()
        expect(one.get_by_text("Other study", exact=True)).to_have_count(0)
    two.reload()
    settled(two)
    expect(two.get_by_text("Other study", exact=True).first).to_be_visible()
    for page in ("Journal", "Matrix"):
        one.get_by_role("link", name=page).first.click()
        one.wait_for_url(re.compile(rf"/{page.lower()}\?.*study="))
        settled(one)
    one.go_back()  # one step a page, though the server has written behind each page's address
    one.wait_for_url(re.compile(r"/journal\b"), timeout=8000)
    settled(one)
    expect(one.get_by_text("First study", exact=True).first).to_be_visible()
    for window in (one, two):
        window.close()
    one_context.clear_cookies()


def _open(window: Page, place: Path) -> None:
    """Open a study's file as a person does."""
    settled(window)
    window.get_by_role("button", name="Open another").first.click()
    window.get_by_label("Or the whole path of a study's file").fill(str(place))
    window.get_by_label("Or the whole path of a study's file").press("Enter")
    window.get_by_role("button", name="Open this file").click()
    expect(window.get_by_label("Or the whole path of a study's file")).to_have_count(0)
    settled(window)
