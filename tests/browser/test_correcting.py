"""A word that is put right on the page: offered by a key at the caret, kept, and shown on the surface at once."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from themes.project import Project

from .conftest import Server

TYPED = "Not saved yet: words of turn 1 of “chair”"
CONNECTED = "[data-test-connection-state=CONNECTED]"
WORDS = "Words; a line break"


def _open(page: Page, right: int = 1) -> Locator:
    """The dialog of the turn some words to the right of the caret."""
    page.locator(".th-scroll").focus()
    for _ in range(right):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("e")
    dialog = page.get_by_role("dialog", name="Correct this turn")
    expect(dialog.get_by_label(WORDS)).to_be_visible()
    expect(dialog.locator(".tw-said")).to_be_attached()  # what says whether a save waits comes from the server too
    return dialog


def _shows(dialog: Locator, words: str) -> None:
    """Wait until the turn with these words is the only one that is shown."""
    expect(dialog.get_by_label(WORDS).first).to_have_value(words)
    expect(dialog.get_by_label(WORDS)).to_have_count(1)  # Streamlit leaves the last one until its run has ended


def test_a_word_is_put_right_by_keys_and_codings_go_with_it(page: Page, server: Server):
    page.locator(".th-scroll").focus()
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight", "2"):
        page.keyboard.press(key)
    expect(page.locator(".th-mark")).to_have_text("did the board")
    expect(page.locator(".th-status")).to_have_text("Saved")

    page.keyboard.press("Escape")
    page.keyboard.press("e")
    dialog = page.get_by_role("dialog")
    box = dialog.get_by_label(WORDS)
    expect(box).to_have_value("What did the board do?")
    box.fill("What then did the boards do?")
    dialog.get_by_role("button", name="Save").click()

    expect(dialog.get_by_text("1 with other words now")).to_be_visible()
    expect(page.locator(".th-mark")).to_have_text("did the boards")
    expect(page.locator(".th-status")).to_have_text("Saved")
    with Project.open(server.project, read_only=True) as project:
        assert ["did the boards"] == [one.quotation.words for one in project.codings()]


def test_what_is_typed_in_it_is_named_by_the_bar_and_stands_there_again_after_a_reload(page: Page, server: Server):
    page.on("dialog", lambda asked: asked.accept())  # leave, though something is not saved
    status = page.locator(".th-status")
    dialog = _open(page)
    box = dialog.get_by_label(WORDS)
    box.fill("What then did")
    box.press("Control+Enter")
    expect(status).to_have_text(TYPED)
    who = dialog.get_by_role("combobox", name="Who speaks")
    who.click()
    page.get_by_role("option", name="Chair").click()
    expect(status).to_contain_text("speaker of turn 1 of “chair”")
    expect(dialog.get_by_text("Not saved yet.")).to_have_count(2)
    box.press("End")
    page.keyboard.type(" the boards do?")  # the field is not left: no run has seen it
    page.reload()
    for part in ("words", "speaker"):
        expect(status).to_contain_text(f"{part} of turn 1 of “chair”")

    dialog = _open(page)
    expect(dialog.get_by_label(WORDS)).to_have_value("What then did the boards do?")
    expect(dialog.get_by_role("combobox", name="Who speaks")).to_have_value("Chair (P01)")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_text("Saved; Undo takes it back.")).to_be_visible()
    expect(status).to_have_text("Saved")
    page.reload()
    expect(status).to_have_text("Saved")
    with Project.open(server.project, read_only=True) as project:
        source = project.transcripts()[0]
        assert source.text.startswith("What then did the boards do?\n")
        assert source.turns[0].speaker == source.turns[1].speaker


def test_what_is_typed_goes_with_its_turn_where_an_earlier_one_was_cut_meanwhile(page: Page):
    dialog = _open(page, right=8)  # past the first turn's five words
    box = dialog.get_by_label(WORDS)
    now = box.input_value()
    assert now.startswith("She wrote")
    box.fill(f"{now} Really.")
    box.press("Control+Enter")
    expect(page.locator(".th-status")).to_have_text("Not saved yet: words of turn 2 of “chair”")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)

    before = _open(page, right=0)
    before.get_by_role("button", name="Turn before").click()
    _shows(before, "What did the board do?")
    before.get_by_label(WORDS).fill("What did\nthe board do?")
    before.get_by_role("button", name="Save").click()
    expect(before.get_by_text("Saved; Undo takes it back.")).to_be_visible()
    before.get_by_role("button", name="Turn after").click()
    _shows(before, "the board do?")
    before.get_by_role("button", name="Turn after").click()
    _shows(before, f"{now} Really.")
    expect(page.locator(".th-status")).to_have_text("Not saved yet: words of turn 3 of “chair”")


def test_a_save_that_waits_for_the_server_says_so(page: Page, server: Server):
    dialog = _open(page)
    said = dialog.locator(".tw-said")
    saved = dialog.get_by_text("Saved; Undo takes it back.")
    dialog.get_by_label(WORDS).fill("What then did the board do?")
    dialog.get_by_role("button", name="Save").click()
    expect(saved).to_be_visible()
    expect(said).to_have_text("")

    dialog.get_by_label(WORDS).fill("What then did the boards do?")
    server.stand_still()
    try:
        dialog.get_by_role("button", name="Save").click()
        expect(said).to_contain_text("Waiting for the server: not saved yet.")
        expect(saved).to_be_hidden()  # that was the press before
        expect(page.locator(".th-status")).to_contain_text("Not saved yet: ")
    finally:
        server.go_on()
    expect(said).to_have_text("")
    expect(saved).to_be_visible()
    with Project.open(server.project, read_only=True) as project:
        assert project.transcripts()[0].text.startswith("What then did the boards do?\n")


def test_where_the_server_is_away_a_turn_cannot_be_corrected_and_the_page_says_so(page: Page, server: Server):
    page.locator(".th-scroll").focus()
    page.keyboard.press("ArrowRight")
    server.kill()
    expect(page.locator(CONNECTED)).to_have_count(0)
    page.keyboard.press("e")
    expect(page.locator(".th-message")).to_have_text("No connection: try again once the server is there.")
    server.start()
    expect(page.locator(CONNECTED)).to_be_attached(timeout=60_000)


def test_where_the_server_is_away_the_dialog_says_that_nothing_can_be_saved(page: Page, server: Server):
    dialog = _open(page)
    dialog.get_by_label(WORDS).fill("What then did the board do?")
    server.kill()
    expect(dialog.locator(".tw-said")).to_contain_text("No connection, so nothing can be saved now.")
    server.start()
    expect(page.locator(CONNECTED)).to_be_attached(timeout=60_000)
    expect(dialog).to_have_count(0)  # the server that has begun anew knows of none
    expect(page.locator(".th-status")).to_have_text(TYPED)
    dialog = _open(page, right=0)
    expect(dialog.get_by_label(WORDS)).to_have_value("What then did the board do?")
