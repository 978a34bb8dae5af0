"""Groups of all segments where only some are compared."""

from __future__ import annotations

import numpy as np
from study import study

from themes.discover.grouping import prepare, regroup, weighed
from themes.discover.likeness import SAME


def test_segments_that_were_not_compared_join_the_group_of_their_matter():
    segments, _, vectors, about = study(300)
    found = regroup(prepare(segments, vectors, most_compared=120))
    placed = found >= 0
    pairs = set(zip(np.asarray(about)[placed].tolist(), found[placed].tolist(), strict=True))
    assert len({group for _, group in pairs}) == len(pairs)


def test_of_noise_at_most_a_fifth_is_unplaced_compared_or_not():
    segments, _, _, _ = study(300)
    noise = np.random.default_rng(5).normal(size=(300, 60)).astype(np.float32)
    noise /= np.linalg.norm(noise, axis=1, keepdims=True)
    prepared = prepare(segments, noise, most_compared=120)
    left_out = regroup(prepared) < 0
    assert 0 < left_out[prepared.compared].mean() <= 0.2
    assert 0 < left_out.mean() <= 0.2


def test_where_groups_are_cut_says_nothing_of_who_belongs_nowhere():
    segments, _, vectors, _ = study(200, noise=2.0)
    prepared = prepare(segments, vectors)
    broad, fine = regroup(prepared, n_groups=5), regroup(prepared, n_groups=9)
    assert (broad < 0).any()
    assert np.array_equal(broad < 0, fine < 0)


def test_neither_the_seed_nor_the_order_of_the_segments_decides_where_one_falls():
    segments, _, vectors, _ = study(120, noise=1.2)
    one, other = (regroup(prepare(segments, vectors, seed=seed)) for seed in (1, 2))
    assert np.array_equal(one, other)
    # Segments of a transcript keep their order: it is their context. The transcripts change theirs.
    turned = sorted(range(120), key=lambda at: segments[at].transcript_id, reverse=True)
    moved = regroup(prepare([segments[at] for at in turned], vectors[turned]))
    pairs = set(zip(one[turned].tolist(), moved.tolist(), strict=True))
    assert len(pairs) == len({group for group, _ in pairs}) == len({group for _, group in pairs})


def test_what_was_placed_stays_so_with_other_likenesses():
    segments, _, vectors, _ = study(120, noise=1.2)
    prepared = prepare(segments, vectors)
    others = weighed(prepared, np.diag(np.full(120, SAME, dtype=np.uint16)))
    assert prepared.placed.any()
    assert np.array_equal(prepared.placed, others.placed)
