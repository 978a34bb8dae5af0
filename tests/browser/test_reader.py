"""The coding surface in a real browser: what is coded there is in the project, whatever happens between."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from themes.project import Project

from .conftest import Server

CHOOSE = """([words]) => {
  const body = [...document.querySelectorAll('.th-body')].find(one => one.textContent.includes(words));
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const at = offset => {
    walker.currentNode = body;
    for (let node = walker.nextNode(), left = offset; node; left -= node.length, node = walker.nextNode())
      if (left <= node.length) return [node, left];
  };
  const start = body.textContent.indexOf(words);
  document.querySelector('.th-scroll').focus();
  const selection = getSelection();
  selection.removeAllRanges();
  selection.setBaseAndExtent(...at(start), ...at(start + words.length));
  const box = selection.getRangeAt(0).getBoundingClientRect();
  body.dispatchEvent(new MouseEvent('mouseup', {bubbles: true, clientX: box.right, clientY: box.bottom}));
}"""


@contextmanager
def saved(page: Page, server: Server) -> Iterator[Project]:
    """The project as it is on disk once the page says that all is saved."""
    expect(page.locator(".th-status")).to_have_text("Saved")
    with Project.open(server.project, read_only=True) as project:
        yield project


def choose(page: Page, words: str) -> None:
    page.wait_for_function(
        "words => [...document.querySelectorAll('.th-body')].some(one => one.textContent.includes(words))", arg=words
    )
    page.evaluate(CHOOSE, [words])
    page.wait_for_selector(".th-field")


def coded(project: Project) -> list[tuple[str, str]]:
    return [(one.quotation.words, one.code.name) for one in project.codings()]


def test_words_chosen_by_mouse_are_coded_by_name(page: Page, server: Server):
    choose(page, "turned up every month")  # only to learn where the words stand
    box = page.evaluate("getSelection().getRangeAt(0).getBoundingClientRect().toJSON()")
    page.keyboard.press("Escape")
    page.mouse.click(box["left"], box["bottom"] + 60)
    page.mouse.move(box["left"] + 1, box["top"] + 8)
    page.mouse.down()
    page.mouse.move(box["right"] - 1, box["top"] + 8, steps=5)
    page.mouse.up()
    page.wait_for_selector(".th-field")
    page.keyboard.type("boa")
    page.keyboard.press("Enter")
    expect(page.locator(".th-mark")).to_have_text("turned up every month")
    with saved(page, server) as project:
        assert coded(project) == [("turned up every month", "Board engagement")]


def test_words_chosen_by_keys_are_coded_by_digit(page: Page, server: Server):
    page.locator(".th-scroll").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("2")
    with saved(page, server) as project:
        assert coded(project) == [("did the board", "Board engagement")]


def test_a_part_of_a_word_snaps_to_the_word(page: Page, server: Server):
    choose(page, "sn't well")
    page.keyboard.press("Enter")
    with saved(page, server) as project:
        assert [words for words, _ in coded(project)] == ["isn't well-led"]


@pytest.mark.parametrize(
    "words", ["😀👩\u200d👩\u200d👧 naïve", "cafe\u0301", "שלום on", "<script>window.hit=1</script>"]
)
def test_the_words_in_the_project_are_the_words_on_the_page(page: Page, server: Server, words: str):
    choose(page, words)
    page.keyboard.press("Enter")
    with saved(page, server) as project:
        assert [words_ for words_, _ in coded(project)] == [words]
    expect(page.locator(".th-mark")).to_have_text(words)


def test_no_markup_of_a_participant_or_a_code_comes_alive(page: Page):
    choose(page, "the money stopped")
    page.keyboard.type("money")
    page.keyboard.press("Enter")
    choose(page, "the form")
    page.keyboard.type("<img src=x onerror=window.hit=3>")
    page.keyboard.press("Enter")
    expect(page.locator(".th-mark")).to_have_count(2)
    page.locator(".th-mark").first.click()
    assert page.evaluate("window.hit") is None
    assert page.locator(".th-reader img, .th-reader script, .th-reader b:has-text('Money')").count() == 0


def test_a_new_code_is_made_in_place(page: Page, server: Server):
    choose(page, "the money stopped")
    page.keyboard.type("Momentum")
    page.keyboard.press("Enter")
    with saved(page, server) as project:
        assert coded(project) == [("the money stopped", "Momentum")]


def test_one_key_makes_a_code_of_the_words_and_keys_move_the_ends_of_the_passage(page: Page, server: Server):
    choose(page, "the money stopped")
    page.keyboard.press("0")
    expect(page.locator(".th-label")).to_have_text("the money stopped")
    page.keyboard.press("Enter")  # the caret stands there: the card opens
    expect(page.locator(".th-coding .th-who")).to_contain_text(re.compile(r"you, .*20\d\d"))
    for key in ("Shift+ArrowRight", "Alt+Shift+ArrowLeft", "Alt+Shift+ArrowLeft", "Alt+Shift+ArrowRight"):
        page.keyboard.press(key)
    expect(page.locator(".th-mark")).to_have_text("Then the money stopped, and")
    with saved(page, server) as project:
        assert coded(project) == [("Then the money stopped, and", "the money stopped")]


def test_a_memo_is_written_on_a_passage_by_keys(page: Page, server: Server):
    choose(page, "the money stopped")
    page.keyboard.press("1")
    page.keyboard.press("n")
    page.keyboard.press("m")
    page.keyboard.type("<b>Why</b> then?")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".th-words")).to_have_text("<b>Why</b> then?")
    expect(page.locator(".th-label")).to_have_text("Governance · memo")
    with saved(page, server) as project:
        assert [(view.name, view.text) for view in project.memos()] == [("the money stopped", "<b>Why</b> then?")]


def test_the_caret_stands_where_the_mouse_has_coded(page: Page, server: Server):
    choose(page, "the money stopped")
    page.locator(".th-choice", has_text="Board engagement").click()
    page.wait_for_function("() => CSS.highlights.has('th-caret')")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("1")
    with saved(page, server) as project:
        assert [words for words, _ in coded(project)] == ["the money stopped", "and I"]


def test_next_goes_to_what_was_chosen_and_the_view_can_be_without_colours(page: Page):
    for words, digit in (("the form", "1"), ("turned up every month", "2"), ("the money stopped", "1")):
        choose(page, words)
        page.keyboard.press(digit)
    page.keyboard.press("g")
    choices = page.locator(".th-walk").inner_text().split("\n")
    assert {"coded passages (3)", "Governance (3)", "Governance > Board engagement (2)"} <= set(choices)
    page.locator(".th-walk").select_option("Governance > Board engagement (2)")
    page.locator(".th-scroll").focus()
    page.get_by_role("button", name="Next", exact=True).click()  # past the last of the two: from the beginning
    expect(page.locator(".th-quote")).to_have_text("“turned up every month”")
    page.keyboard.press("v")
    assert page.locator(".th-mark").first.evaluate("one => getComputedStyle(one).backgroundImage") == "none"


def test_a_passage_bears_several_codes_and_its_card_changes_them(page: Page, server: Server):
    choose(page, "turned up every month")
    page.keyboard.press("1")
    page.locator(".th-mark").click()
    page.get_by_role("button", name="Add code").click()
    page.keyboard.type("boa")
    page.keyboard.press("Enter")
    expect(page.locator(".th-label")).to_have_text("Governance · Board engagement")
    page.locator(".th-mark").click()
    page.get_by_role("group", name="Direction of Governance > Board engagement").get_by_text("Barrier").click()
    page.get_by_role("button", name="Remove Governance", exact=True).click()
    with saved(page, server) as project:
        (one,) = project.codings()
        assert (one.code.name, one.coding.valence) == ("Board engagement", "barrier")


def test_undo_and_redo_go_through_the_log(page: Page, server: Server):
    choose(page, "turned up every month")
    page.keyboard.press("1")
    page.keyboard.press("z")
    expect(page.locator(".th-mark")).to_have_count(0)
    with saved(page, server) as project:
        assert coded(project) == []
    page.keyboard.press("Shift+Z")
    expect(page.locator(".th-mark")).to_have_count(1)
    with saved(page, server) as project:
        assert [logged.step.verb for logged in project.history(limit=3)] == ["redo", "undo", "code"]


def test_n_and_p_walk_the_passages(page: Page):
    words = ("the form", "turned up every month", "the money stopped")
    for one in words:
        choose(page, one)
        page.keyboard.press("1")
    for one in words:  # after the last comes the first; the caret stays where something was coded
        page.keyboard.press("n")
        expect(page.locator(".th-quote")).to_have_text(f"“{one}”")
    page.keyboard.press("p")
    expect(page.locator(".th-quote")).to_have_text(f"“{words[1]}”")


def test_a_key_does_not_reach_streamlit(page: Page):
    page.evaluate("window.reached = 0; document.addEventListener('keydown', () => window.reached++)")
    page.locator(".th-scroll").focus()
    for key in ("r", "c", "n", "ArrowDown", "Escape"):
        page.keyboard.press(key)
    assert page.evaluate("window.reached") == 0


def test_what_the_reader_says_is_in_sight_before_anybody_scrolls(page: Page):
    page.locator(".th-scroll").focus()
    page.keyboard.press("e")  # with no word chosen there is nothing to correct, which is said
    said = page.locator(".th-message")
    expect(said).to_have_text(re.compile("^Choose a word"))
    box = said.bounding_box()
    assert box is not None
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 0
    assert box["y"] + box["height"] <= page.evaluate("innerHeight")


def test_marking_as_read_says_that_all_codes_were_looked_for(page: Page, server: Server):
    page.get_by_role("button", name="Mark as read").click()
    expect(page.get_by_role("button", name="Read", exact=True)).to_be_disabled()
    with saved(page, server) as project:
        transcript = project.transcripts()[0]
        me = next(coder for coder in project.coders() if coder.name == "AB")
        assert {project.looked(transcript, code, coder=me) for code in project.codes()} == {"nothing found"}


def test_the_page_counts_again_what_was_read_once_it_is_marked_and_once_that_is_undone(page: Page):
    count = page.get_by_text(re.compile("^Transcript: you have looked at"))
    expect(count).to_have_text(re.compile("looked at 0 of"))
    page.get_by_role("button", name="Mark as read").click()
    expect(count).to_have_text(re.compile("looked at 1 of"))
    choose(page, "turned up every month")
    page.keyboard.press("1")
    expect(page.locator(".th-mark")).to_have_count(1)
    page.keyboard.press("z")
    expect(page.locator(".th-mark")).to_have_count(0)
    page.keyboard.press("z")
    expect(count).to_have_text(re.compile("looked at 0 of"))


def test_what_is_coded_while_the_server_is_away_is_kept_and_saved_later(page: Page, server: Server):
    server.stop()
    choose(page, "turned up every month")
    page.keyboard.press("1")
    choose(page, "the money stopped")
    page.keyboard.press("2")
    expect(page.locator(".th-mark")).to_have_count(2)
    expect(page.locator(".th-status")).to_have_text("Offline: 2 changes kept on this computer")
    server.start()
    expect(page.locator(".th-status")).to_have_text("Saved", timeout=30_000)
    with saved(page, server) as project:
        assert len(coded(project)) == 2


def test_a_reload_while_the_server_is_away_loses_nothing(page: Page, server: Server):
    page.context.set_offline(True)
    choose(page, "turned up every month")
    page.keyboard.press("1")
    expect(page.locator(".th-status")).to_have_text(re.compile("1 change kept on this computer"))
    page.context.set_offline(False)
    page.goto("about:blank")
    page.goto(server.address)
    expect(page.locator(".th-mark")).to_have_count(1)
    with saved(page, server) as project:
        assert coded(project) == [("turned up every month", "Governance")]


def test_another_coder_sees_a_coding_at_once_and_cannot_take_it(browser: Browser, page: Page, server: Server):
    context = browser.new_context()
    other = context.new_page()
    other.goto(server.address)
    other.get_by_role("button", name="You are AB").click()
    other.locator("label", has_text="CD").click()
    expect(other.get_by_role("button", name="You are CD")).to_be_visible()
    other.wait_for_selector(".th-status[data-state=saved]")
    choose(page, "turned up every month")
    page.keyboard.press("1")
    expect(other.locator(".th-mark")).to_have_text("turned up every month")
    other.locator(".th-mark").click()
    expect(other.locator(".th-who")).to_contain_text("AB, ")
    assert other.get_by_role("button", name="Remove").count() == 0
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_stands_4_5_to_1(browser: Browser, server: Server, scheme: str):
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(server.address)
    page.wait_for_selector(".th-status[data-state=saved]")
    choose(page, "turned up every month")
    page.keyboard.press("1")
    page.locator(".th-mark").click()
    ratios: dict[str, float] = page.evaluate(CONTRAST)
    context.close()
    assert {name: ratio for name, ratio in ratios.items() if ratio < 4.5} == {}
    assert len(ratios) >= 8


CONTRAST = """() => {
  const probe = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgba = colour => {
    probe.clearRect(0, 0, 1, 1); probe.fillStyle = colour; probe.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = probe.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255];
  };
  const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
  const ground = node => {
    const layers = [];
    for (let one = node; one; one = one.parentElement) layers.unshift(rgba(getComputedStyle(one).backgroundColor));
    return layers.reduce((under, top) => over(top, under), [255, 255, 255, 1]);
  };
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const found = {};
  for (const node of document.querySelectorAll('.th-reader *')) {
    if (![...node.childNodes].some(one => one.nodeType === 3 && one.data.trim()) || !node.checkVisibility()) continue;
    const under = ground(node);
    const [a, b] = [light(over(rgba(getComputedStyle(node).color), under)), light(under)];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const name = node.className || node.parentElement.className + ' ' + node.localName;
    found[name] = Math.min(found[name] ?? 99, ratio);
  }
  return found;
}"""


def test_at_390_pixels_nothing_stands_outside_the_page(browser: Browser, server: Server):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(server.address)
    page.wait_for_selector(".th-status[data-state=saved]")
    choose(page, "turned up every month")
    right = "name => document.querySelector(name).getBoundingClientRect().right"
    widths = [page.evaluate(right, name) for name in (".th-reader", ".th-popover", ".th-body")]
    page.keyboard.press("Enter")
    expect(page.locator(".th-mark")).to_have_count(1)
    assert max(widths) <= 390
    context.close()
