"""The project's own names, however they are said, and names that no list has."""

from __future__ import annotations

import pytest

from themes.privacy import NameList, find

NAMES = NameList.of(
    people=["Dr Elizabeth O'Sullivan", "Tomasz Wiśniewski", "Mary-Anne Obi", "Will Thornton", "Jane Patricia Donnelly"],
    organisations=["South Yorkshire Partnership NHS Foundation Trust", "Rowan Ward", "Tyneview Carers"],
    places=["Mexborough"],
    others=["Project Kestrel"],
)


def listed(text):
    return [text[one.start : one.end] for one in find(text, NAMES, detectors=["list"])]


def by_rule(text):
    return [text[one.start : one.end] for one in find(text, detectors=["rules"])]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("So Elizabeth O’Sullivan’s view was", ["Elizabeth O’Sullivan"]),
        ("and liz said so", ["liz"]),
        ("niamh o sullivan and liz o sullivan", ["o sullivan", "liz o sullivan"]),
        ("Tomasz Wisniewski did", ["Tomasz Wisniewski"]),
        ("we asked wisnewski", ["wisnewski"]),
        ("Mary Anne and Maryanne and mary-anne", ["Mary Anne", "Maryanne", "mary-anne"]),
        ("Will told me and so I will", ["Will"]),
        ("an action for JPD, or JD", ["JPD", "JD"]),
        ("E. O'Sullivan signed it", ["E. O'Sullivan"]),
        ("South Yorkshire Partnership, SYP or SYPNHSFT", ["South Yorkshire Partnership", "SYP"]),
        ("on Rowan, not under a rowan", ["Rowan"]),
        ("tyne view carers", ["tyne view carers"]),
        ("up in mexborough", ["mexborough"]),
        ("we called it project kestrel", ["project kestrel"]),
    ],
)
def test_a_name_of_the_list_is_found_in_every_spelling(said, words):
    found = listed(said)
    assert [word for word in words if word not in found] == []


@pytest.mark.parametrize("said", ["I will be there", "In May we will see", "the thorn in my side", "a partnership"])
def test_an_ordinary_word_is_not_a_name_because_the_list_has_one_like_it(said):
    assert [] == listed(said)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("I spoke to Agnieszka Wronska about it.", ["Agnieszka Wronska"]),
        ("so mrs ashgrove complained", ["ashgrove"]),
        ("there was a consultant called van Dijk", ["van Dijk"]),
        ("He was in St Oswald's for a week.", ["St Oswald's"]),
        ("She moved from Leeds Teaching Hospitals to Maple Ward.", ["Leeds Teaching Hospitals", "Maple Ward"]),
        ("It's different in Reading, they read more.", ["Reading"]),
        ("the chief exec at Barnsley rang", ["chief exec at Barnsley"]),
        ("We came to Zzyqor late. Zzyqor was shut.", ["Zzyqor", "Zzyqor"]),
    ],
)
def test_a_name_that_no_list_of_the_project_has_is_found_by_rule(said, words):
    assert words == by_rule(said)


@pytest.mark.parametrize(
    "said",
    [
        "The Board and the Chair met NHS England and the CQC on Monday.",
        "We put it in Excel, then in Teams, and in May it was gone.",
        "The mark of a good ward is grace, and I hope you may frank a letter.",
        "He has Parkinson's and she speaks Polish and Urdu.",
        "the mental health trust and the foundation trust and our school",
        "I can't, he couldn't, and somebody'd said it. Can't is not a name.",
    ],
)
def test_what_names_nobody_is_left_alone(said):
    assert [] == by_rule(said)


def test_a_list_keeps_no_empty_entry_and_none_twice():
    made = NameList.of(people=["  Ann   Obi ", "Ann Obi", "", "  "])
    assert ("Ann Obi",) == made.people
    assert made
    assert not NameList.of(others=[" "])
