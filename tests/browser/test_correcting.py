"""A word that is put right on the page: offered by a key at the caret, kept, and shown on the surface at once."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from themes.project import Project

from .conftest import Server


def test_a_word_is_put_right_by_keys_and_codings_go_with_it(page: Page, server: Server):
    page.locator(".th-scroll").focus()
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "2"):
        page.keyboard.press(key)
    expect(page.locator(".th-mark")).to_have_text("did the board")
    expect(page.locator(".th-status")).to_have_text("Saved")

    page.keyboard.press("Escape")
    page.keyboard.press("e")
    dialog = page.get_by_role("dialog")
    box = dialog.get_by_label("Words; a line break")
    expect(box).to_have_value("What did the board do?")
    box.fill("What then did the boards do?")
    dialog.get_by_role("button", name="Save").click()

    expect(dialog.get_by_text("1 with other words now")).to_be_visible()
    expect(page.locator(".th-mark")).to_have_text("did the boards")
    with Project.open(server.project, read_only=True) as project:
        assert ["did the boards"] == [one.quotation.words for one in project.codings()]
