"""The keys' caret: down and up come to every line of a transcript, in the column where they began, in view."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from themes.project import Project

from .conftest import Server, forget

# All lines of the transcript, each [index of its turn, line in it], as the browser has laid them out.
_LINES = """() => [...document.querySelectorAll(".th-body")].flatMap((body, turn) => {
  const words = document.createRange();
  words.selectNodeContents(body);
  const middles = [...words.getClientRects()].filter(box => box.width > 2).map(box => (box.top + box.bottom) / 2);
  const lines = middles.sort((one, other) => one - other).filter((one, nth) => !nth || one - middles[nth - 1] > 8);
  return lines.map((_, line) => [turn, line]);
})"""
# Where the caret stands: its turn, the line in it, and whether it can be seen.
_CARET = """() => {
  const [word] = CSS.highlights.get("th-caret");
  const body = word.startContainer.parentElement.closest(".th-body");
  const [box] = word.getClientRects();
  const words = document.createRange();
  words.setStart(body, 0);
  words.setEnd(word.startContainer, word.startOffset);
  const above = [...words.getClientRects()].map(one => (one.top + one.bottom) / 2).filter(one => one < box.top);
  const frame = document.querySelector(".th-scroll").getBoundingClientRect();
  const turn = [...document.querySelectorAll(".th-body")].indexOf(body);
  const lines = above.sort((one, other) => one - other).filter((one, nth) => !nth || one - above[nth - 1] > 8);
  return { at: [turn, lines.length], word: word.toString(), seen: box.top >= frame.top && box.bottom <= frame.bottom };
}"""
_STANDS = "() => (CSS.highlights.get('th-caret')?.size ?? 0) > 0"


@pytest.fixture
def page(one_context: BrowserContext, discovered: Path, tmp_path: Path, running: Server) -> Iterator[Page]:
    """An interview with stripes under and beside its words."""
    path = tmp_path / "study.themes"
    shutil.copy(discovered, path)
    with Project.open(path) as project:
        transcript = project.transcripts()[0]
        codes = [project.add_code(name) for name in ("Board", "Money")]
        for nth, turn in enumerate(transcript.turns):
            if turn.kind == "speech" and turn.end - turn.start > 80:
                project.add_coding(transcript, turn.start + 20, turn.start + 70, codes[0])
                project.add_coding(transcript, turn.start + 40, turn.start + 75, codes[nth % 2])
    running.show(path)
    opened = one_context.new_page()
    yield opened
    opened.close()
    forget(one_context, running)


@pytest.mark.parametrize("wide", [1440, 390])
def test_down_and_up_come_to_every_line_and_stay_in_view(page: Page, running: Server, wide: int) -> None:
    page.set_viewport_size({"width": wide, "height": 900})
    page.goto(running.address)
    page.wait_for_selector(".th-status[data-state=saved]")
    page.locator(".th-scroll").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function(_STANDS)
    lines = page.evaluate(_LINES)
    assert len(lines) > 100

    def goes(key: str) -> list[dict[str, object]]:
        way = [page.evaluate(_CARET)]
        for _ in lines[1:]:
            page.keyboard.press(key)
            way.append(page.evaluate(_CARET))
        return way

    down = goes("ArrowDown")
    assert lines == [one["at"] for one in down]
    up = goes("ArrowUp")
    assert lines == [one["at"] for one in reversed(up)]
    assert [one["word"] for one in down] == [one["word"] for one in reversed(up)]
    assert [] == [one for one in down + up if not one["seen"]]
