"""Codes together, against a second method that goes through characters, turns and windows one by one."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themes.compare.counts.cooccurrence import Together, together
from themes.compare.counts.passage import Passage, united

TURNS = {"a": [(0, 7), (8, 20), (21, 22), (23, 40)], "b": [(0, 40)], "c": [(0, 10), (11, 40)]}
passages = st.builds(
    lambda source, start, length: Passage(source, start, min(40, start + length)),
    st.sampled_from("abc"), st.integers(0, 38), st.integers(1, 30),
)  # fmt: skip
quoted = st.dictionaries(st.sampled_from("vwxyz"), st.lists(passages, max_size=8), max_size=5)


def characters(place: Passage) -> set[tuple[str, int]]:
    return {(place.transcript_id, at) for at in range(place.start, place.end)}


def turns_of(place: Passage) -> set[tuple[str, int]]:
    return {
        (place.transcript_id, nth)
        for nth, (start, end) in enumerate(TURNS[place.transcript_id])
        if any(start <= at < end for _, at in characters(place))
    }


def in_all(found: Together) -> dict[tuple[str, str], tuple[int, int, int]]:
    return {(one.first, one.second): (one.n_together, one.n_first, one.n_second) for one in found.pairs}


@given(quoted)
def test_in_quotations_each_pair_that_shares_a_character_counts(codes: dict[str, list[Passage]]):
    expected = {}
    for one, other in combinations(codes, 2):
        first, second = set(codes[one]), set(codes[other])
        n = sum(bool(characters(left) & characters(right)) for left in first for right in second)
        if n:
            expected[one, other] = (n, len(first), len(second))
    found = together(codes, TURNS)
    assert expected == in_all(found)
    for pair in found.pairs:
        near = [
            {left, right}
            for left in codes[pair.first]
            for right in codes[pair.second]
            if characters(left) & characters(right)
        ]
        assert set().union(*near) == set(pair.passages)


@given(quoted, st.integers(1, 4))
def test_in_windows_each_turn_with_those_before_it_counts(codes: dict[str, list[Passage]], n_turns: int):
    windows = [
        {(source, nth) for nth in range(max(0, last - n_turns + 1), last + 1)}
        for source, turns in TURNS.items()
        for last in range(len(turns))
    ]
    touched = {code: set().union(*map(turns_of, places)) if places else set() for code, places in codes.items()}
    expected = {}
    for one, other in combinations(codes, 2):
        held = [(bool(window & touched[one]), bool(window & touched[other])) for window in windows]
        n = sum(left and right for left, right in held)
        if n:
            expected[one, other] = (n, sum(left for left, _ in held), sum(right for _, right in held))
    assert expected == in_all(together(codes, TURNS, within="window", n_turns=n_turns))


@given(quoted)
def test_a_turn_is_a_window_of_one(codes: dict[str, list[Passage]]):
    assert in_all(together(codes, TURNS, within="window", n_turns=1)) == in_all(together(codes, TURNS, within="turn"))


@given(quoted, st.sampled_from(["turn", "window"]))
def test_c_is_the_share_of_units_with_either_that_hold_both(codes: dict[str, list[Passage]], within):
    for pair in together(codes, TURNS, within=within, n_turns=2).pairs:
        assert pair.coefficient is not None
        assert 0 < pair.coefficient <= 1


def test_the_example_of_the_source_gives_its_coefficient():
    """ATLAS.ti's manual: 100 quotations of A, 10 of B, 5 together: c = 5 / 105, and the codes are told as unequal."""
    many = [Passage("b", nth, nth + 1) for nth in range(100)]
    few = [*many[:5], *(Passage("b", 200 + nth, 201 + nth) for nth in range(5))]
    (pair,) = together({"A": many, "B": few}, {"b": [(0, 400)]}).pairs
    assert (5, 100, 10) == (pair.n_together, pair.n_first, pair.n_second)
    assert pair.coefficient == pytest.approx(0.048, abs=0.0005)
    assert pair.is_unequal


def test_c_is_withheld_where_quotations_of_one_code_overlap_each_other():
    inside = [Passage("a", nth, nth + 2) for nth in range(5)]
    (pair,) = together({"long": [Passage("a", 0, 10)], "short": inside}, TURNS).pairs
    assert 5 == pair.n_together
    assert pair.coefficient is None


@given(st.lists(passages, max_size=12))
def test_united_passages_hold_the_same_characters_once(places: list[Passage]):
    found = united(places)
    assert set().union(*map(characters, places)) == set().union(*map(characters, found))
    assert sum(one.end - one.start for one in found) == len(set().union(*map(characters, found)))
