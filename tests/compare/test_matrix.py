"""Cells, the sentences of what is written in them, and what is drawn from quotations."""

from __future__ import annotations

import numpy as np
import pytest

from themes.compare.drafts import central, least_typical
from themes.compare.matrix import looked_for
from themes.compare.summaries import sentences_of
from themes.discover.segments import sentences

A, B = "[[q:aaaa]]", "[[q:bbbb]]"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"They turn up {A}. Nobody asks.", [f"They turn up {A}.", "Nobody asks."]),
        (f"They turn up. {A} Nobody asks. {B}", [f"They turn up. {A}", f"Nobody asks. {B}"]),
        (f"{A} They turn up.", [f"{A}They turn up."]),
        ("", []),
    ],
)
def test_a_link_belongs_to_the_sentence_in_which_or_after_which_it_stands(text: str, expected: list[str]):
    told = sentences_of(text, cut=sentences, here={"aaaa", "bbbb"})
    assert expected == [one.text for one in told]


def test_a_sentence_is_bare_where_its_quotation_has_gone():
    told = sentences_of(f"They turn up {A}. Nobody asks {B}.", cut=sentences, here={"bbbb"})
    assert [True, False] == [one.is_bare for one in told]


def test_no_word_of_a_summary_is_lost_in_its_sentences():
    text = f"Dr. Shah came{A}, and left. {B}{A} It cost 3.5 million!\nSo."
    told = " ".join(one.text for one in sentences_of(text, cut=sentences, here=()))
    assert "".join(text.split()) == "".join(told.split())


@pytest.mark.parametrize(
    ("pairs", "expected"), [(set(), "not"), ({("a", "x")}, "in part"), ({("a", "x"), ("b", "x")}, "in full")]
)
def test_a_row_is_looked_at_in_full_where_each_of_its_transcripts_is(pairs: set[tuple[str, str]], expected: str):
    assert expected == looked_for({"a", "b"}, {"x"}, pairs)


def test_what_has_no_codes_is_not_looked_at():
    assert looked_for({"a"}, (), {("a", "x")}) == "not"


def unit(*angles: float) -> np.ndarray:
    return np.array([[np.cos(angle), np.sin(angle)] for angle in angles], dtype=np.float32)


def test_no_quotation_gives_a_second_sentence_before_each_has_given_its_first():
    assert [1, 2] == central(unit(0.0, 0.01, 0.5), ["a", "a", "b"], limit=2)


def test_the_sentence_that_is_like_the_others_is_taken_first():
    assert [2] == central(unit(0.0, 0.2, 0.4, 1.4), ["a", "b", "c", "d"], limit=1)


def test_the_least_typical_comes_first_and_few_are_never_ranked():
    assert [3] == least_typical(unit(0.0, 0.2, 0.4, 1.4))
    assert [] == least_typical(unit(0.0, 1.4))
