"""What a person does in an hour, in the words of the work; each act is noted once the page has acknowledged it."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from .hands import Hands
from .ledger import Ledger
from .whole_app import settled

WAITS_MS = 60_000
READS = "Read and code"
_SAVED = "Saved"
_KEPT = re.compile(r"(\d+) changes? kept on this computer")
# The words under the card that is open: of a suggestion, all its pieces in order.
_OFFERED = "() => [...document.querySelectorAll('.th-body .th-proposed.th-on')].map(one => one.textContent).join('')"
_LOOKED_FOR = re.compile(r"^(\d+ suggestions? here|No suggestion here)")
_SPOKEN = "() => [...CSS.highlights.get('th-chosen') ?? []].map(range => range.toString()).join('')"


class Person:
    """One person at one page."""

    def __init__(self, page: Page, hands: Hands, ledger: Ledger, address: str) -> None:
        """Sit down at a page.

        Args:
            page: The page.
            hands: How they work it.
            ledger: Where they note what they saw done.
            address: Of the app, without a page.
        """
        self.page = page
        self.hands = hands
        self.ledger = ledger
        self._address = address

    # --- going about

    def open_the_transcripts(self) -> None:
        """Open the app where it is read and coded."""
        self.page.goto(f"{self._address}/read")
        self.sees_saved()
        settled(self.page)

    def sees_the_server_again(self, title: str) -> None:
        """Wait until the page speaks with a server that was started again, and see the same transcript as before."""
        self.sees_saved()
        settled(self.page)
        expect(self.page.locator(f'.th-scroll[data-title="{title}"]')).to_be_visible()

    def reload(self) -> None:
        """Reload the page in the middle of the work."""
        self.page.reload()
        self.sees_saved()
        settled(self.page)

    def go_to(self, title: str) -> None:
        """Leave for another page, by its link."""
        self.hands.press(self.page.get_by_role("link", name=title, exact=True))
        expect(self.page.get_by_role("heading", name=title, exact=True)).to_be_visible(timeout=WAITS_MS)
        settled(self.page)
        if title == READS:
            self.sees_saved()

    def take_up(self, title: str) -> None:
        """Open another transcript, where it is not open."""
        if self.page.locator(f'.th-scroll[data-title="{title}"]').count():
            return
        self.hands.pick(self.page.get_by_role("combobox", name=re.compile("^Transcript: ")), title)
        expect(self.page.locator(f'.th-scroll[data-title="{title}"]')).to_be_visible(timeout=WAITS_MS)
        settled(self.page)  # Streamlit leaves the surface of the one before until its run has ended
        self.sees_saved()

    def goes_into_a_tunnel(self) -> None:
        """The network is gone."""
        self.page.context.set_offline(True)

    def comes_out(self) -> None:
        """It is there again."""
        self.page.context.set_offline(False)

    # --- what the page says

    def sees_saved(self) -> None:
        """Wait until the page says that all is saved."""
        expect(self.page.locator(".th-status")).to_have_text(_SAVED, timeout=WAITS_MS)

    def sees_kept(self, *, at_least: int) -> None:
        """Wait until the page says that changes are kept on this computer, with what was just on its way."""
        expect(self.page.locator(".th-status")).to_have_text(_KEPT, timeout=WAITS_MS)
        assert int(_KEPT.search(self.page.locator(".th-status").inner_text())[1]) >= at_least  # type: ignore[index]

    def sees_coded(self) -> list[str]:
        """The words of every passage that the open transcript shows as coded, in order, gone to one by one."""
        walk = self.page.locator(".th-walk option").first
        self.page.locator(".th-walk").focus()
        n_passages = int((re.search(r"\((\d+)\)", walk.inner_text()) or ["", "0"])[1])
        self.page.locator(".th-scroll").focus()
        seen = []
        for _ in range(n_passages):
            shown = self.page.locator(".th-quote")
            was = shown.first.inner_text() if shown.count() else ""
            self.page.keyboard.press("n")
            expect(shown.first).not_to_have_text(was)
            seen.append(shown.first.inner_text().strip("“”"))
        return seen

    # --- coding

    def code(self, words: str, code: str) -> None:
        """Choose words and give them a code; a code that is not there is made in place."""
        self.hands.choose(words)
        chosen = self.page.evaluate(_SPOKEN)
        assert words == chosen, f"“{chosen}” is shown as chosen"
        self.hands.give(code)
        expect(self.page.locator(".th-message")).to_have_text(f"Coded “{code}”", timeout=WAITS_MS)
        new = code not in self.ledger.now.codes
        self.ledger.coded("code with a new code" if new else "code", words, code)

    def undo(self) -> None:
        """Take back the last step, on the surface or on any other page."""
        self._turn("z", "Undo", self.ledger.undid)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._turn("Shift+Z", "Redo", self.ledger.redid)

    def _turn(self, key: str, button: str, note: Callable[[], None]) -> None:
        named = self.page.get_by_role("button", name=re.compile(f"^{button}")).first
        was = named.text_content() or ""
        self.hands.do(key, button)
        # Each of the hour's steps is called otherwise than the one before it, or tells that nothing is left.
        if self.page.locator(".th-status").count():
            expect(self.page.locator(".th-message")).to_have_text(re.compile("^(Undone|Done again): "))
            self.sees_saved()
        else:
            expect(named).not_to_have_text(was, timeout=WAITS_MS)
            settled(self.page)
        note()

    # --- suggestions

    def finds_suggestions(self) -> bool:
        """Whether there are suggestions in the open transcript, once it has been looked for them."""
        strip = self.page.locator(".th-strip-words")
        expect(strip).to_have_text(_LOOKED_FOR, timeout=WAITS_MS)
        return not strip.inner_text().startswith("No ")

    def answer(self, *, yes: bool) -> None:
        """Go to the next suggestion in the text, and accept it or keep that it is not right."""
        card = self.page.locator(".th-suggestion")
        if not card.is_visible():
            self.hands.do("s", "Next suggestion")
        expect(card).to_be_visible()
        code = card.locator(".th-chip").inner_text().split(" > ")[-1]
        words = self.page.evaluate(_OFFERED)
        assert words, "the words of the open suggestion are not outlined"
        self.hands.do(*(("y", "Accept") if yes else ("x", "Not this")))
        said = f"Accepted: {code}." if yes else f"Not this, kept: {code}."
        expect(self.page.locator(".th-message")).to_contain_text(said)
        if yes:
            self.ledger.coded("accept suggestion", words, code)
        else:
            self.ledger.did("reject suggestion", n_rejected=self.ledger.now.n_rejected + 1)
        self.sees_saved()

    # --- codebook

    def merge(self, stays: str, goes: str) -> None:
        """Merge two codes; the one that stands first in the codebook is the one that stays."""
        self.hands.mark_rows([stays, goes])
        self.hands.do("g", "Merge")
        dialog = self.page.get_by_role("dialog", name="Merge codes")
        expect(dialog.get_by_role("radio", name=stays)).to_be_checked()
        self.hands.press(dialog.get_by_role("button", name="Merge"))
        self._sees_undo(f"merge “{goes}” into “{stays}”")
        now = self.ledger.now
        codings = frozenset((words, stays if code == goes else code) for words, code in now.codings)
        # What bore both bears one code now.
        self.ledger.did("merge codes", codings=codings, n_codings=len(codings), codes=now.codes - {goes})

    def split(self, code: str, name: str, passages: list[str]) -> None:
        """Part a code: some of its quotations go over to a new one."""
        self.hands.mark_rows([code])
        self.hands.do("s", "Split")
        expect(self.page.locator(".tw-split")).to_be_visible(timeout=WAITS_MS)
        expect(self.page.get_by_role("heading", name=code, exact=True)).to_be_visible(timeout=WAITS_MS)
        settled(self.page)
        for words in passages:
            self.hands.send_over(words)
        self.hands.write(self.page.locator(".tw-field"), name)
        self.hands.press(self.page.locator(".tw-bar").get_by_role("button", name="Split"))
        expect(self.page.get_by_role("heading", name=name, exact=True)).to_be_visible(timeout=WAITS_MS)
        settled(self.page)
        now = self.ledger.now
        moved = {(words, code) for words in passages}
        codings = (now.codings - moved) | {(words, name) for words in passages}
        self.ledger.did("split code", codings=codings, codes=now.codes | {name})

    # --- themes

    def claim(self, name: str, statement: str, codes: list[str]) -> None:
        """Build a theme: a name, what is claimed, and the codes that carry it."""
        self.hands.press(self.page.locator(".tt-bar").get_by_role("button", name=re.compile("^New n")))
        self.page.keyboard.type(name)
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_role("heading", name=name, exact=True)).to_be_visible(timeout=WAITS_MS)
        settled(self.page)
        self.ledger.did("add theme", themes=self.ledger.now.themes | {(name, "", frozenset())})
        self.hands.write(self.page.get_by_label("Statement: what you claim", exact=False), statement)
        self._carries(name, codes)
        self.hands.press(self.page.get_by_role("button", name="Save", exact=True))
        expect(self.page.locator(".tk-word")).to_have_text(_SAVED, timeout=WAITS_MS)
        settled(self.page)
        self._claimed("change theme", name, statement, codes)

    def _carries(self, name: str, codes: list[str]) -> None:
        """Choose the codes of a theme, while its statement is written and not saved."""
        self.hands.press(self.page.get_by_role("button", name="Choose its codes"))
        dialog = self.page.get_by_role("dialog", name="Choose its codes")
        for code in codes:
            self.hands.pick(self.page.get_by_role("combobox", name="Carried by these codes"), code)
        if self.page.get_by_role("listbox").filter(visible=True).count():
            self.page.keyboard.press("Escape")
        self.hands.press(dialog.get_by_role("button", name="Save"))
        self._sees_undo(f"choose codes of theme “{name}”")
        expect(self.page.locator(".tk-word")).to_have_text(f"Not saved yet: statement of “{name}”", timeout=WAITS_MS)
        self._claimed("choose codes of theme", name, "", codes)

    def _claimed(self, verb: str, name: str, statement: str, codes: list[str]) -> None:
        others = {theme for theme in self.ledger.now.themes if theme[0] != name}
        self.ledger.did(verb, themes=frozenset(others | {(name, statement, frozenset(codes))}))

    def _sees_undo(self, words: str) -> None:
        undo = self.page.get_by_role("button", name=re.compile("^Undo")).first
        expect(undo).to_contain_text(words, timeout=WAITS_MS)
        settled(self.page)
