"""Which figures of a paragraph changed beneath an author's words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themes.report.changed_figures import changed_sentence, figures_changed
from themes.report.wording import Count, heard_sentence, quantity

_WORDING = (("most", 0.5), ("some", 0.0))
_WORDS = st.lists(
    st.sampled_from(["heard", "from", "participants", "codings", "by", "hand", "of", "which", "transcripts", "bear"]),
    max_size=4,
)
_NUMBERS = st.integers(0, 99_999)


def told(was: str, now: str) -> list[str]:
    return [one.words for one in figures_changed(was, now)]


@pytest.mark.parametrize(
    ("was", "now", "wanted"),
    [
        ("From 9 of 12 participants.", "From 10 of 12 participants.", ["9 of 12 is now 10 of 12 (participants)"]),
        ("at least 3 of 9 heard", "3 of 9 heard", ["at least 3 of 9 is now 3 of 9"]),
        ("1,200 codings by hand", "1,201 codings by hand", ["1,200 is now 1,201 (codings)"]),
        ("alpha 0.71 [0.62, 0.79]", "alpha -0.02 [0.62, 0.80]", ["0.71 is now -0.02", "0.79 is now 0.80"]),
        ("95 % of it", "96 % of it", ["95 % is now 96 %"]),
        ("1 quotation stands here.", "2 quotations stand here.", ["1 is now 2 (quotation)"]),
        ("By AB and CD.", "By AB, CD and EF.", []),
        ("31 turns.", "31 turns. 4 of them are new.", ["4 is new"]),
        ("31 turns, 4 codes.", "31 turns.", ["4 is gone (codes)"]),
    ],
)  # fmt: skip
def test_each_figure_is_named_with_what_it_was_and_is(was: str, now: str, wanted: list[str]) -> None:
    assert wanted == told(was, now)


@given(st.lists(st.tuples(_WORDS, _NUMBERS, _NUMBERS), min_size=1, max_size=8))
def test_of_one_pattern_with_two_sets_of_numbers_just_those_that_differ_are_named(made) -> None:
    was = " ".join(" ".join([*words, f"{one:,}", "turns;"]) for words, one, _ in made)
    now = " ".join(" ".join([*words, f"{other:,}", "turns;"]) for words, _, other in made)
    wanted = [(f"{one:,}", f"{other:,}", "turns") for _, one, other in made if one != other]
    assert wanted == [(one.was, one.now, one.noun) for one in figures_changed(was, now)]


@given(st.integers(1, 40), st.data())
def test_each_change_of_how_widely_something_was_heard_is_named(n_of: int, data) -> None:
    counts = [Count(n=n, of=n_of, n_known=n_of) for n in data.draw(st.tuples(*[st.integers(0, n_of)] * 2))]
    none = Count(n=0, of=0, n_known=0)
    was, now = (heard_sentence(quantity(one, _WORDING), one, none, none, kind="interview") for one in counts)
    changed = figures_changed(was, now)
    assert ([] if counts[0] == counts[1] else [(counts[0].figure, counts[1].figure)]) == [
        (one.was, one.now) for one in changed
    ]


def test_what_an_authors_words_still_say_is_told() -> None:
    changed = figures_changed(
        "Heard from 9 of 12, in 4 of 12 interviews.", "Heard from 10 of 12, in 5 of 12 interviews."
    )
    said = changed_sentence(changed, "Nearly all (9 of 12) spoke of it, 4 of 12 interviews hold it, 109 of 12 do not.")
    assert said == (
        "9 of 12 is now 10 of 12; 4 of 12 is now 5 of 12 (interviews). Your words still say 9 of 12 and 4 of 12."
    )
    assert changed_sentence(changed, "All of them.").endswith("is now 5 of 12 (interviews).")
    assert "" == changed_sentence([], "9 of 12")
