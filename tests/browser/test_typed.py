"""The word on what is saved, where something is typed beside the text or done while the server is away."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from themes.project import Project

from .conftest import Server
from .test_reader import choose
from .whole_app import settled

TYPED = "Not saved yet: memo on a passage of “Governance”"


def test_a_memo_typed_on_a_card_is_not_called_saved_and_is_told_after_a_reload(page: Page, server: Server) -> None:
    page.on("dialog", lambda asked: asked.accept())  # leave, though something is not saved
    status = page.locator(".th-status")
    choose(page, "turned up every month")
    page.keyboard.press("1")
    expect(page.locator(".th-mark")).to_have_count(1)
    expect(status).to_have_text("Saved")
    page.locator(".th-mark").click()
    page.keyboard.press("m")
    expect(status).to_have_text("Saved")  # a field that is empty holds nothing to be saved
    page.keyboard.type("Why every month?")
    expect(status).to_have_text(TYPED)
    page.keyboard.press("Escape")
    expect(status).to_have_text(TYPED)
    page.reload()
    expect(status).to_have_text(TYPED)
    page.locator(".th-mark").click()
    page.get_by_role("button", name="Save memo").click()
    expect(status).to_have_text("Saved")
    with Project.open(server.project, read_only=True) as project:
        assert ["Why every month?"] == [memo.text for memo in project.memos()]


def test_a_memo_typed_below_the_text_is_not_called_saved(page: Page) -> None:
    page.get_by_text("Write a memo on this", exact=True).click()
    field = page.get_by_label("New memo")
    field.fill("All of it, on tone.")
    status = page.locator(".th-status")
    named = "Not saved yet: memo on the transcript “chair”"
    expect(status).to_have_text(named)  # no run has seen it
    field.press("Tab")
    settled(page)
    expect(status).to_have_text(named)
    page.get_by_role("button", name="Save memo").click()
    expect(status).to_have_text("Saved")


def test_a_code_made_while_the_server_is_away_is_not_said_to_be_saved_soon(page: Page, server: Server) -> None:
    page.goto(server.address.replace("read", "codebook"))
    settled(page)
    word = page.locator(".tk-word")
    page.locator(".tt-list").focus()
    server.kill()
    expect(word).to_have_text("Saved; no connection")
    page.keyboard.press("n")
    page.keyboard.type("Made meanwhile")
    page.keyboard.press("Enter")
    expect(word).to_have_text("Offline: 1 change in this page only; keep it open")
    server.start()
    expect(word).to_have_text("Saved", timeout=60_000)
    with Project.open(server.project, read_only=True) as project:
        assert "Made meanwhile" in [code.name for code in project.codes()]


def test_a_memo_in_the_middle_of_being_typed_outlives_a_reload_with_its_links(page: Page, server: Server) -> None:
    page.on("dialog", lambda asked: asked.accept())
    choose(page, "turned up every month")
    page.keyboard.press("1")
    expect(page.locator(".th-status")).to_have_text("Saved")
    page.goto(server.address.replace("read", "journal"))
    settled(page)
    field = page.get_by_label("New memo")
    field.fill("They say so here")
    page.get_by_text("Link a quotation", exact=True).click()
    page.get_by_label("Which quotation").click()
    page.get_by_role("option").first.click()
    expect(field).to_have_value("They say so here [[1]]")
    settled(page)
    page.keyboard.press("Escape")
    field.click()
    page.keyboard.press("End")
    page.keyboard.type(", and nowhere else")  # the field is not left: no run has seen it
    page.reload()
    expect(field).to_have_value("They say so here [[1]], and nowhere else")
    settled(page)
    page.get_by_role("button", name="Save memo").click()
    expect(page.locator(".tk-word")).to_have_text("Saved")
    with Project.open(server.project, read_only=True) as project:
        [memo] = project.memos()
        assert ["turned up every month"] == [one.words for one in memo.links]
        assert memo.text.endswith(", and nowhere else")
