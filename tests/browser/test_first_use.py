"""What only a browser shows: the list of keys on any page, and a transcript on paper."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .conftest import Server

_SOON_MS = 30_000


def test_a_question_mark_shows_the_keys_and_a_transcript_prints_with_its_codes(page: Page) -> None:
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.type("Board")
    page.keyboard.press("Enter")
    expect(page.locator(".th-back").first).to_contain_text("Undo: code “Board engagement” in “chair”", timeout=_SOON_MS)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator(".th-printed")).to_have_text("Board engagement", timeout=_SOON_MS)
    expect(page.locator(".th-bar")).to_be_hidden(timeout=_SOON_MS)
    expect(page.get_by_role("link", name="Codebook")).to_be_hidden(timeout=_SOON_MS)
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.get_by_role("link", name="History").click()
    expect(page.get_by_role("heading", name="History")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("button", name="Undo: code")).to_be_visible(timeout=_SOON_MS)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys on this page")).to_contain_text(
        "Undo: code “Board engagement”", timeout=_SOON_MS
    )
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0, timeout=_SOON_MS)


def test_the_first_page_is_reached_by_its_name_too(page: Page, server: Server) -> None:
    page.goto(server.address.replace("/read", "/study"))
    expect(page.get_by_role("heading", name="Study", exact=True)).to_be_visible(timeout=60_000)
    expect(page.get_by_text("Page not found")).to_have_count(0)
