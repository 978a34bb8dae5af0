"""What keys do on the coding surface beyond choosing words: letters, one more code, places to come back to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from themes.project import Project

from .conftest import Server, forget

_OFFERED = "() => [...CSS.highlights.get('th-chosen') ?? []].map(range => range.toString()).join('')"
_CARET = """() => {
  const [range] = CSS.highlights.get("th-caret");
  const { top, bottom } = range.getBoundingClientRect();
  return { word: range.toString(), seen: top >= 0 && bottom <= innerHeight };
}"""


def _codings(server: Server) -> list[tuple[str, str]]:
    with Project.open(server.project, read_only=True) as project:
        return sorted((one.code.name, one.quotation.words) for one in project.codings())


def _press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_keys_choose_letter_by_letter_and_what_they_chose_is_coded_exactly(page: Page, server: Server) -> None:
    _press(page, *["ArrowRight"] * 2)  # on "did"
    assert "did" == page.evaluate(_CARET)["word"]
    _press(page, "Control+ArrowRight")
    assert "i" == page.evaluate(_CARET)["word"]
    _press(page, "Shift+ArrowRight", "Shift+ArrowRight", "Control+Shift+ArrowLeft")
    _press(page, "Enter")
    assert "id th" == page.evaluate(_OFFERED)
    page.keyboard.type("Board eng")
    page.keyboard.press("Enter")
    page.wait_for_selector(".th-status[data-state=saved]")
    expect(page.locator(".th-message")).to_have_text("Coded “Board engagement”")
    assert [("Board engagement", "id th")] == _codings(server)


def test_alt_and_shift_choose_letters_too_as_a_mac_keeps_ctrl_and_arrows(page: Page) -> None:
    _press(page, *["ArrowRight"] * 2, "Alt+Shift+ArrowLeft", "Enter")
    assert "di" == page.evaluate(_OFFERED)


def test_a_digit_gives_the_open_passage_one_more_code(page: Page, server: Server) -> None:
    _press(page, *["ArrowRight"] * 2, "Shift+ArrowRight", "1")
    expect(page.locator(".th-message")).to_contain_text("Coded")
    _press(page, "Enter")
    expect(page.locator(".th-popover")).to_be_visible()
    _press(page, "2", "3")
    expect(page.locator(".th-popover .th-chip")).to_have_count(3)
    page.wait_for_selector(".th-status[data-state=saved]")
    assert ["did the"] * 3 == [words for _, words in _codings(server)]


def test_enter_twice_sets_no_valence(page: Page, server: Server) -> None:
    _press(page, *["ArrowRight"] * 2, "Shift+ArrowRight", "1", "Enter")
    expect(page.get_by_role("button", name="Add code")).to_be_focused()
    _press(page, "Enter")
    expect(page.locator(".th-field")).to_be_focused()
    page.wait_for_selector(".th-status[data-state=saved]")
    with Project.open(server.project, read_only=True) as project:
        assert [None] == [one.coding.valence for one in project.codings()]


def test_backspace_deletes_the_open_quotation_and_says_so(page: Page, server: Server) -> None:
    _press(page, *["ArrowRight"] * 2, "Shift+ArrowRight", "1", "Enter")
    expect(page.locator(".th-popover")).to_be_visible()
    _press(page, "Backspace")
    expect(page.locator(".th-message")).to_have_text("Quotation deleted.")
    page.wait_for_selector(".th-status[data-state=saved]")
    assert [] == _codings(server)


def test_delete_touches_no_quotation_while_the_list_of_keys_is_open(page: Page, server: Server) -> None:
    _press(page, *["ArrowRight"] * 2, "Shift+ArrowRight", "1")
    expect(page.locator(".th-message")).to_contain_text("Coded")
    _press(page, "?")
    expect(page.locator(".th-help")).to_be_focused()
    _press(page, "Delete")
    page.wait_for_selector(".th-status[data-state=saved]")
    assert 1 == len(_codings(server))


def test_enter_in_what_next_goes_to_comes_back_to_the_text(page: Page) -> None:
    _press(page, "ArrowRight", "g")
    expect(page.locator(".th-walk")).to_be_focused()
    _press(page, "Enter")
    expect(page.locator(".th-scroll")).to_be_focused()


def test_words_become_a_code_without_the_comma_they_were_cut_at(page: Page, server: Server) -> None:
    _press(page, "ArrowRight")
    for _ in range(60):
        if "We" == page.evaluate(_CARET)["word"]:
            break
        _press(page, "ArrowRight")
    _press(page, *["Shift+ArrowRight"] * 4, "0")  # to "month,"
    expect(page.locator(".th-message")).to_have_text("Coded “We turned up every month”")
    page.wait_for_selector(".th-status[data-state=saved]")
    assert ["We turned up every month"] == [code for code, _ in _codings(server)]


@pytest.fixture
def interview(one_context: BrowserContext, discovered: Path, tmp_path: Path, running: Server) -> Iterator[Page]:
    """A whole interview in a window of a small laptop, where the frame of the text reaches below the window."""
    path = tmp_path / "study.themes"
    shutil.copy(discovered, path)
    running.show(path)
    opened = one_context.new_page()
    opened.set_viewport_size({"width": 1280, "height": 640})
    opened.goto(running.address)
    opened.wait_for_selector(".th-status[data-state=saved]")
    yield opened
    opened.close()
    forget(one_context, running)


def test_the_caret_is_in_the_window_wherever_it_goes(interview: Page) -> None:
    interview.keyboard.press("ArrowRight")
    seen = []
    for _ in range(60):
        interview.keyboard.press("ArrowDown")
        seen.append(interview.evaluate(_CARET)["seen"])
    assert all(seen)


def test_all_keys_can_be_read_by_keys(interview: Page) -> None:
    interview.keyboard.press("?")
    listed = interview.locator(".th-help")
    panel = interview.locator(".th-popover").bounding_box()
    assert panel is not None
    assert panel["y"] + panel["height"] <= 640
    for _ in range(30):
        interview.keyboard.press("ArrowDown")
    expect(listed.locator("dd").last).to_be_in_viewport()
    interview.keyboard.press("Escape")
    expect(interview.locator(".th-scroll")).to_be_focused()


def test_who_comes_back_to_a_transcript_stands_where_they_stopped(interview: Page) -> None:
    scroll = interview.locator(".th-scroll")
    scroll.evaluate("one => (one.scrollTop = 2400)")
    interview.wait_for_timeout(600)  # until scrolling rests
    first = """() => {
      const { left, top } = document.querySelector(".th-scroll").getBoundingClientRect();
      return document.elementFromPoint(left + 200, top + 12)?.closest(".th-turn")?.dataset.turn;
    }"""
    was = interview.evaluate(first)
    assert int(was) > 3
    interview.get_by_role("link", name="Codebook").click()
    expect(interview.get_by_role("heading", name="Codebook", exact=True)).to_be_visible()
    interview.get_by_role("link", name="Read and code").click()
    interview.wait_for_selector(".th-status[data-state=saved]")
    interview.wait_for_function(f"was => ({first})() === was", arg=was)
    interview.reload()
    interview.wait_for_selector(".th-status[data-state=saved]")
    interview.wait_for_function(f"was => ({first})() === was", arg=was)


def test_words_are_found_in_the_transcript_and_coded_without_leaving_the_text(interview: Page, running: Server) -> None:
    interview.keyboard.press("ArrowRight")
    interview.keyboard.press("/")
    expect(interview.get_by_role("searchbox", name="Find in this transcript")).to_be_focused()
    interview.keyboard.type("THE BOARD")
    told = interview.locator(".th-find-told")
    expect(told).to_contain_text("hits. Enter goes to the next.")
    n_hits = int(told.inner_text().split()[0])
    text = "[...document.querySelectorAll('.th-body')].map(one => one.textContent).join('\\n')"
    assert n_hits == interview.evaluate(f"({text}).match(/the\\s+board/gi).length")
    assert n_hits == interview.evaluate("CSS.highlights.get('th-found').size")
    for nth in (1, 2, 3):
        interview.keyboard.press("Enter")
        expect(told).to_have_text(f"{nth} of {n_hits} hits")
        interview.wait_for_timeout(100)  # until what was gone to is measured
        box = (
            "(() => { const [one] = CSS.highlights.get('th-chosen'); return one.getBoundingClientRect().toJSON(); })()"
        )
        seen = interview.evaluate(box)
        assert 0 <= seen["top"] < seen["bottom"] <= 640
    interview.keyboard.press("Shift+Enter")
    expect(told).to_have_text(f"2 of {n_hits} hits")
    interview.keyboard.press("Escape")
    assert interview.evaluate("CSS.highlights.has('th-found')") is False
    interview.keyboard.press("Shift+ArrowRight")  # the hit is chosen, and one word more
    chosen = interview.evaluate("getSelection().toString()")
    assert chosen.lower().startswith("the board")
    assert len(chosen.split()) == 3
    interview.keyboard.press("0")
    expect(interview.locator(".th-message")).to_contain_text("Coded “")
    interview.wait_for_selector(".th-status[data-state=saved]")
    with Project.open(running.project, read_only=True) as project:
        (coded,) = project.codings()
        assert coded.quotation.words.lower().startswith("the board")
