"""Values of attributes: one spelling a type, whatever people wrote."""

from __future__ import annotations

import pytest

from themes.errors import Refused
from themes.model import Attribute
from themes.values import choices_of, date_of, found_type, number_of, value_of


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("12", "12"), ("12.50", "12.5"), ("12,5", "12.5"), ("1,234", "1234"), ("1.234", "1.234"), ("-0", "0"),
        ("1,234.5", "1234.5"), ("1.234,5", "1234.5"), ("1.234.567", "1234567"), ("1 234 567", "1234567"),
        ("+3", "3"), ("-2.0", "-2"), ("0.5", "0.5"), (".5", "0.5"), ("1e9", None), ("007", None), ("12 %", None),
        ("1.2.3", None), ("", None), ("3 wards", None), ("1,23,4", None),
    ],
)  # fmt: skip
def test_a_number_is_read_with_comma_or_point(written: str, read: str | None):
    assert read == number_of(written)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-11-22", "2026-11-22"), ("2026-11-22 00:00:00", "2026-11-22"), ("22/11/2026", "2026-11-22"),
        ("3/4/2026", "2026-04-03"), ("22.11.26", "2026-11-22"), ("3 April 2026", "2026-04-03"),
        ("3rd of Apr 2026", "2026-04-03"), ("April 3, 2026", "2026-04-03"), ("11/22/2026", None),
        ("31/02/2026", None), ("3 Aprill 2026", None), ("2026", None), ("22/11-2026", None),
    ],
)  # fmt: skip
def test_a_date_is_read_day_first_and_kept_as_iso(written: str, read: str | None):
    assert read == date_of(written)


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        (["1", "2,5", ""], "number"),
        (["22/11/2026", "2026-01-02"], "date"),
        (["acute", "mental health", "Acute", "mental health"], "choice"),
        (["chair", "nurse", "porter"], "text"),
        (["", ""], "text"),
        (["11/22/2026", "10/22/2026", "11/23/2026"], "text"),
        (["same", "same"], "text"),
    ],
)
def test_the_type_of_a_column_is_found_in_its_values(column: list[str], kind: str):
    assert kind == found_type(column)


def test_a_choice_keeps_the_first_spelling():
    assert ("Acute", "community") == choices_of(["Acute", "community", " acute ", ""])
    attribute = Attribute(id="a", name="type", type="choice", choices=("Acute", "community"))
    assert "Acute" == value_of(" ACUTE", attribute)


@pytest.mark.parametrize("kind", ["number", "date", "choice"])
def test_a_value_of_another_type_is_refused_and_not_repeated(kind):
    attribute = Attribute(id="a", name="age", type=kind, choices=("young", "old"))
    with pytest.raises(Refused, match="“age” takes") as refused:
        value_of("Jane Smith", attribute)
    assert "Jane" not in str(refused.value)
    assert "" == value_of("  ", attribute)
