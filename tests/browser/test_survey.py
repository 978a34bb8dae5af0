"""A survey on the page: dropped, looked at, taken in, read by windows and coded where the answer stands."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from themes.project import Project

from .conftest import Server

N = 450
ROLES = ("nurse", "doctor", "manager")
POINTS = ("Agree", "Strongly agree", "Disagree")
WAITS_MS = 30_000


def survey() -> bytes:
    """A fictional survey of 450 answers."""
    rows = (f"a{n},{ROLES[n % 3]},{POINTS[n % 3]},Answer {n} 😀 about the night shift\n" for n in range(1, N + 1))
    return ("ID,Your role,Do you agree?,What helped?\n" + "".join(rows)).encode()


def opened(browser: Browser, address: str, *, width: int = 1440) -> Page:
    """A page of the app."""
    page = browser.new_context(viewport={"width": width, "height": 900}).new_page()
    page.set_default_timeout(WAITS_MS)
    page.goto(address)
    return page


def test_a_survey_is_looked_at_and_taken_in(browser: Browser, server: Server):
    page = opened(browser, server.address.replace("/read", "/survey"))
    page.set_input_files("input[type=file]", files=[{"name": "forms.csv", "mimeType": "text/csv", "buffer": survey()}])
    page.get_by_text("forms.csv: 450 respondents, 4 columns").wait_for()
    expect(page.get_by_text("Disagree < Agree < Strongly agree")).to_be_visible(timeout=WAITS_MS)
    page.get_by_role("button", name="Take in 1 question, 450 answers").click()
    page.get_by_text("1 question with 450 answers of 450 respondents taken in").wait_for()
    page.context.close()
    with Project.open(server.project, read_only=True) as project:
        assert (450, []) == (len(project.transcript("What helped?").turns), project.check())


def test_answers_are_read_by_windows_and_coded_in_their_place(browser: Browser, server: Server):
    with Project.open(server.project) as project:  # no page has opened it yet
        added = project.add_survey("forms.csv", survey())
        project.add_code("Shift")
    page = opened(browser, f"{server.address}?transcript={added.transcripts[0].id}")
    page.get_by_text("1 to 200 of 450").wait_for()
    page.get_by_role("button", name="Next 200").click()
    page.get_by_text("201 to 400 of 450").wait_for()
    page.get_by_label("Find words in all 450").fill("answer 433")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Answer 433").click()
    page.get_by_text("401 to 450 of 450").wait_for()
    body = page.locator(".th-body", has_text="Answer 433")
    body.wait_for()
    body.evaluate(
        """body => {
          document.querySelector(".th-scroll").focus({preventScroll: true});
          getSelection().setBaseAndExtent(body.firstChild, 0, body.firstChild, 10);
          body.dispatchEvent(new MouseEvent("mouseup", {bubbles: true}));
        }"""
    )
    page.wait_for_timeout(300)
    page.keyboard.press("c")
    page.keyboard.type("Shift")
    page.keyboard.press("Enter")
    page.locator(".th-mark", has_text="Answer 433").first.wait_for()
    page.wait_for_selector(".th-status[data-state=saved]")
    page.context.close()
    with Project.open(server.project, read_only=True) as project:
        (coded,) = project.codings()
        assert ("Answer 433", "R0433") == (coded.quotation.words, coded.case.label if coded.case else "")
        assert [] == project.check()


def test_the_survey_page_fits_a_narrow_window(browser: Browser, server: Server):
    page = opened(browser, server.address.replace("/read", "/survey"), width=390)
    page.set_input_files("input[type=file]", files=[{"name": "forms.csv", "mimeType": "text/csv", "buffer": survey()}])
    page.get_by_text("What each column holds").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.context.close()
