"""Two hundred ways to smuggle a script in, and where a person may write them (tests/hostile/payloads.txt)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from themes.project import Project

from .whole_app import settled

_FILE = Path(__file__).parent.parent / "hostile" / "payloads.txt"
EVERY = _FILE.read_text(encoding="utf-8").rstrip("\n").split("\n")  # not splitlines: one holds U+2028
SOME = EVERY[::10]
"""Twenty of them, for CI."""

_EVIL = "evil.invalid"
TRAP = "window.ranSoOften = 0; window.ran = () => { window.ranSoOften += 1; };"
"""What every payload would call, as an init script."""

# Which elements words were made into: what leads elsewhere, or would run.
MADE = f"""() => [...document.querySelectorAll(
  "[href], [src], [srcset], [action], [formaction], [data], [poster], iframe[srcdoc], [onerror], [onload], [onclick]"
)].filter(one => ["href", "src", "srcset", "action", "formaction", "data", "poster"].some(
  name => /{_EVIL.replace(".", "[.]")}|^\\s*(javascript|vbscript|data:text)/i.test(one.getAttribute(name) ?? "")
) || /ran\\(/.test(["onerror", "onload", "onclick", "srcdoc"].map(name => one.getAttribute(name) ?? "").join(" "))
).map(one => `${{location.pathname}}: ${{one.outerHTML.slice(0, 160)}}`)"""


COUNTS = ("Co-occurrence", "Crosstab", "Code frequencies", "Timeline", "Saturation", "Word frequencies", "Concordance")
_NAMED = re.compile("Saved queries$")
_SAVES = 3


def type_everywhere(page: Page, address: str, payloads: Sequence[str], look: Callable[[str], None]) -> None:
    """Type payloads into the fields of Queries and Counts, open what is saved, and show every count.

    Args:
        page: A page.
        address: Of the app, on a study in which ``write_everywhere`` wrote.
        payloads: What is typed, one after the other.
        look: Asked after each, with where that was.
    """
    _type_into_queries(page, address, payloads, look)
    page.goto(f"{address}/counts")
    settled(page)
    for kind in COUNTS:
        page.get_by_role("radio", name=kind).or_(page.get_by_role("button", name=kind, exact=True)).first.click()
        settled(page)
        look(f"counts, {kind}")
        label = {"Word frequencies": "Leave out too", "Concordance": "Word or phrase"}.get(kind)
        for words in payloads if label else ():
            _entered(page, page.get_by_label(label or ""), words[:200])
            look(f"counts, {label}: {words}")
    _entered(page, page.get_by_label("Word or phrase"), "said")  # stands beside each payload in a transcript
    number = page.locator(".tu-press").first
    expect(number).to_be_visible()
    number.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    look("counts, what stands around a word")


_ATTEMPTS = count()
"""A study that was typed into before has queries of the names that were given then."""


def _type_into_queries(page: Page, address: str, payloads: Sequence[str], look: Callable[[str], None]) -> None:
    page.goto(f"{address}/queries")
    settled(page)
    field = page.get_by_label("The query")
    for words in payloads:
        _entered(page, field, words)
        look(f"queries, as a query: {words}")
        quoted = '"{}"'.format(words.replace('"', "'"))
        _entered(page, field, quoted)
        expect(page.get_by_test_id("stAlert").first).to_be_visible()  # there is no such code, and it is said
        look(f"queries, as a code: {words}")
        _entered(page, field, f"where speaker = {quoted}")
        look(f"queries, as a condition: {words}")
    attempt = next(_ATTEMPTS)
    for nth, words in enumerate(payloads[:: max(1, len(payloads) // _SAVES)][:_SAVES]):
        again = f"{attempt}.{nth} again"
        page.get_by_role("combobox", name=_NAMED).click()
        page.get_by_role("option").nth(nth).click()
        settled(page)
        look("queries, one that is saved")
        page.get_by_role("button", name="Save", exact=True).click()
        name = page.get_by_role("textbox", name="Name", exact=True)
        name.fill(f"{words} {again}")
        page.get_by_label("Memo: what it is for").fill(words)
        page.keyboard.press("Tab")
        settled(page)  # that both are not saved yet is told under each, which moves the button
        page.get_by_role("button", name="Save the query").click()
        expect(page.get_by_text(f"{again}”.")).to_be_visible()
        settled(page)
        look(f"queries, saved: {words}")
        page.get_by_role("button", name="Change", exact=True).click()
        expect(name).to_have_value(f"{words} {again}")
        look(f"queries, changed: {words}")
        page.keyboard.press("Escape")


def _entered(page: Page, field: Locator, words: str) -> None:
    """Type words into a field of Streamlit's, and wait until the page has answered them."""
    field.fill(words)
    field.press("Enter")
    page.wait_for_timeout(100)  # until the run begins
    settled(page)


def write_everywhere(project: Project, payloads: Sequence[str]) -> None:
    """Put every payload into all that a person may write: words, titles, names, values, statements, memos."""
    for nth, words in enumerate(payloads):
        code = project.add_code(f"{words} {nth}", definition=words, use_when=words, dont_use_when=words)
        project.add_theme(f"{words} {nth}", statement=words, codes=[code])
        project.add_memo(words, about=code)
        project.save_query(f"{nth} {words}"[:200], code.id, memo=words)
    for first in range(0, len(payloads), 20):
        some = payloads[first : first + 20]
        said = "".join(f"Interviewer: And {words}?\n\n{some[0]}: I said {words} to them, twice.\n\n" for words in some)
        transcript = project.add_bytes(f"{some[0].replace('/', ' ')}.txt", said.encode())
        project.rename_transcript(transcript, some[0])
        project.add_memo(some[-1], about=transcript)
        speech = next(turn for turn in transcript.turns if turn.end - turn.start > 20)
        project.add_coding(transcript, speech.start, speech.end, project.codes()[first])
    for nth, case in enumerate(project.cases()):
        project.rename_case(case, f"{payloads[nth % len(payloads)]} {nth}")
    for nth, case in enumerate(project.cases()):
        for words in payloads[nth % len(payloads) :: 10]:
            project.set_value(case, words[:60], words)
    project.read_guide("guide.txt", "\n".join(f"{nth}. {words}?" for nth, words in enumerate(payloads, 1)).encode())
    project.match_questions()
    parts = [part.key for part in project.report_parts()][: len(payloads)]
    for key, words in zip(parts, payloads, strict=False):
        project.write_report_text(key, words)
    project.describe(commissioner=payloads[-1], questions=payloads[1])
