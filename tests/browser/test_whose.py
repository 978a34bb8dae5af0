"""Whose codings count, as people come to choose it in a browser: proposed, taken by key, told, and clean to axe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from themes.project import Project
from themes.sample import build

from .axe import AXE, broken
from .hands import Keys
from .whole_app import WAITS_MS, app, log_of, settled, still, tracebacks_in


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample study, in which AB and CD disagree, with three disagreements settled and a cell written."""
    made = tmp_path_factory.mktemp("whose")
    build(made / "study.themes", coder="AB", with_candidates=False)
    with Project.open(made / "study.themes") as project:
        for one in project.disagreements(coders=["AB", "CD"])[:3]:
            project.adjudicate(one, "neither")
        case = next(case for case in project.cases() if case.kind == "participant")
        project.write_summary(case, project.themes()[0] if project.themes() else project.codes()[0], "They came.")
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
    opened.goto(f"{address}/matrix")
    settled(opened)
    yield opened
    context.close()


def sound(page: Page) -> None:
    """Nothing that axe finds, in light and dark, on a wide screen and a narrow one, and nothing wider than the page."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci in frontend/")
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            still(page)
            assert [] == broken(page), (width, scheme)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert 0 == over, width
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1440, "height": 900})


def test_the_consensus_is_proposed_taken_by_key_told_and_undone(page: Page, address: str) -> None:
    expect(page.get_by_text("3 disagreements are settled, and no number has changed for them")).to_be_visible()
    sound(page)
    page.get_by_role("button", name="Count the consensus there").focus()
    page.keyboard.press("Enter")
    told = "Where coders disagreed and it was settled, at 3 places, only the consensus counts"
    expect(page.get_by_text(told)).to_be_visible(timeout=WAITS_MS)
    for name in ("counts", "report", "codebook"):
        page.goto(f"{address}/{name}")
        expect(page.get_by_text(told).first).to_be_visible(timeout=WAITS_MS)
    page.get_by_role("link", name="Choose whose codings count").click()
    expect(page.get_by_role("heading", name="Two coders")).to_be_visible(timeout=WAITS_MS)
    settled(page)
    expect(page.get_by_text("Only those of the coders that I choose")).to_be_visible(timeout=WAITS_MS)
    expect(page.get_by_text(told)).to_be_visible(timeout=WAITS_MS)
    sound(page)
    page.get_by_role("heading", name="Two coders").click()  # the key is the page's, not a field's
    page.keyboard.press("z")
    expect(page.get_by_text("3 disagreements are settled, and no number has changed")).to_be_visible(timeout=WAITS_MS)


def test_the_cells_that_stand_in_the_report_are_chosen_by_keys(page: Page, address: str, home: Path) -> None:
    page.goto(f"{address}/report")
    settled(page)
    page.get_by_text("Cells of the matrix that stand here: 1 of 1").click()
    still(page)
    page.get_by_text("Only those that I choose").click()
    expect(page.get_by_text("0 of 1 cell would stand in the report.")).to_be_visible(timeout=WAITS_MS)
    still(page)
    with Project.open(home / "study.themes", read_only=True) as project:
        (written,) = project.cells_for_report().rows.values()
    Keys(page).pick(page.get_by_role("combobox", name="Single cells"), written)
    page.keyboard.press("Tab")
    expect(page.get_by_text("1 of 1 cell would stand in the report.")).to_be_visible(timeout=WAITS_MS)
    sound(page)  # a page that changes its size closes a list that is open, so only now
    page.get_by_role("button", name="Show these in the report").press("Enter")
    expect(page.get_by_text("The report shows these cells.")).to_be_visible(timeout=WAITS_MS)


def test_new_ends_are_given_by_keys_alone_and_a_letter_meant_for_them_decides_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}/adjudication")
    settled(page)
    decided = page.get_by_text(re.compile(r"^\d+ disagreements, \d+ decided"))
    expect(decided).to_have_text(re.compile(", 3 decided"))
    page.keyboard.press("e")
    words = page.get_by_label("Leave only the words that are meant")
    expect(words).to_be_focused()
    meant = words.input_value()[10:60].strip()
    page.get_by_role("dialog").get_by_role("button", name="Close").focus()
    page.keyboard.press("n")  # where no field has the focus
    settled(page)
    expect(decided).to_have_text(re.compile(", 3 decided"))
    words.focus()
    for typed, told in (("words of nobody", "These words do not stand there as one piece"), (meant, "")):
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(typed)
        page.keyboard.press("Control+Enter")
        if told:
            expect(page.get_by_role("dialog").get_by_text(told)).to_be_visible()
            words.focus()
    expect(decided).to_have_text(re.compile(", 4 decided"))
    expect(page.get_by_role("dialog")).to_have_count(0)
