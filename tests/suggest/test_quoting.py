"""Which sentences of a segment are proposed as the quotation."""

from __future__ import annotations

import numpy as np
import pytest

from themes.model import Span
from themes.suggest import Habit, Quoted, Sentences, directions, habit, quotation_in
from themes.suggest.quoting import FEWEST_QUOTED

_SENTENCES = (Span(start=0, end=50), Span(start=51, end=100), Span(start=101, end=150), Span(start=151, end=200))
_WHOLE = Span(start=0, end=200)
_ABOUT = np.array([1.0, 0.0])


def usual(length: float, *, variance: float = 0.1) -> Habit:
    """The habit of a coder whose quotations of the one code are so many code points long."""
    return Habit(means=np.array([np.log(length)]), variance=variance, begins=0.8, ends=0.8)


def sentences(*about: float, spans: tuple[Span, ...] = _SENTENCES) -> Sentences:
    """Sentences that are so much about the code, as cosine."""
    vectors = np.array([[one, np.sqrt(1 - one * one)] for one in about], dtype=np.float32)
    return Sentences(spans=spans, vectors=vectors, from_first=True, to_last=True)


def test_of_a_coder_of_single_sentences_the_one_that_carries_the_code_is_proposed():
    found = quotation_in(_WHOLE, sentences(0.0, 0.9, 0.0, 0.0), _ABOUT, usual=usual(50), code=0)
    assert _SENTENCES[1] == found


def test_of_a_coder_of_long_quotations_the_segment_stays_whole():
    found = quotation_in(_WHOLE, sentences(0.1, 0.3, 0.1, 0.2), _ABOUT, usual=usual(200), code=0)
    assert _WHOLE == found


def test_where_no_sentence_is_more_than_another_most_of_the_segment_stays():
    found = quotation_in(_WHOLE, sentences(0.2, 0.2, 0.2, 0.2), _ABOUT, usual=usual(100, variance=1.0), code=0)
    assert found.end - found.start >= 150


def test_a_quotation_goes_on_into_the_next_segment_where_that_carries_the_code_too():
    segment = Span(start=0, end=100)
    found = quotation_in(segment, sentences(0.0, 0.8, 0.8, 0.0), _ABOUT, usual=usual(100), code=0)
    assert Span(start=51, end=150) == found


def test_what_is_taken_is_not_touched():
    segment = Span(start=0, end=100)
    taken = [Span(start=120, end=130)]
    found = quotation_in(segment, sentences(0.0, 0.8, 0.8, 0.0), _ABOUT, usual=usual(100), code=0, taken=taken)
    assert found.end <= 100


def test_a_segment_that_is_a_piece_of_a_sentence_stays_as_it_is():
    one = (Span(start=0, end=500),)
    piece = Span(start=100, end=300)
    assert piece == quotation_in(piece, sentences(0.9, spans=one), _ABOUT, usual=usual(55), code=0)


def quoted(*, code: int = 0, length: int = 50, begins: bool = False) -> Quoted:
    return Quoted(code=code, length=length, begins=begins, ends=False)


def test_who_quotes_from_the_beginning_of_turns_is_expected_to():
    seldom, always = habit([quoted()] * 20, n_codes=1), habit([quoted(begins=True)] * 20, n_codes=1)
    assert seldom is not None
    assert always is not None
    assert seldom.begins < 0 < always.begins
    assert seldom.ends == always.ends


def test_a_few_quotations_tell_no_habit():
    assert habit([quoted()] * (FEWEST_QUOTED - 1), n_codes=1) is None


def test_a_habit_is_of_the_code_and_drawn_to_that_of_all():
    found = habit([quoted()] * 40 + [quoted(code=1, length=400)] * 40, n_codes=3)
    assert found is not None
    short, long, unknown = np.exp(found.means).tolist()
    assert 50 < short < 100
    assert 200 < long < 400
    assert short < unknown < long


def test_a_direction_leads_to_the_quotations_of_its_code(coded):
    decided = coded.confirmed(per_code=4)
    towards = directions(coded.pool, decided)
    vectors = np.asarray(coded.pool.units.vectors)
    own = [float(vectors[one.unit] @ towards[one.code]) for one in decided]
    other = [float(vectors[one.unit] @ towards[(one.code + 1) % len(towards)]) for one in decided]
    assert np.mean(own) > np.mean(other) + 0.1
    assert 0 == pytest.approx(towards.sum(axis=0), abs=1e-9)
