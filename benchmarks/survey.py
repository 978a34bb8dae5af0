"""How long 48,000 comments take: ``python -m benchmarks.survey --data ../shared/data``.

Budgets (issue 3, line 5): the comments go in within 10 s, any 200 answers open in under 1 s, a search of all in under
300 ms. Processor seconds stand beside the wall's, as the machine may be busy. One JSON object on standard output, a
table on standard error.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from themes.project import Project
from themes.ui import outgoing, windows

SHARED = Path(os.environ.get("THEMES_SHARED_DATA", Path(__file__).parents[2] / "shared" / "data"))
BUDGETS_S = {"taken in": 10.0, "200 answers opened": 1.0, "searched": 0.3}
QUERIES = ("waiting", "data analysis", "t", '"error messages"', "staff nurs*", "package documentation")
PLACES = (0, 9_999, 23_900, 40_000, 47_799)


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of wall and of processor, the children's included."""
    wall, processor = time.perf_counter(), _processor_seconds()
    work()
    return time.perf_counter() - wall, _processor_seconds() - processor


def measure(survey: Path, folder: Path) -> dict[str, tuple[float, float]]:
    """The slowest of each, as a pair of wall and processor seconds."""
    place = folder / "survey.themes"
    with Project.create(place, coder="AB") as project:
        taken_in = timed(lambda: project.add_survey(survey))
    with Project.open(place) as project:
        (transcript,) = project.transcripts()
        outgoing.snapshot(project, transcript, windows.window_at(transcript, 0))  # a server has its cases in memory
        opened = [
            timed(lambda at=at: json.dumps(_opened(project, at)))  # type: ignore[misc]
            for at in PLACES
        ]
        searched = [timed(lambda words=words: project.search(words)) for words in QUERIES]  # type: ignore[misc]
    return {"taken in": taken_in, "200 answers opened": max(opened), "searched": max(searched)}


def _opened(project: Project, turn: int) -> outgoing.Json:
    """What the page asks for to show the answers around one of them."""
    transcript = project.transcripts()[0]
    return outgoing.snapshot(project, transcript, windows.window_at(transcript, turn))


def _processor_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> None:
    """Measure and print; exit 1 where a budget is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=SHARED, help="the folder of real data")
    survey = parser.parse_args().data / "surveys" / "open_comments.csv"
    if not survey.is_file():
        sys.exit(f"There is no {survey.name} in {survey.parent}; nothing was measured.")
    with tempfile.TemporaryDirectory() as folder:
        results = measure(survey, Path(folder))
    for name, (wall, processor) in results.items():
        words = f"{wall:7.3f} s wall, {processor:7.3f} s processor (budget {BUDGETS_S[name]} s)"
        print(f"{name:20} {words}", file=sys.stderr)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'memory':20} {memory:7.0f} MB at most (budget 1,500 MB)", file=sys.stderr)
    seconds = {
        name: {"seconds": round(wall, 3), "processor_seconds": round(processor, 3), "budget": BUDGETS_S[name]}
        for name, (wall, processor) in results.items()
    }
    print(json.dumps({**seconds, "peak_megabytes": round(memory)}))
    sys.exit(int(any(results[name][0] > budget for name, budget in BUDGETS_S.items())))


if __name__ == "__main__":
    main()
