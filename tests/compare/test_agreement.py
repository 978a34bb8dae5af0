from __future__ import annotations

import random

import pytest

from themes.compare import MEASURES, Cluster, Table, agreement, agreement_of_clusters, title_of
from themes.errors import Refused


def two_by_two(both, first, second, neither):
    """Two coders' yes and no, by how many units each pair of answers has."""
    pairs = [(1, 1)] * both + [(1, 0)] * first + [(0, 1)] * second + [(0, 0)] * neither
    return Table.of([list(coder) for coder in zip(*pairs, strict=True)])


@pytest.mark.parametrize(("both", "first", "second", "neither"), [(25, 25, 25, 25), (64, 16, 16, 4)])
@pytest.mark.parametrize("measure", ["kappa", "conger", "fleiss"])
def test_two_coders_who_agree_as_often_as_chance_has_it_get_nothing(both, first, second, neither, measure):
    found = agreement(two_by_two(both, first, second, neither), measure=measure)
    assert "0.00" == f"{found.value:.2f}"
    assert found.low < 0 < found.high


def test_alpha_at_chance_is_above_nothing_by_what_a_small_sample_is_worth():
    """Krippendorff's chance draws without replacement, so that 2n values are worth 1 / 2n more."""
    assert pytest.approx(1 / 200) == agreement(two_by_two(25, 25, 25, 25)).value


@pytest.mark.parametrize("measure", MEASURES)
def test_full_agreement_is_one(measure):
    found = agreement(Table.of([["a", "b", "c"] * 5] * 2), measure=measure)
    assert (1, 1, 1, 15) == (found.value, found.low, found.high, found.n_units)


@pytest.mark.parametrize("measure", ["alpha", "kappa", "conger", "fleiss", "ac1", "pabak"])
def test_where_nothing_varies_no_coefficient_is_given_and_the_reason_is(measure):
    found = agreement(Table.of([["a"] * 20] * 2), measure=measure)
    assert found.value is None
    assert found.low is None
    assert "All values are the same, so that nothing tells agreement from chance." == found.withheld
    assert "not given, 20 units" in found.sentence


@pytest.mark.parametrize("level", ["ordinal", "interval", "ratio"])
def test_nothing_varies_in_many_units_either(level):
    assert agreement(Table.of([[3] * 30_001] * 3), level=level).value is None


@pytest.mark.parametrize("measure", ["alpha", "conger"])
def test_differences_count_however_small_the_numbers_are(measure):
    rows = [[1, 2, 3, 2, 1], [1, 2, 2, 3, 1]]
    small = [[value * 1e-9 for value in row] for row in rows]
    expected = agreement(Table.of(rows), measure=measure, level="interval").value
    assert pytest.approx(expected) == agreement(Table.of(small), measure=measure, level="interval").value


def test_where_nothing_varies_the_percentage_still_stands():
    assert 1 == agreement(Table.of([["a"] * 20] * 2), measure="percent").value


def test_a_value_that_nobody_gave_counts_for_pabak_and_ac1_where_it_could_have_been():
    nobody = Table.of([[False] * 20] * 2, values=[False, True])
    assert 1 == agreement(nobody, measure="pabak").value
    assert 1 == agreement(nobody, measure="ac1").value
    assert agreement(nobody, measure="alpha").value is None


def test_coders_who_each_give_one_value_throughout_are_at_chance():
    found = agreement(Table.of([["a"] * 12, ["b"] * 12]), measure="kappa")
    assert 0 == found.value


def test_units_that_one_coder_alone_saw_are_no_units_of_agreement():
    found = agreement(Table.of([[1, 2, None, 1], [1, 1, 2, None]]), measure="alpha")
    assert 2 == found.n_units


def test_without_a_unit_that_two_coders_saw_nothing_is_given():
    found = agreement(Table.of([[1, None], [None, 2]]))
    assert (None, 0, "No unit was looked at by two coders.") == (found.value, found.n_units, found.withheld)


def test_of_fewer_than_ten_units_there_is_a_value_without_an_interval():
    found = agreement(Table.of([[1, 2, 1], [1, 2, 2]]))
    assert pytest.approx(4 / 9) == found.value
    assert found.low is None
    assert "An interval needs 10 units that two coders saw; here are 3." == found.withheld
    assert "Krippendorff's alpha, nominal 0.44, 3 units, without an interval." in found.sentence


def test_an_interval_is_withheld_where_too_many_draws_hold_one_value_alone():
    rare = Table.of([[True] + [False] * 19] * 2)
    found = agreement(rare)
    assert 1 == found.value
    assert found.low is None
    assert "Too little varies for an interval" in found.withheld


def test_the_same_seed_gives_the_same_interval_and_another_nearly_the_same():
    table = two_by_two(40, 10, 10, 40)
    one, again, other = (agreement(table, seed=seed) for seed in (1, 1, 2))
    assert (one.low, one.high) == (again.low, again.high)
    assert pytest.approx(one.low, abs=0.05) == other.low


def test_the_interval_is_near_the_one_by_formula():
    """Kappa of Cohen's example (1960, p. 45), standard error by Fleiss, Cohen and Everitt (1969): 0.0497."""
    table = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
    pairs = [(i, j) for i, row in enumerate(table) for j, often in enumerate(row) for _ in range(often)]
    found = agreement(Table.of([list(coder) for coder in zip(*pairs, strict=True)]), measure="kappa")
    assert pytest.approx(0.492 - 1.96 * 0.0497, abs=0.02) == found.low
    assert pytest.approx(0.492 + 1.96 * 0.0497, abs=0.02) == found.high


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    """Two coders who each err at random, so that the kappa of endless units is known: (0.8² + 0.2² - 0.5) / 0.5."""
    draw = random.Random(3)  # noqa: S311 - nothing secret
    truth, n_held, n_studies = 0.36, 0, 60
    for study in range(n_studies):
        actual = [draw.random() < 0.5 for _ in range(80)]
        rows = [[yes if draw.random() < 0.8 else not yes for yes in actual] for _ in range(2)]
        found = agreement(Table.of(rows), measure="kappa", n_draws=200, seed=study)
        n_held += found.low <= truth <= found.high
    assert 0.85 <= n_held / n_studies <= 1


def test_characters_drawn_by_turn_promise_less_than_characters_drawn_one_by_one():
    draw = random.Random(5)  # noqa: S311 - nothing secret
    turns = [(draw.random() < 0.5, draw.random() < 0.7) for _ in range(60)]
    clusters = [Cluster(units=(((yes, yes if same else not yes), 50),)) for yes, same in turns]
    rows = [[unit[coder] for cluster in clusters for unit, n in cluster.units for _ in range(n)] for coder in (0, 1)]
    by_turn, one_by_one = agreement_of_clusters(clusters), agreement(Table.of(rows))
    assert pytest.approx(one_by_one.value) == by_turn.value
    assert 3000 == by_turn.n_units == one_by_one.n_units
    assert by_turn.high - by_turn.low > 4 * (one_by_one.high - one_by_one.low)


@pytest.mark.parametrize(
    ("rows", "asked", "why"),
    [
        ([[1, 2]] * 3, {"measure": "kappa"}, "Cohen's kappa compares two coders, and there are 3."),
        ([[1, 2]] * 2, {"measure": "percent", "level": "ordinal"}, "Percent agreement counts what is just the same."),
        ([["a", 2]] * 2, {"level": "interval"}, "1 of the 2 values are words, and interval level needs numbers."),
        ([["a", "b"]] * 2, {"level": "ordinal"}, "whose order is not known"),
        ([[-1, 2]] * 2, {"level": "ratio"}, "Ratio level needs values of 0 or more."),
    ],
)
def test_a_measure_that_does_not_fit_is_refused_in_words(rows, asked, why):
    with pytest.raises(Refused, match="Nothing was compared") as refused:
        agreement(Table.of(rows), **asked)
    assert why in str(refused.value)


def test_words_are_ordinal_where_somebody_says_their_order():
    rows = [["low", "high", "middle", "low"], ["low", "middle", "middle", "low"]]
    table = Table.of(rows, values=["low", "middle", "high"])
    numbers = Table.of([[["low", "middle", "high"].index(value) for value in row] for row in rows])
    expected = agreement(numbers, level="ordinal").value
    assert expected == agreement(table, level="ordinal", in_order=True).value


def test_measures_are_called_what_people_call_them():
    assert "Gwet's AC2 (interval)" == title_of("ac1", "interval")
    assert "Krippendorff's alpha, ratio" == title_of("alpha", "ratio")
