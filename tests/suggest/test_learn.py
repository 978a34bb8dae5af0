"""Learning codes from definitions and decisions: on real sessions."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from tests.clock import quickest

from themes.model import Segment
from themes.suggest import Decided, Described, Pool, Units, chances, learn


def right_first(coded, learned) -> float:
    """How often the first code is right in the session that nothing was confirmed in."""
    rows = coded.unseen()
    return float(np.mean([learned.probabilities[row].argmax() == coded.gold[row] for row in rows]))


def test_definitions_alone_do_better_than_chance(coded):
    assert right_first(coded, learn(coded.pool, [])) > 1.5 / 5


def test_confirmed_quotations_teach(coded):
    assert right_first(coded, learn(coded.pool, coded.confirmed(per_code=8))) > right_first(
        coded, learn(coded.pool, [])
    )


def test_probabilities_do_not_promise_more_than_is_right(coded):
    learned = learn(coded.pool, coded.confirmed(per_code=8))
    promised = learned.probabilities[coded.unseen()].max(axis=1).mean()
    assert abs(promised - right_first(coded, learned)) < 0.15


def test_a_refusal_lowers_its_likes_at_once(coded):
    decided = coded.confirmed(per_code=2)
    before = chances(coded.pool, learn(coded.pool, decided), decided, code=0)
    refused = int(np.where([gold != 0 for gold in coded.gold], before, -1).argmax())
    decided = [*decided, Decided(unit=refused, code=0, yes=False)]
    after = chances(coded.pool, learn(coded.pool, decided), decided, code=0)
    likeness = coded.pool.vectors @ coded.pool.vectors[refused]
    near = [row for row in np.argsort(-likeness)[1:6].tolist() if coded.gold[row] != 0]
    assert after[refused] < before[refused]
    assert after[near].mean() < before[near].mean()


def test_the_order_of_decisions_does_not_matter(coded):
    decided = coded.confirmed(per_code=4)
    one = learn(coded.pool, decided).probabilities
    other = learn(coded.pool, decided[::-1]).probabilities
    assert np.allclose(one, other, atol=1e-9)


def test_a_share_scales_what_is_expected_in_the_mean(coded):
    decided = coded.confirmed(per_code=4)
    assert (
        learn(coded.pool, decided, share=0.2).probabilities.sum()
        < learn(coded.pool, decided, share=0.8).probabilities.sum()
    )


def test_one_code_alone_still_ranks(coded):
    pool = Pool(coded.pool.units, [Described(words="Exporting data", vector=np.float32(coded.pool.definitions[2]))])
    chances = learn(pool, [], share=0.3).probabilities[:, 0]
    rows = np.argsort(-chances)[:10]
    share = np.mean([gold == 2 for gold in coded.gold])
    assert np.mean([coded.gold[row] == 2 for row in rows]) > 1.5 * share


def test_a_text_of_empty_words_harms_nothing():
    vectors = np.eye(3, dtype=np.float32)
    spans = [Segment(transcript_id=str(at), start=0, end=2, turn=0) for at in range(3)]
    pool = Pool(Units(spans=spans, words=["", "…", "no"], vectors=vectors), [Described(words="", vector=vectors[0])])
    decided = [Decided(unit=0, code=0), Decided(unit=1, code=0, yes=False)]
    assert np.isfinite(chances(pool, learn(pool, decided), decided, code=0)).all()


def test_five_thousand_codings_are_learnt_in_half_a_second_of_processor_time():
    random = np.random.default_rng(0)
    n, n_codes = 5000, 25
    centres = random.normal(size=(n_codes, 384))
    gold = random.integers(n_codes, size=n)
    vectors = (centres[gold] + 3 * random.normal(size=(n, 384))).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    words = [" ".join(f"word{number}" for number in random.integers(2000, size=15)) for _ in range(n)]
    span = Segment(transcript_id="", start=0, end=9, turn=0)
    pool = Pool(
        Units(
            spans=[replace(span, transcript_id=str(at % 50), start=at, end=at + 9) for at in range(n)],
            words=words,
            vectors=vectors,
        ),
        [Described(words=f"word{code}", vector=centre) for code, centre in enumerate(centres / 20)],
    )
    decided = [Decided(unit=at, code=int(code)) for at, code in enumerate(gold)]
    assert quickest(lambda: learn(pool, decided), within=0.5) < 0.5  # 0.35 s measured
