"""Reading saved: how much of the texts a researcher need not read to find most codings of a code.

    python -m benchmarks.effort [--data ../shared/data] [--labelled CSV --codebook CSV --context] [--draws 1]

A researcher with the gold codes looks for one code at a time: reads what is put first, says yes or no, and the order is
made anew after 1, 2, 4, 8 … more texts. Work saved over sampling at recall R (Cohen et al. 2006) is the share of texts
not read when the share R of the codings is found, less 1 - R: what random order saves is 0. All begin with the code's
name and definition alone. Beside ours: random order; keyword search (BM25 with the definition as query, as a
researcher would search); TF-IDF with logistic regression (as in technology-assisted review: Cormack and Grossman 2015,
the definition as the first relevant text, random unread ones as presumed irrelevant). Intervals resample codes.
JSON goes to stdout, a table to stderr.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import bars
from benchmarks.labelled import Labelled, load
from benchmarks.suggest import interval, pool_of
from themes.suggest import Decided, Pool, chances, learn

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RECALLS = (0.8, 0.95)
_MOST_AT_ONCE = 0.1  # of all texts, between two orders
_PRESUMED = 100  # random unread texts that logistic regression takes for irrelevant
_K1, _B = 1.2, 0.75  # BM25's usual constants

Ranker = Callable[[list[int], list[bool]], "NDArray[np.float64]"]
"""Asked with what was read and whether each bears the code: scores of all texts, highest first to be read."""


def main() -> None:
    """Measure, print JSON to stdout and a table to stderr."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--labelled", type=Path, help="a labelled.csv; the reported sets where not given")
    parser.add_argument("--codebook", type=Path)
    parser.add_argument("--context", action="store_true", help="the rows of a source stand in the order of the talk")
    parser.add_argument("--gold", choices=("code", "theme"), default="code")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    options = parser.parse_args()
    if options.labelled:
        sets = [load(options.labelled, codebook=options.codebook, context=options.context, gold=options.gold)]
    else:
        sets = list(_reported(options.data / "coded"))
    results = [measure(one) for one in sets]
    for result in results:
        print(_table(result), file=sys.stderr)
    if options.labelled:
        print(json.dumps(results[0]))
        return
    found = [_bar(result) for result in results if "interviews" in result["set"]]
    print(bars.lines(found), file=sys.stderr)
    print(json.dumps({"sets": results, "bars": found}))


def _bar(result: dict[str, Any]) -> bars.Bar:
    """The aim of the issue: 15 points above the best of the others on interviews."""
    others = [result[name]["wss_80"] for name in ("random", "keywords", "tfidf_logistic") if name in result]
    more = round(result["ours"]["wss_80"] - max(others), 3)
    return bars.at_least(0.15, f"WSS@80 above the best of the others, {result['set']}", more, line=12, kind="aim")


def _reported(coded: Path) -> Iterator[Labelled]:
    for folder, context, gold in (
        ("usability_interviews", True, "code"),
        ("explainability_interviews", True, "theme"),
        ("nhs_feedback", False, "code"),
    ):
        place = coded / folder
        odd = folder == "nhs_feedback"
        yield load(
            place / "labelled.csv",
            codebook=place / "codebook.csv",
            context=context,
            gold=gold,
            kept=lambda row, nth, odd=odd: nth % 2 == 1 if odd else _of_later(row),  # type: ignore[misc]
            name=f"{folder}, other half" if odd else folder,
        )


def _of_later(row: dict[str, str]) -> bool:
    """P12 to P17 of the usability interviews, on which nothing was chosen; everything of other studies."""
    who = row["speaker_if_known"]
    return not (row["source"].startswith("P") and "_GMT" in row["source"] and int(who[1:]) <= 11)


def measure(one: Labelled) -> dict[str, Any]:
    """WSS of each way to order, by code."""
    import numpy as np  # noqa: PLC0415

    pool = pool_of(one)
    saved: dict[str, list[list[float]]] = {}
    for code in range(len(one.codes)):
        gold = one.gold[:, code]
        rankers = {
            "ours": _ours(pool, code),
            "random": _random(len(gold)),
            "keywords": _keywords(one, code),
        }
        if find_spec("sklearn") is not None:
            rankers["tfidf_logistic"] = _tfidf_logistic(one, code)
        for name, ranker in rankers.items():
            saved.setdefault(name, []).append(work_saved(gold, ranker))
    figures = {}
    for name, by_code in saved.items():
        columns = np.array(by_code).T
        figures[name] = {
            f"wss_{round(recall * 100)}": round(float(column.mean()), 3)
            for recall, column in zip(RECALLS, columns, strict=True)
        } | {
            f"wss_{round(recall * 100)}_interval": interval(column.tolist())
            for recall, column in zip(RECALLS, columns, strict=True)
        }
    ours = np.array(saved["ours"])
    for name, one_way in figures.items():
        if name != "ours":
            one_way["ours_more_at_80_interval"] = interval((ours - np.array(saved[name]))[:, 0].tolist())
    return {"set": one.name, "n": len(one.words), "codes": len(one.codes), **figures}


def work_saved(gold: NDArray[np.bool_], ranker: Ranker) -> list[float]:
    """WSS at each recall, of reading texts in the order of a ranker that hears yes and no."""
    import numpy as np  # noqa: PLC0415

    read: list[int] = []
    answers: list[bool] = []
    unread = np.ones(len(gold), dtype=bool)
    batch = 1
    while unread.any():
        scores = np.where(unread, ranker(read, answers), -np.inf)
        batch = min(batch, int(unread.sum()))
        some = np.argsort(-scores, kind="stable")[:batch].tolist()
        read += some
        answers += gold[some].tolist()
        unread[some] = False
        if sum(answers) == gold.sum():
            break
        batch = max(1, min(2 * batch, round(_MOST_AT_ONCE * len(gold))))
    found = np.cumsum(answers)
    return [
        float(1 - (np.searchsorted(found, np.ceil(recall * gold.sum())) + 1) / len(gold) - (1 - recall))
        for recall in RECALLS
    ]


def _ours(pool: Pool, code: int) -> Ranker:
    def rank(read: list[int], answers: list[bool]) -> NDArray[np.float64]:
        decided = [Decided(unit=unit, code=code, yes=yes) for unit, yes in zip(read, answers, strict=True)]
        share = (sum(answers) + 1) / (len(answers) + 2)
        learned = learn(pool, decided, share=min(max(share, 0.05), 0.95))
        return chances(pool, learned, decided, code=code)

    return rank


def _random(n: int) -> Ranker:
    import numpy as np  # noqa: PLC0415

    order = np.random.default_rng(0).random(n)
    return lambda _read, _answers: order


def _keywords(one: Labelled, code: int) -> Ranker:
    """BM25 of each text with the code's name and definition."""
    import numpy as np  # noqa: PLC0415

    from themes.suggest.terms import terms_in  # noqa: PLC0415

    texts = [terms_in(words) for words in one.words]
    query = terms_in(f"{one.codes[code]} {one.definitions[code]}")
    lengths = np.array([len(text) for text in texts], dtype=float)
    scores = np.zeros(len(texts))
    for term in sorted(query):
        there = np.array([term in text for text in texts])
        weight = np.log(1 + (len(texts) - there.sum() + 0.5) / (there.sum() + 0.5))
        scores += there * weight * (_K1 + 1) / (1 + _K1 * (1 - _B + _B * lengths / lengths.mean()))
    return lambda _read, _answers: scores


def _tfidf_logistic(one: Labelled, code: int) -> Ranker:
    """TF-IDF with logistic regression, as autonomous technology-assisted review begins and goes on."""
    import numpy as np  # noqa: PLC0415
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    counted = TfidfVectorizer(sublinear_tf=True, min_df=2, ngram_range=(1, 2))
    texts = counted.fit_transform([*one.words, f"{one.codes[code]} {one.definitions[code]}"])
    n = len(one.words)

    def rank(read: list[int], answers: list[bool]) -> NDArray[np.float64]:
        unread = sorted(set(range(n)) - set(read))
        presumed = np.random.default_rng(len(read)).choice(unread, size=min(_PRESUMED, len(unread)), replace=False)
        rows = [n, *read, *presumed.tolist()]
        right = [True, *answers, *[False] * len(presumed)]
        model = LogisticRegression(C=10, max_iter=200, class_weight="balanced").fit(texts[rows], right)
        scores: NDArray[np.float64] = model.decision_function(texts[:n])
        return scores

    return rank


def _table(result: dict[str, Any]) -> str:
    lines = [f"\n{result['set']}: {result['n']} texts, {result['codes']} codes"]
    for name in filter(result.__contains__, ("ours", "random", "keywords", "tfidf_logistic")):
        one = result[name]
        lines.append(
            f"{name:15}  WSS@80 {one['wss_80']:6.3f} {one['wss_80_interval']}"
            f"  WSS@95 {one['wss_95']:6.3f} {one['wss_95_interval']}"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
