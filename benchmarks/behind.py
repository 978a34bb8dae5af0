"""How long a coding takes while candidate themes are looked for: ``python -m benchmarks.behind [CODINGS]``.

Budget (issue 5): key to committed stays under 100 ms, median, while a discovery runs in its worker process. The study
of ``benchmarks.coding`` and, so that the discovery goes on as long as somebody codes, 220,000 words more; it begins on
the page Candidate themes, as people do, and all passages are coded before it has ended.
One JSON object on standard output, a table on standard error.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.coding import build, opened, served, typed
from benchmarks.first_page import FLAGS
from themes.project import Project

BUDGET_MS = 100
_CODINGS = 40
_MORE_WORDS = 220_000


def add_more(file: Path, *, n_words: int) -> None:
    """Words that nobody reads here; each answer is other words than all before, or its vector would be known."""
    with Project.open(file) as project:
        said = [one.text[turn.start : turn.end] for one in project.transcripts() for turn in one.turns]
        lines: list[str] = []
        n_said = 0
        while n_said < n_words:
            words = f"{said[len(lines) % len(said)]} So it was in year {len(lines)}."
            lines.append(f"{'Interviewer' if len(lines) % 2 == 0 else 'Chair'}: {words}\n\n")
            n_said += len(words.split())
        project.add_bytes("more.txt", "".join(lines).encode(), title="zz more")


def state_of(file: Path) -> tuple[str, str]:
    """The latest job's state and what it does, as its file says."""
    with Project.open(file, read_only=True) as project:
        job = next(iter(project.jobs()), None)
    return (job.state, job.message) if job else ("", "")


def main() -> int:
    """Measure and print it; 1 where the median is over the budget."""
    n_codings = int(sys.argv[1]) if len(sys.argv) > 1 else _CODINGS
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "hour.themes"
        build(file)
        add_more(file, n_words=_MORE_WORDS)
        chromium = os.environ.get("THEMES_CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        with served(file) as address:
            page, other = (browser.new_page(viewport={"width": 1440, "height": 900}) for _ in range(2))
            opened(page, address)
            other.goto(f"{address}/candidates")
            other.get_by_role("button", name="Find candidate themes").click(timeout=120_000)
            while not state_of(file)[1].startswith("encoding"):
                page.wait_for_timeout(200)
            medians = typed(page, codings=n_codings)
            state, doing = state_of(file)
            browser.close()
    assert state == "running", f"the discovery had ended before all was coded ({state}): nothing was measured"
    print(
        f"while candidate themes are looked for ({doing}): key to committed {medians['committed']:.1f} ms "
        f"(budget {BUDGET_MS}), key to visible {medians['visible']:.1f} ms; {n_codings} codings, medians",
        file=sys.stderr,
    )
    print(json.dumps({f"{name}_ms": round(taken, 1) for name, taken in medians.items()}))
    return int(medians["committed"] > BUDGET_MS)


if __name__ == "__main__":
    sys.exit(main())
