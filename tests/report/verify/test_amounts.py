"""What is taken for a claim of how many say something, in sentences as authors write them and in real prose."""

from __future__ import annotations

from pathlib import Path

import pytest

from themes.report.verify.amounts import amounts
from themes.report.wording import Count

RULE = (("most", 0.5), ("some", 0.0))


def told(sentence: str, *, kinds: tuple[str, ...] = ("nurse",)):
    return list(amounts(sentence, words=[word for word, _ in RULE], kinds=kinds, names=False))


@pytest.mark.parametrize(
    ("sentence", "word", "noun", "whole"),
    [
        ("All participants said that time was short.", "all", "participants", False),
        ("Most of the participants felt that it came too late.", "most", "participants", False),
        ("The majority of respondents reported that it helped.", "the majority", "respondents", False),
        ("Nearly all interviewees agreed with it.", "nearly all", "interviewees", False),
        ("Two thirds of the participants described this.", "two thirds", "participants", True),
        ("This was mentioned by only two participants.", "two", "participants", True),
        ("It was told by 9 interviewees.", "9", "interviewees", True),
        ("Nine people told us about the rota.", "nine", "people", False),
        ("At least nine participants spoke of it.", "nine", "participants", True),
        ("It was raised in most interviews.", "most", "interviews", True),
        ("For most participants, time was the problem.", "most", "participants", False),
        ("All nurses spoke of it.", "all", "nurses", True),
        ("No participant mentioned it.", "no", "participant", True),
    ],
)
def test_a_sentence_that_says_how_many_say_something_is_a_claim(sentence, word, noun, whole):
    assert [(word, noun, whole)] == [(one.word, one.noun, one.whole) for one in told(sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Twelve participants took part.",
        "All participants were interviewed by telephone.",
        "Most participants who spoke of it were nurses.",
        "It was raised by all participants from the second trust.",
        "It was raised by all participants in the second trust.",
        "Not all participants spoke of it.",
        "Another two participants spoke of it.",
        "Of the twelve participants, nobody left.",
        "Nine of twelve participants said it.",
        "All nine participants said it.",
        "Most participants (9 of 12) said it.",
        "Fewer than nine participants said it.",
        "Most people think that boards are far away.",
        "For many people, a telephone is part of the day.",
        "Participant 9 said it, and participants 3 and 4 agreed.",
    ],
)
def test_a_sentence_that_says_something_else_is_none(sentence: str):
    assert [] == told(sentence)


@pytest.mark.parametrize(
    ("sentence", "fewest", "most"),
    [
        ("All participants spoke of it.", 12, 12),
        ("Most participants spoke of it.", 7, 11),
        ("Some participants spoke of it.", 2, 6),
        ("The majority of participants spoke of it.", 7, 12),
        ("Half of the participants spoke of it.", 6, 6),
        ("About half of the participants spoke of it.", 5, 7),
        ("More than half of the participants spoke of it.", 7, 12),
        ("A third of the participants spoke of it.", 4, 4),
        ("Several participants spoke of it.", 2, 11),
        ("Nine participants spoke of it.", 9, 9),
        ("At least nine participants spoke of it.", 9, 12),
        ("More than nine participants spoke of it.", 10, 12),
        ("No participant spoke of it.", 0, 0),
    ],
)
def test_of_twelve_a_word_means_so_many(sentence: str, fewest: int, most: int):
    (one,) = told(sentence)
    assert (fewest, most) == one.allowed(12, RULE)
    assert [fewest <= n <= most for n in range(13)] == [
        one.fits(Count(n=n, of=12, n_known=12), RULE) for n in range(13)
    ]


def test_what_may_be_less_than_the_theme_is_only_doubted_where_it_is_too_many():
    (one,) = told("Some participants said that the rota was late.")
    assert [n >= 2 for n in range(13)] == [one.fits(Count(n=n, of=12, n_known=12), RULE) for n in range(13)]


def test_the_studys_own_words_mean_what_it_says():
    rule = (("nearly all", 0.8), ("many", 0.4), ("few", 0.0))
    words = [word for word, _ in rule]
    ranges = {
        word: one.allowed(10, rule)
        for word in ("Nearly all", "Many", "A few")
        for one in amounts(f"{word} participants spoke of it.", words=words, kinds=(), names=False)
    }
    assert {"Nearly all": (9, 9), "Many": (5, 8), "A few": (2, 4)} == ranges


def test_interviews_hold_no_such_claim(corpus: Path):
    found = [
        one.text
        for path in sorted((corpus / "interviews").glob("*.txt"))
        for sentence in path.read_text(encoding="utf-8").split(". ")
        for one in told(sentence, kinds=("chair", "manager", "director"))
    ]
    assert [] == found


def test_two_million_words_of_real_prose_hold_two_such_claims(shared_data: Path):
    """Talks, survey comments and abstracts, all looked at by hand: of these two sentences both say how many say it."""
    seen = {
        line
        for path in sorted(shared_data.rglob("*"))
        if path.suffix in (".csv", ".md", ".txt", ".vtt", ".srt", ".tsv")
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()
    }
    found = {one.text.casefold() for line in seen for sentence in line.split(". ") for one in told(sentence)}
    assert {"the vast majority of participants stated", "only one person mentioned"} == found
