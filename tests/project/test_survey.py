"""Taking in a survey's answers, and what stands in the project then."""

from __future__ import annotations

from pathlib import Path

import pytest

from themes import Project
from themes.errors import AlreadyAdded, NotFound, Refused
from themes.read.survey import ColumnAs

HEAD = "ID,Your role,How far do you agree?,Years here,What helped?,Anything else?\n"
ROWS = (
    "a1,nurse,Agree,3,The half day a week.,\n"
    'a2,doctor,Strongly agree,12,"Time, and\nthe chair.",More of it 😀 please\n'
    "a3,nurse,Disagree,7,,\n"
    "a4,doctor,Agree,1,Nobody told us why.,Thanks for asking us\n"
    "a5,nurse,Agree,5,Asking the night shift.,\n"
)
DATA = (HEAD + ROWS).encode()
CHOSEN = {"Your role": "property", "What helped?": "open question", "Anything else?": "open question"}


@pytest.fixture
def survey(empty: Project) -> Project:
    """A project that has taken in the survey."""
    empty.add_survey("forms.csv", DATA, columns=CHOSEN)
    return empty


def test_each_open_question_is_a_transcript_with_a_turn_an_answer(survey: Project):
    assert {"What helped?": 4, "Anything else?": 2} == {one.title: len(one.turns) for one in survey.transcripts()}
    assert {"survey answers"} == {one.kind for one in survey.transcripts()}


def test_every_answer_stands_whole_at_its_turn(survey: Project):
    helped = survey.transcript("What helped?")
    assert [
        "The half day a week.",
        "Time, and\nthe chair.",
        "Nobody told us why.",
        "Asking the night shift.",
    ] == [helped.text[turn.start : turn.end] for turn in helped.turns]


def test_a_respondent_is_one_case_in_all_questions(survey: Project):
    helped, more = survey.transcript("What helped?"), survey.transcript("Anything else?")
    assert 5 == len(survey.cases())
    assert helped.speakers[1].case_id == more.speakers[0].case_id


def test_labels_are_neutral_and_the_identifier_is_not_kept(survey: Project):
    assert ["R0001", "R0002", "R0003", "R0004", "R0005"] == [case.label for case in survey.cases()]
    assert "ID" not in [attribute.name for attribute in survey.attributes()]


def test_a_scale_is_an_ordered_choice_and_a_number_a_number(survey: Project):
    agree, years = survey.attribute("How far do you agree?"), survey.attribute("Years here")
    assert (True, ("Disagree", "Agree", "Strongly agree"), "number") == (agree.ordered, agree.choices, years.type)
    assert {"Your role": "doctor", "How far do you agree?": "Strongly agree", "Years here": "12"} == survey.values(
        "R0002"
    )


def test_one_undo_takes_all_of_it_back(survey: Project):
    survey.undo()
    assert ([], [], []) == (survey.transcripts(), survey.cases(), survey.attributes())
    survey.redo()
    assert (2, [], 5) == (len(survey.transcripts()), survey.check(), len(survey.cases()))


def test_the_same_file_again_is_recognised(survey: Project):
    with pytest.raises(AlreadyAdded, match="already here as “Anything else\\?” and 1 more"):
        survey.add_survey("copy.csv", DATA)
    with pytest.raises(AlreadyAdded):
        survey.add_bytes("copy.csv", DATA)


def test_a_transcripts_file_cannot_come_again_as_a_survey(empty: Project):
    empty.add_bytes("talk.txt", DATA)
    with pytest.raises(AlreadyAdded):
        empty.add_survey("talk.csv", DATA)


def test_a_second_survey_goes_on_counting_and_shares_attributes(survey: Project):
    survey.add_survey("second.csv", (HEAD + ROWS.replace("a", "b")).encode(), columns=CHOSEN)
    assert "R0010" == survey.cases()[-1].label
    assert ["Your role", "How far do you agree?", "Years here"] == [one.name for one in survey.attributes()][:3]


def test_an_attribute_of_another_type_is_kept_apart(empty: Project):
    empty.add_attribute("Years here")
    empty.add_survey("forms.csv", DATA, columns=CHOSEN)
    assert "Years here (forms)" in [one.name for one in empty.attributes()]


def test_identified_respondents_join_the_case_of_that_name(survey: Project):
    survey.undo()
    first = survey.add_bytes("talk.txt", b"Interviewer: What helped?\n\nParticipant: The half day a week did it.\n")
    case = survey.rename_case(next(speaker.case_id for speaker in first.speakers if speaker.case_id), "a2")
    survey.add_survey("forms.csv", DATA, columns=CHOSEN, identified=True)
    assert ["a1", "a2", "a3", "a4", "a5"] == [one.label for one in survey.cases()]
    assert case.id in {speaker.case_id for speaker in survey.transcript("What helped?").speakers}


NOTHING_OPEN = {"What helped?": "left out", "Anything else?": "left out", "Your role": "property"}
RATINGS = b"Questions,P1,P2,P3\nQ1,1,5,2\nQ2,3,3,4\n"
RATED = {"#2": ColumnAs(kind="scale", choices=("1", "2", "3", "4", "5")), "Q2": "property"}


def test_ratings_alone_become_cases_with_attributes(empty: Project):
    added = empty.add_survey("forms.csv", DATA, columns=NOTHING_OPEN)
    assert ((), 5, 0) == (added.transcripts, added.n_respondents, added.n_answers)
    assert {"Your role": "doctor", "How far do you agree?": "Agree", "Years here": "1"} == empty.values("R0004")
    empty.undo()
    assert ([], []) == (empty.cases(), empty.attributes())


def test_ratings_of_respondents_side_by_side_go_to_the_cases_of_their_names(empty: Project):
    empty.add_survey("ratings.csv", RATINGS, columns=RATED, identified=True)
    empty.add_survey("ratings.csv", RATINGS, columns=RATED, identified=True)
    assert ["P1", "P2", "P3"] == [case.label for case in empty.cases()]
    assert ("5", True) == (empty.values("P2")["Q1"], empty.attribute("Q1").ordered)


def test_ratings_alone_that_are_here_are_recognised(empty: Project):
    empty.add_survey("ratings.csv", RATINGS, columns=RATED)
    with pytest.raises(AlreadyAdded):
        empty.add_survey("ratings.csv", RATINGS, columns=RATED)
    assert 3 == len(empty.cases())


def test_without_any_question_nothing_is_taken_in(empty: Project):
    nothing = {"Your role": "left out", "How far do you agree?": "left out", "Years here": "left out"}
    with pytest.raises(Refused, match="No column"):
        empty.add_survey("forms.csv", DATA, columns={**NOTHING_OPEN, **nothing})
    assert [] == empty.cases()


def test_a_value_that_is_no_number_is_refused_without_quoting_it(empty: Project):
    with pytest.raises(Refused) as refused:
        empty.add_survey("forms.csv", DATA, columns={**CHOSEN, "#2": ColumnAs(kind="property", type="number")})
    assert "nurse" not in str(refused.value)
    assert [] == empty.cases()


def test_a_column_that_is_not_there_is_said(empty: Project):
    with pytest.raises(NotFound, match="no column “Age”"):
        empty.read_survey("forms.csv", DATA, columns={"Age": "property"})


def test_answers_are_found_and_coded_where_they_stand(survey: Project):
    more = survey.transcript("Anything else?")
    (found,) = survey.search("please", within=more)
    coding = survey.add_coding(more, found.start, found.end, survey.add_code("Polite"))
    assert "please" == survey.quotation(coding.quotation_id).words
    assert [] == survey.check()


def test_words_are_found_in_one_transcript_alone(survey: Project):
    assert 2 == len(survey.search("the half", within="What helped?"))
    assert [] == survey.search("the half", within="Anything else?")


def test_the_real_pssuq_sheet_is_taken_in_whole(empty: Project, shared_data: Path):
    path = shared_data / "coded" / "usability_interviews" / "SERDIF_PSSUQ_P2.csv"
    added = empty.add_survey(path)
    assert (19, 17, 90, 19) == (len(added.transcripts), added.n_respondents, added.n_answers, len(added.attributes))
    assert [] == empty.check()
