"""Whether people would recognise candidates by their names: gold codes against phrases, ours and three others.

    python -m benchmarks.naming [--data ../shared/data] [--names]
    python -m benchmarks.naming --labelled labelled.csv [--codebook codebook.csv] [--gold code|theme]

Discovery runs as in the product. A candidate counts where its most enriched gold code is at least three times as
frequent in it as outside. It is recognised where the head word of that code's name, or a synonym of it (cosine of at
least .6 by our own encoder, with a word of a phrase or with the phrase), is among its first three phrases. Prints one
JSON object on stdout and a table on stderr. Beside ours, for the same candidates: c-TF-IDF (Grootendorst 2022), KeyBERT
with maximal marginal relevance, and noun chunks by their likeness to the centre.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import bars, kept, naming_cases, naming_peers, sets
from benchmarks.enriched import most_enriched
from benchmarks.labelled import Kept, even, odd, rows_of
from benchmarks.naming_cases import Case, summary
from themes.discover import propose
from themes.discover.embed import Encoder
from themes.discover.terms import says_something, stem
from themes.model import Segment
from themes.text import words as words_of

USABILITY, NHS = "coded/usability_interviews/labelled.csv", "coded/nhs_feedback/labelled.csv"

SYNONYM = 0.6
"""Cosine from which a word is held to say the same as another."""

AIM = 0.7
N_PHRASES = 3
MOST = 1_500
"""Segments a study: larger sets are taken in as many disjoint parts of this size as --draws allows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """Segments, their words, and all gold codes of each."""

    name: str
    segments: list[Segment]
    words: list[str]
    codes: list[frozenset[str]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print one JSON object on stdout and a table on stderr."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="the folder of real data")
    parser.add_argument("--labelled", type=Path, help="one labelled.csv instead of the sets that are reported")
    parser.add_argument("--codebook", type=Path, help="its codebook.csv: definitions are printed with --names")
    parser.add_argument("--gold", choices=("code", "theme"), default="code", help="the column whose names are expected")
    parser.add_argument("--context", action="store_true", help="its rows follow one another, as in an interview")
    parser.add_argument("--chosen", action="store_true", help="the sets on which constants were chosen")
    parser.add_argument("--n", type=int, default=MOST, help="segments a study (default %(default)s)")
    parser.add_argument("--draws", type=int, default=3, help="disjoint studies a set at most (default %(default)s)")
    parser.add_argument("--names", action="store_true", help="print the phrases of each candidate too")
    options = parser.parse_args(arguments)
    if options.labelled:
        of = [labelled(options.labelled, gold=options.gold, in_order=options.context)]
    else:
        of = chosen(options.data) if options.chosen else reported(options.data)
    encoder = kept.encoder()
    by_set: dict[str, list[Case]] = {}
    for one in of:
        by_set[one.name] = [case for part in parts(one, options.n, options.draws) for case in measured(part, encoder)]
        print(f"{one.name}: {len(by_set[one.name])} candidates", file=sys.stderr, flush=True)
    cases = [case for some in by_set.values() for case in some]
    result: dict[str, Any] = {
        "set": of[0].name if len(of) == 1 else "pooled",
        "n": sum(len(one.words) for one in of),
        "draws": options.draws,
        **summary(cases),
        "sets": {name: {"n": n_of(of, name), **summary(some)} for name, some in by_set.items()},
    }
    what = f"gold name's head word or a synonym in the first three phrases, {result['enriched']} candidates"
    result["bars"] = [bars.at_least(AIM, what, result["ours"]["head"], line=5, kind="aim")]
    if options.names:
        print(naming_cases.names(cases, _definitions(options.codebook)), file=sys.stderr)
    print(naming_cases.table(by_set, cases), file=sys.stderr)
    print(bars.lines(result["bars"]), file=sys.stderr)
    print(json.dumps(result))


def chosen(data: Path) -> list[Labelled]:
    """The sets on which the naming was chosen: usability interviews P1 to P11, and half of the patients' comments."""
    return [
        labelled(data / USABILITY, name="usability P1-P11", kept=lambda row, _: sets.of_first(row), in_order=True),
        labelled(data / NHS, name="nhs_feedback, half", kept=even),
    ]


def reported(data: Path) -> list[Labelled]:
    """The sets that are reported, on which nothing was chosen."""
    return [
        labelled(data / USABILITY, name="usability P12-P17", kept=lambda row, _: not sets.of_first(row), in_order=True),
        labelled(data / "coded/explainability_interviews/labelled.csv", gold="theme", in_order=True),
        labelled(data / NHS, name="nhs_feedback, other half", kept=odd),
        labelled(data / "coded/open_ended_answers/labelled.csv"),
        labelled(data / "coded/emotions_scale/labelled.csv"),
        labelled(data / "coded/abstracts_inline_codes/labelled.csv"),
    ]


def parts(one: Labelled, n: int, most: int) -> list[Labelled]:
    """Disjoint studies of about n segments, whole sources together where sources are smaller than that."""
    n_parts = max(1, min(most, len(one.words) // n))
    n = min(n, math.ceil(len(one.words) / n_parts))
    sizes = Counter(segment.transcript_id for segment in one.segments)
    if max(sizes.values()) > n / 2:
        of = [list(range(len(one.words)))[at::n_parts][:n] for at in range(n_parts)]
    else:
        of, filled = [[] for _ in range(n_parts)], [0] * n_parts
        place: dict[str, int] = {}
        for at, segment in enumerate(one.segments):
            if segment.transcript_id not in place:
                place[segment.transcript_id] = min(range(n_parts), key=lambda part: filled[part])
                filled[place[segment.transcript_id]] += sizes[segment.transcript_id]
            if len(of[place[segment.transcript_id]]) < n:
                of[place[segment.transcript_id]].append(at)
    return [
        Labelled(
            name=one.name,
            segments=[one.segments[at] for at in positions],
            words=[one.words[at] for at in positions],
            codes=[one.codes[at] for at in positions],
        )
        for positions in of
    ]


def measured(one: Labelled, encoder: Encoder) -> list[Case]:
    """Every candidate of one study that has an enriched code, with what each way calls it."""
    vectors = encoder.encode(one.words)
    found = propose(one.segments, one.words, vectors)
    ranks = [member.rank for member in found.members]
    cases = []
    for candidate in found.candidates:
        code, times, share = most_enriched(one.codes, [rank == candidate.rank for rank in ranks])
        cases.append(
            Case(set=one.name, rank=candidate.rank, n=candidate.n_segments, code=code, times=times, share=share)
        )
        cases[-1].phrases["ours"] = list(candidate.phrases[:N_PHRASES])
    for way, of_way in naming_peers.all_of(one.words, vectors, ranks, encoder=encoder).items():
        for case, of_one in zip(cases, of_way, strict=True):
            case.phrases[way] = of_one[:N_PHRASES]
    names = {case.code: naming_peers.name_words(case.code) for case in cases}
    meaning = _Meaning(encoder)
    for case in cases:
        heads, content = names[case.code]
        for way, phrases in case.phrases.items():
            case.head[way] = meaning.among(heads, phrases)
            case.word[way] = meaning.among(content, phrases)
    return cases


class _Meaning:
    """Whether a word or a synonym of it is among phrases; each text is encoded once."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, Any] = {}

    def among(self, wanted: Iterable[str], phrases: Sequence[str]) -> bool:
        spoken = [word.lower() for phrase in phrases for word in words_of(phrase) if says_something(word)]
        offered = list(dict.fromkeys([*spoken, *(phrase.lower() for phrase in phrases)]))
        targets = list(wanted)
        if {stem(word) for word in targets} & {stem(word) for word in spoken}:
            return True
        if not targets or not offered:
            return False
        missing = [text for text in dict.fromkeys([*offered, *targets]) if text not in self._known]
        self._known.update(zip(missing, self._encoder.encode(missing), strict=True))
        return any(float(self._known[word] @ self._known[text]) >= SYNONYM for word in targets for text in offered)


def labelled(
    path: Path, *, name: str = "", gold: str = "code", kept: Kept | None = None, in_order: bool = False
) -> Labelled:
    """The segments of a labelled.csv with all codes of each; see ``sets.labelled``."""
    found = sets.labelled(path, name=name, kept=kept, gold=gold, in_order=in_order)
    sets.check(found)
    codes: dict[str, set[str]] = {}
    for row in rows_of(path):
        codes.setdefault(row.get("text", ""), set()).update(_named(row.get(gold, ""), row.get("theme", "")))
    return Labelled(
        name=found.name,
        segments=found.segments,
        words=found.words,
        codes=[frozenset(codes[text]) for text in found.words],
    )


def _named(code: str, theme: str) -> list[str]:
    return [found] if (found := name_of(code, theme)) else []


def name_of(code: str, theme: str) -> str:
    """What a code is called, without its theme in front and the marks behind ("result:hype")."""
    return (code.removeprefix(f"{theme}:") if theme else code).split(":", maxsplit=1)[0].strip()


def n_of(of: Sequence[Labelled], name: str) -> int:
    """How many segments a set holds."""
    return next(len(one.words) for one in of if one.name == name)


def _definitions(codebook: Path | None) -> dict[str, str]:
    rows = rows_of(codebook) if codebook else ()
    return {name_of(row.get("code", ""), row.get("theme", "")): row.get("definition", "") for row in rows}


if __name__ == "__main__":
    main()
