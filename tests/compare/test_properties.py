"""What holds of every table: hypothesis looks for one of which it does not."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from themes.compare import MEASURES, Stretch, Table, Valued, agreement, agreement_as_placed, on_a_continuum

NAMES = ("zebra", "cow", "ant", "bee")
LEVELS_OF = {"alpha": ("nominal", "ordinal", "interval"), "percent": ("nominal",)}


@st.composite
def tables(draw):
    """Two to four coders, two to a dozen units, values from 0 to 3 or none."""
    n_units = draw(st.integers(2, 12))
    cell = st.one_of(st.none(), st.integers(0, 3))
    return draw(st.lists(st.lists(cell, min_size=n_units, max_size=n_units), min_size=2, max_size=4))


def values(rows):
    """Every measure of a table that fits it, by measure and level."""
    table = Table.of(rows)
    measures = [one for one in MEASURES if one != "kappa" or len(rows) == 2]
    return {
        (measure, level): agreement(table, measure=measure, level=level, n_draws=1).value
        for measure in measures
        for level in LEVELS_OF.get(measure, ("nominal", "interval"))
    }


@settings(max_examples=25)
@given(rows=tables(), seed=st.randoms(use_true_random=False))
def test_the_order_of_coders_and_of_units_changes_nothing(rows, seed):
    order = list(range(len(rows[0])))
    seed.shuffle(order)
    shuffled = [[row[at] for at in order] for row in rows]
    seed.shuffle(shuffled)
    expected = values(rows)
    for key, value in values(shuffled).items():
        assert (value is None) == (expected[key] is None)
        assert value is None or pytest.approx(expected[key], abs=1e-9) == value


@settings(max_examples=25)
@given(rows=tables())
def test_other_names_for_the_values_change_nothing_at_nominal_level(rows):
    named = [[None if value is None else NAMES[value] for value in row] for row in rows]
    for measure in ("alpha", "conger", "fleiss", "pabak", "ac1", "percent"):
        expected = agreement(Table.of(rows), measure=measure, n_draws=1).value
        found = agreement(Table.of(named), measure=measure, n_draws=1).value
        assert (found is None) == (expected is None)
        assert found is None or pytest.approx(expected, abs=1e-9) == found


@settings(max_examples=25)
@given(row=st.lists(st.integers(0, 3), min_size=2, max_size=12), n_coders=st.integers(2, 4))
def test_full_agreement_is_one_wherever_anything_varies(row, n_coders):
    assume(len(set(row)) > 1)
    assert {1} == {round(value, 9) for value in values([row] * n_coders).values()}


@settings(max_examples=25)
@given(rows=tables())
def test_no_measure_is_over_one_and_none_is_anything_but_a_number_or_withheld(rows):
    for value in values(rows).values():
        assert value is None or value <= 1 + 1e-9


@settings(max_examples=25)
@given(rows=tables())
def test_with_two_coders_conger_is_cohen_where_nothing_is_missing(rows):
    whole = [[value or 0 for value in row] for row in rows[:2]]
    found = values(whole)
    assert (found["kappa", "nominal"] is None) == (found["conger", "nominal"] is None)
    if found["kappa", "nominal"] is not None:
        assert pytest.approx(found["kappa", "nominal"]) == found["conger", "nominal"]


@st.composite
def unitised(draw):
    """Two to three coders' units on a continuum of 40 places."""
    coders = []
    for _ in range(draw(st.integers(2, 3))):
        borders = sorted(draw(st.sets(st.integers(0, 40), min_size=0, max_size=8)))
        values_of = draw(st.lists(st.sampled_from("ab"), min_size=len(borders), max_size=len(borders)))
        pairs = list(zip(borders[::2], borders[1::2], strict=False))
        coders.append([Valued(start=a, end=b, value=v) for (a, b), v in zip(pairs, values_of, strict=False)])
    return coders


@settings(max_examples=25)
@given(coders=unitised())
def test_coders_who_unitise_alike_agree_fully_and_their_order_changes_nothing(coders):
    found, turned = on_a_continuum(coders, end=40), on_a_continuum(coders[::-1], end=40)
    for name in ("whole", "found", "coded"):
        one, other = getattr(found, name), getattr(turned, name)
        assert (one is None) == (other is None)
        assert one is None or pytest.approx(one, abs=1e-9) == other
    same = on_a_continuum([coders[0]] * 2, end=40)
    assert same.whole is None or pytest.approx(1) == same.whole
    assert same.coded is None or pytest.approx(1) == same.coded


@st.composite
def placed_turns(draw):
    """One to five turns of two to four coders, each with quotations that do not meet."""
    n_coders = draw(st.integers(2, 4))
    turns = []
    for _ in range(draw(st.integers(1, 5))):
        length = draw(st.integers(1, 30))
        by_coder = []
        for _ in range(n_coders):
            ends = sorted(draw(st.sets(st.integers(0, length), max_size=6)))
            by_coder.append(tuple(zip(ends[::2], ends[1::2], strict=False)))
        turns.append(Stretch(length=length, by_coder=tuple(by_coder)))
    return turns


@given(turns=placed_turns())
def test_alpha_of_quotations_by_turn_is_that_of_the_turns_end_to_end(turns):
    """Krippendorff et al. (2016) on the whole continuum, by the matrices of ``unitised.py``."""
    n_coders = len(turns[0].by_coder)
    coders = [[] for _ in range(n_coders)]
    at = 0
    for turn in turns:
        for units, spans in zip(coders, turn.by_coder, strict=True):
            units += [Valued(start=at + start, end=at + end, value="given") for start, end in spans]
        at += turn.length
    found = agreement_as_placed([[turn] for turn in turns], n_coders=n_coders, n_draws=1)
    expected = on_a_continuum(coders, end=at).found if any(coders) else None
    assert (expected is None) == (found.value is None)
    assert expected is None or pytest.approx(expected, abs=1e-9) == found.value
    assert sum(map(len, coders)) == found.n_units
