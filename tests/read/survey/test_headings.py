"""Where headings end and answers begin, in small fictional exports of each survey tool."""

from __future__ import annotations

from themes.read.survey.headings import Headed, headed


def grid(text: str) -> Headed:
    """The grid of some rows whose cells are parted by bars."""
    return headed([[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()])


def test_microsoft_forms_has_one_row_of_headings():
    found = grid("""
        ID | Start time | Completion time | Email | Name | What helped most?
        1 | 11/3/24 9:00 | 11/3/24 9:05 | anonymous | | The half day a week.
    """)
    assert ("Microsoft Forms", "What helped most?", 1) == (found.tool, found.headings[-1], len(found.rows))


def test_surveymonkey_has_the_question_above_its_options():
    found = grid("""
        Respondent ID | Collector ID | Which of these apply? | | What helped most? | Do you agree?
         | | Ward | Clinic | Open-Ended Response | Response
        1001 | 7 | Ward | | Time. | Agree
    """)
    assert "SurveyMonkey" == found.tool
    assert ("Which of these apply?: Ward", "Which of these apply?: Clinic", "What helped most?") == found.headings[2:5]
    assert [["1001", "7", "Ward", "", "Time.", "Agree"]] == found.rows


def test_qualtrics_has_codes_questions_and_its_own_ids():
    found = grid("""
        StartDate | ResponseId | Q1 | Q2_TEXT
        Start Date | Response ID | How far do you agree? | What got in the way?
        {"ImportId":"startDate"} | {"ImportId":"_recordId"} | {"ImportId":"QID1"} | {"ImportId":"QID2_TEXT"}
        2024-03-11 09:00:00 | R_1abcDEF23 | Agree | Too many forms.
    """)
    assert ("Qualtrics", ("StartDate", "ResponseId", "Q1", "Q2_TEXT")) == (found.tool, found.codes)
    assert ("How far do you agree?", 1) == (found.headings[2], len(found.rows))


def test_online_surveys_may_have_a_row_of_codes_above_the_questions():
    answers = "\n".join(f"{nth} | {nth % 2 + 1} | {nth % 3 + 1} | Answer number {nth}" for nth in range(1, 9))
    found = grid(f"""
        UniqueResponseNo | Q1 | Q2 | Q3
        Unique response number of this survey | 1. How well supported were you? | 2. How often did you meet? | 3. Why?
        {answers}
    """)
    assert (2, "1. How well supported were you?", "Q1") == (found.n_heading_rows, found.headings[1], found.codes[1])


def test_a_row_of_answers_is_not_taken_for_headings():
    answers = "\n".join(f"{nth} | {nth % 2 + 1} | a longer answer of several words, number {nth}" for nth in range(9))
    assert 9 == len(grid(f"Qid | Qscore | Qwhy\n{answers}").rows)


def test_questions_down_the_rows_are_turned():
    found = grid("""
        Questions | P1 | P2 | P3
        Q1 | 2 | 4 | 3
        Q2 | 1 | 5 | 2
    """)
    assert (True, ("Respondent", "Q1", "Q2")) == (found.turned, found.headings)
    assert [["P1", "2", "1"], ["P2", "4", "5"], ["P3", "3", "2"]] == found.rows


def test_one_respondents_questions_with_answers_beside_them_are_turned():
    found = grid("""
        Question | Score | Comments
        It was easy to use | 2 | It took a while.
        I would use it again | 1 |
    """)
    assert "It was easy to use: Comments" == found.headings[1]
    assert [["2", "It took a while.", "1", ""]] == found.rows


def test_a_heading_that_says_nothing_is_told_with_the_question_before_it():
    found = grid("Respondent | 1. It was easy | Comments | 2. It was quick | Comments\n1 | 2 | yes | 3 | no")
    assert ("1. It was easy: Comments", "2. It was quick: Comments") == (found.headings[2], found.headings[4])


def test_no_two_headings_are_alike():
    found = grid("id | Why so? | Why so? |\n1 | a | b | c")
    assert ("id", "Why so?", "Why so? (2)", "Column 4") == found.headings
