"""Fisher's exact test against scipy, against every deal of the answers, and against published values."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import combinations
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themes.compare.counts import fisher as of_fisher
from themes.compare.counts.fisher import Fisher, fisher, holm

groups = st.integers(0, 12).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@given(st.tuples(groups, groups))
def test_two_groups_give_scipys_p(two: tuple[tuple[int, int], tuple[int, int]]):
    exact = pytest.importorskip("scipy.stats", reason="scipy comes with the extra topics").fisher_exact
    (said, of), (also, size) = two
    found = fisher([said, also], [of, size])
    if found is None:
        assert not of or not size or said + also in (0, of + size)
        return
    assert found.p == pytest.approx(exact([[said, of - said], [also, size - also]])[1], rel=1e-9)


@given(
    st.lists(st.integers(1, 3).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))), min_size=2, max_size=4)
)
def test_more_groups_give_the_part_of_all_deals_that_are_no_more_likely(table: list[tuple[int, int]]):
    """Freeman and Halton's p, by dealing the answers out to the people in every way there is."""
    said, of = [n for n, _ in table], [size for _, size in table]
    people = [nth for nth, size in enumerate(of) for _ in range(size)]
    deals = Counter(
        tuple(sum(people[one] == nth for one in chosen) for nth in range(len(of)))
        for chosen in combinations(range(len(people)), sum(said))
    )
    found = fisher(said, of)
    if found is None:
        assert sum(said) in (0, sum(of))
        return
    unlikely = sum(n for n in deals.values() if n <= deals[tuple(said)])
    assert float(Fraction(unlikely, comb(len(people), sum(said)))) == found.p


@pytest.mark.parametrize(
    ("said", "of", "p"),
    [
        pytest.param([3, 1], [4, 4], 0.4857, id="tea: Fisher 1935, Agresti 2002 section 3.5.2"),
        pytest.param([10, 3], [12, 18], 0.0005367, id="twins of criminals: Fisher 1962, as R's fisher.test has it"),
    ],
)
def test_published_tables_give_their_p(said: list[int], of: list[int], p: float):
    found = fisher(said, of)
    assert found is not None
    assert found.p == pytest.approx(p, rel=0.001, abs=0.00005)


@given(st.lists(groups, min_size=1, max_size=5), st.randoms())
def test_the_order_of_groups_and_who_says_it_or_not_change_nothing(table: list[tuple[int, int]], chance):
    shuffled = chance.sample(table, len(table))
    found = fisher([n for n, _ in table], [of for _, of in table])
    assert found == fisher([n for n, _ in shuffled], [of for _, of in shuffled])
    assert found == fisher([of - n for n, of in table], [of for _, of in table])
    assert found is None or 0 < found.p <= 1


def test_nothing_is_tested_where_nothing_can_differ():
    assert [None] * 4 == [fisher([], []), fisher([2], [4]), fisher([0, 0], [3, 4]), fisher([3, 4], [3, 4])]
    assert fisher([3, 1, 0], [4, 4, 0]) == fisher([3, 1], [4, 4])


def test_a_drawn_p_is_near_the_counted_one_and_the_same_each_time(monkeypatch):
    said, of = [9, 2, 6, 4], [12, 11, 9, 10]
    counted = fisher(said, of)
    monkeypatch.setattr(of_fisher, "MOST_STATES", 3)
    drawn = fisher(said, of)
    assert counted
    assert drawn
    assert drawn.drawn
    assert drawn.p == pytest.approx(counted.p, abs=0.005)
    assert drawn == fisher(said, of)


def test_holm_gives_its_own_example_and_leaves_out_what_was_not_tested():
    """Holm (1979): the smallest p by the number of tests, each next by one less, none below the one before."""
    given_p = [0.01, 0.04, 0.03]
    found = holm([Fisher(p=given_p[0]), None, *(Fisher(p=p) for p in given_p[1:])])
    assert [pytest.approx(0.03), None, pytest.approx(0.06), pytest.approx(0.06)] == [
        one and one.adjusted for one in found
    ]


def test_large_tables_take_no_time():
    """Twenty groups of some people: exact or drawn, and always a p."""
    sizes = [5 + nth % 7 for nth in range(20)]
    for share in (0.2, 0.5):
        found = fisher([round(size * share) for size in sizes], sizes)
        assert found is not None
        assert 0 < found.p <= 1
