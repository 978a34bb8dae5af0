"""The ends of what is suggested: held against what a person marked, beside the whole segments.

    python -m benchmarks.spans [--data ../shared/data] [--chosen]

The usability interviews with their quotations, as the product has them: transcripts cut into segments, quotations of
some participants confirmed until each code has 4 or 16, and the 20 segments of the other participants that most
probably bear each code proposed, once whole and once as the sentences that the product would propose. A proposal is a
hit where it touches a quotation of the code; of hits: how much it overlaps with the likest quotation (intersection
over union of characters), how much of that quotation it covers, how much of it is marked with the code.
Constants were chosen on P1 to P11 (``--chosen``: a third of those held out, in turn); reported are P12 to P17 learnt
from P1 to P11. JSON goes to stdout, a table to stderr.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import sets
from benchmarks.kept import encoder
from benchmarks.labelled import coded, rows_of
from benchmarks.suggest import interval
from themes.model import Code, Quotation, Span, Transcript
from themes.project.encoding import Encoded
from themes.project.learnt import Decisions, Learnt, learn_from, pool_of
from themes.project.quoting import spans_to_quote

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CONFIRMED = (4, 16)
_PROPOSED = 20
_FEWEST = 5  # quotations of a code among the held out
_LAST_LEARNT_FROM = 11
_FOLDS = 3
_FAR = 3000  # code points back that the next quotation may begin

Marked = dict[str, list[tuple[Span, list[str]]]]
"""By transcript, each marked place with its codes."""


def main() -> None:
    """Measure, print JSON to stdout and a table to stderr."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="the folder of real data")
    parser.add_argument("--chosen", action="store_true", help="on P1 to P11, on which constants were chosen")
    options = parser.parse_args()
    result = measure(options.data, chosen=options.chosen)
    print(_table(result), file=sys.stderr)
    print(json.dumps(result))


def measure(data: Path, *, chosen: bool) -> dict[str, Any]:
    """Figures of whole segments and of what is proposed, by number of confirmed quotations a code."""
    study = _Study.read(data)
    early = [name for name in study.transcripts if _number(name) <= _LAST_LEARNT_FROM]
    if chosen:
        folds = [
            ([name for at, name in enumerate(early) if at % _FOLDS != fold], early[fold::_FOLDS])
            for fold in range(_FOLDS)
        ]
    else:
        folds = [(early, [name for name in study.transcripts if name not in early])]
    found: dict[str, Any] = {}
    for k in CONFIRMED:
        whole: list[_Judged] = []
        ours: list[_Judged] = []
        for learnt_from, asked in folds:
            for before, after in _proposed(study, learnt_from, asked, k):
                whole.append(before)
                ours.append(after)
        found[str(k)] = {"whole": _summary(whole), "ours": _summary(ours)} | {
            "ours_more_overlap_interval": interval([b.overlap - a.overlap for a, b in zip(whole, ours, strict=True)])
        }
    name = "usability P1-P11, a third unseen" if chosen else "usability P12-P17, learnt from P1-P11"
    return {"set": name, "codes": len(study.codes), "proposed_a_code": _PROPOSED, **found}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Study:
    transcripts: dict[str, Transcript]
    marked: Marked
    codes: tuple[Code, ...]

    @staticmethod
    def read(data: Path) -> _Study:
        transcripts = {one.id: one for one in sets.transcripts(sets.files(data, "usability_odt"))}
        folder = data / "coded" / "usability_interviews"
        marked: Marked = defaultdict(list)
        last: dict[str, int] = {}
        for one in coded(folder / "labelled.csv"):
            name = Path(one.rows[0]["source"]).stem
            source = transcripts[name]
            wanted = re.compile(r"\s+".join(map(re.escape, one.rows[0]["text"].split())))
            place = wanted.search(source.text, max(0, last.get(name, 0) - _FAR)) or wanted.search(source.text)
            if place:  # one in ten runs over what the moderator says between, which stands in a turn of its own
                last[name] = place.start()
                marked[name].append((Span(start=place.start(), end=place.end()), one.given("code")))
        codes = [
            Code(id=row["code"], name=row["code"], definition=row["definition"])
            for row in rows_of(folder / "codebook.csv")
        ]
        return _Study(transcripts=transcripts, marked=marked, codes=tuple(codes))

    def quotations(self, names: Sequence[str], k: int) -> list[tuple[Quotation, str]]:
        """Quotations of some participants, drawn until each code has k of them where there are so many."""
        import numpy as np  # noqa: PLC0415

        every = [(name, span, codes) for name in names for span, codes in self.marked[name]]
        counts: Counter[str] = Counter()
        drawn = []
        for at in np.random.default_rng(0).permutation(len(every)).tolist():
            name, span, codes = every[at]
            if any(counts[code] < k for code in codes):
                words = self.transcripts[name].text[span.start : span.end]
                one = Quotation(
                    id=str(at), transcript_id=name, coder_id="", start=span.start, end=span.end, words=words
                )
                drawn += [(one, code) for code in codes]
                counts.update(codes)
        return drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """One proposal: its overlap with the likest quotation of its code, in [0, 1], and what it covers and shows."""

    overlap: float = 0.0
    covers: float = 0.0
    marked: float = 0.0


def _proposed(
    study: _Study, learnt_from: Sequence[str], asked: Sequence[str], k: int
) -> Iterator[tuple[_Judged, _Judged]]:
    """Each proposal for each code, as a whole segment and as the product cuts it."""
    learnt = _learnt(study, study.quotations(learnt_from, k))
    units = learnt.pool.units.spans
    free = [unit for unit in range(learnt.n_segments) if units[unit].transcript_id in asked]
    for at, code in enumerate(study.codes):
        by_name = {name: [span for span, codes in study.marked[name] if code.id in codes] for name in asked}
        if sum(map(len, by_name.values())) < _FEWEST:
            continue
        first = sorted(free, key=lambda unit: (-learnt.learned.probabilities[unit, at], unit))[:_PROPOSED]
        spans = spans_to_quote(
            learnt, [(unit, code) for unit in first], transcripts=study.transcripts, vectors_of=_vectors
        )
        for unit, span in zip(first, spans, strict=True):
            whole = Span(start=units[unit].start, end=units[unit].end)
            gold = by_name[units[unit].transcript_id]
            yield _judge(whole, gold), _judge(span, gold)


def _learnt(study: _Study, confirmed: list[tuple[Quotation, str]]) -> Learnt:
    decisions = Decisions(codes=study.codes, confirmed=tuple(confirmed), refused=())
    segments, words = sets.segments_of(study.transcripts.values())
    extra = [f"{code.name}: {code.definition}" for code in study.codes]
    extra += [quotation.words for quotation, _ in confirmed]
    vectors = _vectors([*words, *extra])
    encoded = Encoded(
        model="",
        segments=tuple(segments),
        words=tuple(words),
        vectors=vectors[: len(words)],
        extra=vectors[len(words) :],
    )
    return learn_from(decisions, pool_of(list(study.transcripts.values()), decisions, encoded), n_segments=len(words))


def _vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    return encoder().encode(texts)


def _judge(span: Span, gold: Sequence[Span]) -> _Judged:
    touched = [one for one in gold if one.overlaps(span)]
    if not touched:
        return _Judged()
    shown = {at for one in touched for at in range(max(one.start, span.start), min(one.end, span.end))}
    likest = max(touched, key=lambda one: _overlap(span, one))
    return _Judged(
        overlap=_overlap(span, likest),
        covers=_shared(span, likest) / (likest.end - likest.start),
        marked=len(shown) / (span.end - span.start),
    )


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _overlap(one: Span, other: Span) -> float:
    return _shared(one, other) / (max(one.end, other.end) - min(one.start, other.start))


def _summary(judged: Sequence[_Judged]) -> dict[str, Any]:
    hits = [one for one in judged if one.overlap > 0]
    return {
        "proposed": len(judged),
        "hits": round(len(hits) / len(judged), 3),
        "overlap": round(sum(one.overlap for one in judged) / len(judged), 3),
        "overlap_of_hits": round(sum(one.overlap for one in hits) / len(hits), 3),
        "at_least_half": round(sum(one.overlap >= 0.5 for one in judged) / len(judged), 3),
        "covered_of_hits": round(sum(one.covers for one in hits) / len(hits), 3),
        "marked_of_hits": round(sum(one.marked for one in hits) / len(hits), 3),
    }


def _number(name: str) -> int:
    return int(name[1:].split("_", maxsplit=1)[0])


def _table(result: dict[str, Any]) -> str:
    lines = [
        f"\n{result['set']}: the {result['proposed_a_code']} most probable for each code",
        "confirmed        proposed   hits  overlap: all  hits   half or more   covered   marked",
    ]
    for k in map(str, CONFIRMED):
        for way in ("whole", "ours"):
            one = result[k][way]
            lines.append(
                f"{k:>9} {way:6} {one['proposed']:>9}   {one['hits']:.3f}         {one['overlap']:.3f} "
                f"{one['overlap_of_hits']:.3f}          {one['at_least_half']:.3f}     {one['covered_of_hits']:.3f}"
                f"    {one['marked_of_hits']:.3f}"
            )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
