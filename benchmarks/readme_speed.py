"""The tables of README.md on speed and space; see ``benchmarks.readme``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from benchmarks.markdown import measured_by, table
from benchmarks.record import Record

NEEDS = ("discovery", "start", "first_page", "coding", "report", "survey")


def speed(records: Mapping[str, Record]) -> list[str]:
    """What a person waits for, beside its budget."""
    result = {name: records[name]["result"] for name in NEEDS}
    start, page, coding, report = (result[name] for name in ("start", "first_page", "coding", "report"))
    survey = result["survey"]
    rows = [*_discovery(result["discovery"]["speed"])]
    help_, import_ = start["themes --help"]["ratio"], start["import themes"]["ratio"]
    rows += [
        ("`import themes`, `themes --help`", f"{import_:.2f} and {help_:.2f} times `import sqlalchemy`", "2 times"),
        ("first page", f"{page['ratio']:.2f} times a bare Streamlit hello", "1.5 times"),
        (
            "coding by keys with 500 codings in sight: key to visible, key to committed",
            f"{coding['visible_ms']:.1f} and {coding['committed_ms']:.1f} ms",
            "20 and 40 ms",
        ),
        (
            "an hour's interview with 500 codings, asked for to painted",
            f"{coding['painted_ms']:.0f} ms",
            "600 ms",
        ),
        (
            f"Word report of {report['themes']} themes and {report['quotations']} quotations",
            f"{report['docx_seconds']:.1f} s",
            "3 s",
        ),
        ("47,800 survey comments taken in", f"{survey['taken in']['seconds']:.1f} s", "10 s"),
        ("any 200 of them opened", f"{survey['200 answers opened']['seconds']:.2f} s", "1 s"),
        ("a search of all of them", f"{survey['searched']['seconds']:.2f} s", "0.3 s"),
    ]
    used = list(NEEDS)
    if "taguette" in records and "taguette" in records["taguette"]["result"]:
        beside = records["taguette"]["result"]
        ours, theirs = beside["ours"], beside["taguette"]
        took = f"{theirs['coding_ms']:.1f} and {theirs['opening_ms']:.1f} ms"
        rows.append(
            (
                "of that on the server alone, same run as Taguette's: a coding given, the interview opened with 500",
                f"{ours['coding_ms']:.1f} and {ours['opening_ms']:.1f} ms",
                f"Taguette {beside['version']}: {took}",
            )
        )
        used.append("taguette")
    if "refi" in records:
        refi = records["refi"]["result"]
        rows.append(
            (
                f"{refi['codings']:,} codings written as REFI-QDA, and read from it",
                f"{refi['written_seconds']:.1f} and {refi['read_seconds']:.1f} s",
                "1 and 3 s",
            )
        )
        used.append("refi")
    if "exports" in records:
        exports = records["exports"]["result"]
        seconds = exports["seconds"]
        slowest = max(seconds, key=seconds.get)
        rows.append(
            (
                f"each of {len(seconds)} exports of {exports['codings']:,} codings; the slowest is {slowest}",
                f"{seconds[slowest]:.1f} s",
                "2 s",
            )
        )
        used.append("exports")
    if "large" in records:
        rows += _large(records["large"]["result"])
        used.append("large")
    return [
        measured_by(*(records[name] for name in used)),
        "Trust the ratios; seconds are this machine's.",
        "",
        *table(("what", "measured", "budget"), rows),
    ]


def _discovery(speed: Mapping[str, Mapping[str, float]]) -> list[tuple[str, str, str]]:
    ours = speed["ours"]
    rows = [
        (
            f"{ours['n_transcripts']} interviews of about an hour ({ours['n_words']:,} words) read, cut and stored",
            f"{ours['read_and_store_seconds']:.2f} s",
            "5 s",
        ),
        (
            f"candidate themes for them the first time ({ours['n_segments']:,} segments), nothing computed before",
            f"{ours['discover_seconds']:.1f} s, {ours['peak_megabytes']:,} MB",
            "20 s",
        ),
    ]
    if "bertopic" in speed:
        theirs, times = speed["bertopic"], f"{speed['times_faster']:.1f} times ours"
        rows.append(
            (
                "the same segments by BERTopic's defaults with sentence-transformers, same run",
                f"{theirs['total_seconds']:.1f} s, {theirs['peak_megabytes']:,} MB: {times}",
                "3 times",
            )
        )
    return rows


def _large(result: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    n, most = max(result["sizes"].items(), key=lambda pair: int(pair[0]))
    power = result["exponents"]["seconds"]
    return [
        (
            f"candidate themes for {int(n):,} comments ({most['segments']:,} segments), the first time",
            f"{most['seconds']:.0f} s, {most['worker_megabytes']:,} MB; grows with n to the {power:g}",
            "360 s, 1,500 MB",
        ),
        ("opened afterwards: project, candidates, quotations of one", f"{most['opened_seconds']:.2f} s", "1 s"),
    ]


def large(records: Mapping[str, Record]) -> list[str]:
    """How time and memory grow with the number of comments: wall seconds, and those of the processor."""
    result = records["large"]["result"]
    sizes, power = result["sizes"], result["exponents"]

    def row(words: str, cells: list[str], exponent: float | None) -> list[str]:
        return [words, *cells, "" if exponent is None else f"{exponent:g}"]

    rows = [row("segments", [f"{one['segments']:,}" for one in sizes.values()], None)]
    for stage in next(reversed(sizes.values()))["stages"]:
        taken = [one["stages"].get(stage, {"seconds": 0, "processor_seconds": 0}) for one in sizes.values()]
        cells = [f"{one['seconds']:.1f} ({one['processor_seconds']:.1f})" for one in taken]
        rows.append(row(f"{stage}, s", cells, power.get(stage)))
    whole = [f"{one['seconds']:.1f} ({one['processor_seconds']:.1f})" for one in sizes.values()]
    rows += [
        row("survey to candidates, s", whole, power["seconds"]),
        row("worker, MB", [f"{one['worker_megabytes']:,}" for one in sizes.values()], power["worker_megabytes"]),
        row("owner, MB", [f"{one['owner_megabytes']:,}" for one in sizes.values()], power["owner_megabytes"]),
        row("opened, s", [f"{one['opened_seconds']:.2f}" for one in sizes.values()], power["opened_seconds"]),
    ]
    return [
        *table(("comments", *(f"{int(n):,}" for n in sizes), "n to the"), rows),
        "",
        measured_by(records["large"]),
    ]


def installation(records: Mapping[str, Record]) -> list[str]:
    """What installing takes."""
    found = records["install"]["result"]
    return [
        *table(
            ("installation", "time", "space of `.venv`"),
            [
                (words, f"{found[kind]['seconds']:,} s", f"{found[kind]['megabytes']:,} MB")
                for kind, words in (("full", "full (`make run`)"), ("light", "light (`make run EXTRAS=`)"))
            ],
        ),
        "",
        measured_by(records["install"]) + " With the processor build of torch; downloads included.",
    ]
