"""Whose codings, and of which codes, are drawn: lines and stripes both, by keys, kept by the browser, and said."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from themes.project import Project

from .conftest import Server


@pytest.fixture
def study(server: Server) -> Server:
    """A study in which two coders coded words that overlap."""
    with Project.open(server.project, coder="AB") as project:
        source = project.transcripts()[0]
        for coder, words, code in (
            ("AB", "turned up every month", "Board engagement"),
            ("AB", "the money stopped", "<b>Money</b> & more"),
            ("CD", "every month, all of us", "Governance"),
        ):
            start = source.text.index(words)
            project.as_coder(coder).add_coding(source, start, start + len(words), project.code(code))
    return server


@pytest.fixture
def coded(study: Server, page: Page) -> Page:
    """Its page, opened once the study is made."""
    del study
    expect(page.locator(".th-stripe")).to_have_count(3)
    return page


def _stripes(page: Page, *names: str) -> None:
    expect(page.locator(".th-stripe")).to_have_count(len(names))
    for name in names:
        expect(page.get_by_role("button", name=f"Coded {name}", exact=True)).to_have_count(1)


def test_a_coder_s_codings_are_left_out_by_keys_which_is_said_and_kept_over_a_reload(
    coded: Page, server: Server
) -> None:
    said = coded.locator(".th-undrawn-words")
    expect(said).to_be_hidden()
    marked = coded.locator(".th-mark")
    expect(marked).to_have_count(4)  # three words overlap
    coded.locator(".th-scroll").focus()
    coded.keyboard.press("c")
    panel = coded.get_by_role("dialog", name="Which codings are drawn")
    box = panel.get_by_role("checkbox", name="CD 1")
    for _ in range(12):
        if box.evaluate("one => one === document.activeElement"):
            break
        coded.keyboard.press("Tab")
    coded.keyboard.press("Space")
    _stripes(coded, "Board engagement", "<b>Money</b> & more")
    expect(marked).to_have_text(["turned up every month", "the money stopped"])
    expect(said).to_have_text("1 coder’s codings are not drawn: 1 of 3 codings here. They count as before.")
    coded.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(coded.locator(".th-scroll")).to_be_focused()

    coded.reload()
    _stripes(coded, "Board engagement", "<b>Money</b> & more")
    expect(said).to_be_visible()
    coded.get_by_role("button", name="Draw all").click()
    expect(coded.locator(".th-stripe")).to_have_count(3)
    expect(said).to_be_hidden()
    with Project.open(server.project, read_only=True) as project:
        assert 3 == len(project.codings())


def test_one_code_alone_is_drawn_and_next_goes_to_its_passages(coded: Page) -> None:
    coded.get_by_role("button", name="Stripes").click()
    panel = coded.get_by_role("dialog", name="Which codings are drawn")
    panel.get_by_role("button", name="None").last.click()
    expect(coded.locator(".th-mark")).to_have_count(0)
    expect(coded.locator(".th-undrawn-words")).to_contain_text("3 codes’ codings are not drawn: 3 of 3 codings here.")
    panel.get_by_role("checkbox", name="Money").check()
    _stripes(coded, "<b>Money</b> & more")
    coded.keyboard.press("Escape")
    for _ in range(2):
        coded.keyboard.press("n")
        expect(coded.get_by_role("dialog", name="Codes on this passage")).to_contain_text("the money stopped")
    coded.keyboard.press("g")
    expect(coded.locator(".th-walk option").first).to_have_text("coded passages (3)")  # they count as ever


def test_what_is_coded_with_a_code_that_is_not_drawn_is_said_to_be_so(coded: Page, server: Server) -> None:
    coded.locator(".th-scroll").focus()
    coded.keyboard.press("c")
    coded.get_by_role("checkbox", name="Governance 1", exact=True).uncheck()
    coded.keyboard.press("Escape")
    coded.keyboard.press("Home")
    coded.locator(".th-body").first.click()
    for key in ("ArrowRight", "Shift+ArrowRight", "1"):
        coded.keyboard.press(key)
    expect(coded.locator(".th-message")).to_have_text("Coded “Governance”; it is not drawn, as you chose")
    expect(coded.locator(".th-stripe")).to_have_count(2)
    expect(coded.locator(".th-status")).to_have_text("Saved")
    with Project.open(server.project, read_only=True) as project:
        assert 4 == len(project.codings())
