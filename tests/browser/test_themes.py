"""Themes as an author builds them: what is typed and confirmed is what is taken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

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
        project.add_theme("Presence")
    running.show(path)
    opened = one_context.new_page()
    opened.goto(f"http://127.0.0.1:{running.port}/themes")
    settled(opened)
    yield opened
    opened.close()


def _row(page: Page, name: str) -> Locator:
    return page.locator(".tt-row", has_text=name)


def test_a_code_that_is_typed_and_entered_comes_alone(page: Page, running: Server):
    page.get_by_role("button", name="Choose its codes").click()
    page.get_by_role("combobox", name="Carried by these codes").click()
    page.keyboard.type("Trust in")  # its letters stand, far apart, in the other name too
    expect(page.get_by_role("option", name="Trust in clinicians")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")  # the list; the dialog stays
    page.get_by_role("dialog").get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    with Project.open(running.project, read_only=True) as project:
        assert [project.code(one).name for one in project.themes()[0].code_ids] == ["Trust in clinicians"]


def test_a_statement_typed_and_not_saved_stays_with_its_theme_whatever_is_looked_at_meanwhile(
    page: Page, running: Server
):
    statement = page.get_by_label("Statement: what you claim").filter(visible=True)
    word = page.locator(".tk-word")
    statement.fill("Where bad news travels up, it is acted on.")
    page.get_by_role("link", name="Report", exact=True).click()
    expect(word).to_have_text("Not saved yet: statement of “Candour”")
    page.get_by_role("link", name="Themes", exact=True).click()
    expect(statement).to_have_value("Where bad news travels up, it is acted on.")
    settled(page)
    _row(page, "Presence").click()
    expect(page.get_by_role("heading", name="Presence")).to_be_visible()
    expect(statement).to_have_value("")
    expect(word).to_have_text("Not saved yet: statement of “Candour”")
    _row(page, "Candour").click()
    expect(statement).to_have_value("Where bad news travels up, it is acted on.")
    settled(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(word).to_have_text("Saved")
    with Project.open(running.project, read_only=True) as project:
        assert project.theme("Candour").statement == "Where bad news travels up, it is acted on."
        assert project.theme("Presence").statement == ""


def test_codes_are_chosen_while_the_statement_is_not_saved_and_neither_takes_the_other_away(
    page: Page, running: Server
):
    page.get_by_label("Statement: what you claim").fill("Where bad news travels up, it is acted on.")
    page.get_by_role("button", name="Choose its codes").click()
    page.get_by_role("combobox", name="Carried by these codes").click()
    page.keyboard.type("Board pres", delay=60)
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")  # the list; the dialog stays
    page.get_by_role("dialog").get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    expect(page.locator(".tk-word")).to_have_text("Not saved yet: statement of “Candour”")
    settled(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".tk-word")).to_have_text("Saved")
    with Project.open(running.project, read_only=True) as project:
        (code,) = project.theme("Candour").code_ids
        assert project.code(code).name.startswith("Board presence")
        assert project.theme("Candour").statement == "Where bad news travels up, it is acted on."
