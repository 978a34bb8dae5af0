"""Themes as an author builds them: what is typed and confirmed is what is taken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from themes.project import Project

from .conftest import Server
from .whole_app import settled


@pytest.fixture
def page(one_context: BrowserContext, tmp_path: Path, running: Server) -> Iterator[Page]:
    path = tmp_path / "study.themes"
    with Project.create(path, coder="AB") as project:
        project.add_code("Trust in clinicians")
        project.add_code("Board presence, when the chair or a director is actually seen by staff in person")
        project.add_theme("Candour")
    running.show(path)
    opened = one_context.new_page()
    opened.goto(f"http://127.0.0.1:{running.port}/themes")
    settled(opened)
    yield opened
    opened.close()


def test_a_code_that_is_typed_and_entered_comes_alone(page: Page, running: Server):
    page.get_by_role("combobox", name="Carried by these codes").click()
    page.keyboard.type("Trust in")  # its letters stand, far apart, in the other name too
    expect(page.get_by_role("option", name="Trust in clinicians")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    with Project.open(running.project, read_only=True) as project:
        assert [project.code(one).name for one in project.themes()[0].code_ids] == ["Trust in clinicians"]
