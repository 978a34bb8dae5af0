"""On a telephone the page is for reading and deciding, not for its head."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from themes.project import Project

from .conftest import WORDS, Server
from .test_reader import choose
from .whole_app import settled

MOST_PX = 100
"""Of 844: two short rows. It took 225, in five."""
ONE_ROW_PX = 70
"""A row of buttons, or a title of two lines; the end of the bar stood in a second row, at 118."""


TEXT_BEGINS_PX = 200
"""Of 844 before the first words of a transcript; they began at 466."""
BELOW_PX = 80
"""Two rows of what is pressed, the word on what is saved in the second."""
TOO_SMALL = """part => [...document.querySelectorAll(`${part} :is(button, a, select)`)].filter(one => {
  const {width, height} = one.getBoundingClientRect();
  return width && Math.min(width, height) < 24;
}).map(one => one.textContent)"""
"""What a finger has less than 24 pixels for (WCAG 2.2, 2.5.8)."""
COVERED = """part => [...document.querySelectorAll(`${part} :is(button, a, select)`)].filter(one => {
  const {x, y, width, height} = one.getBoundingClientRect();
  const there = document.elementFromPoint(x + width / 2, y + height / 2);
  return width && !one.contains(there);
}).map(one => one.textContent)"""
"""What something else lies over."""


@pytest.fixture
def long_names(running: Server, tmp_path: Path) -> Server:
    file = tmp_path / "long.themes"
    with Project.create(file, coder="Kathryn Oldershaw-Hughes", title="Evaluation of Clinical Leadership 2024") as made:
        made.add_bytes("01-harrowmere-chair-of-the-board.txt", WORDS.encode())
        made.add_code("Attention of the board and of its chair")
        made.add_code("Support from the top while it was running")
        made.undo()
    running.show(file)
    return running


def _telephone(browser: Browser, server: Server, name: str) -> Page:
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    page.goto(f"{server.address.removesuffix('/read')}/{name}")
    return page


def test_what_a_code_shows_is_all_in_sight_to_be_chosen(page: Page, server: Server) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(server.address.removesuffix("/read") + "/codebook")
    settled(page)
    box = page.get_by_role("radio", name="Split").bounding_box()
    assert 390 >= box["x"] + box["width"]


def test_what_the_numbers_beside_codes_count_is_said(page: Page, server: Server) -> None:
    choose(page, "turned up every month")
    page.keyboard.press("1")
    expect(page.locator(".th-mark")).to_have_count(1)
    expect(page.locator(".th-status")).to_have_text("Saved")
    page.goto(server.address.removesuffix("/read") + "/codebook")
    settled(page)
    expect(page.locator(".tt-legend")).to_have_text("quotations · participants")


@pytest.mark.parametrize("name", ["study", "candidates", "codebook", "themes", "matrix", "report"])
def test_the_head_takes_two_short_rows_where_names_are_long(browser: Browser, long_names: Server, name: str) -> None:
    page = _telephone(browser, long_names, "" if name == "study" else name)
    settled(page)
    bar = page.locator(".st-key-themes-bar")
    expect(bar.get_by_role("button", name="Keys")).to_be_visible()
    assert MOST_PX >= bar.bounding_box()["height"]
    assert 390 >= page.evaluate("document.documentElement.scrollWidth")
    assert [] == page.evaluate(TOO_SMALL, ".st-key-themes-bar")
    assert [] == page.evaluate(COVERED, ".st-key-themes-bar")
    page.context.close()


def test_the_first_words_stand_in_the_upper_quarter_of_a_telephone(browser: Browser, long_names: Server) -> None:
    page = _telephone(browser, long_names, "read")
    page.wait_for_selector(".th-status[data-state=saved]")
    settled(page)
    assert TEXT_BEGINS_PX >= page.locator(".th-body").first.bounding_box()["y"]
    assert MOST_PX >= page.locator(".st-key-themes-bar").bounding_box()["height"]
    for part in (".st-key-themes-bar", ".th-bar", ".th-strip"):
        assert [] == page.evaluate(TOO_SMALL, part)
        assert [] == page.evaluate(COVERED, part)
    below = page.locator(".th-bar").bounding_box()
    assert BELOW_PX >= below["height"]
    assert 844 >= below["y"] + below["height"]
    for kind, label in (
        ("button", "Mark as read"),
        ("button", "Correct"),
        ("combobox", "Transcript: you have looked at"),
    ):
        expect(page.get_by_role(kind, name=label)).to_be_visible()
    expect(page.get_by_role("button", name="Filter")).to_be_visible()
    page.context.close()


@pytest.mark.parametrize(("width", "height"), [(390, 844), (390, 640), (1440, 900)])
def test_an_open_card_does_not_cover_the_word_on_what_is_saved(
    page: Page, server: Server, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    choose(page, "turned up every month")
    for digit in "123":
        page.keyboard.press(digit)
        if digit == "1":
            expect(page.locator(".th-mark")).to_have_count(1)
            page.locator(".th-mark").click()
    page.get_by_role("button", name="Write a memo").click()
    page.keyboard.type("Why every month? " * 8)
    status = page.locator(".th-status")
    expect(status).to_contain_text("Not saved yet: memo on a passage")
    assert page.locator(".th-popover").is_visible()
    assert [] == page.evaluate(COVERED.replace(":is(button, a, select)", ".th-status"), ".th-bar")
    box = status.bounding_box()
    assert height >= box["y"] + box["height"]
    with Project.open(server.project, read_only=True) as project:
        assert 3 == len(project.codings())


@pytest.mark.parametrize("width", [1440, 1280])
def test_the_bar_is_one_row_where_undo_and_redo_bear_long_names(page: Page, server: Server, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(server.address.removesuffix("/read") + "/codebook")
    settled(page)
    bar = page.locator(".st-key-themes-bar")
    undo, redo = bar.locator(".st-key-themes-undo button"), bar.locator(".st-key-themes-redo button")
    for name in ("Attention of the board and of its chair", "Support from the top while it was running"):
        page.locator(".tt-list").focus()
        page.keyboard.press("e")
        page.keyboard.type(name)
        page.keyboard.press("Enter")
        expect(undo).to_contain_text(name)
        settled(page)
    undo.click()
    expect(redo).to_contain_text("Support from the top")
    expect(undo).to_contain_text("Attention of the board")
    settled(page)
    assert ONE_ROW_PX >= bar.bounding_box()["height"]
    redo.hover()
    expect(redo).to_have_attribute("title", re.compile("while it was running"))


def test_a_finger_chooses_words_gives_them_a_code_and_one_more(browser: Browser, server: Server) -> None:
    """The handles of a selection are the system's; what they tell the page is set here, the touches are real."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    phone = context.new_page()
    phone.goto(server.address)
    phone.wait_for_selector(".th-status[data-state=saved]")
    body = phone.locator(".th-body").nth(1)
    body.scroll_into_view_if_needed()
    body.tap()
    choose_words = """body => {
      const [text] = body.childNodes;
      const start = text.data.indexOf("turned up");
      getSelection().setBaseAndExtent(text, start, text, start + 9);
    }"""
    body.evaluate(choose_words)
    phone.locator(".th-choice", has_text="Board engagement").tap()
    phone.locator(".th-mark", has_text="turned up").tap()
    phone.get_by_role("button", name="Add code").tap()
    phone.locator(".th-choice", has_text="Governance").last.tap()
    phone.wait_for_selector(".th-status[data-state=saved]")
    expect(phone.locator(".th-message")).to_contain_text("Coded")
    with Project.open(server.project, read_only=True) as project:
        assert ["turned up"] * 2 == [one.quotation.words for one in project.codings()]
    context.close()
