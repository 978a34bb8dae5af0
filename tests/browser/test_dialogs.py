"""What lies on top of a page keeps the keys: a dialog's first field has the focus, and no letter decides below it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from themes.model import Decision
from themes.project import Project

from .conftest import Server, forget
from .whole_app import settled


@pytest.fixture
def study(tmp_path: Path, two_interviews: Path, running: Server) -> Path:
    path = tmp_path / "study.themes"
    shutil.copy(two_interviews, path)
    running.show(path)
    return path


@pytest.fixture
def page(one_context: BrowserContext, study: Path, running: Server) -> Iterator[Page]:
    del study
    opened = one_context.new_page()
    opened.goto(running.address.replace("/read", "/candidates"))
    settled(opened)
    expect(opened.locator(".tk-button", has_text="Keys")).to_be_visible()
    yield opened
    opened.close()
    forget(one_context, running)


def test_a_candidate_is_accepted_by_a_key_its_name_and_enter(page: Page, study: Path) -> None:
    page.keyboard.press("a")
    expect(page.get_by_label("What do they say? The name in your words")).to_be_focused()
    page.keyboard.type("Kept in words")  # over the machine's name, which is chosen
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_text("1 of ")).to_be_visible()
    with Project.open(study, read_only=True) as project:
        assert ["Kept in words"] == [code.name for code in project.codes()]


@pytest.mark.parametrize(("key", "title"), [("a", "Accept as a code"), ("m", "Merge"), ("s", "Split"), ("e", "Rename")])
def test_no_letter_typed_in_a_dialog_decides_on_the_page_below(page: Page, study: Path, key: str, title: str) -> None:
    page.keyboard.press(key)
    dialog = page.get_by_role("dialog", name=title)
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Close").focus()
    for letter in "xokzj":
        page.keyboard.press(letter)
    page.wait_for_timeout(1000)  # long enough for what a key of the page would do
    expect(dialog).to_be_visible()
    with Project.open(study, read_only=True) as project:
        decided = [one for one in project._store.facts(Decision) if one.outcome != "open"]
        assert decided == []


def test_no_letter_typed_in_a_popover_decides_on_the_page_below(page: Page, study: Path) -> None:
    page.get_by_role("button", name="Settings").click()
    panel = page.get_by_test_id("stPopoverBody")
    panel.get_by_role("button", name="Show the tour again").focus()
    page.keyboard.press("x")
    page.wait_for_timeout(1000)
    with Project.open(study, read_only=True) as project:
        assert [] == [one for one in project._store.facts(Decision) if one.outcome != "open"]


def test_the_list_of_keys_tells_how_a_segment_is_carried(page: Page) -> None:
    expect(page.locator("[data-themes-keys]")).to_have_count(1)  # the segments are there
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys on this page")).to_contain_text("pick up a segment")
