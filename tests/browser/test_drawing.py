"""Words that somebody draws over by mouse are chosen, whatever comes from elsewhere meanwhile."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page, expect

from .conftest import Server
from .test_reader import choose, coded, saved


def test_what_a_colleague_codes_while_the_mouse_is_down_does_not_take_the_choice_away(
    page: Page, server: Server, one_context: BrowserContext
) -> None:
    choose(page, "turned up every month")  # only to learn where the words stand
    box = page.evaluate("getSelection().getRangeAt(0).getBoundingClientRect().toJSON()")
    page.keyboard.press("Escape")
    elsewhere = one_context.new_page()
    elsewhere.goto(server.address)
    elsewhere.wait_for_selector(".th-status[data-state=saved]")
    choose(elsewhere, "on the form")
    page.mouse.click(box["left"], box["bottom"] + 60)
    page.mouse.move(box["left"] + 1, box["top"] + 8)
    page.mouse.down()
    with page.expect_response("**/changes**"):  # the bell rings, and the page reads what was done
        elsewhere.keyboard.press("1")
    expect(elsewhere.locator(".th-status")).to_have_text("Saved")
    elsewhere.close()
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    page.mouse.move(box["right"] - 1, box["top"] + 8, steps=5)
    page.mouse.up()
    page.wait_for_selector(".th-field")
    page.keyboard.press("2")
    expect(page.locator(".th-mark")).to_have_text(["on the form", "turned up every month"])
    with saved(page, server) as project:
        assert 2 == len(coded(project))
        assert "turned up every month" in [words for words, _ in coded(project)]
