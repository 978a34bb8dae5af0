"""New codes from interview to interview, and the mean of all orders by going through all orders."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themes.compare.counts.saturation import saturation

interviews = st.lists(st.sets(st.sampled_from("uvwxyz")), min_size=1, max_size=5).map(
    lambda held: [(str(nth), codes) for nth, codes in enumerate(held)]
)


@given(interviews)
def test_the_mean_is_that_of_every_order(sources):
    steps = saturation(sources)
    orders = [saturation(order) for order in permutations(sources)]
    for nth, step in enumerate(steps):
        assert step.expected == pytest.approx(sum(order[nth].n_so_far for order in orders) / len(orders))


@given(interviews)
def test_each_code_is_new_once_and_where_it_first_stands(sources):
    steps = saturation(sources)
    new = [code for step in steps for code in step.new_ids]
    assert sorted(set().union(*(codes for _, codes in sources))) == sorted(new)
    for nth, step in enumerate(steps):
        before = set().union(*(codes for _, codes in sources[:nth]))
        assert set(step.new_ids) == sources[nth][1] - before
        assert len(before | sources[nth][1]) == step.n_so_far


def test_new_information_is_the_new_codes_of_a_run_as_a_part_of_the_base():
    """Guest, Namey and Chen (2020): a base of four, runs of two."""
    held = ["abcd", "abef", "gh", "ij", "ak", "bl", "a", "b"]
    told = [step.new_information for step in saturation(list(zip("12345678", held, strict=True)))]
    assert [None] * 5 == told[:5]
    assert [0.2, 0.1, 0.0] == told[5:]
