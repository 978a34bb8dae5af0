"""How long coding takes by key, in Chromium on the whole app: ``python -m benchmarks.coding [CODINGS] [--long]``.

Budgets (DESIGN, section 8), on an interview of 9,000 words with 500 codings: key to visible 20 ms, key to committed
40 ms, load to painted 600 ms, all medians. From the key's own event, as the browser stamps it, to the next frame that
was shown, and to the answer that says it is on disk. A load counts from when the surface asks for an interview that
the browser does not have, in a server that is warm. Another person, in a browser of their own, sees a coding within
100 ms of the key. ``--long`` measures 60,000 words with 3,000 codings: key to visible 45 ms, painted 900 ms.
One JSON object on standard output, a table on standard error.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.first_page import FLAGS, ROOT
from themes import here
from themes.model import Transcript
from themes.operations import new_id
from themes.project import Project
from themes.ui import acting, incoming, outgoing
from themes.ui.windows import version_of, whole

HERE = "127.0.0.1"
N_WORDS, N_CODINGS, N_CODES, N_LOADS, N_SEEN = 9_000, 500, 20, 5, 20
LONG_WORDS, LONG_CODINGS = 60_000, 3_000
TITLE = "00-an-hour"  # the first by title, which is the one that the page opens
BUDGETS_MS = {"visible": 20, "committed": 40, "painted": 600, "seen": 100}
LONG_BUDGETS_MS = {**BUDGETS_MS, "visible": 45, "painted": 900}
SERVER_BUDGET_MS = 8
SAID = {
    "visible": "key to visible",
    "committed": "key to committed",
    "seen": "key to seen in another browser",
    "painted": "load to painted",
}

WATCH = """() => {
  window.keys = []; window.seen = {visible: [], committed: []};
  addEventListener("keydown", event => window.keys.push(event.timeStamp), {capture: true});
  new PerformanceObserver(list => {
    for (const {name, startTime, duration} of list.getEntries())
      window.seen[name.replace("themes ", "")]?.push(startTime + duration - window.keys.at(-1));
  }).observe({entryTypes: ["measure"]});
}"""
"""Each measure of ours ends at what it measures; begun at the key, not at our handler of it."""

AWAIT = """() => {
  window.arrived = [];
  const known = new Set([...document.querySelectorAll(".th-mark")].flatMap(one => one.dataset.quotations.split(" ")));
  new MutationObserver(() => {
    for (const mark of document.querySelectorAll(".th-mark"))
      for (const id of mark.dataset.quotations.split(" "))
        if (!known.has(id)) { known.add(id); window.arrived.push(performance.timeOrigin + performance.now()); }
  }).observe(document.querySelector(".th-scroll"), {childList: true, subtree: true});
}"""
"""When each quotation that another browser made came to stand in the text here."""

PRESSED = """() => addEventListener(
  "keydown", event => { window.pressed = performance.timeOrigin + event.timeStamp }, {capture: true})"""

CHOOSE = """async turn => {
  const body = document.querySelectorAll(".th-body")[turn];
  body.scrollIntoView({block: "center"});
  await new Promise(resolve => setTimeout(resolve, 80)); // near enough to be painted
  document.querySelector(".th-scroll").focus({preventScroll: true});
  const nodes = [...body.childNodes].map(node => node.firstChild ?? node);
  const words = nodes.sort((one, other) => other.length - one.length)[0];
  getSelection().setBaseAndExtent(words, 0, words, Math.min(60, words.length));
  body.dispatchEvent(new MouseEvent("mouseup", {bubbles: true}));
  await new Promise(resolve => setTimeout(resolve, 80));
}"""

PAINTED = """() => performance.getEntriesByName("themes painted").map(one => [one.duration, one.startTime])"""


def build(file: Path, *, n_words: int = N_WORDS, n_codings: int = N_CODINGS) -> None:
    """A study of the sample interviews, and one of an hour that bears 500 codings by 20 codes."""
    with Project.create(file, coder="AB") as project:
        for path in sorted((ROOT / "corpus" / "interviews").iterdir()):
            project.add(path)
        said = [one.text[turn.start : turn.end] for one in project.transcripts() for turn in one.turns]
        said *= 1 + n_words // sum(len(words.split()) for words in said)
        counts = itertools.accumulate(len(words.split()) for words in said)
        hour = [words for words, n_before in zip(said, counts, strict=True) if n_before <= n_words]
        lines = [f"{'Interviewer' if nth % 2 == 0 else 'Chair'}: {words}\n\n" for nth, words in enumerate(hour)]
        codes = [project.add_code(f"Code {nth + 1}", colour="#2f6f4e") for nth in range(N_CODES)]
        for transcript in project.transcripts():
            project.mark_looked_at(transcript)
        transcript = project.add_bytes("hour.txt", "".join(lines).encode(), title=TITLE)
        apart = len(transcript.text) // max(1, n_codings)
        for nth in range(n_codings):
            length = 40 + 37 * nth % 160  # some lie over the next
            project.add_coding(transcript, nth * apart, nth * apart + length, codes[nth % N_CODES])
        assert len(project.codings(transcript=transcript)) == n_codings


def one_coding_ms(project: Project, *, times: int) -> tuple[float, float]:
    """What the server does for one coding, without the web server: milliseconds of processor and of wall, medians."""
    transcript = _hour(project)
    codes, version = project.codes(), version_of(transcript, whole(transcript))
    processor, wall = [], []
    for nth in range(times):
        start = 300 + 111 * nth
        span = {"start": start, "end": start + 70, "text": version, "code": codes[nth % N_CODES].id}
        asked = [{"id": new_id(), "kind": "code", "coding": new_id(), "quotation": new_id(), **span, "valence": None}]
        body, since = json.dumps(asked), project.last_seq()
        began, began_wall = time.thread_time(), time.perf_counter()
        seen = project.as_coder("AB")
        (operation,) = incoming.read(json.loads(body))
        acting.carry_out(seen, seen.transcript(transcript.id), operation)
        json.dumps(outgoing.changes(seen, transcript, since))
        processor.append(1000 * (time.thread_time() - began))
        wall.append(1000 * (time.perf_counter() - began_wall))
    return statistics.median(processor), statistics.median(wall)


def _hour(project: Project) -> Transcript:
    return next(transcript for transcript in project.transcripts() if transcript.title == TITLE)


@contextmanager
def served(file: Path) -> Iterator[str]:
    """``themes app`` on a project, on the computer that made it; its address."""
    settings = {"THEMES_HOME": str(file.parent)}
    os.environ.update(settings)
    with Project.open(file, read_only=True) as project:
        here.say(file, study=project.id, coder=project.coder.id, made=True)
    with socket.socket() as free:
        free.bind((HERE, 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "themes", "app", str(file), "--no-browser", "--port", str(port)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not _listens(port):
            assert process.poll() is None, "the server ended at once"
            time.sleep(0.1)
        yield f"http://{HERE}:{port}"
    finally:
        process.terminate()
        process.wait(timeout=60)


def _listens(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex((HERE, port)) == 0


def opened(page: Page, address: str) -> tuple[float, float]:
    """Open the interview; milliseconds from when the surface asks for it until it is painted, and those before."""
    page.goto(f"{address}/read")
    page.wait_for_selector(".th-status[data-state=saved]", timeout=120_000)
    page.wait_for_function(f"() => ({PAINTED})().length > 0")
    assert page.locator(".th-body").count() > 100, "this is not the long interview"
    ((painting, before),) = page.evaluate(PAINTED)
    return painting, before


def typed(page: Page, *, codings: int) -> dict[str, float]:
    """Code so many passages by a key each; medians in milliseconds from key to visible and to committed."""
    page.evaluate(WATCH)
    n_turns = page.locator(".th-body").count()
    for nth in range(codings):
        page.evaluate(CHOOSE, 2 + nth * 5 % (n_turns - 2))
        page.keyboard.press(str(1 + nth % 9))
        page.wait_for_function("n => window.seen.committed.length > n", arg=nth, timeout=60_000)
        page.wait_for_timeout(30)
    seen: dict[str, list[float]] = page.evaluate("window.seen")
    return {name: statistics.median(values) for name, values in seen.items()}


def seen_elsewhere(page: Page, other: Page, *, codings: int) -> float:
    """Code so many passages by a key each; the median of milliseconds until the other browser shows the coding."""
    taken = []
    page.evaluate(PRESSED)
    for nth in range(codings):
        turn = 3 + 5 * nth  # not those that `typed` takes
        other.evaluate(f"document.querySelectorAll('.th-body')[{turn}].scrollIntoView({{block: 'center'}})")
        other.wait_for_timeout(100)
        other.evaluate(AWAIT)
        page.evaluate(CHOOSE, turn)
        page.keyboard.press(str(1 + nth % 9))
        other.wait_for_function("() => window.arrived.length > 0", timeout=60_000)
        taken.append(float(other.evaluate("window.arrived[0]")) - float(page.evaluate("window.pressed")))
        page.wait_for_timeout(30)
    return statistics.median(taken)


def main() -> int:
    """Measure all and print it; 1 where a median is over its budget."""
    given = [one for one in sys.argv[1:] if one != "--long"]
    is_long, n_typed = "--long" in sys.argv, int(given[0]) if given else 60
    n_words, n_before = (LONG_WORDS, LONG_CODINGS) if is_long else (N_WORDS, N_CODINGS)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "hour.themes"
        build(file, n_words=n_words, n_codings=n_before)
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        with served(file) as address:
            loads = []
            for _ in range(1 + N_LOADS):
                page = browser.new_page(viewport={"width": 1440, "height": 900})  # with a cache of its own
                loads.append(opened(page, address))
                page.close()
            painting, starting = (statistics.median(taken) for taken in zip(*loads[1:], strict=True))
            page, other = (browser.new_page(viewport={"width": 1440, "height": 900}) for _ in range(2))
            opened(page, address)
            opened(other, address)
            seen = seen_elsewhere(page, other, codings=N_SEEN)
            other.close()
            medians = {"painted": painting, "seen": seen, **typed(page, codings=n_typed)}
        browser.close()
        with Project.open(file) as project:
            n_codings = len(project.codings(transcript=_hour(project)))
            processor, wall = one_coding_ms(project, times=n_typed)
    assert n_codings == n_before + N_SEEN + n_typed, "a coding was lost"
    budgets = LONG_BUDGETS_MS if is_long else BUDGETS_MS
    told = [f"coding: {n_words:,} words, {n_before:,} codings, {n_typed} more by keys, {N_LOADS} loads, medians"]
    told += [f"{said}: {medians[name]:.1f} ms (budget {budgets[name]})" for name, said in SAID.items()]
    told.append(
        f"the server for one coding: {processor:.1f} ms of processor (budget {SERVER_BUDGET_MS}), {wall:.1f} ms"
    )
    told.append(f"before the surface asks, Streamlit starts in the browser: {starting:.0f} ms")
    print("\n".join(told), file=sys.stderr)
    server = {"server_processor": processor, "server": wall, "before_asking": starting}
    print(json.dumps({f"{name}_ms": round(taken, 1) for name, taken in {**medians, **server}.items()}))
    return int(processor > SERVER_BUDGET_MS or any(medians[name] > budget for name, budget in budgets.items()))


def chromium() -> str | None:
    """The browser to measure in."""
    return os.environ.get("THEMES_CHROMIUM") or shutil.which("chromium")


if __name__ == "__main__":
    sys.exit(main())
