"""Neighbours and the graph of shared ones, exact and the same every time."""

from __future__ import annotations

import numpy as np

from themes.discover.context import in_context
from themes.discover.neighbours import nearest, shared
from themes.model import Segment


def unit(rows: list[list[float]]) -> np.ndarray:
    vectors = np.array(rows, dtype=np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_neighbours_are_those_that_comparing_all_pairs_gives():
    vectors = unit(np.random.default_rng(1).normal(size=(700, 32)).tolist())
    whole = np.rint(vectors.astype(np.float64) * 2048)
    expected = []
    for at, row in enumerate(whole @ whole.T):
        others = [other for other in range(len(row)) if other != at]
        expected.append(sorted(others, key=lambda other, row=row: (-row[other], other))[:7])
    assert expected == nearest(vectors, k=7).index.tolist()


def test_of_equally_near_segments_the_earlier_ones_count():
    assert [[1, 2], [0, 2], [0, 1], [0, 1]] == nearest(unit([[1, 0]] * 4), k=2).index.tolist()


def test_where_most_say_the_same_the_earliest_of_those_count_beside_the_nearer_ones():
    same, others = [[1.0, 0.0]] * 60, [[1.0, 0.3], [1.0, 0.29]]
    vectors = unit([*same, *others])
    found = nearest(vectors, k=3).index.tolist()
    assert ([1, 2, 3], [0, 1, 2], [61, 0, 1], [60, 0, 1]) == (found[0], found[59], found[60], found[61])


def test_fewer_neighbours_are_given_where_there_are_fewer_segments():
    assert (3, 2) == nearest(unit([[1, 0], [0, 1], [1, 1]]), k=15).index.shape


def test_the_weight_is_the_share_of_common_neighbours_in_hundredths():
    vectors = unit([[1, 0], [1, 0.01], [1, 0.02], [0, 1], [0.01, 1], [0.02, 1]])
    graph = shared(nearest(vectors, k=2), k=2)
    assert ([0, 2, 4, 6, 8, 10, 12], [100.0] * 12) == (graph.starts.tolist(), graph.weights.tolist())


def test_the_graph_is_symmetric_and_has_no_loops():
    graph = shared(nearest(unit(np.random.default_rng(2).normal(size=(90, 8)).tolist()), k=6), k=6)
    rows = np.repeat(np.arange(90), np.diff(graph.starts))
    there = dict(zip(zip(rows.tolist(), graph.others.tolist(), strict=True), graph.weights.tolist(), strict=True))
    assert all(one != other and there[other, one] == weight for (one, other), weight in there.items())


def test_a_segment_leans_towards_its_neighbour_in_the_same_transcript_only():
    here = [Segment(transcript_id="a", start=at, end=at + 1, turn=at, case_id="P") for at in (0, 5)]
    there = Segment(transcript_id="b", start=0, end=1, turn=0, case_id="P")
    moved = in_context([*here, there], unit([[1, 0, 0], [0, 1, 0], [0, 0, 1]]), neighbours=0.6, own_case=0)
    # The nearest of four places on one side: 1 of 1 + 0.6 + 0.36 + 0.216, so 0.6 / 2.176.
    assert [[964, 266, 0], [266, 964, 0], [0, 0, 1000]] == np.rint(1000 * moved).astype(int).tolist()


def test_answers_of_different_people_are_not_blended():
    answers = [Segment(transcript_id="a", start=at, end=at + 1, turn=at, case_id=f"P{at}") for at in range(3)]
    vectors = unit([[1, 0], [0, 1], [1, 1]])
    assert vectors.round(5).tolist() == in_context(answers, vectors).round(5).tolist()
