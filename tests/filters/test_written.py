"""Conditions as they are written and read."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from themes.errors import Refused
from themes.filters import Condition, Filter, Sign, as_filter, parse

ABOUT = st.text(st.characters(exclude_categories=["C", "Z"]) | st.sampled_from('=<>!"'), min_size=1)
SIGNS = st.sampled_from('|\\"“”')
VALUES = st.lists(st.text(st.characters(exclude_categories=["C", "Z"]) | SIGNS, min_size=1), min_size=1, max_size=3)


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("role=chair", Condition(about="role", values=("chair",))),
        (" role  =  chair | nurse ", Condition(about="role", values=("chair", "nurse"))),
        ("phase>=2", Condition(about="phase", values=("2",), sign=">=")),
        ("role != chair", Condition(about="role", values=("chair",), sign="!=")),
        ("linked:works at = St John's", Condition(about="linked:works at", values=("St John's",))),
        (r"unit = A\|B", Condition(about="unit", values=("A|B",))),
        ("note = a=b", Condition(about="note", values=("a=b",))),
        ('region = "Southern Coast"', Condition(about="region", values=("Southern Coast",))),
        ("region = “Southern Coast”|North", Condition(about="region", values=("Southern Coast", "North"))),
        ('site = "A|B" | "C ""D"" E"', Condition(about="site", values=("A|B", 'C "D" E'))),
        (r'said = \"yes"', Condition(about="said", values=('"yes"',))),
        ('said = "yes" or no', Condition(about="said", values=('"yes" or no',))),
    ],
)
def test_a_condition_is_read_as_it_is_meant(text: str, condition: Condition) -> None:
    assert condition == parse(text)


@given(about=ABOUT, values=VALUES, sign=st.sampled_from(get_args(Sign)))
def test_what_a_condition_writes_is_read_back_as_the_same(about: str, values: list[str], sign: Sign) -> None:
    assume(not values[0].startswith("="))  # after < or > it would read as another sign
    condition = Condition(about=about, values=tuple(values), sign=sign)
    assert condition == parse(str(condition))


@pytest.mark.parametrize("text", ["role", "= chair", "role =", "", "role = a|"])
def test_what_is_no_condition_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Refused, match="role=chair"):
        parse(text)


def test_a_filter_is_made_of_one_condition_or_several() -> None:
    expected = Filter(conditions=(parse("role=chair"), parse("question=2b")))
    assert expected == as_filter(["role=chair", parse("question = 2b")]) == as_filter(expected)
    assert Filter(conditions=(parse("role=chair"),)) == as_filter("role=chair")
    assert not as_filter(None)
    assert not as_filter(())


def test_a_report_says_a_filter_in_words() -> None:
    written = as_filter(["attribute:case = a|b", "phase >= 2", "linked:works at = Harrowmere", "question = 1|2b"])
    assert "case is a or b; phase is at least 2; works at is Harrowmere; question 1 or 2b" == written.words


@pytest.mark.parametrize("name", ["Satisfied? (1 = no, 5 = yes)", 'Said "yes"!', '"quoted"', "Age > 65", "a | b"])
def test_an_attribute_whose_name_holds_a_sign_stands_in_quotes(name: str) -> None:
    condition = Condition(about=name, values=("4",), sign=">=")
    assert condition == parse(str(condition))
