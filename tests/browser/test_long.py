"""A transcript of thousands of turns is shown in parts: what is looked for is found, and gone to, in all of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from themes.project import Project

from .conftest import Server
from .whole_app import settled

N_PAIRS = 1_100
SAID = {3: "early", 600: "in the middle", 601: "a turn later", 1_099: "at the very end"}
CHOSEN = "() => [...CSS.highlights.get('th-chosen') ?? []].map(range => range.toString()).join('')"


@pytest.fixture
def study(tmp_path: Path, running: Server) -> Path:
    path = tmp_path / "long.themes"
    words = "".join(
        f"Interviewer: And then, {nth}?\n\nChair: We went on, {nth}"
        f"{f', and the lighthouse came {SAID[nth]}' if nth in SAID else ''}.\n\n"
        for nth in range(N_PAIRS)
    )
    with Project.create(path, coder="AB") as project:
        project.add_bytes("chair.txt", words.encode())
        project.add_code("Light")
    running.show(path)
    return path


def test_find_goes_from_part_to_part_through_every_hit_and_back(
    one_context: BrowserContext, study: Path, running: Server
) -> None:
    page = one_context.new_page()
    page.goto(running.address)
    page.wait_for_selector(".th-status[data-state=saved]")
    settled(page)
    page.keyboard.press("/")
    page.keyboard.type("LIGHTHOUSE  came")
    told = page.locator(".th-find-told")
    expect(told).to_have_text("4 hits, 1 in this part. Enter goes to the next.")
    for nth, words in enumerate(SAID.values(), start=1):
        _goes(page, "Enter", told=f"{nth} of 4 hits", words=words)
    _goes(page, "Enter", told="1 of 4 hits", words="early")
    _goes(page, "Shift+Enter", told="4 of 4 hits", words="at the very end")
    _goes(page, "Shift+Enter", told="3 of 4 hits", words="a turn later")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.keyboard.type("Light")
    page.keyboard.press("Enter")
    expect(page.locator(".th-status")).to_have_text("Saved")
    with Project.open(study, read_only=True) as project:
        assert ["lighthouse came"] == [one.quotation.words for one in project.codings()]
        [coding] = project.codings()
        after = project.transcripts()[0].text[coding.quotation.end :]
        assert after.startswith(" a turn later")
    page.close()


def _goes(page: Page, key: str, *, told: str, words: str) -> None:
    """Press a key in the field, and see which hit is gone to and that its words are in the window."""
    page.keyboard.press(key)
    expect(page.locator(".th-find-told")).to_have_text(told)
    expect(page.locator(".th-find-field")).to_be_focused()
    expect(page.locator(".th-body", has_text=f"lighthouse came {words}")).to_be_in_viewport()
    assert page.evaluate(CHOSEN) == "lighthouse came"
