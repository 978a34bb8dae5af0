"""Two windows of one browser in which one coder works: nothing of either is lost, and nothing is written twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from themes.project import Project

from .conftest import Server
from .test_reader import choose, coded
from .whole_app import settled

DEFINITION = "Definition: what it means"


@pytest.fixture
def two(page: Page, one_context: BrowserContext, server: Server) -> Iterator[tuple[Page, Page]]:
    """Both are asked whether they want to leave what is not saved, and do."""
    other = one_context.new_page()
    other.goto(server.address)
    other.wait_for_selector(".th-status[data-state=saved]")
    for one in (page, other):
        one.on("dialog", lambda asked: asked.accept())
    yield page, other
    other.close()


def _go(page: Page, server: Server, name: str) -> None:
    page.goto(server.address.replace("read", name))
    settled(page)


def _saved(page: Page) -> None:
    expect(page.locator(".th-status")).to_have_text("Saved", timeout=20_000)


def test_what_each_types_in_one_field_outlives_a_reload_and_the_others_save(
    two: tuple[Page, Page], server: Server
) -> None:
    one, other = two
    for window, words in ((one, "Who decides."), (other, "Who pays.")):
        _go(window, server, "codebook")
        window.get_by_label(DEFINITION).click()
        window.keyboard.type(words)
        expect(window.locator(".tk-word")).to_have_text("Not saved yet: definition of “Governance”")
    one.reload()
    settled(one)
    expect(one.get_by_label(DEFINITION)).to_have_value("Who decides.")
    expect(other.get_by_label(DEFINITION)).to_have_value("Who pays.")
    other.get_by_role("button", name="Save", exact=True).click()
    expect(other.locator(".tk-word")).to_have_text("Saved")
    one.reload()
    settled(one)
    expect(one.get_by_label(DEFINITION)).to_have_value("Who decides.")
    with Project.open(server.project, read_only=True) as project:
        assert "Who pays." == project.code("Governance").definition


def test_a_memo_that_is_saved_in_one_window_does_not_stand_in_the_other_to_be_saved_again(
    two: tuple[Page, Page], server: Server
) -> None:
    one, other = two
    for window in two:
        _go(window, server, "journal")
    field = one.get_by_label("New memo")
    field.fill("Why do they say “turned up”?")
    field.press("Tab")
    expect(one.locator(".tk-word")).to_contain_text("Not saved yet")
    other.reload()
    settled(other)
    expect(other.get_by_label("New memo")).to_have_value("")
    expect(other.locator(".tk-word")).to_have_text("Saved")
    one.get_by_role("button", name="Save memo").click()
    expect(one.locator(".tk-word")).to_have_text("Saved")
    other.reload()
    settled(other)
    expect(other.get_by_label("New memo")).to_have_value("")
    with Project.open(server.project, read_only=True) as project:
        assert ["Why do they say “turned up”?"] == [memo.text for memo in project.memos()]


def test_what_a_closed_window_left_is_offered_to_the_next(two: tuple[Page, Page], server: Server) -> None:
    one, other = two
    _go(other, server, "codebook")
    other.get_by_label(DEFINITION).click()
    other.keyboard.type("Who pays.")
    expect(other.locator(".tk-word")).to_have_text("Not saved yet: definition of “Governance”")
    other.close()
    _go(one, server, "codebook")
    expect(one.get_by_label(DEFINITION)).to_have_value("Who pays.")
    expect(one.get_by_text("Not saved yet.", exact=True)).to_be_visible()


def test_what_both_code_while_nothing_gets_through_is_saved_once_each_though_one_is_reloaded(
    two: tuple[Page, Page], server: Server
) -> None:
    one, other = two
    choose(one, "turned up every month")
    one.keyboard.press("1")
    _saved(one)
    expect(other.locator(".th-mark")).to_have_count(1)
    at = "**/transcripts/*/operations*"
    one.context.route(at, lambda route: route.abort())
    for window, words, digit in ((one, "the money stopped", "1"), (other, "wrote", "2")):
        choose(window, words)
        window.keyboard.press(digit)
        expect(window.locator(".th-status")).to_contain_text("kept on this computer")
    one.reload()
    expect(one.locator(".th-status")).to_contain_text("2 changes kept on this computer")
    expect(one.locator(".th-mark")).to_have_count(3)
    choose(other, "on the form")
    other.keyboard.press("2")
    one.context.unroute(at)
    for window in two:
        _saved(window)
        expect(window.locator(".th-mark")).to_have_count(4)
    assert [] == one.evaluate("Object.keys(localStorage).filter(key => key.startsWith('themes-outbox'))")
    with Project.open(server.project, read_only=True) as project:
        kept = sorted(words for words, _ in coded(project))
        assert ["on the form", "the money stopped", "turned up every month", "wrote"] == kept
