"""No page breaks WCAG 2.2 A or AA in what axe-core can see: in light, in dark, and on a screen of 390 pixels."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from themes.project import Project

from .axe import AXE, broken
from .whole_app import PAGES, app, settled

SIGNS = re.compile(r"\\[^\w\s]|\*\*|:[a-z]+\[|\]\(")
FEWEST_NAMES = 50
NARROW = {"width": 390, "height": 844}
# What stands over the edge of the page; what scrolls within itself, as tables do, does not.
SIDEWAYS = """() => {
  const over = node => Math.max(0, node.scrollWidth - node.clientWidth);
  return [document.documentElement, ...document.querySelectorAll("[data-testid=stMain]")].map(over).filter(Boolean);
}"""
_NOTHING: tuple[list[object], ...] = ([], [], [], [])
BACKGROUND = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, corpus: Path, discovered: Path) -> Iterator[str]:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci in frontend/")
    home = tmp_path_factory.mktemp("accessible")
    path = home / "study.themes"
    shutil.copy(discovered, path)
    with Project.open(path) as project:
        project.add_case_table(corpus / "cases.csv")
        project.read_guide(corpus / "topic-guide.txt")
        project.match_questions()
        project.accept(1, name="First", theme=True)
        project.reject(2)
        project.add_code("Under it", parent="First")
    with app(home=home, project=path) as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_is_called_by_signs_that_nobody_sees(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/{name}")
    settled(page)
    assert [] == _signs(page)
    assert _NOTHING == _looked_at(page)


def test_no_tick_of_a_hit_is_called_by_signs_that_nobody_sees(page: Page, address: str) -> None:
    page.goto(f"{address}/search")
    settled(page)
    page.get_by_label("Words").fill("board")
    page.get_by_label("Words").press("Enter")
    page.get_by_label("Code all hits as").fill("First")
    page.get_by_label("Code all hits as").press("Enter")
    expect(page.locator("[class*=st-key-hit-] input[type=checkbox]").first).to_be_attached()
    settled(page)
    assert [] == _signs(page)


def test_axe_finds_nothing_on_the_map_and_keys_pick_on_it(page: Page, address: str) -> None:
    page.goto(f"{address}/candidates")
    settled(page)
    page.get_by_text("Map", exact=True).click()
    page.wait_for_selector(".tm-table tbody tr")
    settled(page)
    page.locator(".tm-canvas").focus()
    for key in ("ArrowRight", "Enter", "Shift+ArrowLeft"):
        page.keyboard.press(key)
    page.wait_for_function("() => document.querySelector('.tm-told').textContent.startsWith('2 segments picked')")
    expect(page.locator(".tm-table input:checked")).to_have_count(2)
    assert _NOTHING == _looked_at(page)


def test_a_segment_is_carried_to_the_next_candidate_by_keys_and_back(page: Page, address: str) -> None:
    page.goto(f"{address}/candidates")
    settled(page)
    page.wait_for_selector(".st-key-member-0")
    page.wait_for_selector(".tc-bar", state="attached")
    for key in ("p", "j", "Escape", "p", "j", "Enter"):
        page.keyboard.press(key)
    page.get_by_role("button", name="Undo: move 1 segment to candidate").click()
    page.get_by_role("button", name="Redo: move 1 segment to candidate").wait_for()


def _signs(page: Page) -> list[str]:
    """The accessible names, as the browser tells them to a screen reader, with Markdown or its escapes in them."""
    client = page.context.new_cdp_session(page)
    nodes = client.send("Accessibility.getFullAXTree")["nodes"]
    client.detach()
    names = [str(node.get("name", {}).get("value", "")) for node in nodes if not node["ignored"]]
    assert len(names) > FEWEST_NAMES  # the tree is there
    return [name for name in names if SIGNS.search(name)]


def _looked_at(page: Page) -> tuple[list[object], ...]:
    """What axe finds in light, in dark and on a telephone, and what there goes beyond the side."""
    light = broken(page)
    in_light = page.evaluate(BACKGROUND)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"was => {BACKGROUND} !== was", arg=in_light)
    dark = broken(page)
    page.set_viewport_size(NARROW)
    return light, dark, broken(page), page.evaluate(SIDEWAYS)
