from __future__ import annotations

import pytest

from themes.compare import Table
from themes.errors import Refused


def test_units_of_like_values_are_counted_together():
    table = Table.of([["a", "b", "a", None], ["a", "b", "a", "b"]])
    assert ("a", "b") == table.values
    assert [[-1, 1], [0, 0], [1, 1]] == table.patterns.tolist()
    assert [1, 2, 1] == table.counts.tolist()
    assert [1, 2, 1, 0] == table.columns.tolist()


def test_numbers_stand_in_their_order_before_words():
    assert (1, 2, 10, "x") == Table.of([[10, 2], [1, "x"]]).values


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([], "The table has 0 rows."),
        ([[1, 2]], "The table has 1 row."),
        ([[1, 2], [1, 2], [1]], "Row 1 has 2 units and row 3 has 1."),
        ([[], []], "The table has no units."),
        ([[1, 2], [1, [2]]], "Row 2, unit 2 holds neither a number nor a word."),
        ([[1, 2], [float("nan"), 2]], "Row 2, unit 1 holds neither a number nor a word."),
        ([[1, 2], [1e300, 2]], "Row 2, unit 1 holds a number beyond 1e+100."),
        ([[1, -(10**400)], [1, 2]], "Row 1, unit 2 holds a number beyond 1e+100."),
        ([list(range(1001)), list(range(1001))], "The table has 1,001 different values (at most 1,000)."),
    ],
)
def test_what_is_no_table_is_refused_in_words(rows, why):
    with pytest.raises(Refused, match="Nothing was compared") as refused:
        Table.of(rows)
    assert str(refused.value).startswith(why)


def test_a_value_that_was_not_among_those_said_is_refused_without_quoting_it():
    with pytest.raises(Refused, match="2 cells hold a value that is not among the 2 given") as refused:
        Table.of([["yes", "Mary Smith"], ["no", "Mary Smith"]], values=["no", "yes"])
    assert "Mary" not in str(refused.value)
