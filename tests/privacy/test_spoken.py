"""What is found in the measured set, half by half; a floor here is never lowered."""

from __future__ import annotations

import pytest
from benchmarks import identifiers

HALVES = ("built on", "unseen")
NEVER_MISSED = ("NHS number", "National Insurance number", "postcode", "phone", "e-mail")


@pytest.fixture(scope="module")
def measured():
    sentences, names = identifiers.read()
    found = identifiers.finders(names)
    return {
        name: {kind: identifiers.score(identifiers.half(sentences, name), find) for kind, find in found.items()}
        for name in HALVES
    }


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("kind", NEVER_MISSED)
def test_no_number_or_address_that_names_a_person_is_missed(measured, half, kind):
    found, present = measured[half]["all"][kind]
    assert present == found


@pytest.mark.parametrize("half", HALVES)
def test_at_least_97_of_100_identifiers_are_found(measured, half):
    found, present = measured[half]["all"]["all kinds"]
    assert found / present >= 0.97


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("part", ["lower case", "names not on the list"])
def test_small_letters_and_names_that_the_project_does_not_know_are_found_too(measured, half, part):
    found, present = measured[half]["all"][part]
    assert found / present >= 0.95


@pytest.mark.parametrize("half", HALVES)
def test_at_most_2_in_1000_words_are_held_to_be_an_identifier_and_are_none(measured, half):
    sentences = identifiers.half(identifiers.read()[0], half)
    false, _ = measured[half]["all"]["false"]
    assert identifiers.per_thousand(false, [one.text for one in sentences]) <= 2


@pytest.mark.parametrize("half", HALVES)
def test_the_list_and_the_rules_find_twice_what_spacy_finds_alone(measured, half):
    everything, alone = measured[half]["all"]["all kinds"][0], measured[half]["spaCy alone"]["all kinds"][0]
    assert everything >= 2 * alone


def test_strangers_are_found_in_small_letters_too():
    found, present = identifiers.strangers()
    assert found / present >= 0.85


def test_the_halves_are_what_the_header_says():
    sentences, _ = identifiers.read()
    assert 220 == len(sentences)
    assert 110 == len(identifiers.half(sentences, "unseen"))
    assert all(one.start < one.end for sentence in sentences for one in sentence.marked)
    assert sum(sentence.lower for sentence in sentences) >= 40
    assert sum(not sentence.marked for sentence in sentences) >= 50


def test_an_identifier_counts_as_found_only_when_each_of_its_words_is_covered():
    sentence = identifiers.Sentence(
        id=1,
        text="So Dr Ann Obi rang.",
        marked=(identifiers.Marked(start=3, end=13, kind="person", listed=False),),
    )
    assert not identifiers.covered(sentence.text, sentence.marked[0], [(6, 9)])
    assert identifiers.covered(sentence.text, sentence.marked[0], [(6, 9), (10, 13)])
