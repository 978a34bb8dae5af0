"""What is simulated of suggestions: drift, review order, bars."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks import drift, review
from benchmarks.labelled import Labelled
from benchmarks.suggest_bars import suggest_bars

from themes.model import Segment
from themes.suggest import Described, Pool, Units

_EACH = 30


@pytest.fixture(scope="module")
def apart() -> tuple[Labelled, Pool]:
    """Two codes whose thirty texts each are about different things, by six speakers."""
    random = np.random.default_rng(0)
    gold = np.repeat(np.eye(2, dtype=bool), _EACH, axis=0)
    vectors = 3 * gold @ np.eye(2, 8) + random.normal(size=(len(gold), 8)) / 2
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    spans = [Segment(transcript_id=str(at), start=0, end=9, turn=0) for at in range(len(gold))]
    words = [f"text {at}" for at in range(len(gold))]
    one = Labelled(
        name="apart",
        words=words,
        spans=spans,
        groups=[f"P{at % 6}" for at in range(len(gold))],
        gold=gold,
        codes=["one", "other"],
        definitions=["", ""],
    )
    described = [Described(words=code, vector=np.eye(2, 8, dtype=np.float32)[at]) for at, code in enumerate(one.codes)]
    return one, Pool(Units(spans=spans, words=words, vectors=vectors), described)


def test_drift_between_codes_that_are_apart_is_told_and_nothing_else(apart: tuple[Labelled, Pool]) -> None:
    found = drift.drift(*apart)
    assert (1.0, 1.0, 0.0) == (found["drifted_told"], found["right_code_named"], found["steady_told"])


def test_every_order_is_asked_after_as_many_decisions_as_there_are_texts_for(apart: tuple[Labelled, Pool]) -> None:
    found = review.review_order(*apart, draws=1)
    assert {name: ["20", "40"] for name in review.ORDERS} == {name: list(found[name]) for name in review.ORDERS}


def test_too_few_texts_for_an_order_are_told_in_words() -> None:
    told = review.lines({"set": "few", "draws": 1, **{name: {} for name in review.ORDERS}})
    assert "no order was simulated" in told


def test_a_bar_that_does_not_hold_says_so() -> None:
    figures = {"recall_at_3": 0.5, "decisions": 0, "predictions": 0}
    ours = {str(k): figures for k in (0, 1, 2, 4, 8, 16)}
    bars = suggest_bars([{"set": "usability_interviews", "ours": ours}], [])
    assert {True, False} == {bar["holds"] for bar in bars}
    assert [0.56 - 0.02] == [float(bar["bar"].split()[-1]) for bar in bars if "4 conf" in bar["what"]][:1]
