"""What twenty decisions of a researcher are worth: guided discovery held against codes that people gave.

    python -m benchmarks.guided [--labelled CSV [--codebook CSV] [--context]] [--n 500] [--draws 5] [--chosen] [--table]

One JSON object on standard output, its table on standard error (``--table``: the table on standard output, no JSON).
A researcher is simulated from the codes: candidates of the first run are gone through by rank, ten segments of each are
read, the strongest first. The code that most of them bear, three at least and three of ten, takes those that bear it,
and the others are left out of it ("accept"; "into" where it is a code already, so that two candidates are one). Where a
second code has as many, its segments become that code ("split"). Else the candidate is rejected. After twenty decisions
the discovery runs again, guided. Agreement (AMI) is counted on segments that nobody read, in both runs alike: none that
a decision ticked, left out or moved is among them.
"at random": the same researcher, whose answers are drawn from all codes by their frequency. "one by one": as many
segments as were read, drawn from all, each given its own code. None of the three is told what codes mean; "codebook" is
the guided run from all definitions and no decision, "codebook, guided" that from both.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import kept, measures, sets
from benchmarks.draws import Drawn, draws
from benchmarks.labelled import rows_of
from themes.discover import Grouped, group
from themes.discover.candidates import strengths
from themes.discover.describe import closeness
from themes.discover.guided import regrouped
from themes.model import Code, Quotation, Segment, Suggestion
from themes.project.encoding import Encoded
from themes.project.guided import Start, guidance
from themes.project.learnt import Decisions, words_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Groups = NDArray[np.int64]

N, DRAWS, DECISIONS, READ = 500, 5, 20, 10
_FEWEST_OF_A_CODE, _SHARE_OF_A_CODE = 3, 0.3
AIM = 0.08


@dataclass(slots=True)
class Researcher:
    """What was decided so far: codes by segment, codes refused, candidates set aside, and all that was read."""

    given: dict[int, str] = field(default_factory=dict)
    refused: list[tuple[int, str]] = field(default_factory=list)
    aside: list[list[int]] = field(default_factory=list)
    read: set[int] = field(default_factory=set)
    done: Counter[str] = field(default_factory=Counter)

    def decide(self, members: Sequence[int], gold: Sequence[str], *, left: int) -> None:
        """Read some members of a candidate, and decide once or twice.

        Args:
            members: The strongest that nobody read.
            gold: The code that each segment of the study bears.
            left: How many decisions are left.
        """
        self.read.update(members)
        common = Counter(gold[at] for at in members).most_common(2)
        enough = [code for code, n in common if n >= max(_FEWEST_OF_A_CODE, _SHARE_OF_A_CODE * len(members))]
        if not enough:
            self.aside.append(list(members))
            self.done["reject"] += 1
            return
        self.done["into" if enough[0] in self.given.values() else "accept"] += 1
        for at in members:
            if gold[at] == enough[0]:
                self.given[at] = enough[0]
            else:
                self.refused.append((at, enough[0]))
        if len(enough) > 1 and left > 1:
            self.done["split"] += 1
            self.given.update((at, enough[1]) for at in members if gold[at] == enough[1])

    def decisions(self, segments: Sequence[Segment], words: Sequence[str], definitions: Mapping[str, str]) -> Decisions:
        """The same as a project holds them, with a codebook of some codes and their definitions."""
        names = sorted({*self.given.values(), *definitions})
        aside = [f"set aside {nth}" for nth in range(len(self.aside))]

        def quotation(at: int) -> Quotation:
            one = segments[at]
            return Quotation(
                id="", transcript_id=one.transcript_id, coder_id="", start=one.start, end=one.end, words=words[at]
            )

        def refusal(at: int, code: str) -> Suggestion:
            one = segments[at]
            return Suggestion(
                id="", code_id=code, transcript_id=one.transcript_id, start=one.start, end=one.end, similarity=0.0
            )

        return Decisions(
            codes=tuple(Code(id=name, name=name, definition=definitions.get(name, "")) for name in (*names, *aside)),
            confirmed=(
                *((quotation(at), code) for at, code in self.given.items()),
                *((quotation(at), name) for name, of in zip(aside, self.aside, strict=True) for at in of),
            ),
            refused=tuple(refusal(at, code) for at, code in self.refused if code in names),
        )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and print one JSON object, or a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--labelled", type=Path, help="a labelled.csv in the layout of ../shared/data/coded")
    parser.add_argument("--codebook", type=Path, help="the codebook.csv beside it")
    parser.add_argument("--context", action="store_true", help="its rows follow one another, as in an interview")
    parser.add_argument("--n", type=int, default=N, help="of how many segments")
    parser.add_argument("--draws", type=int, default=DRAWS)
    parser.add_argument("--decisions", type=int, default=DECISIONS)
    parser.add_argument("--chosen", action="store_true", help="the sets that constants are chosen on, not the reported")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="the folder of real data")
    parser.add_argument("--table", action="store_true", help="print the table alone")
    options = parser.parse_args(arguments)
    if options.labelled:
        found = [sets.labelled(options.labelled, in_order=options.context)]
        books = [options.codebook] if options.codebook else []
    else:
        books = sorted((options.data / "coded").glob("*/codebook.csv"))
        found = sets.chosen(options.data) if options.chosen else sets.reported(options.data)
    defined = {row["code"]: row["definition"] for book in books for row in rows_of(book) if row.get("definition")}
    results = []
    for one in found:
        if len(one.words) >= _FEWEST_SEGMENTS:
            results.append(measure(one, defined, n=options.n, n_draws=options.draws, n_decisions=options.decisions))
            print(_line(results[-1]), file=sys.stdout if options.table else sys.stderr, flush=True)
    total = summary(results)
    print(_total(total), file=sys.stdout if options.table else sys.stderr)
    if not options.table:
        print(json.dumps({"sets": results, **total}, indent=1))


_FEWEST_SEGMENTS = 250  # of fewer, twenty decisions leave next to nothing that nobody read


def measure(
    one: sets.Set, defined: Mapping[str, str], *, n: int = N, n_draws: int = DRAWS, n_decisions: int = DECISIONS
) -> dict[str, Any]:
    """The gain over the first run on unread segments, over draws, for each kind of researcher.

    Args:
        one: A set with gold.
        defined: Definitions by code, of this set and perhaps of others.
        n: Of how many segments, where there are as many.
        n_draws: How many draws.
        n_decisions: How many decisions.
    """
    definitions = {code: defined[code] for code in set(one.gold or ()) if code in defined}
    of_draws = [
        gains(draw, definitions, n_decisions=n_decisions)
        for draw in draws(one, [min(n, len(one.words))], times=n_draws)[min(n, len(one.words))]
    ]
    result: dict[str, Any] = {"set": one.name, "n": min(n, len(one.words)), "draws": n_draws}
    for kind in [key for key in of_draws[0] if key != "decisions"]:
        result[kind] = {
            key: measures.mean([facts[kind][key] for facts in of_draws]) for key in ("before", "after", "unread")
        }
        gained = [facts[kind]["after"] - facts[kind]["before"] for facts in of_draws]
        result[kind] |= {"gain": measures.mean(gained), "gain_interval": measures.interval(gained), "gains": gained}
    result["decisions"] = of_draws[0]["decisions"]
    above = [
        one_["guided"]["after"] - one_["guided"]["before"] - one_["at random"]["after"] + one_["at random"]["before"]
        for one_ in of_draws
    ]
    return result | {"above_random": measures.mean(above), "above_random_interval": measures.interval(above)}


def gains(draw: Drawn, definitions: Mapping[str, str], *, n_decisions: int) -> dict[str, Any]:
    """Agreement before and after on unread segments, for each kind of researcher, on one draw."""
    import numpy as np  # noqa: PLC0415

    first = group(draw.segments, draw.words, draw.vectors, seed=draw.seed)
    chance = np.random.default_rng(draw.seed)
    told = decided(first, draw.gold, n_decisions=n_decisions)
    at_random = decided(first, chance.permutation(np.array(draw.gold)).tolist(), n_decisions=n_decisions)
    coded = Researcher(read=set(chance.permutation(len(draw.gold))[: len(told.read)].tolist()))
    coded.given = {at: draw.gold[at] for at in sorted(coded.read)}
    facts: dict[str, Any] = {"decisions": dict(told.done)}
    kinds: list[tuple[str, Researcher, Mapping[str, str]]] = [
        ("guided", told, {}),
        ("at random", at_random, {}),
        ("one by one", coded, {}),
    ]
    if definitions:
        kinds += [("codebook", Researcher(read=told.read), definitions), ("codebook, guided", told, definitions)]
    for kind, researcher, known in kinds:
        unread = np.array([at not in researcher.read for at in range(len(draw.gold))])
        codes = [code for code, there in zip(draw.gold, unread, strict=True) if there]
        after = again(draw, first, researcher, known)
        facts[kind] = {
            "before": measures.against_gold(codes, first.found[unread])["ami"],
            "after": measures.against_gold(codes, after[unread])["ami"],
            "unread": float(unread.sum()),
        }
    return facts


def decided(first: Grouped, gold: Sequence[str], *, n_decisions: int) -> Researcher:
    """What the researcher decides on the candidates of the first run, going through them again where they are few."""
    import numpy as np  # noqa: PLC0415

    prepared, found = first.prepared, first.found
    strength = strengths(prepared.graph, found, closeness(prepared.vectors, found))
    researcher = Researcher()
    while (n := researcher.done.total()) < n_decisions:
        for rank in range(int(found.max()) + 1):
            members = [at for at in np.flatnonzero(found == rank).tolist() if at not in researcher.read]
            members.sort(key=lambda at: (-strength[at], at))
            left = n_decisions - researcher.done.total()
            if left and len(members) >= _FEWEST_OF_A_CODE:
                researcher.decide(members[:READ], gold, left=left)
        if researcher.done.total() == n:
            break
    return researcher


def again(draw: Drawn, first: Grouped, researcher: Researcher, definitions: Mapping[str, str]) -> Groups:
    """The groups of the guided discovery, by the way that a project goes."""
    decisions = researcher.decisions(draw.segments, draw.words, definitions)
    encoded = Encoded(
        model="",
        segments=tuple(draw.segments),
        words=tuple(draw.words),
        vectors=draw.vectors,
        extra=kept.encoder().encode([words_of(code) for code in decisions.codes]),
    )
    known = guidance(Start(decisions=decisions, n_codes=len(decisions.codes) - len(researcher.aside)), encoded, ())
    return first.found if known is None else regrouped(first, known)[0].found


def summary(results: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Means over sets, and whether the aim holds."""
    gain = measures.mean([one["guided"]["gain"] for one in results])
    above = measures.mean([one["above_random"] for one in results])
    return {
        "gain": gain,
        "above_random": above,
        "aim": AIM,
        "holds": bool(gain and above and gain >= AIM and above > 0),
    }


def _line(one: dict[str, Any]) -> str:
    """A set in one line."""
    told, chance, coded = one["guided"], one["at random"], one["one by one"]
    above = f"{one['above_random']:+.3f} {_between(one['above_random_interval'])}"
    return (
        f"{one['set']:26.26} n {one['n']:4} unread {told['unread']:.0f}  first {told['before']:.3f} "
        f"guided {told['after']:.3f} {told['gain']:+.3f} {_between(told['gain_interval'])}  "
        f"at random {chance['gain']:+.3f}, above that {above}  one by one {coded['gain']:+.3f}"
        + "".join(f"  {kind} {one[kind]['gain']:+.3f}" for kind in ("codebook", "codebook, guided") if kind in one)
    )


def _between(interval: Sequence[float] | None) -> str:
    return "[{:+.3f}, {:+.3f}]".format(*interval) if interval else ""


def _total(total: dict[str, Any]) -> str:
    return f"mean over sets {total['gain']:+.3f}, above random {total['above_random']:+.3f} (aim {AIM:+.2f})"


if __name__ == "__main__":
    main()
