"""The cache of vectors."""

from __future__ import annotations

import numpy as np

from themes.store import Store


def test_vectors_come_back_by_model_and_digest(new: Store):
    vectors = np.random.default_rng(1).normal(size=(3, 384)).astype(np.float32)
    new.save_vectors("mini", ["a", "b", "c"], vectors)
    known = new.known_vectors("mini", ["c", "a", "nowhere"])
    assert {"a", "c"} == set(known)
    assert np.float32 == known["c"].dtype
    assert np.array_equal(vectors[2].astype(np.float16).astype(np.float32), known["c"])
    assert {} == new.known_vectors("other", ["a"])


def test_saving_again_keeps_what_is_there(new: Store):
    new.save_vectors("mini", ["a"], np.ones((1, 4), dtype=np.float32))
    new.save_vectors("mini", ["a"], np.zeros((1, 4), dtype=np.float32))
    assert [1.0] * 4 == new.known_vectors("mini", ["a"])["a"].tolist()


def test_thousands_are_asked_for_at_once(new: Store):
    digests = [str(n) for n in range(5000)]
    new.save_vectors("mini", digests, np.ones((5000, 8), dtype=np.float32))
    assert 5000 == len(new.known_vectors("mini", digests))


def test_a_vector_too_few_is_an_error_and_nothing_is_kept(new: Store):
    try:
        new.save_vectors("mini", ["a", "b"], np.ones((1, 4), dtype=np.float32))
    except ValueError:
        assert {} == new.known_vectors("mini", ["a", "b"])
    else:
        raise AssertionError
