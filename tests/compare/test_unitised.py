from __future__ import annotations

import pytest

from themes.compare import Stretch, Valued, agreement_as_placed, alpha_of_ends, on_a_continuum
from themes.errors import Refused


def unit(start, end, value="Trust"):
    """A unit on a continuum."""
    return Valued(start=start, end=end, value=value)


def test_alike_units_agree_fully_in_every_way():
    found = on_a_continuum([[unit(2, 8), unit(10, 14, "Cost")]] * 3, end=30)
    assert (1, 1, 1) == (found.whole, found.found, found.coded)
    assert [("Cost", 1, 1), ("Trust", 1, 1)] == [(one.value, one.alpha, one.covered) for one in found.by_value]
    assert (30, 3, 6) == (found.length, found.n_coders, found.n_units)


def test_ends_that_differ_by_a_word_cost_little_and_units_elsewhere_cost_all():
    near = on_a_continuum([[unit(100, 200)], [unit(104, 200)]], end=1000).found
    apart = on_a_continuum([[unit(100, 200)], [unit(600, 700)]], end=1000).found
    assert near > 0.9
    assert apart < 0


def test_finding_the_same_and_calling_it_otherwise_is_told_apart():
    found = on_a_continuum([[unit(0, 10), unit(20, 30)], [unit(0, 10, "Cost"), unit(20, 30)]], end=60)
    assert 1 == found.found
    assert found.whole < 1
    assert found.coded < found.whole


def test_the_sum_by_hand():
    """Two coders, one unit each, 40 places: coincidences of lengths, without those of a unit with itself.

    Seen apart: 6 + 6 of 80. By chance: total 80 (40 × 40 × 2 - 0) / (80² - 10² - 8² - 62) with gaps as single places,
    where the coders' units hold 10 + 8 = 18 places and their gaps 62.
    """
    found = on_a_continuum([[unit(0, 10)], [unit(4, 12)]], end=40)
    apart, by_chance = (4 + 2) * 2, 80 * (2 * 18 * 62) / (80**2 - 10**2 - 8**2 - 62)
    assert pytest.approx(1 - apart / by_chance) == found.found == found.whole


def test_where_nobody_found_anything_nothing_is_defined():
    found = on_a_continuum([[], []], end=40)
    assert (None, None, None, ()) == (found.whole, found.found, found.coded, found.by_value)


def test_where_nothing_is_called_otherwise_no_alpha_of_values_is_defined():
    found = on_a_continuum([[unit(0, 10)], [unit(4, 12)]], end=40)
    assert found.coded is None
    assert [None] == [one.alpha for one in found.by_value]
    assert [pytest.approx(12 / 18)] == [one.covered for one in found.by_value]


def test_alpha_of_ends_is_not_defined_without_units():
    assert {"": None} == {value: one.alpha for value, one in alpha_of_ends([[], []], end=40).items()}


@pytest.mark.parametrize(
    ("coders", "why"),
    [
        ([[unit(0, 10)]], "Agreement needs two coders or more."),
        ([[unit(0, 10), unit(5, 12)], []], "Two units of coder 1 overlap."),
        ([[], [unit(35, 45)]], "Coder 2 has a unit that is empty or lies outside 0 to 40."),
        ([[], [unit(5, 5)]], "Coder 2 has a unit that is empty or lies outside 0 to 40."),
    ],
)
def test_what_cannot_be_compared_is_refused_in_words(coders, why):
    with pytest.raises(Refused, match="Nothing was compared") as refused:
        on_a_continuum(coders, end=40)
    assert str(refused.value).startswith(why)


def test_an_interval_of_quotations_needs_ten_turns_and_holds_its_value():
    alike = Stretch(length=40, by_coder=(((4, 20),), ((5, 20),)))
    apart = Stretch(length=40, by_coder=(((0, 9),), ((30, 40),)))
    few = agreement_as_placed([[alike]] * 5 + [[apart]] * 4, n_coders=2)
    assert (None, True) == (few.low, few.withheld.startswith("An interval needs 10 turns"))
    enough = agreement_as_placed([[alike]] * 8 + [[apart]] * 4, n_coders=2)
    assert enough.low < enough.value < enough.high
    assert enough == agreement_as_placed([[alike]] * 8 + [[apart]] * 4, n_coders=2)
