"""The unit of a content analysis on the page: said first, then coded whole, by mouse and by keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from themes.project import Project

from .conftest import Server
from .test_together import CHOOSE
from .whole_app import settled

TALK = (
    "Interviewer: What did it change?\n\n"
    "Chair: They came 😀 to the ward. Nobody had asked before! Then it stopped.\n\n"
    "Interviewer: And then?\n\n"
    "Chair: Nothing. We went on as before.\n"
)


@pytest.fixture
def study(tmp_path: Path, running: Server) -> Path:
    path = tmp_path / "study.themes"
    with Project.create(path, coder="AB", method="content") as project:
        project.add_bytes("chair.txt", TALK.encode())
        project.add_code("Asking")
    running.show(path)
    return path


@pytest.fixture
def page(one_context: BrowserContext, study: Path, running: Server) -> Iterator[Page]:
    del study
    opened = one_context.new_page()
    opened.goto(running.address)
    opened.wait_for_selector(".th-status[data-state=saved]")
    yield opened
    opened.evaluate("localStorage.clear()")
    opened.close()


def test_the_unit_is_said_first_and_what_is_chosen_grows_to_whole_ones(page: Page, study: Path) -> None:
    expect(page.get_by_text("The unit is not fixed yet.")).to_be_visible()
    page.get_by_role("combobox", name="Unit that is coded whole").click()
    page.get_by_role("option", name="Sentence: ").click()
    settled(page)
    page.get_by_role("button", name="Fix the unit").click()
    expect(page.get_by_text("what you choose grows to whole ones")).to_be_visible()
    page.wait_for_selector(".th-status[data-state=saved]")
    settled(page)
    page.evaluate(CHOOSE, [1, 5, 12])  # a part of the first sentence, over a character of two code units
    page.keyboard.press("1")
    expect(page.locator(".th-mark")).to_have_text(["They came 😀 to the ward."])
    page.keyboard.press("n")
    page.keyboard.press("Shift+ArrowRight")  # its end, a unit on
    expect(page.locator(".th-quote")).to_have_text("“They came 😀 to the ward. Nobody had asked before!”")
    expect(page.locator(".th-status")).to_have_text("Saved")
    with Project.open(study, read_only=True) as project:
        assert ["They came 😀 to the ward. Nobody had asked before!"] == [
            one.quotation.words for one in project.codings()
        ]
        fixed = project.unit_fixed()
        assert fixed is not None
        assert (0, 0) == (fixed.n_before, fixed.n_not_whole)
