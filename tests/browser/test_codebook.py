"""The codebook as a researcher works in it: by keys alone, by mouse, and faster than the page is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from themes.project import Project

from .conftest import WORDS, Server
from .whole_app import settled

NAMES = ("Access", "Board", "Care", "Duty")
QUICK = ("First of all", "Second", "Third")


@pytest.fixture
def study(tmp_path: Path, running: Server) -> Path:
    path = tmp_path / "study.themes"
    with Project.create(path, coder="AB") as project:
        text = project.add_bytes("chair.txt", WORDS.encode())
        for name in NAMES:
            project.add_code(name)
        for words in ("We turned up every month", "Then the money stopped"):
            start = text.text.index(words)
            project.add_coding(text, start, start + len(words), "Board")
        project.as_coder("CD").add_coding(text, start, start + len(words), "Board")
    running.show(path)
    return path


@pytest.fixture
def page(one_context: BrowserContext, study: Path, running: Server) -> Iterator[Page]:
    del study
    opened = one_context.new_page()
    opened.goto(f"http://127.0.0.1:{running.port}/codebook")
    settled(opened)
    opened.locator(".tt-list").focus()
    yield opened
    opened.close()


def names(page: Page) -> list[str]:
    return page.locator(".tt-name").all_text_contents()  # not what is seen: Streamlit hides a part while it runs


def test_a_quotation_of_a_code_is_read_where_it_was_said(page: Page) -> None:
    page.get_by_role("treeitem", name="Board").click()
    page.get_by_text("Quotations", exact=True).click()
    settled(page)
    page.get_by_role("button", name="Read it there").last.click()
    page.wait_for_selector(".th-status[data-state=saved]")
    expect(page.locator(".th-body", has_text="Then the money stopped")).to_be_in_viewport()


def test_a_codebook_is_arranged_and_a_code_parted_by_keys_alone(page: Page) -> None:
    press, write = page.keyboard.press, page.keyboard.type
    undo = page.locator(".st-key-themes-undo button")
    for _ in range(3):  # three moves before the first can have been drawn
        press("End")
        press("Alt+ArrowUp")
    expect(undo).to_contain_text("Undo: move code")
    for name in QUICK:  # a name is typed while what was done before is drawn
        press("n")
        write(name)
        press("Enter")
    press("n")
    write("<b>Equity</b>")
    press("Enter")
    expect(page.get_by_role("heading", name="<b>Equity</b>")).to_be_visible()
    settled(page)
    press("m")
    press("Home")
    press("Enter")
    expect(undo).to_contain_text("Undo: move code")
    expect(page.get_by_role("treeitem", name="<b>Equity</b>")).to_have_attribute("aria-level", "2")
    settled(page)
    page.locator(".tt-list").focus()
    press("Home")
    while page.locator(".tt-active .tt-name").inner_text() != "Board":
        press("ArrowDown")
    press("s")
    first = page.locator(".tw-list").first
    first.focus()
    press("ArrowRight")
    page.locator(".tw-field").focus()
    write("Presence")
    press("Enter")
    expect(page.get_by_role("heading", name="Presence", exact=True)).to_be_visible()
    expect(undo).to_contain_text("Undo: split code")
    before = names(page)
    page.reload()
    expect(page.locator(".tt-name")).to_have_text(before)
    assert {*NAMES, *QUICK, "<b>Equity</b>", "Presence"} == set(before)
    assert page.evaluate("window.hit") is None


def test_a_split_says_who_coded_each_quotation(page: Page) -> None:
    page.get_by_role("treeitem", name="Board").locator(".tt-name").click()
    page.keyboard.press("s")
    expect(page.locator(".tw-who")).to_have_text(
        [re.compile(rf"(^|, )coded by {name}$") for name in ("AB", "AB", "CD")]
    )
    words = page.locator(".tw-words").all_text_contents()
    assert words[1] == words[2]  # one passage, two who coded it


def test_codes_are_moved_by_mouse(page: Page) -> None:
    page.get_by_role("treeitem", name="Duty").locator(".tt-tick").click()
    page.get_by_role("treeitem", name="Care").locator(".tt-tick").click()
    page.get_by_role("treeitem", name="Care").drag_to(page.get_by_role("treeitem", name="Access"))
    expect(page.locator(".st-key-themes-undo button")).to_contain_text("Undo: move codes")
    expect(page.get_by_role("treeitem", name="Duty")).to_have_attribute("aria-level", "2")
    expect(page.locator(".tt-name")).to_have_text(["Access", "Care", "Duty", "Board"])


def test_an_act_is_for_the_row_that_was_clicked_last_not_for_one_ticked_before(page: Page, study: Path) -> None:
    for name in ("Access", "Board"):
        page.get_by_role("treeitem", name=name).locator(".tt-tick").click()
    page.locator(".tt-bar").get_by_role("button", name=re.compile("^Merge")).click()
    page.get_by_role("dialog").get_by_role("button", name="Merge").click()
    expect(page.locator(".tt-name")).to_have_text(["Access", "Care", "Duty"])
    expect(page.locator(".tt-told")).to_have_text("3 codes")  # none is chosen any more
    page.locator(".st-key-themes-undo button").click()
    expect(page.locator(".tt-name")).to_have_text(list(NAMES))
    settled(page)
    page.get_by_role("treeitem", name="Care").locator(".tt-tick").click()
    page.get_by_role("treeitem", name="Duty").locator(".tt-name").click()
    page.locator(".tt-bar").get_by_role("button", name=re.compile("^Retire")).click()
    expect(page.locator(".st-key-themes-undo button")).to_contain_text("Undo: retire code “Duty”")
    with Project.open(study, read_only=True) as project:
        assert ["Duty"] == [code.name for code in project.codes() if code.retired]


def test_a_split_is_of_the_code_that_is_ticked_wherever_the_cursor_stands(page: Page) -> None:
    """A page that is drawn anew may take the cursor elsewhere between the tick and the key."""
    for key in ("Home", "ArrowDown", "Space", "End", "s"):  # Board is ticked, the cursor is on Duty
        page.keyboard.press(key)
    expect(page.locator(".tw-split")).to_be_visible()
    expect(page.get_by_role("heading", name="Board", exact=True)).to_be_visible()
    expect(page.locator(".tw-split")).to_contain_text("We turned up every month")


def test_who_presses_slowly_presses_what_moved_meanwhile_and_once(page: Page, study: Path) -> None:
    """As a field is left it is said below it that its words are not saved yet, and Save moves away under the press."""
    page.get_by_role("treeitem", name="Board").click()
    expect(page.get_by_role("heading", name="Board", exact=True)).to_be_visible()
    settled(page)
    field = page.get_by_label("Definition: what it means")
    field.click()
    page.keyboard.type("Who turns up.")
    save = page.get_by_role("button", name="Save", exact=True)
    before = save.bounding_box()
    assert before is not None
    page.mouse.move(before["x"] + before["width"] / 2, before["y"] + before["height"] / 2)
    page.mouse.down()
    expect(page.get_by_text("Not saved yet.", exact=True)).to_be_visible()
    settled(page)
    assert before != save.bounding_box()
    page.mouse.up()
    expect(page.locator(".st-key-themes-undo button")).to_contain_text("Undo: change code")
    settled(page)
    with Project.open(study, read_only=True) as project:
        assert "Who turns up." == project.code("Board").definition
        assert ["change code"] == [one.step.verb for one in project.history() if one.step.verb == "change code"]
