"""Which scale answers lie on, and which end is the lower."""

from __future__ import annotations

import pytest

from themes.read.survey.scales import found_scale, turned_round


@pytest.mark.parametrize(
    "scale",
    [
        ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"),
        ("Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied"),
        ("Never", "Rarely", "Sometimes", "Often", "Always"),
        ("Very poor", "Poor", "Fair", "Good", "Very good"),
        ("No", "Yes", "Don't know"),
        ("No, not at all", "Yes, to some extent", "Yes, definitely", "Not applicable"),
        ("Not at all", "A little", "Somewhat", "Quite a bit", "Very much"),
        ("Less often than monthly", "Monthly", "Weekly", "Daily"),
        ("Less than once a month", "Between once a week and once a month", "More than once a day"),
        ("Under 18", "18-24", "25-34", "35 to 44", "65 or over", "Prefer not to say"),
        ("Less than 1 year", "1 year", "2-5 years", "5+ years"),
        ("1 - not at all", "2", "3", "4", "5 - completely"),
        ("1 (Strongly disagree)", "2", "3", "4", "5 (Strongly agree)"),
        ("Never -- we have none", "Rarely -- only when asked", "Frequently -- each week", "I don't know what that is."),
        ("£0-£9,999", "£10,000-£19,999", "£20,000 or more"),
    ],
)
def test_a_scale_is_found_in_its_order(scale: tuple[str, ...]):
    assert scale == found_scale(reversed(scale))


@pytest.mark.parametrize(
    "answers",
    [
        ("red", "green"),
        ("Agree", "Monthly"),
        ("Leeds", "Hull", "York"),
        ("Agree",),
        ("Chair", "Nurse", "Other"),
        ("1-interview.docx", "2-group.docx", "3-notes.txt"),
    ],
)
def test_answers_that_are_on_no_scale_are_not_put_on_one(answers: tuple[str, ...]):
    assert () == found_scale(answers)


def test_two_spellings_of_one_point_are_no_scale():
    assert () == found_scale(["Agree", "agree", "Disagree"])


def test_turned_round_what_lies_beside_the_scale_stays_last():
    assert ("Agree", "Disagree", "Not sure") == turned_round(("Disagree", "Agree", "Not sure"))


@pytest.mark.parametrize(
    "scale",
    [
        ("Days", "Weeks", "Months", "Years"),
        ("Under ten", "Tens", "Hundreds", "Thousands", "Tens of thousands", "Hundreds of thousands or more"),
        (
            "I don't use R any more",
            "Less than once a month",
            "Between once a week and once a month",
            "Between once a day and once a week",
            "More than once a day",
        ),
    ],
)
def test_a_scale_that_is_told_in_words_of_time_or_number_is_put_in_order(scale: tuple[str, ...]):
    assert scale == found_scale(sorted(scale))
