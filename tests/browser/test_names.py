"""Names in the browser: looked for, decided by keys alone, released, and coded by keys afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from themes.project import Project

from .whole_app import WAITS_MS, app, settled

SAID = (
    "Interviewer: How did it go?\n\n"
    "Agnes Obi: Tarek Moss rang 07700 900123 for me 😀, and Tarek Moss was kind. My postcode is LS1 4AP.\n\n"
    "Interviewer: Did Tarek Moss stay?\n\n"
    "Agnes Obi: Yes, he did, and I still do not know why.\n"
)
NAMES = (b"tarek", b"agnes", b"900123", b"ls1 4ap")


@pytest.fixture
def study(tmp_path: Path) -> Path:
    path = tmp_path / "study.themes"
    with Project.create(path, coder="AB") as project:
        transcript = project.add_bytes("Agnes Obi.txt", SAID.encode())
        start = transcript.text.index("Tarek Moss was kind")
        project.add_coding(transcript, start, start + 19, project.add_code("Kindness"))
        project.add_name("Tarek Moss")
    return path


@pytest.fixture
def opened(browser: Browser, study: Path, tmp_path: Path) -> Iterator[Page]:
    home = tmp_path / "home"
    home.mkdir()
    with app(home=home, project=study) as address:
        context = browser.new_context(viewport={"width": 1440, "height": 1200})
        page = context.new_page()
        page.goto(f"{address}/names")
        settled(page)
        yield page
        context.close()


def test_names_are_decided_by_keys_alone_and_released(opened: Page, study: Path) -> None:
    page = opened
    expect(page.locator(".tn-asked")).to_have_text("Nobody has looked for names here yet.", timeout=WAITS_MS)
    page.get_by_role("button", name="Look for names").click()
    # The surface stays as it is while the search runs, and reads again when it has ended.
    expect(page.locator(".tn-asked")).to_have_text("Tarek Moss", timeout=WAITS_MS)
    settled(page)
    page.locator(".tn-scroll").focus()
    page.keyboard.press("e")  # all three places of the name
    page.keyboard.press("x")
    page.keyboard.press("z")
    while "; 0 to go" not in page.locator(".tn-progress").inner_text():
        page.keyboard.press("a")
    expect(page.locator(".tn-status")).to_have_text("Saved", timeout=WAITS_MS)
    expect(page.locator(".tn-mark[data-state=accepted]")).to_have_count(page.locator(".tn-mark").count())
    page.get_by_role("button", name="Release Agnes Obi").click(timeout=WAITS_MS)
    page.get_by_role("button", name="Release now").click()
    expect(page.get_by_text("Released 1 transcript", exact=False)).to_be_visible(timeout=WAITS_MS)
    settled(page)
    expect(page.locator(".tn-words").nth(1)).to_contain_text("[person A] rang [phone number] for me 😀")
    held = b"".join(path.read_bytes() for path in study.parent.glob("study.themes*")).lower()
    assert [] == [name for name in NAMES if name in held]
    page.goto(page.url.replace("/names", "/read"))
    page.wait_for_selector(".th-status[data-state=saved]", timeout=WAITS_MS)
    expect(page.locator("[data-quotations]").first).to_contain_text("[person A] was kind")
    words = _code_by_keys(page)
    page.get_by_role("link", name="Report", exact=True).click()
    expect(page.get_by_role("heading", name="Not knowing")).to_be_visible(timeout=WAITS_MS)
    expect(page.get_by_text(f"“{words}”")).to_be_visible()


def _code_by_keys(page: Page) -> str:
    """Give words of the last answer a new code; the surface has the focus since it was read."""
    expect(page.locator(".th-scroll")).to_be_focused()
    for _ in range(12):  # more lines than there are: the caret ends in the last answer
        page.keyboard.press("ArrowDown")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowRight")
    words: str = page.evaluate("getSelection().toString()")
    page.keyboard.press("Enter")
    page.keyboard.type("Not knowing")
    page.keyboard.press("Enter")
    expect(page.locator(".th-status")).to_have_text("Saved", timeout=WAITS_MS)
    return words.strip()
