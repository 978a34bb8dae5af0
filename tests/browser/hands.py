"""What hands do on the page: by keys alone, or by mouse alone (a name that has no button is typed).

Both do the same things in their own way, so that what a person does reads the same for both (``person.py``).
Scripts only look (where words stand, what has the focus); whatever is done is done by key or mouse.
"""

from __future__ import annotations

import re
from typing import Protocol

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

_MOST_STEPS = 400
_MOST_TRIES = 5
_OPENS_MS = 5_000

# Where words stand: [index of the turn, offset in it, offset of their end].
_PLACE = """words => {
  const bodies = [...document.querySelectorAll(".th-body")];
  const turn = bodies.findIndex(one => one.textContent.includes(words));
  const start = bodies[turn].textContent.indexOf(words);
  return [turn, start, start + words.length];
}"""
# Where the keys' caret stands: [index of the turn, offset in it]; null before it has been put anywhere.
_CARET = """() => {
  const [shown] = CSS.highlights.get("th-caret") ?? [];
  if (!shown) return null;
  const body = shown.startContainer.parentElement.closest(".th-body");
  const before = document.createRange();
  before.setStart(body, 0);
  before.setEnd(shown.startContainer, shown.startOffset);
  return [[...document.querySelectorAll(".th-body")].indexOf(body), before.toString().length];
}"""
# The boxes of the first and the last line of words, and the frame that they are seen through.
_BOXES = """([turn, start, end]) => {
  const body = document.querySelectorAll(".th-body")[turn];
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  const at = offset => {
    walker.currentNode = body;
    for (let node = walker.nextNode(), left = offset; node; left -= node.length, node = walker.nextNode())
      if (left <= node.length) return [node, left];
  };
  const range = document.createRange();
  range.setStart(...at(start));
  range.setEnd(...at(end));
  const boxes = [...range.getClientRects()].filter(box => box.width > 0);
  const frame = document.querySelector(".th-scroll").getBoundingClientRect();
  return [boxes[0], boxes.at(-1), frame].map(box => box.toJSON());
}"""
_HAS_FOCUS = "one => one === document.activeElement || (one.contains(document.activeElement) && one.tabIndex < 0)"


class Hands(Protocol):
    """What a person can do with the page, whichever way."""

    page: Page

    def choose(self, words: str) -> None:
        """Choose words of the transcript, so that a code can be given."""

    def give(self, code: str) -> None:
        """Give what is chosen a code, by name; one that is not there is made."""

    def do(self, key: str, button: str) -> None:
        """Do what a key does, or the button whose name begins so."""

    def press(self, what: Locator) -> None:
        """Press a button, a link or a tab."""

    def write(self, field: Locator, words: str) -> None:
        """Write words into a field."""

    def pick(self, field: Locator, option: str) -> None:
        """Pick an option of a list that opens."""

    def mark_rows(self, names: list[str]) -> None:
        """Choose rows of the tree."""

    def send_over(self, words: str) -> None:
        """In a split, send a quotation to the other side."""


class Keys:
    """By keys alone."""

    def __init__(self, page: Page) -> None:
        """Take the keyboard of a page."""
        self.page = page
        self._hit = page.keyboard.press

    def choose(self, words: str) -> None:
        """Walk the caret to the words, then choose them with Shift."""
        self._stand_in(".th-scroll")
        turn, start, _ = self.page.evaluate(_PLACE, words)
        wanted = (turn, start)
        self._hit("ArrowRight")  # where there is no caret yet, it appears
        way = []
        for _ in range(_MOST_STEPS):
            at = self._caret()
            way.append(at)
            if at == wanted:
                break
            lines_off = at[0] != turn or abs(at[1] - start) > 120  # more than a line away
            on = at < wanted
            self._hit(("ArrowDown" if on else "ArrowUp") if lines_off else ("ArrowRight" if on else "ArrowLeft"))
        assert wanted == self._caret(), f"no way by keys to “{words}” at {wanted}: {way[:4]} … {way[-8:]}"
        for _ in words.split()[1:]:
            self._hit("Shift+ArrowRight")
        self._hit("Enter")
        expect(self.page.locator(".th-field")).to_be_focused()

    def give(self, code: str) -> None:
        """Type its name."""
        self.page.keyboard.type(code)
        self._hit("Enter")

    def do(self, key: str, button: str) -> None:
        """Press the key."""
        del button
        self._hit(key)

    def press(self, what: Locator) -> None:
        """Go there by Tab and press Enter."""
        self._go_to(what)
        self._hit("Enter")

    def write(self, field: Locator, words: str) -> None:
        """Go there by Tab, choose all that is in it, and type."""
        self._go_to(field)
        self._hit("Control+A")
        self.page.keyboard.type(words)

    def pick(self, field: Locator, option: str) -> None:
        """Type the option's name into the list."""
        self._go_to(field)
        self.page.keyboard.type(option)
        # The list is cut down as one types; Enter takes the option that it points at by then.
        expect(self.page.locator("[role=option][data-focused=true]", has_text=option)).to_be_visible()
        self._hit("Enter")

    def mark_rows(self, names: list[str]) -> None:
        """Go through the tree and press Space at each."""
        self._go_to(self.page.locator(".tt-list"))
        for name in names:
            self._hit("Home")
            for _ in range(_MOST_STEPS):
                if self.page.locator(".tt-active .tt-name").inner_text() == name:
                    break
                self._hit("ArrowDown")
            self._hit("Space")

    def send_over(self, words: str) -> None:
        """Go down the list to the words, and press the right arrow."""
        self._go_to(self.page.locator(".tw-list").first)
        self._hit("Home")
        for _ in range(_MOST_STEPS):
            if words in self.page.locator(".tw-side").first.locator("[aria-selected=true]").inner_text():
                break
            self._hit("ArrowDown")
        self._hit("ArrowRight")

    def _stand_in(self, name: str) -> None:
        place = self.page.locator(name)
        if not place.evaluate(_HAS_FOCUS):
            self._hit("Escape")
        if not place.evaluate(_HAS_FOCUS):
            self._go_to(place)

    def _go_to(self, what: Locator) -> None:
        expect(what).to_be_visible()
        for _ in range(_MOST_STEPS):
            if what.evaluate(_HAS_FOCUS):
                return
            self._hit("Tab")
        raise AssertionError(f"Tab never comes to {what}")

    def _caret(self) -> tuple[int, int]:
        at = self.page.evaluate(_CARET)
        assert at is not None, "the caret is not shown"
        return at[0], at[1]


class Mouse:
    """By mouse alone; a name is typed."""

    def __init__(self, page: Page) -> None:
        """Take the mouse of a page."""
        self.page = page

    def choose(self, words: str) -> None:
        """Turn the wheel until the words are in view, and draw over them."""
        mouse = self.page.mouse
        place = self.page.evaluate(_PLACE, words)
        first, last, frame = seen = self.page.evaluate(_BOXES, place)
        mouse.move(frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2)
        for _ in range(_MOST_STEPS):
            self.page.wait_for_timeout(40)
            first, last, frame = now = self.page.evaluate(_BOXES, place)
            off = first["y"] - frame["y"] - frame["height"] / 3
            if now != seen:  # it still scrolls, or what was scrolled to has just been measured
                seen = now
            elif abs(off) < frame["height"] / 4:
                break
            else:
                mouse.wheel(0, off)
        mouse.move(first["left"] + 1, first["top"] + first["height"] / 2)
        mouse.down()
        mouse.move(last["right"] - 1, last["top"] + last["height"] / 2, steps=4)
        mouse.up()
        expect(self.page.locator(".th-field")).to_be_visible()

    def give(self, code: str) -> None:
        """Click its name; the name of a new one is typed first."""
        choice = self.page.locator(".th-choice .th-name").filter(has_text=re.compile(f"^{re.escape(code)}"))
        if not choice.count():
            self.page.locator(".th-field").click()
            self.page.keyboard.type(code)
            choice = self.page.locator(".th-choice", has_text=f"New code “{code}”")
        choice.first.click()

    def do(self, key: str, button: str) -> None:
        """Click the button."""
        del key
        self.press(self.page.get_by_role("button", name=re.compile(f"^{re.escape(button)}")).filter(visible=True).first)

    def press(self, what: Locator) -> None:
        """Click."""
        what.click()

    def write(self, field: Locator, words: str) -> None:
        """Click into it three times, which chooses what is there, and type."""
        field.click(click_count=3)
        self.page.keyboard.type(words)

    def pick(self, field: Locator, option: str) -> None:
        """Open the list and click; a list that was closed again, as the page was drawn anew, is opened again.

        Of several that can be chosen, what was clicked must be seen among them, as a person would look.
        """
        wanted = self.page.get_by_role("option", name=option).first
        several = self.page.get_by_test_id("stMultiSelect").filter(has=field)
        for _ in range(_MOST_TRIES):
            if not wanted.is_visible():
                field.click()
            clicked = _seen(wanted) and _clicked(wanted)
            if several.count() and _seen(several.get_by_text(option, exact=True)):
                return
            if clicked and not several.count():
                return
        raise AssertionError(f"the list never shows {option}")

    def mark_rows(self, names: list[str]) -> None:
        """Click the box of each."""
        for name in names:
            self.page.get_by_role("treeitem", name=name).locator(".tt-tick").click()

    def send_over(self, words: str) -> None:
        """Click its arrow."""
        self.page.locator(".tw-side").first.locator(".tw-item", has_text=words).locator(".tw-send").click()


def _clicked(what: Locator) -> bool:
    try:
        what.click(timeout=_OPENS_MS)
    except PlaywrightTimeout:
        return False
    return True


def _seen(what: Locator) -> bool:
    try:
        expect(what).to_be_visible(timeout=_OPENS_MS)
    except AssertionError:
        return False
    return True
