"""Counts as a researcher presses them, on the sample study: each number opens its quotations; clean to axe."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from themes.project import Project
from themes.project.counts.told import CountOptions
from themes.sample import build

from .axe import AXE, broken
from .whole_app import app, log_of, settled, still, tracebacks_in

KINDS = ("Crosstab", "Code frequencies", "Timeline", "Saturation", "Word frequencies", "Concordance", "Co-occurrence")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("counts")
    build(made / "study.themes", coder="AB", with_candidates=False)
    return made


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    with app(home=home, project=home / "study.themes") as running:
        yield running
    assert [] == tracebacks_in(log_of(home))


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")
    opened = context.new_page()
    opened.goto(f"{address}/counts")
    settled(opened)
    yield opened
    context.close()


def choose(page: Page, kind: str) -> None:
    page.get_by_role("radio", name=kind).or_(page.get_by_role("button", name=kind, exact=True)).first.click()
    if kind == "Concordance":
        word = page.get_by_label("Word or phrase")
        word.fill("board")
        word.press("Enter")
        expect(page.get_by_text("Said 37 times")).to_be_visible()
    expect(page.locator(".tu-press").first).to_be_visible()
    still(page)


def test_a_number_is_pressed_by_key_and_leads_to_its_quotations_and_their_place(page: Page, home: Path) -> None:
    with Project.open(home / "study.themes", read_only=True) as project:
        pair = project.co_occurrence().pairs[0]
        words = [project.transcript(one.transcript_id).text[one.start : one.end] for one in pair.passages]
    number = page.locator(".tu-press").first
    expect(number).to_have_text(str(pair.n_together))
    number.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text(f"in {len(words)} passages")).to_be_visible()
    for one in words:
        expect(dialog.get_by_text(" ".join(one.split())).first).to_be_attached()
    assert [] == broken(page)
    dialog.get_by_role("button", name="Read it there").first.click()
    page.wait_for_url("**/read**")
    page.wait_for_selector(".th-status[data-state=saved]")


def test_axe_finds_nothing_in_any_count_light_dark_or_narrow(page: Page) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci in frontend/")
    found = {}
    for kind in KINDS:
        choose(page, kind)
        light = broken(page)
        page.emulate_media(color_scheme="dark")
        still(page)
        dark = broken(page)
        page.set_viewport_size({"width": 390, "height": 844})
        narrow = broken(page)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        found[kind] = (light, dark, narrow, over)
        page.set_viewport_size({"width": 1440, "height": 900})
        page.emulate_media(color_scheme="light")
    assert {kind: ([], [], [], 0) for kind in KINDS} == found


def test_the_picture_is_drawn_and_said_and_its_files_are_offered(page: Page, home: Path) -> None:
    choose(page, "Saturation")
    picture = page.locator(".tp-image")
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 600
    expect(picture).to_have_attribute("alt", "New codes from interview to interview: 14 codes in 6 interviews. "
                                             "The table says the same.")  # fmt: skip
    with page.expect_download() as told:
        page.get_by_role("button", name="Download picture (.png)").click()
    with Project.open(home / "study.themes", read_only=True) as project:
        wanted = project.write_counts(home / "wanted.png", "saturation", CountOptions()).read_bytes()
    assert wanted == told.value.path().read_bytes()
