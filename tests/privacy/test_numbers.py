"""Numbers that name a person, a home, a line or a vehicle: what is one by the issuer's rules, and what is none."""

from __future__ import annotations

import pytest

from themes.privacy import find
from themes.privacy.numbers import nhs_number


def found(text):
    return [(text[one.start : one.end], one.kind) for one in find(text, detectors=["rules"])]


@pytest.mark.parametrize(
    ("said", "words", "kind"),
    [
        ("that is 943 476 5919 on the form", "943 476 5919", "NHS number"),
        ("nine four three, four seven six, five nine one nine", None, "NHS number"),
        ("NHS number 943 476 5918", "943 476 5918", "NHS number"),
        ("it's AB 12 34 56 C", "AB 12 34 56 C", "National Insurance number"),
        ("a b one two three four five six c", None, "National Insurance number"),
        ("my National Insurance is AB123456", "AB123456", "National Insurance number"),
        ("we are at S10 2JF now", "S10 2JF", "postcode"),
        ("s ten two j f", None, "postcode"),
        ("ec1a 1bb", None, "postcode"),
        ("07700 900461", None, "phone"),
        ("(01632) 960 118", None, "phone"),
        ("+44 20 7946 0321", None, "phone"),
        ("oh seven seven double oh nine hundred one two eight", None, "phone"),
        ("ask for extension 2214", "2214", "phone"),
        ("YK19 OXB", None, "registration plate"),
        ("it was yk19 oxb again", "yk19 oxb", "registration plate"),
        ("the reg was fy seventeen k l o", "fy seventeen k l o", "registration plate"),
        ("her car, N412 GWR, was towed", "N412 GWR", "registration plate"),
    ],
)
def test_a_number_is_found_written_or_spoken(said, words, kind):
    assert [(words or said, kind)] == found(said)


@pytest.mark.parametrize(
    "said",
    [
        "the order number was 943 476 5918",
        "QQ 12 34 56 C",
        "BG 12 34 56 C",
        "XX1 4AB",
        "on the M1 2nd exit",
        "that was 1 in 10 people, 3 or 4 of us",
        "the PM10 was high and the PM10 and the rest",
        "about 20 who went by 19 the year before",
        "£07700900461",
        "in 2019 and 2020 there were 4471 of them",
        "band 6 to band 7 on ward 9 page 12",
        "it was like one two three years",
    ],
)
def test_a_number_that_names_nobody_is_left_alone(said):
    assert [] == found(said)


def test_the_check_digit_tells_every_slip_of_one_digit():
    right = "9434765919"
    slips = [right[:at] + digit + right[at + 1 :] for at in range(10) for digit in "0123456789" if digit != right[at]]
    assert nhs_number(right)
    assert not any(nhs_number(slip) for slip in slips)


@pytest.mark.parametrize(
    ("said", "words", "kind"),
    [
        ("write to jane.obi@kelham.org.uk please", "jane.obi@kelham.org.uk", "e-mail"),
        ("it's jane dot obi at kelham dot org dot uk", "jane dot obi at kelham dot org dot uk", "e-mail"),
        ("www.kelham.org.uk", None, "web address"),
        ("date of birth, 3/11/48", "3/11/48", "date of birth"),
        ("born on the second of February 1975", "the second of February 1975", "date of birth"),
        ("she's ninety-three", "ninety-three", "age over 89"),
        ("a 97 year old man", "97", "age over 89"),
    ],
)
def test_addresses_births_and_great_ages_are_found(said, words, kind):
    assert [(words or said, kind)] == [one for one in found(said) if one[1] == kind]


@pytest.mark.parametrize(
    "said",
    [
        "www.nhs.uk", "he met me at ten dot on the dot", "we began on 3/11/18", "I was born in 1961",
        "she's 89", "it was 95 minutes late", "he is 93 per cent sure", "ninety of them came",
    ],
)  # fmt: skip
def test_what_only_looks_like_an_address_a_birth_or_an_age_is_left_alone(said):
    assert [] == found(said)
