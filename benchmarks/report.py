"""How long a report of 11 themes and 300 quotations takes: ``python -m benchmarks.report``.

Budget (DESIGN, section 8): the Word file under 3 s on two busy cores.
One JSON object on standard output, a table on standard error.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from themes.model import Case, Code, Coding, Quotation, Speaker, Study, Theme, Transcript, Turn
from themes.report import Material, gather
from themes.report.html_pages import write_html
from themes.report.sheet import write_sheet
from themes.report.tables import quotations, write_csv
from themes.report.word import write_word

BUDGET_SECONDS = 3.0
EXPORT = 2.0
"""Seconds for an export of 10,000 codings, from facts to file (issue 6)."""
N_INTERVIEWS, N_CODES, N_THEMES = 12, 33, 11
SAID = "We were given half a day a week for it, and in the end it was the half day that made the difference to us all."


def material(*, n_codings: int) -> Material:
    """Twelve interviews of an hour with so many codings, spread evenly over 33 codes in 11 themes."""
    n_turns = n_codings // N_INTERVIEWS + 1
    text = "\n".join([SAID] * n_turns)
    length = len(SAID) + 1
    turns = tuple(
        Turn(start=nth * length, end=nth * length + len(SAID), speaker=0, start_seconds=20.0 * nth)
        for nth in range(n_turns)
    )
    sources = tuple(
        Transcript(
            id=f"t{nth}", title=f"Interview {nth}", kind="interview", text=text, turns=turns,
            speakers=(Speaker(label="R", role="participant", case_id=f"c{nth}"),), format="txt", layout="inline",
            source_name=f"{nth}.txt", source_sha256=str(nth),
        )
        for nth in range(N_INTERVIEWS)
    )  # fmt: skip
    places = [(source.id, turn) for turn in turns for source in sources][:n_codings]
    codes = tuple(Code(id=f"k{nth}", name=f"Code {nth}", definition=SAID, use_when=SAID) for nth in range(N_CODES))
    return Material(
        study=Study(id="s", title="A study"),
        cases=tuple(Case(id=f"c{nth}", label=f"P{nth:02d}") for nth in range(N_INTERVIEWS)),
        attributes=("role",),
        attributions={f"c{nth}": f"P{nth:02d}, nurse" for nth in range(N_INTERVIEWS)},
        attribute_values={f"c{nth}": {"role": "nurse"} for nth in range(N_INTERVIEWS)},
        transcripts=sources,
        codes=codes,
        code_paths={code.id: code.name for code in codes},
        themes=tuple(
            Theme(id=f"h{nth}", name=f"Theme {nth}", code_ids=tuple(f"k{nth + N_THEMES * m}" for m in range(3)))
            for nth in range(N_THEMES)
        ),
        quotations=tuple(
            Quotation(id=f"q{nth}", transcript_id=place, coder_id="ab", start=turn.start, end=turn.end, words=SAID)
            for nth, (place, turn) in enumerate(places)
        ),
        codings=tuple(
            Coding(
                id=f"x{nth}", quotation_id=f"q{nth}", code_id=f"k{nth // N_INTERVIEWS % N_CODES}", coder_id="ab",
                valence=(None, "enabler", "barrier")[nth % 3],
            )
            for nth in range(n_codings)
        ),
    )  # fmt: skip


def seconds(work: Callable[[], object]) -> float:
    """The shortest of three times, in seconds."""
    times = []
    for _ in range(3):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def main() -> int:
    """Print what was measured; 1 where the Word file is over its budget."""
    many, few = material(n_codings=10_000), material(n_codings=330)
    few = replace(few, study=replace(few.study, title="Eleven themes"))
    findings, rows = gather(few, max_quotations=30), gather(many)
    shown = sum(len(section.quotations) for section in findings.sections)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        at = datetime.now(UTC)
        word = seconds(lambda: write_word(gather(few, max_quotations=30), path / "a.docx", at=at))
        gathered = seconds(lambda: gather(many))
        sheet = seconds(lambda: write_sheet(rows, path / "a.xlsx"))
        table = seconds(lambda: write_csv(quotations(rows), path / "a.csv"))
        page = seconds(lambda: write_html(gather(few, max_quotations=30), path / "a.html"))
    n_themes, n_codings = len(findings.sections), len(rows.rows)
    told = [
        f"docx, {n_themes} themes, {shown} quotations: {word:.2f} s (budget {BUDGET_SECONDS:.0f} s)",
        f"findings of {n_codings:,} codings: {gathered:.2f} s",
        f"xlsx of {n_codings:,} codings: {sheet:.2f} s",
        f"from facts to .xlsx: {gathered + sheet:.2f} s (budget {EXPORT:.0f} s)",
        f"csv of {n_codings:,} codings: {table:.2f} s; html of {n_themes} themes: {page:.2f} s",
    ]
    print("\n".join(told), file=sys.stderr)
    seconds_of = {
        "docx_seconds": word, "findings_seconds": gathered, "xlsx_seconds": sheet, "csv_seconds": table,
        "html_seconds": page,
    }  # fmt: skip
    counts = {"themes": n_themes, "quotations": shown, "codings": n_codings}
    print(json.dumps({**counts, **{name: round(taken, 3) for name, taken in seconds_of.items()}}))
    return int(word > BUDGET_SECONDS or gathered + sheet > EXPORT or shown < 300)


if __name__ == "__main__":
    sys.exit(main())
