"""Suggestions beside the text, as a researcher who has coded for a while meets them: by keys, in a real browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from themes.model import Suggestion
from themes.project import Project

from .conftest import Server


@pytest.fixture
def study(tmp_path: Path, two_interviews: Path, running: Server) -> Path:
    """Two interviews of which the first is read, with forty codings."""
    path = tmp_path / "study.themes"
    shutil.copy(two_interviews, path)
    with Project.open(path) as project:
        board = project.add_code("Board", definition="The board turns up; it asks how things go.")
        money = project.add_code("Money", definition="There is too little money, time or staff for it.")
        first = project.transcripts()[0]
        members = [member for view in project.candidates() for member in view.members]
        here = [member for member in members if member.transcript_id == first.id][:40]
        for nth, member in enumerate(here):
            project.add_coding(first, member.start, member.end, board if nth % 2 else money)
        project.mark_looked_at(first)
    running.show(path)
    return path


@pytest.fixture
def page(one_context: BrowserContext, study: Path, running: Server) -> Iterator[Page]:
    del study
    opened = one_context.new_page()
    opened.goto(running.address)
    opened.wait_for_selector(".th-status[data-state=saved]")
    yield opened
    opened.evaluate("localStorage.clear()")
    opened.close()


def test_after_forty_codings_suggestions_stand_dashed_and_are_answered_by_a_key_each(page: Page, study: Path) -> None:
    expect(page.locator(".th-proposed").first).to_be_visible(timeout=60_000)
    expect(page.locator(".th-mark")).to_have_count(0)  # nothing of it counts
    place = page.evaluate("document.querySelector('.th-scroll').scrollTop")
    page.keyboard.press("y")  # nothing is decided that was not looked at: it opens the first
    expect(page.locator(".th-suggestion")).to_contain_text(re.compile("About .* like this bear the code; like "))
    for _ in range(2):
        page.keyboard.press("y")
        if not page.locator(".th-suggestion").is_visible():  # the next is out of sight: nobody is taken there unasked
            page.keyboard.press("s")
        expect(page.locator(".th-suggestion")).to_be_visible()
    page.keyboard.press("x")
    expect(page.locator(".th-message")).to_have_text(re.compile(r"Not this, kept: \w+\. Of the \d+ others here .*sank"))
    assert place <= page.evaluate("document.querySelector('.th-scroll').scrollTop")
    page.keyboard.press("h")
    expect(page.locator(".th-proposed")).to_have_count(0)
    expect(page.locator(".th-strip")).to_contain_text("Suggestions are hidden, as you chose.")
    page.get_by_role("link", name="Suggestions").click()
    expect(page.get_by_text("Suggestions are hidden, as you chose.")).to_be_visible()
    with Project.open(study, read_only=True) as project:
        kept = project._store.facts(Suggestion)
        assert ["accepted", "accepted", "rejected"] == sorted(one.outcome for one in kept)
        codings = [one.coding for one in project.codings()]
        accepted = {one.suggestion_id for one in codings if one.how == "accepted"}
        assert {one.id for one in kept if one.outcome == "accepted"} == accepted
        assert 42 == len(codings)


ONE_MORE = "Suggestions stay hidden until you have marked 2 transcripts as read: 1 more to go."
LEARNING = re.compile(r"/suggestions(\?anyway)?$")
WHETHER = re.compile(r"/suggestions/hidden$")
ASKED_BY_THEN_MS = 6_000


def _held_up(page: Page, study: Path, running: Server) -> list[Route]:
    """Mark the second of two transcripts as read; what the server then learns is held up on its way."""
    running.stop()
    with Project.open(study) as project:
        project.describe(read_first=2)
    running.start()
    held: list[Route] = []
    page.goto(running.address)
    strip = page.locator(".th-strip-words")
    expect(strip).to_have_text(ONE_MORE)
    page.route(LEARNING, lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it is given
    page.get_by_role("button", name="Mark as read").click()
    expect(strip).to_have_text("Suggestions are being learned from what is coded…")
    return held


def test_the_line_is_true_at_once_though_learning_takes_long(page: Page, study: Path, running: Server) -> None:
    """The server's answer is held up on its way, as the first of a large study is."""
    held = _held_up(page, study, running)
    strip = page.locator(".th-strip-words")
    while held:
        held.pop().continue_()
    page.unroute(LEARNING)
    expect(page.locator(".th-proposed").first).to_be_visible(timeout=60_000)
    page.route(LEARNING, lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it is given
    page.locator(".th-scroll").focus()
    page.keyboard.press("z")
    expect(strip).to_have_text(ONE_MORE)
    expect(page.locator(".th-proposed")).to_have_count(0)
    page.unroute(LEARNING)


def test_what_was_learned_before_is_not_shown_once_it_is_to_be_hidden(page: Page, study: Path, running: Server) -> None:
    held = _held_up(page, study, running)
    strip = page.locator(".th-strip-words")
    while not held:
        page.wait_for_timeout(50)
    told = held[0].fetch()  # learned, and under way when the mark is taken back
    page.locator(".th-scroll").focus()
    page.keyboard.press("z")
    expect(strip).to_have_text(ONE_MORE)
    held[0].fulfill(response=told)
    page.wait_for_timeout(300)
    expect(strip).to_have_text(ONE_MORE)
    expect(page.locator(".th-proposed")).to_have_count(0)
    page.unroute(LEARNING)


def test_they_are_asked_for_though_it_was_just_being_asked_whether_they_are_shown(page: Page) -> None:
    """The answer to the one question came late, and the other was dropped meanwhile: nothing new was shown."""
    expect(page.locator(".th-proposed").first).to_be_visible(timeout=60_000)
    held: list[Route] = []
    holds = True
    page.route(WHETHER, lambda route: held.append(route) if holds else route.continue_())
    page.locator(".th-scroll").focus()
    for key in ("ArrowRight", "Shift+ArrowRight", "Enter"):
        page.keyboard.press(key)
    page.keyboard.type("Money")
    page.keyboard.press("Enter")
    page.wait_for_selector(".th-status[data-state=saved]")
    while not held:
        page.wait_for_timeout(50)
    page.wait_for_timeout(ASKED_BY_THEN_MS)
    holds = False
    with page.expect_request(LEARNING):
        while held:
            held.pop().continue_()
    page.unroute(WHETHER)
