"""Neighbours, words, beliefs, reasons, turns and curves: each by itself."""

from __future__ import annotations

import numpy as np
import pytest

from themes.model import Segment
from themes.suggest import Decided, drifts, in_turn, learn, learning_curve, reasons
from themes.suggest.belief import Calibration, bears_any, calibrated, calibrated_line, frequencies
from themes.suggest.terms import terms, terms_in
from themes.suggest.units import Units, beside, courses, parts


def span(start: int, end: int, *, case: str | None = "P1", transcript: str = "t") -> Segment:
    return Segment(transcript_id=transcript, start=start, end=end, turn=0, case_id=case)


def test_a_neighbour_is_of_the_same_voice_and_does_not_overlap():
    before, after = beside([span(0, 9), span(10, 19), span(12, 15), span(20, 29, case="P2"), span(30, 39)])
    assert [-1, 0, 0, -1, 1] == before.tolist()
    assert [1, 4, 4, -1, -1] == after.tolist()


def test_an_answer_of_few_words_has_no_course():
    found = courses([*(span(at * 10, at * 10 + 10) for at in range(5)), span(0, 9, transcript="answer")])
    assert [0.1, 0.3, 0.5, 0.7, 0.9] == pytest.approx(found[:5].tolist())
    assert np.isnan(found[5])


def test_a_transcript_lies_in_one_part():
    spans = [span(0, 9, transcript=str(at % 7)) for at in range(30)]
    found = parts(spans, n_parts=5)
    assert 7 == len({(one.transcript_id, part) for one, part in zip(spans, found.tolist(), strict=True)})


def test_a_unit_needs_its_vector():
    with pytest.raises(ValueError, match="one each is needed"):
        Units(spans=[span(0, 1)], words=["a"], vectors=np.zeros((0, 3), np.float32))


def test_a_term_is_a_word_or_two_without_the_empty_ones():
    assert {"map", "map not", "not", "not clear", "clear"} == terms_in("The maps are not clear")


def test_a_word_with_an_apostrophe_is_shown_whole() -> None:
    assert {"there's", "there's no", "no", "no code", "code"} == terms_in("There's no code")
    assert {"there’s"} == terms_in("there’s")


def test_rows_of_terms_have_length_one():
    found = terms(["maps not clear", "clear maps", "export files", "export maps"])
    lengths = np.bincount(found.rows, weights=found.weights**2, minlength=found.n)
    assert np.allclose(1.0, lengths)


def test_likeness_of_words_is_that_of_the_dense_table():
    found = terms(["maps not clear", "clear maps", "export files", "export maps", "files not"])
    dense = np.zeros((found.n, len(found.names)))
    dense[found.rows, found.ids] = found.weights
    means = np.random.default_rng(0).normal(size=(2, len(found.names)))
    shares = np.random.default_rng(1).normal(size=(found.n, 3))
    table = np.zeros((2, len(found.names)))
    found.add_to(table, np.array([1, 0]), np.array([0, 4]), times=2.0)
    assert np.allclose(dense @ means.T, found.products(means))
    assert np.allclose(shares.T @ dense, found.sums(shares))
    assert np.allclose(2 * dense[[4, 0]], table)


def test_frequent_codes_are_found_frequent_without_being_told():
    random = np.random.default_rng(0)
    gold = random.choice(3, p=[0.7, 0.2, 0.1], size=500)
    scores = random.normal(size=(500, 3)) + 3 * np.eye(3)[gold]
    found = frequencies(scores)
    assert [0, 1, 2] == np.argsort(-found).tolist()
    assert 0.55 < found[0] < 0.75


def test_what_bears_any_code_is_the_share_that_was_said():
    random = np.random.default_rng(0)
    for share in (0.1, 0.5, 0.9):
        assert share == pytest.approx(
            bears_any(random.normal(size=(400, 3)), random.normal(size=400), share=share).mean(), abs=0.001
        )


def test_a_handful_of_answers_does_not_overturn_a_line():
    slope, _ = calibrated_line(np.array([2.0, -2.0]), np.array([0.0, 1.0]))
    assert slope > 0


def test_a_line_below_a_ceiling_finds_what_made_the_answers():
    random = np.random.default_rng(0)
    scores = random.normal(scale=2, size=20_000)
    right = (random.random(20_000) < 0.9 / (1 + np.exp(-0.7 * scores - 0.5))).astype(float)
    assert (0.7, 0.5) == pytest.approx(calibrated_line(scores, right, surest=0.9), abs=0.05)


def test_calibration_keeps_the_order_and_is_never_surer_than_coders_agree():
    sure = Calibration(codes_each=1.4).of(np.linspace(0, 1, 50))
    assert (np.diff(sure) >= 0).all()
    assert sure.max() <= 0.95


def held_out(*, times: int, bears: tuple[float, ...] = (1.0, 0.0), right: float = 0.5) -> Calibration:
    """Calibrated by quotations of one code, held out and found with .6, of which a share was found rightly."""
    m = 10 * times
    given = np.tile(np.array(bears), (m, 1))
    given[: round(m * (1 - right)), 0] = 0.0
    given[: round(m * (1 - right)), 1] = 1.0
    return calibrated(np.tile([0.6, 0.4], (m, 1)), given, np.ones(m), np.ones(m))


def test_much_held_out_outweighs_what_held_on_other_studies():
    said = [float(held_out(times=times, right=0.3).of(np.array([0.6]))[0]) for times in (1, 10, 100)]
    assert sorted(said, reverse=True) == said
    assert 0.3 == pytest.approx(said[-1], abs=0.02)


def test_texts_with_two_codes_are_not_counted_as_two_texts():
    one = calibrated(np.tile([0.6, 0.4], (4, 1)), np.array([[0, 1]] * 4), np.ones(4), np.ones(4))
    assert 1.0 == one.codes_each
    # Two texts, of which one bears both codes and so stands in two rows.
    both = calibrated(np.tile([0.6, 0.4], (3, 1)), np.array([[0, 1], [1, 1], [1, 1]]), np.ones(3), np.ones(3))
    assert 1.5 == pytest.approx(both.codes_each)
    assert both.of(np.array([0.6]))[0] > one.of(np.array([0.6]))[0]


def test_without_decisions_a_probability_is_what_held_on_other_studies():
    nothing = calibrated(np.zeros((0, 2)), np.zeros((0, 2)), np.zeros(0), np.zeros(0))
    assert Calibration() == nothing
    assert 0.5 > nothing.of(np.array([0.5]))[0] > 0.4


def test_a_reason_names_the_nearest_quotation_and_words_that_stand_in_the_text(coded):
    decided = coded.confirmed(per_code=4)
    learned = learn(coded.pool, decided)
    unit = int(np.where(np.isin(range(len(coded.gold)), coded.unseen()), learned.probabilities[:, 2], 0).argmax())
    (reason,) = reasons(coded.pool, learned, decided, code=2, units=[unit])
    assert reason.like is None or reason.like in {one.unit for one in decided if one.code == 2}
    assert set(reason.words) <= terms_in(coded.pool.units.words[unit])
    assert reason.words


def test_what_was_refused_nearby_is_said(coded):
    unit = coded.unseen()[0]
    nearest = int(np.argsort(-(np.asarray(coded.pool.units.vectors) @ coded.pool.units.vectors[unit]))[1])
    decided = [Decided(unit=nearest, code=1, yes=False)]
    (reason,) = reasons(coded.pool, learn(coded.pool, decided), decided, code=1, units=[unit])
    assert nearest == reason.refused


def test_turns_mix_what_is_uncertain_unlike_and_rare(coded):
    decided = coded.confirmed(per_code=2)[:-2]  # the last code has none yet
    turns = in_turn(coded.pool, learn(coded.pool, decided), decided, free=coded.unseen(), limit=6)
    assert ["unlike", "uncertain", "rare"] * 2 == [turn.why for turn in turns]
    assert 6 == len({turn.unit for turn in turns})
    assert 4 == turns[2].code


def test_turns_end_with_what_is_free(coded):
    free = coded.unseen()[:2]
    assert 2 == len(in_turn(coded.pool, learn(coded.pool, []), [], free=free, limit=9))


def test_a_learning_curve_asks_only_about_what_came_later(coded):
    decided = coded.confirmed(per_code=6)
    points = learning_curve(coded.pool, decided)
    assert [10, 20] == [point.n_decisions for point in points]
    assert len(decided) - 10 == sum(point.n_asked for point in points)


def test_codings_that_turn_into_those_of_another_code_are_noticed_and_it_is_named(coded):
    own = [row for row, gold in enumerate(coded.gold) if gold == 0]
    others = [row for row, gold in enumerate(coded.gold) if gold == 3]
    right = [Decided(unit=row, code=3) for row in others[8:20]]
    assert [] == drifts(coded.pool, [*right, *(Decided(unit=row, code=0) for row in own[:20])])
    (drift,) = drifts(coded.pool, [*right, *(Decided(unit=row, code=0) for row in (*own[:12], *others[:8]))])
    assert (0, 3) == (drift.code, drift.towards)


def test_codings_that_leave_the_definition_are_noticed(coded):
    fit = [row for row, gold in enumerate(coded.gold) if gold == 2]
    by_likeness = sorted(
        range(len(coded.gold)), key=lambda row: coded.pool.units.vectors[row] @ coded.pool.definitions[2]
    )
    steady = [Decided(unit=row, code=2) for row in fit[:12]]
    assert [] == drifts(coded.pool, [*steady, *steady[:8]])
    drifted = [*steady, *(Decided(unit=row, code=2) for row in by_likeness[:8])]
    assert [2] == [drift.code for drift in drifts(coded.pool, drifted)]
