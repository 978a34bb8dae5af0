"""How long a study of 5,000 codings takes to go out as REFI-QDA, and to come in: ``python -m benchmarks.refi``.

Budgets (issue 6): read in 3 s, written in 1 s. Twelve transcripts of 9,000 words by two coders, written by Themes, and
the same as NVivo for Windows would write it, whose positions evidence must find. Reading is the whole way: from the
file to what is committed in a project's file, the child process that reads it among it, once started before.
One JSON object on standard output, a table on standard error.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil
from tests.exchange.refi.look_alikes import TOOLS, make

from benchmarks.made import N_TRANSCRIPTS, make_study
from themes import Project

N_CODINGS = 5_000
Taken = tuple[float, float]
BUDGETS_S = {"written": 1.0, "read": 3.0}


def main() -> int:
    """Print what was measured; 1 where it is over its budget."""
    with tempfile.TemporaryDirectory() as folder:
        study, file = Path(folder) / "study.themes", Path(folder) / "study.qdpx"
        make_study(study, n_codings=N_CODINGS)
        with Project.open(study) as project:
            written = _timed(lambda: project.write_qdpx(file))
        read, n_codings = _read(file, Path(folder) / "again.themes")
        nvivo = Path(folder) / "nvivo.qdpx"
        nvivo.write_bytes(make(TOOLS[0], n_texts=N_TRANSCRIPTS, n_passages=N_CODINGS // N_TRANSCRIPTS).data)
        as_nvivo, n_nvivo = _read(nvivo, Path(folder) / "nvivo.themes")
        size = file.stat().st_size
    result = {
        "codings": n_codings,
        "file_megabytes": round(size / 1e6, 2),
        "written_seconds": round(written[0], 2),
        "written_processor_seconds": round(written[1], 2),
        "read_seconds": round(read[0], 2),
        "read_processor_seconds": round(read[1], 2),
        "nvivo_codings": n_nvivo,
        "nvivo_read_seconds": round(as_nvivo[0], 2),
        "nvivo_read_processor_seconds": round(as_nvivo[1], 2),
    }
    measured = (("written", written, n_codings), ("read", read, n_codings), ("read", as_nvivo, n_nvivo))
    for what, (wall, processor), n in measured:
        print(
            f"{n:,} codings {what}: {wall:.2f} s, {processor:.2f} s of processor (budget {BUDGETS_S[what]:.0f} s)",
            file=sys.stderr,
        )
    print(json.dumps(result))
    return int(written[0] > BUDGETS_S["written"] or max(read[0], as_nvivo[0]) > BUDGETS_S["read"])


def _read(file: Path, place: Path) -> tuple[Taken, int]:
    """Seconds that bringing a file in takes, and how many codings came."""
    with Project.create(place, coder="AB") as project:
        project.look_into(file)  # starts the child that reads, as the page does before anybody presses
        taken = _timed(lambda: project.bring_in(file))
        return taken, len(project.codings())


def _timed(work: Callable[[], object]) -> Taken:
    """Seconds of wall and of processor, those of the child that reads among them: the machine may be busy."""
    wall, processor = time.perf_counter(), _processor_seconds()
    work()
    return time.perf_counter() - wall, _processor_seconds() - processor


def _processor_seconds() -> float:
    us = psutil.Process()
    used = [one.cpu_times() for one in (us, *us.children())]
    return float(sum(one.user + one.system for one in used))


if __name__ == "__main__":
    sys.exit(main())
