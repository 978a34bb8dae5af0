"""Whether checking a report finds what its author changed: ``python -m benchmarks.verify [--each 8]``.

Two reports of our own, each edited once at a time (``report_edits``) and checked: of the fictional study that comes
with Themes, and, where ../shared/data is, of seventeen real interviews coded by a rule into eight themes, every
transcript looked at. Bars (issue 6, line 10): every harmful edit found, no alarm at a harmless one; an alarm is
something said to be wrong.

Edits are made on the passages that the reader gives back; each report is also checked once more after LibreOffice has
saved it, where that is installed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from benchmarks.report_edits import edits, is_found
from themes import sample
from themes.manuscript import Manuscript
from themes.project import Project
from themes.read.manuscript import manuscript_of
from themes.report.verify import Ground, Verified, check_report

SHARED = Path(os.environ.get("THEMES_SHARED_DATA", Path(__file__).parents[2] / "shared" / "data"))
_N_THEMES = 8
_EVERY = 3
"""Of the participants' turns of twelve words or more, each so many-th is coded."""
_FEWEST_WORDS, _MOST_WORDS = 12, 80


def sample_study(path: Path) -> Project:
    """The fictional study with a theme for each code at the top of its codebook; what was not coded is not known."""
    sample.build(path, coder="AB", with_candidates=False)
    project = Project.open(path)
    for code in project.codes():
        if code.parent_id is None:
            project.add_theme(f"About {code.name}", codes=[code], statement=f"What people said about {code.name}.")
    return project


def real_study(path: Path, folder: Path) -> Project:
    """Real interviews coded by a rule: not findings, but words, turns and speakers as people are."""
    project = Project.create(path, coder="AB", title="Usability interviews")
    for file in sorted(folder.glob("*.odt")):
        project.add(file)
    project.describe(pseudonymised=True)
    codes = [project.add_code(f"Subject {nth}", definition=f"The {nth}. subject.") for nth in range(1, 2 * _N_THEMES)]
    nth = 0
    for source in project.transcripts():
        for turn in source.turns:
            speaker = None if turn.speaker is None else source.speakers[turn.speaker]
            n_words = len(source.text[turn.start : turn.end].split())
            if speaker is None or speaker.role != "participant" or not _FEWEST_WORDS <= n_words <= _MOST_WORDS:
                continue
            nth += 1
            if nth % _EVERY == 0:
                valence = (None, "enabler", "barrier")[nth % 3]
                project.add_coding(source, turn.start, turn.end, codes[nth // _EVERY * 7 % len(codes)], valence=valence)  # type: ignore[arg-type]
        project.mark_looked_at(source)
    for at in range(_N_THEMES):
        project.add_theme(f"Finding {at + 1}: what they do", codes=codes[2 * at : 2 * at + 2], statement="It matters.")
    return project


def measured(name: str, manuscript: Manuscript, ground: Ground, *, n_each: int) -> dict[str, Any]:
    """How many edits of each kind were found, and at how many harmless ones an alarm was raised."""
    counts: Counter[tuple[str, bool]] = Counter()
    good: Counter[str] = Counter()
    missed: list[str] = []
    looks = 0
    untouched = check_report(manuscript, ground)
    known = {_said(mend) for mend in untouched.wrong}
    for edit in edits(manuscript, n_each=n_each):
        found = check_report(edit.manuscript, ground)
        wrong = [mend.nth for mend in found.wrong if _said(mend) not in known]
        fine = is_found(edit, wrong) if edit.harmful else not wrong
        counts[edit.kind, edit.harmful] += 1
        good[edit.kind] += fine
        looks += 0 if edit.harmful else len(found.to_look_at) - len(untouched.to_look_at)
        if not fine:
            missed.append(f"{edit.kind}: passage {edit.nth}")
    harmful = sum(count for (_, harms), count in counts.items() if harms)
    found_of = sum(good[kind] for kind, harms in counts if harms)
    harmless = sum(counts.values()) - harmful
    return {
        "study": name,
        "quotations": untouched.n_quotations,
        "figures": untouched.n_figures,
        "wrong_before": len(untouched.wrong),
        "looks_before": len(untouched.to_look_at),
        "harmful": harmful,
        "found": found_of,
        "harmless": harmless,
        "alarms": harmless - sum(good[kind] for kind, harms in counts if not harms),
        "looks": looks,
        "kinds": {kind: [good[kind], count] for (kind, _), count in sorted(counts.items())},
        "missed": missed,
    }


def _said(mend: Any) -> tuple[str, str, str]:  # noqa: ANN401 - a Mend
    return mend.about, mend.found, mend.says


def through_libreoffice(report: Path, ground: Ground) -> Verified | None:
    """The check of a report that LibreOffice has opened and saved; None where it is not installed."""
    office = shutil.which("soffice")
    if office is None:
        return None
    folder = report.parent / "saved"
    command = [office, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(report)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)  # noqa: S603 - a program that we looked for
    return check_report(manuscript_of((folder / report.name).read_bytes()), ground)


def main() -> int:
    """Print what was found; 1 where a harmful edit was missed or a harmless one raised an alarm."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--each", type=int, default=8, help="edits of each kind and study")
    n_each = asked.parse_args().each
    told = []
    real = SHARED / "transcripts" / "usability_odt"
    with tempfile.TemporaryDirectory() as folder:
        made = [("sample", sample_study(Path(folder) / "sample.themes"))]
        if real.is_dir():
            made.append(("usability", real_study(Path(folder) / "usability.themes", real)))
        for name, project in made:
            with project:
                report = project.report(Path(folder) / f"{name}.docx")
                started = time.perf_counter()
                project.verify_report(report)
                seconds = time.perf_counter() - started
                ground = project.ground()
            row = measured(name, manuscript_of(report.read_bytes()), ground, n_each=n_each)
            saved = through_libreoffice(report, ground)
            row |= {
                "seconds": round(seconds, 2),
                "wrong_after_libreoffice": None if saved is None else len(saved.wrong),
            }
            if saved is not None:
                row["looks_after_libreoffice"] = len(saved.to_look_at)
                row["quotations_after_libreoffice"] = saved.n_quotations
            told.append(row)
            print(
                f"{name}: {row['found']} of {row['harmful']} harmful edits found, {row['alarms']} alarms at "
                f"{row['harmless']} harmless ones; {row['missed']}",
                file=sys.stderr,
            )
    print(json.dumps({"studies": told}))
    return int(any(row["found"] < row["harmful"] or row["alarms"] for row in told))


if __name__ == "__main__":
    sys.exit(main())
