"""How long each export of a study of 10,000 codings takes: ``python -m benchmarks.exports``.

Budget (issue 6): each under 2 s, from a project that was just opened to the file on disk, as the page writes it.
Twelve transcripts of 9,000 words by two coders, 60 codes in eleven themes, twelve cases with three attributes, a memo
on each twentieth quotation, a summary in each third cell of the matrix.
One JSON object on standard output, a table on standard error.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path

from benchmarks.made import make_study
from themes import Project

N_CODINGS, N_THEMES = 10_000, 11
BUDGET_SECONDS = 2.0

EXPORTS: dict[str, Callable[[Project, Path], object]] = {
    "quotations .csv": lambda project, folder: project.export_table("quotations", folder / "q.csv"),
    "quotations .xlsx": lambda project, folder: project.export_table("quotations", folder / "q.xlsx"),
    "codebook .csv": lambda project, folder: project.export_table("codebook", folder / "c.csv"),
    "codebook .xlsx": lambda project, folder: project.export_table("codebook", folder / "c.xlsx"),
    "codebook .docx": lambda project, folder: project.export_table("codebook", folder / "c.docx"),
    "codebook .qdc": lambda project, folder: project.write_codebook(folder / "c.qdc"),
    "cases .xlsx": lambda project, folder: project.export_table("cases", folder / "p.xlsx"),
    "memos .csv": lambda project, folder: project.export_table("memos", folder / "m.csv"),
    "memos .xlsx": lambda project, folder: project.export_table("memos", folder / "m.xlsx"),
    "matrix .xlsx": lambda project, folder: project.write_matrix(folder / "f.xlsx"),
    "matrix .docx": lambda project, folder: project.write_matrix(folder / "f.docx"),
    "project .qdpx": lambda project, folder: project.write_qdpx(folder / "s.qdpx"),
    "project as plain files": lambda project, folder: project.export_folder(folder / "plain"),
    "report .docx": lambda project, folder: project.report(folder / "r.docx"),
    "report .html": lambda project, folder: project.report(folder / "r.html"),
    "report .md": lambda project, folder: project.report(folder / "r.md"),
    "report .xlsx": lambda project, folder: project.report(folder / "r.xlsx"),
}


def main() -> int:
    """Print what was measured; 1 where one takes longer than its budget."""
    taken: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        study = folder / "study.themes"
        make_study(study, n_codings=N_CODINGS)
        _enrich(study)
        with Project.open(study) as project:
            n_codings = len(project.codings())
        for name, export in EXPORTS.items():
            taken[name] = _seconds(study, export, folder)
            print(f"{name}: {taken[name]:.2f} s (budget {BUDGET_SECONDS:.0f} s)", file=sys.stderr)
    print(json.dumps({"codings": n_codings, "seconds": {name: round(one, 2) for name, one in taken.items()}}))
    return int(max(taken.values()) > BUDGET_SECONDS)


def _seconds(study: Path, export: Callable[[Project, Path], object], folder: Path) -> float:
    """The shorter of two times, each in a project that was opened for it; the first imports what is needed."""
    times = []
    for _ in range(2):
        with Project.open(study) as project, tempfile.TemporaryDirectory(dir=folder) as place:
            began = time.perf_counter()
            export(project, Path(place))
            times.append(time.perf_counter() - began)
    return min(times)


def _enrich(study: Path) -> None:
    """What else a study of that size holds: cases, themes, memos and summaries."""
    with Project.open(study) as project:
        codes = project.codes()
        for case in project.cases():
            for attribute, value in (("role", "nurse"), ("site", case.label[-1:]), ("years", "12")):
                project.set_value(case, attribute, value)
        themes = [project.add_theme(f"Theme {nth}", codes=codes[nth::N_THEMES]) for nth in range(N_THEMES)]
        for coding in project.codings()[::20]:
            project.add_memo("What they mean by it is not what we asked.", about=coding.quotation)
        for nth, (case, theme) in enumerate(product(project.cases(), themes)):
            if nth % 3 == 0:
                project.write_summary(case, theme, "They came, and nobody asked why.")


if __name__ == "__main__":
    sys.exit(main())
