"""Words chosen over characters of every kind are the same words on the page, in the file and in the report.

Five hundred selections by script, each as the mouse makes it: chosen, picked up by the surface, coded by a digit.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from themes.model import Quotation, Transcript
from themes.project import Project

from .conftest import Server

N_SELECTIONS, N_TURNS, N_PIECES = 500, 60, 30
SEED = 20_261_122
# What is one character to a person and several to a computer, what runs from the right, and every white space.
PIECES = (
    "word", "naïve", "cafe\u0301", "well-led", "isn't", "O\u2019Neill", "12.5", "(or", "so),", "“said”",
    "😀", "👩\u200d👩\u200d👧", "👍🏽", "🇬🇧", "1\ufe0f\u20e3", "❤\ufe0f", "🏴\U000e0067\U000e0062\U000e007f", "𝔘𝔫𝔦",
    "𠮷野家", "e\u0301\u0323\u0302", "שלום", "של\u05b8ום", "مرحبا", "مَرْحَبًا", "\u200fעברית\u200e", "\u202bאב\u202c",
    "नमस्ते", "ประเทศไทย", "한국", "日本語", "zero\u200bwidth", "no\u2060break", "soft\u00adhyphen", "\ufeffmark",
    "<b>&amp;</b>", "_x0041_", "=1+1", "\ufffd",
)  # fmt: skip
SPACES = (" ", " ", " ", "  ", "\t", "\n", "\u00a0", "\u2009", "\u3000", "\u2028", "\u0085", " \n ")

# Each selection as the mouse makes it; gives what the surface showed as chosen, and where that stands.
CODE_ALL = """async selections => {
  const scroll = document.querySelector(".th-scroll");
  const bodies = [...document.querySelectorAll(".th-body")];
  const at = ([turn, offset]) => {
    const walker = document.createTreeWalker(bodies[turn], NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(), left = offset; node; left -= node.length, node = walker.nextNode())
      if (left <= node.length) return [node, left];
  };
  const moment = () => new Promise(done => setTimeout(done));
  const shown = [];
  for (const [from, to] of selections) {
    scroll.focus();
    getSelection().setBaseAndExtent(...at(from), ...at(to));
    bodies[to[0]].dispatchEvent(new MouseEvent("mouseup", {bubbles: true}));
    await moment();
    const [chosen] = CSS.highlights.get("th-chosen") ?? [];
    if (chosen) {
      const turn = chosen.startContainer.parentElement.closest(".th-body");
      const before = document.createRange();
      before.setStart(turn, 0);
      before.setEnd(chosen.startContainer, chosen.startOffset);
      const words = chosen.cloneContents().querySelectorAll(".th-body");
      shown.push([[bodies.indexOf(turn), before.toString().length],
        words.length ? [...words].map(one => one.textContent).join("") : chosen.toString()]);
    }
    scroll.dispatchEvent(new KeyboardEvent("keydown", {key: "1", bubbles: true}));
    await moment();
  }
  return shown;
}"""
LENGTHS = "() => [...document.querySelectorAll('.th-body')].map(one => one.textContent.length)"
# The words under each quotation as they are painted, in the order of the text.
PAINTED = """() => {
  const found = {};
  for (const mark of document.querySelectorAll(".th-mark"))
    for (const id of mark.dataset.quotations.split(" ")) found[id] = (found[id] ?? "") + mark.textContent;
  return found;
}"""


@pytest.fixture
def study(tmp_path: Path, running: Server) -> Path:
    path = tmp_path / "study.themes"
    chance = random.Random(SEED)  # noqa: S311 - the same every time
    said = (
        "".join(chance.choice(PIECES) + chance.choice(SPACES) for _ in range(N_PIECES)).strip()
        for _ in range(N_TURNS)
    )  # fmt: skip
    with Project.create(path, coder="AB") as project:
        turns = "\n\n".join(f"{'Chair' if nth % 2 else 'Interviewer'}: {words}" for nth, words in enumerate(said))
        read = project.add_bytes("chair.txt", turns.encode())
        assert N_TURNS == len(read.turns)
        assert {"\t", "\n", "\u2028", "\u0085"} < set(read.text)
        project.add_code("Words")
        project.describe(pseudonymised=True)
    running.show(path)
    return path


@pytest.fixture
def page(one_context: BrowserContext, study: Path, running: Server) -> Iterator[Page]:
    """The surface, high enough that every turn is in view."""
    del study
    opened = one_context.new_page()
    opened.set_viewport_size({"width": 1440, "height": 900})
    opened.goto(running.address)
    opened.wait_for_selector(".th-status[data-state=saved]")
    yield opened
    opened.close()


def test_five_hundred_selections_are_the_same_words_on_the_page_in_the_file_and_in_the_report(
    page: Page, study: Path, tmp_path: Path
) -> None:
    shown = page.evaluate(CODE_ALL, _selections(page.evaluate(LENGTHS)))
    assert len(shown) > 0.9 * N_SELECTIONS  # the others hold white space alone
    expect(page.locator(".th-status")).to_have_text("Saved", timeout=120_000)
    page.emulate_media(media="print")  # paper paints every turn
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    painted = page.evaluate(PAINTED)
    page.emulate_media(media="screen")
    with Project.open(study, read_only=True) as project:
        (transcript,) = project.transcripts()
        quotations = {one.quotation.id: one.quotation for one in project.codings()}
        in_order = [logged.step.subject for logged in reversed(project.history()) if logged.step.verb == "code"]
        coded = {one.coding.id: one.quotation for one in project.codings()}
        project.report(tmp_path / "report.docx", max_quotations=N_SELECTIONS)
        project.report(tmp_path / "report.xlsx")
    seen: dict[tuple[Any, ...], str] = {(*place, words): words for place, words in shown}
    assert list(seen.values()) == [_on_the_page(coded[key], transcript) for key in in_order]
    assert painted == {key: _on_the_page(quotation, transcript) for key, quotation in quotations.items()}
    in_file = Counter(_in_a_report(quotation.words) for quotation in quotations.values())
    assert all(one.words == transcript.text[one.start : one.end] for one in quotations.values())
    assert in_file == Counter(_rows(tmp_path / "report.xlsx"))
    in_word = _quotations(tmp_path / "report.docx")
    assert len(in_word) >= N_TURNS
    in_one_space = {" ".join(words.split()) for words in in_file}  # Word has its own lines
    assert [] == [words for words in in_word if " ".join(_in_a_report(words).split()) not in in_one_space]


def _selections(lengths: list[int]) -> list[list[list[int]]]:
    """From one place of the text to another, in UTF-16 code units of a turn; one in ten reaches into the next turn."""
    chance = random.Random(SEED)  # noqa: S311 - the same every time
    made = []
    for _ in range(N_SELECTIONS):
        turn = chance.randrange(N_TURNS - 1)
        start = chance.randrange(lengths[turn])
        if chance.random() < 0.1:
            made.append([[turn, start], [turn + 1, chance.randint(1, lengths[turn + 1])]])
        else:
            made.append([[turn, start], [turn, min(lengths[turn], start + chance.randint(1, 40))]])
    return made


def _on_the_page(quotation: Quotation, transcript: Transcript) -> str:
    """A quotation's words without what parts two turns, which the page does not write."""
    turns = [turn for turn in transcript.turns if turn.start < quotation.end and quotation.start < turn.end]
    return "".join(
        transcript.text[max(turn.start, quotation.start) : min(turn.end, quotation.end)] for turn in turns
    )  # fmt: skip


def _in_a_report(words: str) -> str:
    """A report leaves out a byte-order mark at the very beginning of what it quotes."""
    return words.lstrip("\ufeff")


def _rows(sheet: Path) -> list[str]:
    import openpyxl  # noqa: PLC0415 - heavy

    book = openpyxl.load_workbook(sheet, read_only=True)
    rows = list(book["Quotations"].iter_rows(values_only=True))
    column = [str(name).casefold() for name in rows[0]].index("words")
    # Excel reads _x005F_ as the underscore that it escapes (ECMA-376 part 1, 22.9.2.19); openpyxl leaves it.
    return [str(row[column]).replace("_x005F_", "_") for row in rows[1:]]


def _quotations(report: Path) -> list[str]:
    import docx  # noqa: PLC0415 - heavy

    paragraphs = docx.Document(str(report)).paragraphs
    return [one.text for one in paragraphs if one.style is not None and one.style.name == "Quotation"]
