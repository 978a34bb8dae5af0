"""Back and Forward of the browser: one page is one step, however quickly they are pressed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from .whole_app import settled

WALK = ("Journal", "Matrix", "Codebook")


def _walk(page: Page) -> None:
    for title in WALK:
        page.get_by_role("link", name=title).first.click()
        _is(page, title)


def _is(page: Page, title: str) -> None:
    name = "read" if title == "Read and code" else title.lower()
    page.wait_for_url(re.compile(rf"/{name}\b"), timeout=8000)
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    settled(page)


def test_each_page_is_one_step_back_and_one_forward(page: Page) -> None:
    settled(page)
    before = page.evaluate("history.length")
    _walk(page)
    assert before + len(WALK) == page.evaluate("history.length")
    there = ("Read and code", *WALK)
    for title in reversed(there[:-1]):
        page.go_back()
        _is(page, title)
    for title in there[1:]:
        page.go_forward()
        _is(page, title)


@pytest.mark.parametrize("apart_ms", [0, 100, 300])
def test_back_pressed_twice_quickly_is_two_pages_back_and_can_be_gone_forward(page: Page, apart_ms: int) -> None:
    settled(page)
    _walk(page)
    for way, title in (("back", "Journal"), ("forward", "Codebook")):
        for _ in range(2):
            page.evaluate(f"history.{way}()")
            page.wait_for_timeout(apart_ms)
        page.wait_for_timeout(1000)  # what a run that was left has still to say comes now
        _is(page, title)


def test_back_from_the_first_page_leads_out_of_the_app(page: Page) -> None:
    settled(page)
    page.evaluate("history.back()")
    page.wait_for_url("about:blank", timeout=8000)
    page.go_forward()
    _is(page, "Read and code")
