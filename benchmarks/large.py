"""What many comments take, cold: ``python -m benchmarks.large [--sizes 1000,5000,20000,47800] [--json]``.

From a stored survey to candidate themes in a worker process, as the page does it, and to the picture afterwards:
seconds of wall and of processor (the machine may be busy) by stage, the most memory of the worker and of the owner,
and how they grow: with n to the power of the exponent. Bars at 47,800 comments (issue 4, line 8): candidates in 6
minutes, under 1.5 GB, the picture opened in 1 s. Each size in a fresh process, on a project of its own, so that nothing
is known and nothing is warm; smaller sizes are spread evenly over the survey.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from typing import Any

import psutil

from benchmarks import large_page
from benchmarks.large_table import bars_of, exponent, table

SHARED = Path(os.environ.get("THEMES_SHARED_DATA", Path(__file__).parents[2] / "shared" / "data"))
SIZES = (1_000, 5_000, 20_000, 47_800)
_EVERY_S = 0.05
_ASKED_EVERY_S = 0.2  # how far the job is: asked as often as it tells
_MEGABYTE = 1_000_000
_SHOWN = 12  # segments of a candidate that the page shows at first
STAGES = {
    "starting": "starting", "cutting": "cutting", "encoding": "encoding", "comparing": "comparing",
    "grouping": "grouping", "naming": "naming", "trying": "steadiness", "keeping": "storing", "done": "storing",
}  # fmt: skip
"""What the first word of a job's message stands for."""


class Watch:
    """What a process and its children use while they work: the most memory, and processor seconds by stage."""

    def __init__(self) -> None:
        """Begin with the stage "starting"."""
        self.stage = "starting"
        self.peaks: dict[str, float] = {"owner": 0.0, "worker": 0.0}
        self.peak_of_stage: dict[str, float] = defaultdict(float)
        self.wall: dict[str, float] = defaultdict(float)
        self.processor: dict[str, float] = defaultdict(float)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Look every twentieth of a second, in a thread."""
        end = Event()
        thread = Thread(target=self._look, args=(end,), daemon=True)
        thread.start()
        try:
            yield
        finally:
            end.set()
            thread.join()

    def _look(self, end: Event) -> None:
        me = psutil.Process()
        at, used = time.perf_counter(), _used([me])
        while not end.wait(_EVERY_S):
            with suppress(psutil.NoSuchProcess):  # a child that has just ended
                children = me.children(recursive=True)
                now, using = time.perf_counter(), _used([me, *children])
                resident = sum(child.memory_info().rss for child in children) / _MEGABYTE
                self.wall[self.stage] += now - at
                # A child that ended takes its seconds with it.
                self.processor[self.stage] += max(0.0, using - used)
                at, used = now, using
                self.peaks["owner"] = max(self.peaks["owner"], me.memory_info().rss / _MEGABYTE)
                self.peaks["worker"] = max(self.peaks["worker"], resident)
                self.peak_of_stage[self.stage] = max(self.peak_of_stage[self.stage], resident)


def _used(processes: Sequence[psutil.Process]) -> float:
    return sum(sum(process.cpu_times()[:2]) for process in processes)


def measure(survey: Path, folder: Path, *, page: bool = False) -> dict[str, Any]:
    """One size: the survey taken in, candidates found by a worker, the project opened again and looked at.

    Args:
        survey: The file.
        folder: Where its project is made.
        page: Whether it is looked at in a browser too.
    """
    from themes.project import Project  # noqa: PLC0415 - each size in a process of its own

    place, watch = folder / "survey.themes", Watch()
    with Project.create(place, coder="AB") as project:
        began = time.perf_counter()
        project.add_survey(survey)
        taken_in = time.perf_counter() - began
    with Project.open(place) as project, watch.watching():
        began = time.perf_counter()
        job = project.start_discovery()
        while not job.finished:
            time.sleep(_ASKED_EVERY_S)
            job = project.job(job.id)
            watch.stage = STAGES.get(job.message.split()[0], watch.stage)
        seconds = time.perf_counter() - began
    if job.state != "done":
        raise SystemExit(job.message)
    opened, n_segments, n_candidates = _opened(place)
    return {
        "taken_in_seconds": round(taken_in, 2),
        "segments": n_segments,
        "candidates": n_candidates,
        "seconds": round(seconds, 2),
        "processor_seconds": round(sum(watch.processor.values()), 2),
        "stages": {
            stage: {
                "seconds": round(wall, 2),
                "processor_seconds": round(watch.processor[stage], 2),
                "worker_megabytes": round(watch.peak_of_stage[stage]),
            }
            for stage, wall in watch.wall.items()
        },
        "worker_megabytes": round(watch.peaks["worker"]),
        "owner_megabytes": round(watch.peaks["owner"]),
        "opened_seconds": round(sum(opened.values()), 3),
        "opened": {name: round(one, 3) for name, one in opened.items()},
        "page": large_page.seconds(place) if page else None,
        "file_megabytes": round(place.stat().st_size / _MEGABYTE, 1),
    }


def _opened(place: Path) -> tuple[dict[str, float], int, int]:
    """Seconds to open a project, to list its candidates and to read one's quotations; its segments and candidates."""
    from themes.project import Project  # noqa: PLC0415 - as above

    seconds, began = {}, time.perf_counter()
    with Project.open(place) as project:
        seconds["project"], began = time.perf_counter() - began, time.perf_counter()
        views = project.candidates()
        seconds["candidates"], began = time.perf_counter() - began, time.perf_counter()
        view = project.candidate(1)
        shown = [project.words(member) for member in (*view.typical, *view.members[:_SHOWN])]
        seconds["quotations"] = time.perf_counter() - began
        assert all(shown), "a quotation has no words"
        run = project.latest_run()
        return seconds, 0 if run is None else len(run.members), len(views)


def spread(survey: Path, n: int, to: Path) -> Path:
    """So many answers, evenly spread over a survey, as a file of their own."""
    with survey.open(encoding="utf-8", newline="") as given, to.open("w", encoding="utf-8", newline="") as taken:
        head, *answers = csv.reader(given)
        n = min(n, len(answers))
        csv.writer(taken).writerows([head, *(answers[nth * len(answers) // n] for nth in range(n))])
    return to


def whole(survey: Path, sizes: Sequence[int]) -> dict[str, Any]:
    """Every size, each in a fresh process, and how time and memory grow."""
    measured = {}
    for n in sizes:
        with tempfile.TemporaryDirectory() as folder:
            few = spread(survey, n, Path(folder) / survey.name)
            done = subprocess.run(  # noqa: S603 - this very module
                [sys.executable, "-m", "benchmarks.large", "--measure", str(few), *(["--page"] * (n == max(sizes)))],
                check=True,
                capture_output=True,
                text=True,
            )
        measured[n] = json.loads(done.stdout.splitlines()[-1])
        print(f"{n:,} comments: {measured[n]['seconds']:.0f} s", file=sys.stderr)
    largest = measured[max(sizes)]
    return {
        "set": survey.stem,
        "load_average": round(os.getloadavg()[0], 1),
        "sizes": measured,
        "exponents": {
            name: exponent(sizes, [measured[n][name] for n in sizes])
            for name in ("seconds", "processor_seconds", "worker_megabytes", "owner_megabytes", "opened_seconds")
        }
        | {
            stage: exponent(sizes, [measured[n]["stages"].get(stage, {}).get("processor_seconds", 0) for n in sizes])
            for stage in largest["stages"]
        },
        "bars": bars_of(largest) if max(sizes) >= max(SIZES) else [],
    }


def main() -> int:
    """Measure and print a table and one JSON object; 1 where a bar is broken at the largest size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=SHARED, help="the folder of real data")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="how many comments, by commas")
    parser.add_argument("--json", action="store_true", help="print the JSON object alone")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--page", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(measure(options.measure, Path(folder), page=options.page)))
        return 0
    survey = options.data / "surveys" / "open_comments.csv"
    if not survey.is_file():
        print(f"There is no {survey.name} in {survey.parent}; nothing was measured.")
        return 0
    result = whole(survey, sorted({int(n) for n in options.sizes.split(",")}))
    if not options.json:
        print(table(result))
    print(json.dumps(result))
    return int(not all(bar["holds"] for bar in result["bars"]))


if __name__ == "__main__":
    sys.exit(main())
