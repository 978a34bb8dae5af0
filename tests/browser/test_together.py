"""Two people code one transcript at once, fast and at random, some of it in a tunnel: all is kept, all see the same.

CI plays fifty operations; ``make journey`` sets ``THEMES_JOURNEY`` and plays five hundred.
"""

from __future__ import annotations

import os
import random
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from themes.project import Project

from .conftest import Server
from .whole_app import settled

N_OPERATIONS = 500 if "THEMES_JOURNEY" in os.environ else 50
MOST_GAP_MS = 120
SETTLES_SECONDS = 60
CODES = ("Governance", "Money", "Momentum")
NEW_CODES = ("Presence", "presence", "Weather", "Who decides")
SPOKEN = (
    "They came to the ward and asked what we needed, and then nothing came of it for months.",
    "We turned up every month 😀👩\u200d👩\u200d👧 all of us, the naïve and the cafe\u0301 crowd, שלום on the form.",
    "Then the money stopped, and I still turned up. That isn't well-led, is it?",
    "Nobody told the night staff. You heard it from the porters or you did not hear it at all.",
    "It was the chair who asked at every meeting, and that is why it did not die in the winter.",
)

# Chooses words as the mouse does, from one offset of a turn to another, and lets the picker open.
CHOOSE = """async ([turn, start, end]) => {
  const body = document.querySelectorAll(".th-body")[turn];
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const at = offset => {
    walker.currentNode = body;
    for (let node = walker.nextNode(), left = offset; node; left -= node.length, node = walker.nextNode())
      if (left <= node.length) return [node, left];
  };
  document.querySelector(".th-scroll").focus();
  getSelection().setBaseAndExtent(...at(start), ...at(end));
  body.dispatchEvent(new MouseEvent("mouseup", {bubbles: true}));
  await new Promise(done => setTimeout(done, 10));
}"""
LENGTHS = "() => [...document.querySelectorAll('.th-body')].map(one => one.textContent.length)"
PRESS = "([name, nth]) => { const all = document.querySelectorAll(name); all[nth % all.length]?.click(); }"
# What the surface shows of each passage: its words, its codes with coder and direction, its memos.
CARD = """() => [...document.querySelectorAll(".th-popover:not([hidden]) .th-passage")].map(card => ({
  words: card.querySelector(".th-quote").textContent.slice(1, -1),
  codes: [...card.querySelectorAll(".th-coding")].map(row => [
    row.querySelector(".th-chip").textContent,
    row.querySelector(".th-who").textContent.split(",")[0],
    (row.querySelector("[aria-pressed=true]") ?? row.querySelectorAll(".th-who")[1])?.textContent.toLowerCase() ?? "",
  ]).sort(),
  memos: [...card.querySelectorAll(".th-words")].map(one => one.textContent).sort(),
}))"""
MARKED = """() =>
  new Set([...document.querySelectorAll(".th-mark")].flatMap(one => one.dataset.quotations.split(" "))).size"""

Passage = tuple[str, tuple[tuple[str, str, str], ...], tuple[str, ...]]
"""Words; code, coder and direction of each coding; memos."""


@pytest.fixture
def study(tmp_path: Path, running: Server) -> Path:
    path = tmp_path / "study.themes"
    with Project.create(path, coder="AB") as project:
        said = "\n\n".join(f"Interviewer: And then, {nth}?\n\nChair: {words}" for nth, words in enumerate(SPOKEN))
        project.add_bytes("chair.txt", said.encode())
        for name in CODES:
            project.add_code(name)
        project.as_coder("CD")
    running.show(path)
    return path


@pytest.fixture
def both(browser: Browser, study: Path, running: Server) -> Iterator[dict[str, Page]]:
    """A browser of each, by coder; high enough that every turn is in view, and so painted."""
    del study
    contexts = {name: browser.new_context(viewport={"width": 1200, "height": 2400}) for name in ("AB", "CD")}
    pages = {name: context.new_page() for name, context in contexts.items()}
    for name, page in pages.items():
        page.goto(running.address)
        page.wait_for_selector(".th-status[data-state=saved]")
        if name != "AB":
            page.get_by_role("button", name="You are AB").click()
            page.locator("label", has_text=name).click()
            expect(page.get_by_role("button", name=f"You are {name}")).to_be_visible()
            settled(page)
            page.reload()  # so that no surface of the coder before is left
            page.wait_for_selector(".th-status[data-state=saved]")
            expect(page.get_by_role("button", name=f"You are {name}")).to_be_visible()
    yield pages
    for context in contexts.values():
        context.close()


class Coder:
    """Somebody who codes at random."""

    def __init__(self, page: Page, chance: random.Random) -> None:
        """Sit down at a page."""
        self.page = page
        self.chance = chance
        self.n_memos = 0
        self._key = page.keyboard.press

    def act(self) -> None:
        """Do one thing."""
        acts = (self.code, self.code, self.code, self.make, self.take_off, self.say_direction, self.note, self.move_end)
        self.chance.choice((*acts, self.undo, self.redo))()

    def choose(self) -> None:
        """Choose words of some turn; ends within words and characters are rounded by the surface."""
        lengths: list[int] = self.page.evaluate(LENGTHS)
        turn = self.chance.randrange(len(lengths))
        start, end = sorted(self.chance.sample(range(lengths[turn] + 1), 2))
        self.page.evaluate(CHOOSE, [turn, start, end])

    def code(self) -> None:
        """Give words one of the first three codes."""
        self.choose()
        self._key(str(self.chance.randint(1, 3)))

    def make(self) -> None:
        """Give words a code by a name that both may make."""
        self.choose()
        self.page.keyboard.type(self.chance.choice(NEW_CODES))
        self._key("Enter")

    def open(self) -> None:
        """Open some passage."""
        self._key("Escape")
        for _ in range(self.chance.randint(1, 3)):
            self._key(self.chance.choice("np"))

    def take_off(self) -> None:
        """Take a code off a passage, where it is one's own."""
        self.open()
        self.page.evaluate(PRESS, [".th-popover [aria-label^='Remove ']", self.chance.randrange(9)])

    def say_direction(self) -> None:
        """Say a coding's direction, where it is one's own."""
        self.open()
        self.page.evaluate(PRESS, [".th-popover [aria-label^='Direction'] button", self.chance.randrange(9)])

    def note(self) -> None:
        """Write a memo on a passage, if one is open."""
        self.open()
        self._key("m")
        if self.page.evaluate("document.activeElement.localName") == "textarea":
            self.n_memos += 1
            self.page.keyboard.type(f"{self.n_memos}")
            self._key("Control+Enter")

    def move_end(self) -> None:
        """Move an end of a passage by a word."""
        self.open()
        self._key(f"{self.chance.choice(('', 'Alt+'))}Shift+Arrow{self.chance.choice(('Left', 'Right'))}")

    def reload(self) -> None:
        """Open the page anew, whatever is still on its way."""
        self.page.context.set_offline(False)
        self.page.reload()
        self.page.wait_for_selector(".th-status[data-state=saved]")

    def undo(self) -> None:
        """Take back the last step."""
        self._key("Escape")
        self._key("z")

    def redo(self) -> None:
        """Do again what was taken back."""
        self._key("Escape")
        self._key("Shift+Z")


def shown(page: Page, me: str) -> list[Passage]:
    """Every passage as the surface shows it, opened one by one."""
    page.keyboard.press("Escape")
    page.locator(".th-scroll").focus()
    found: dict[str, Passage] = {}
    for _ in range(page.evaluate(MARKED)):
        page.keyboard.press("n")
        key = page.evaluate("document.querySelector('.th-popover:not([hidden]) .th-passage')?.dataset.passage")
        for card in page.evaluate(CARD):
            codes = tuple(sorted((name, me if who == "you" else who, way) for name, who, way in card["codes"]))
            found[str(key)] = (card["words"], codes, tuple(card["memos"]))
    return sorted(found.values())


def kept(study: Path) -> list[Passage]:
    """Every passage as the file has it."""
    with Project.open(study, read_only=True) as project:
        found: dict[str, Any] = {}
        for one in project.codings():
            _, codes, _ = found.setdefault(one.quotation.id, (one.quotation.words, [], []))
            codes.append((one.code.name, one.coder.name, one.coding.valence or ""))
        for view in project.memos(kind="quotation"):
            if view.here:  # else its last code was taken off: the memo stands in the journal alone
                found[view.memo.about_id][2].append(view.text)
        assert [] == project.check()
    return sorted((words, tuple(sorted(codes)), tuple(sorted(memos))) for words, codes, memos in found.values())


@pytest.mark.parametrize("seed", [1])
def test_two_who_code_at_random_and_the_file_end_with_the_same(both: dict[str, Page], study: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same every time
    coders = {name: Coder(page, chance) for name, page in both.items()}
    tunnel: dict[str, int] = dict.fromkeys(both, 0)
    for nth in range(N_OPERATIONS):
        name = chance.choice(sorted(both))
        if not tunnel[name] and chance.random() < 0.04:
            both[name].context.set_offline(True)
            tunnel[name] = chance.randint(2, 8)
        coders[name].act()
        time.sleep(chance.uniform(0, MOST_GAP_MS) / 1000)
        if nth % 40 == 39:
            coders[name].reload()
            tunnel[name] = 0
        if tunnel[name]:
            tunnel[name] -= 1
            if not tunnel[name]:
                both[name].context.set_offline(False)
    for page in both.values():
        page.context.set_offline(False)
    all_see_the_same(both, study)


def all_see_the_same(both: dict[str, Page], study: Path) -> None:
    """Wait until both have saved all and heard of all; then what both show is what the file holds."""
    until = time.monotonic() + SETTLES_SECONDS
    while True:
        for page in both.values():
            expect(page.locator(".th-status")).to_have_text("Saved", timeout=SETTLES_SECONDS * 1000)
        stands = [kept(study), *(shown(page, name) for name, page in both.items())]
        if stands[0] == stands[1] == stands[2] or time.monotonic() > until:
            break
        time.sleep(0.2)  # the bell has rung for one and not yet for the other
    in_file, *on_pages = stands
    assert [([], []), ([], [])] == [(_beyond(in_file, page), _beyond(page, in_file)) for page in on_pages]
    assert len(in_file) >= N_OPERATIONS // 20


def _beyond(some: list[Passage], others: list[Passage]) -> list[Passage]:
    """Which of some are not among others."""
    return [one for one in some if one not in others]


def test_forty_codings_at_any_speed_are_all_kept_while_the_server_stands_still(
    both: dict[str, Page], study: Path, running: Server
) -> None:
    page, chance = both["AB"], random.Random(7)  # noqa: S311 - the same every time
    plain = [(2 * nth + 1, SPOKEN[nth]) for nth in (0, 3, 4)]
    words = [(turn, *found.span()) for turn, said in plain for found in re.finditer(r"[A-Za-z]{2,}", said)]
    for nth, (turn, start, end) in enumerate(chance.sample(words, 40)):
        if nth == 10:
            running.stand_still()
        if nth == 25:
            running.go_on()
        page.evaluate(CHOOSE, [turn, start, end])
        page.keyboard.press(str(1 + nth % 3))
        time.sleep(chance.uniform(0, MOST_GAP_MS) / 1000)
    expect(page.locator(".th-status")).to_have_text("Saved", timeout=SETTLES_SECONDS * 1000)
    with Project.open(study, read_only=True) as project:
        assert 40 == len(project.codings())
        assert 40 == sum(logged.step.verb == "code" for logged in project.history())


def test_a_name_that_is_typed_while_a_colleague_codes_is_the_code_that_is_given(both: dict[str, Page]) -> None:
    mine, theirs = both["AB"], both["CD"]
    mine.locator(".th-scroll").focus()
    for key in ("ArrowRight", "ArrowDown", "Shift+ArrowRight", "Enter"):
        mine.keyboard.press(key)
    mine.keyboard.type("Mo")
    theirs.evaluate(CHOOSE, [1, 0, 9])
    theirs.keyboard.press("1")
    expect(mine.locator(".th-mark")).to_have_count(1)
    assert 1 == mine.evaluate("[...CSS.highlights.get('th-chosen')].filter(range => range.toString()).length")
    mine.keyboard.type("mentum")
    expect(mine.locator(".th-field")).to_have_value("Momentum")
    mine.keyboard.press("Enter")
    expect(mine.locator(".th-message")).to_have_text("Coded “Momentum”")


def test_codes_that_are_offered_follow_a_colleague_who_renames_and_retires_them(
    both: dict[str, Page], running: Server
) -> None:
    mine, theirs = both["AB"], both["CD"]
    mine.evaluate(CHOOSE, [1, 0, 9])
    mine.keyboard.type("mo")
    mine.keyboard.press("ArrowDown")
    offered = mine.locator(".th-choice .th-name")
    expect(offered).to_have_text(["Momentum", "Money", "New code “mo”"])
    marked = mine.locator(".th-choice[aria-selected=true] .th-name")
    expect(marked).to_have_text("Money")
    theirs.goto(running.address.replace("/read", "/codebook"))
    settled(theirs)
    theirs.locator(".tt-row", has_text="Money").click()
    theirs.keyboard.press("e")
    theirs.keyboard.type("Funds")
    theirs.keyboard.press("Enter")
    expect(marked).to_have_text("Funds")
    expect(mine.locator(".th-field")).to_have_value("mo")
    theirs.keyboard.press("r")
    expect(offered).to_have_text(["Momentum", "New code “mo”"])
    expect(marked).to_have_count(0)
    mine.keyboard.press("Enter")
    mine.keyboard.press("ArrowDown")
    mine.keyboard.press("Enter")
    expect(mine.locator(".th-message")).to_have_text("Coded “Momentum”")


def test_who_reloads_or_comes_back_after_a_crash_is_still_the_same_person(
    both: dict[str, Page], running: Server
) -> None:
    both["CD"].evaluate(CHOOSE, [1, 0, 9])
    both["CD"].keyboard.press("1")
    expect(both["CD"].locator(".th-status")).to_have_text("Saved")
    for crash in (False, True):
        if crash:
            running.kill()
            running.start()
        for name, page in both.items():
            page.reload()
            expect(page.get_by_role("button", name=f"You are {name}")).to_be_visible()
