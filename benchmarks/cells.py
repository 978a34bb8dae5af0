"""How long writing in the matrix takes by key, in Chromium on the whole app: ``python -m benchmarks.cells [TIMES]``.

Budget (issue 6, line 4): each step of an edit under 100 ms, median, in a matrix of 60 cases by 15 themes, each cell
with a quotation and every second one with a summary. From the key's own event, as the browser stamps it, to the next
frame that was shown: to the next cell, into it, a letter, out of it; and from leaving it until the answer says that
the words are on disk. Beside it what the server does for one edit, in milliseconds of processor. Each is then looked
for in the project's file.
One JSON object on standard output, a table on standard error.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.coding import chromium, served
from benchmarks.first_page import FLAGS
from themes.memo_text import link_to
from themes.operations import new_id
from themes.project import Project
from themes.project.matrix.views import version_of
from themes.ui import cell_writing

BUDGET_MS = 100
N_CASES, N_THEMES, N_LETTERS = 60, 15, 8
_TIMES = 20
_MOST_MS = 120_000
_SAID = {
    "moved": "to the next cell",
    "opened": "into it",
    "typed": "a letter",
    "left": "out of it",
    "saved": "until it is on disk",
}
SAID = "We were given half a day a week for it, and in the end it was the half day that made the difference."

# A frame has been shown once a message that was posted in it is heard.
WATCH = """() => {
  window.frames = []; window.savings = [];
  addEventListener("keydown", event => {
    const at = event.timeStamp;
    requestAnimationFrame(() => {
      const {port1, port2} = new MessageChannel();
      port1.onmessage = () => window.frames.push(performance.now() - at);
      port2.postMessage(0);
    });
    window.pressed = at;
  }, {capture: true});
  const status = document.querySelector(".tx-status");
  new MutationObserver(() => {
    if (status.dataset.state === "saved") window.savings.push(performance.now() - window.pressed);
  }).observe(status, {attributes: true, attributeFilter: ["data-state"]});
}"""


def build(file: Path) -> None:
    """Sixty interviews of fifteen answers each; a theme for each answer, and every second cell written in."""
    talk = "".join(f"Interviewer: And {nth}?\n\nChair: {SAID} That was {nth}.\n\n" for nth in range(N_THEMES))
    with Project.create(file, coder="AB", method="framework") as project:
        codes = [project.add_code(f"Code {nth + 1:02d}") for nth in range(N_THEMES)]
        themes = [project.add_theme(f"Theme {nth + 1:02d}", codes=[code]) for nth, code in enumerate(codes)]
        for case_nth in range(N_CASES):
            label = f"P{case_nth + 1:02d}"
            project.add_bytes(f"{label}.txt", talk.replace("Chair", label).encode())
        for case_nth, source in enumerate(project.transcripts()):
            case = project.case(next(one.case_id for one in source.speakers if one.case_id))
            answers = [turn for turn in source.turns if SAID in source.text[turn.start : turn.end]]
            for nth, (turn, code, theme) in enumerate(zip(answers, codes, themes, strict=True)):
                coding = project.add_coding(source, turn.start, turn.end, code)
                if (case_nth + nth) % 2:
                    words = f"Half a day made the difference {link_to(coding.quotation_id)}. So they said."
                    project.write_summary(case, theme, words)
            project.mark_looked_at(source)


def edited(page: Page, *, times: int) -> dict[str, float]:
    """Go down a column and write in so many cells; medians in milliseconds by what was done."""
    page.evaluate(WATCH)
    taken: dict[str, list[float]] = {name: [] for name in _SAID}

    def pressed(name: str, key: str) -> None:
        n_before = page.evaluate("window.frames.length")
        page.keyboard.press(key)
        page.wait_for_function("n => window.frames.length > n", arg=n_before)
        taken[name].append(float(page.evaluate("window.frames.at(-1)")))

    for nth in range(times):
        pressed("moved", "ArrowDown")
        page.wait_for_timeout(150)  # its quotations are shown beside
        pressed("opened", "Enter")
        for _ in range(N_LETTERS):
            pressed("typed", "a")
        pressed("left", "Escape")
        page.wait_for_function("n => window.savings.length > n", arg=nth)
        taken["saved"].append(float(page.evaluate("window.savings.at(-1)")))
        page.wait_for_timeout(50)
    return {name: statistics.median(values) for name, values in taken.items()}


def _written(project: Project) -> list[str]:
    """What stands in the cells that were written in by key."""
    there = [project.summary(case, theme) for case in project.cases() for theme in project.themes()]
    return [one.text for one in there if one is not None and "a" * N_LETTERS in one.text]


def one_edit_ms(project: Project, *, times: int) -> float:
    """What the server does for one edit, without the web server: milliseconds of processor, the median."""
    cases, themes = project.cases(), project.themes()
    processor = []
    for nth in range(times):
        row, column = cases[nth % len(cases)], themes[-1]
        operation = {
            "id": new_id(), "kind": "write", "row": "case", "row_id": row.id, "column": "theme", "column_id": column.id,
            "words": f"Once more, {nth}.", "version": "", "after": "",
        }  # fmt: skip
        was = project.summary(row, column)
        operation["version"] = "" if was is None else version_of(was)
        began = time.thread_time()
        answer = cell_writing.carry_out_all(project, [operation])
        processor.append(1000 * (time.thread_time() - began))
        assert answer["acknowledged"] == [operation["id"]], answer["refused"]
    return statistics.median(processor)


def main() -> int:
    """Measure all and print it; 1 where a median is over its budget."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else _TIMES
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "matrix.themes"
        build(file)
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        with served(file) as address:
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(f"{address}/matrix")
            page.wait_for_selector(".tx-cell", timeout=_MOST_MS)
            assert page.locator(".tx-cell").count() == N_CASES * N_THEMES, "this is not the whole matrix"
            page.locator(".tx-cell").nth(1).focus()
            page.wait_for_selector(".tx-status[data-state=saved]")
            page.wait_for_timeout(500)
            medians = edited(page, times=times)
        browser.close()
        with Project.open(file) as project:
            n_written = len(_written(project))
            server = one_edit_ms(project, times=times)
    assert n_written == times, "an edit was lost"
    told = [f"a matrix of {N_CASES} cases by {N_THEMES} themes, {times} edits by key, medians (budget {BUDGET_MS} ms)"]
    told += [f"{said}: {medians[name]:.1f} ms" for name, said in _SAID.items()]
    told.append(f"the server for one edit: {server:.1f} ms of processor")
    print("\n".join(told), file=sys.stderr)
    print(json.dumps({f"{name}_ms": round(taken, 1) for name, taken in {**medians, "server": server}.items()}))
    return int(any(taken > BUDGET_MS for taken in medians.values()))


if __name__ == "__main__":
    sys.exit(main())
