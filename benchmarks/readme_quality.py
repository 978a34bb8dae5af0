"""The tables of README.md on how good proposals are; see ``benchmarks.readme``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from benchmarks.markdown import measured_by, short, table
from benchmarks.readme_themes import ENGINES, of_size
from benchmarks.record import Record

_SHOWN = "500"  # segments
_IN_WORDS = {**ENGINES, "ours": "Themes", "bertopic_reduced": "outliers reduced", "bertopic_kmeans": "with KMeans"}


def candidates(records: Mapping[str, Record]) -> list[str]:
    """Agreement of candidate themes with people's codes at 500 segments, and how far they are found again."""
    result = records["themes"]["result"]
    mean = next((one for one in result["means"] if one["n"] == _SHOWN), result["means"][-1])
    entries = list(of_size(result, mean["n"]))
    engines = [name for name in ENGINES if name in mean]

    def row(words: str, values: Mapping[str, float | None]) -> list[str]:
        best = max((value for value in values.values() if value is not None), default=None)
        said = {name: short(value, 2) for name, value in values.items()}
        return [words, *(f"**{said[name]}**" if values[name] == best else said[name] for name in engines)]

    def of(size: Mapping[str, Any], figure: str) -> dict[str, float | None]:
        return {name: size[name][figure] for name in engines}

    rows = [row(f"{one['set']}, {size['n']} segments", of(size, "ami")) for one, size in entries]
    rows.append(row("mean", {name: mean[name]["ami"] for name in engines}))
    rows.append(row("mean, unplaced left out", {name: mean[name]["ami_without_unplaced"] for name in engines}))
    again = "found again with a tenth left out"
    rows += [row(f"{one['set']}: {again}", of(size, "stability")) for one, size in entries if one["context"]]
    steady = [size for _, size in entries if all(size[name]["stability"] is not None for name in engines)]
    if steady:
        rows.append(
            row(f"mean: {again}", {name: _mean([one[name]["stability"] for one in steady]) for name in engines})
        )
    rows.append(
        ["unplaced, mean", *(f"{_mean([size[name]['unplaced'] for _, size in entries]):.0%}" for name in engines)]
    )
    return [
        "How far candidate themes agree with the codes that people gave the same segments (AMI: 0 is chance, 1 the",
        "same), and with themselves when a tenth of the segments is left out (median ARI). No constant was chosen on",
        "these sets.",
        "",
        *table(("", *(_IN_WORDS[name] for name in engines)), rows),
        "",
        measured_by(records["themes"]),
    ]


def suggestions(records: Mapping[str, Record]) -> list[str]:
    """How often the right code is among the first three, and how much need not be read."""
    of_suggest = [one for one in _sets(records["suggest"]["result"]) if "ours" in one]
    confirmed = list(of_suggest[0]["ours"])
    saved = _sets(records["effort"]["result"])
    ways = {
        "ours": "Themes",
        "tfidf_logistic": "TF-IDF, logistic regression",
        "keywords": "keywords",
        "random": "random",
    }
    ways = {name: words for name, words in ways.items() if all(name in one for one in saved)}
    return [
        "How often the code that people gave is among the first three suggested, by quotations confirmed a code:",
        "",
        *table(
            ("", *confirmed),
            [
                [one["set"], *(short(one["ours"][k]["recall_at_3"], 2) if k in one["ours"] else "-" for k in confirmed)]
                for one in of_suggest
            ],
        ),
        "",
        "What need not be read to find 80 % of the codings of a code, beyond what random order saves (WSS@80):",
        "",
        *table(
            ("", *ways.values()),
            [[f"{one['set']}, {one['codes']} codes", *(short(one[way]["wss_80"], 2) for way in ways)] for one in saved],
        ),
        "",
        measured_by(records["suggest"], records["effort"]),
    ]


def names(records: Mapping[str, Record]) -> list[str]:
    """How many identifiers are found before a person looks."""
    result = records["identifiers"]["result"]
    ways = list(result["scores"])
    parts = {"all kinds": "all kinds", "names not on the list": "names not on the project's list",
             "lower case": "in text of small letters"}  # fmt: skip

    def cell(way: str, part: str, of: str = "scores") -> str:
        hit, n = result[of][way][part]
        return f"{short(hit / n, 2)} ({hit} of {n})"

    known, of_all = result["strangers"]
    rows = [[words, *(cell(way, part) for way in ways)] for part, words in parts.items()]
    if "unseen" in result:
        words = "all kinds, the half kept unseen until the end"
        rows.insert(1, [words, *(cell(way, "all kinds", "unseen") for way in ways)])
    rows.append(["false findings for 1,000 words", *(f"{result['false_for_1000_words'][way]:.1f}" for way in ways)])

    return [
        f"What could tell who somebody is, found in {result['sentences']} spoken sentences before a person decides:",
        "",
        *table(("", *ways), rows),
        "",
        f"Names that are on no list, in plain sentences of small letters, by rules: {known} of {of_all}.",
        measured_by(records["identifiers"]),
    ]


def _sets(result: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - a list of sets, or an object that holds one
    return result if isinstance(result, list) else result["sets"]


def _mean(values: list[float]) -> float:
    return sum(values) / len(values)
