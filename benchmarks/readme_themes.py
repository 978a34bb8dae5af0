"""The tables of RESULTS.md on candidate themes and their names; see ``benchmarks.readme``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from benchmarks.markdown import measured_by, percent, short, signed, table
from benchmarks.record import Record

ENGINES = {
    "ours": "ours", "bertopic": "BERTopic", "bertopic_reduced": "reduced", "bertopic_kmeans": "KMeans",
    "tfidf_nmf": "TF-IDF NMF",
}  # fmt: skip
BERTOPICS = tuple(name for name in ENGINES if name.startswith("bertopic"))


def figures(records: Mapping[str, Record]) -> list[str]:
    """A table for each number of segments, unplaced segments counted as a group and left out; and the seeds."""
    result = records["themes"]["result"]
    lines = [measured_by(records["themes"]), ""]
    for mean in result["means"]:
        entries = list(of_size(result, mean["n"]))
        at = "all segments" if mean["n"] == "all" else f"{mean['n']} segments"
        engines = [name for name in ENGINES if all(name in one for _, one in entries)]
        lines += [
            f"At {at}; AMI, with unplaced segments as a group of their own / without them:",
            "",
            *table(
                ("set", "n", *(ENGINES[name] for name in engines), "ours above the best BERTopic"),
                [_agreement(one, size, engines) for one, size in entries] + [_mean(mean, engines)],
            ),
            "",
            *table(
                ("set", "groups", "largest, any draw", "unplaced", "of one case", "steady: ours (lowest)", "BERTopic",
                 "reduced", "KMeans", "processor s: ours", "BERTopic"),
                [_sizes(one, size) for one, size in entries],
            ),
            "",
        ]  # fmt: skip
    seeds = [(one["set"], one["seeds"]) for one in result["sets"] if "seeds" in one]
    if not seeds:
        return lines[:-1]
    return [
        *lines,
        "Ours with another seed on the same segments, ARI of every two:",
        "",
        *table(
            ("set", "n", "seeds", "median", "lowest"),
            [
                (name, str(one["n"]), str(one["seeds"]), short(one["ari_median"]), short(one["ari_lowest"]))
                for name, one in seeds
            ],
        ),
    ]


def held(records: Mapping[str, Record]) -> list[str]:
    """Every bar of lines 2 to 4, and whether it holds."""
    bars = sorted(records["themes"]["result"]["bars"], key=lambda one: (one["holds"], one["line"]))
    return table(
        ("line", "", "what", "measured", "asked", "holds"),
        [
            (
                str(one["line"]),
                one["kind"],
                one["what"],
                short(one["measured"]) if isinstance(one["measured"], float) else str(one["measured"]),
                one["bar"],
                "yes" if one["holds"] else "**no**",
            )
            for one in bars
        ],
    )


def naming(records: Mapping[str, Record]) -> list[str]:
    """Shares of candidates whose gold code's name is among the first three phrases: head word / any word."""
    result = records["naming"]["result"]
    ways = {"ours": "ours head / any", "c_tf_idf": "c-TF-IDF", "keybert_mmr": "KeyBERT with MMR",
            "noun_chunks": "noun chunks"}  # fmt: skip

    def cells(one: Mapping[str, Any]) -> list[str]:
        return [f"{short(one[way]['head'], 2)} / {short(one[way]['any_word'], 2)}" for way in ways]

    def row(name: str, one: Mapping[str, Any]) -> list[str]:
        return [name, str(one["candidates"]), str(one["enriched"]), *cells(one)]

    spans = [
        f"{short(result[way]['head'], 2)} [{short(result[way]['interval'][0], 2)}, "
        f"{short(result[way]['interval'][1], 2)}]"
        for way in ways
    ]
    over_all = [
        f"{short(result[way]['head_over_all'], 2)} / {short(result[way]['any_word_over_all'], 2)}" for way in ways
    ]
    return [
        measured_by(records["naming"]),
        "",
        *table(
            ("reported set", "candidates", "three times", *ways.values()),
            [
                *(row(name, one) for name, one in result["sets"].items()),
                ["**pooled, head**", str(result["candidates"]), str(result["enriched"]), *spans],
                row("**pooled**", result),
                ["**over all**", str(result["candidates"]), "", *over_all],
            ],
        ),
    ]


def guided(records: Mapping[str, Record]) -> list[str]:
    """What decisions raise agreement by on segments that nobody read, beside random ones and codings one by one."""
    result = records["guided"]["result"]
    kinds = ("guided", "at random", "one by one")
    rows = [
        [
            one["set"],
            f"{one['n']:,}",
            short(one["guided"]["before"]),
            *(signed(one[kind]["gain"], one[kind]["gain_interval"]) for kind in kinds),
            signed(one["above_random"], one["above_random_interval"]),
        ]
        for one in result["sets"]
    ]
    rows.append(["**mean**", "", "", signed(result["gain"]), "", "", signed(result["above_random"])])
    holds = "it holds" if result["holds"] else "it does **not** hold"
    return [
        f"Aim: +{short(result['aim'], 2)} over the first run; {holds}.",
        "",
        *table(("set", "n", "first run", *kinds, "above random"), rows),
        "",
        measured_by(records["guided"]),
    ]


def of_size(result: Mapping[str, Any], label: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each set with its figures at a number of segments, or at all that it has."""
    for one in result["sets"]:
        for size in one["sizes"]:
            if size["all"] if label == "all" else str(size["n"]) == label:
                yield one, size


def _agreement(one: Mapping[str, Any], size: Mapping[str, Any], engines: list[str]) -> list[str]:
    best = max((name for name in BERTOPICS if name in size), key=lambda name: size[name]["ami"], default=None)
    above = signed(size[best]["ours_above"], size[best]["ours_above_interval"]) if best else "-"
    most = max(size[name]["ami"] for name in engines)
    cells = []
    for name in engines:
        ami, placed = short(size[name]["ami"]), short(size[name]["ami_without_unplaced"])
        cells.append(f"**{ami}** / {placed}" if size[name]["ami"] == most else f"{ami} / {placed}")
    return [one["set"], f"{size['n']:,}", *cells, above]


def _mean(mean: Mapping[str, Any], engines: list[str]) -> list[str]:
    cells = [f"{short(mean[name]['ami'])} / {short(mean[name]['ami_without_unplaced'])}" for name in engines]
    return ["**mean**", "", *cells, ""]


def _sizes(one: Mapping[str, Any], size: Mapping[str, Any]) -> list[str]:
    ours = size["ours"]
    low, high = ours["proposed"]["candidates"]
    stable = "-"
    if ours["stability"] is not None:
        stable = f"{short(ours['stability'], 2)} ({short(ours['stability_lowest'], 2)})"
    return [
        one["set"],
        f"{low}" if low == high else f"{low} to {high}",
        percent(ours["proposed"]["largest"]),
        percent(ours["unplaced"]),
        str(ours["proposed"]["single_case"]),
        stable,
        *(short(size[name]["stability"], 2) if name in size else "-" for name in BERTOPICS),
        f"{ours['processor_seconds']:.1f}",
        f"{size['bertopic']['processor_seconds']:.1f}" if "bertopic" in size else "-",
    ]
