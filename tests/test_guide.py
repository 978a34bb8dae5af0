"""How far answers reach, and which question stands under which."""

from __future__ import annotations

from typing import Literal

import pytest

from themes.guide import answers, common, depth, extents, family, merged, outside, reach
from themes.model import Asking, GuideQuestion, Span, Speaker, Transcript, Turn

State = Literal["proposed", "confirmed", "rejected"]
TURNS = (
    (0, "And the board?"),
    (1, "They came."),
    (0, "Say more?"),
    (2, "Every month."),
    (0, "And money?"),
    (1, "None."),
)


@pytest.fixture
def interview() -> Transcript:
    turns, start = [], 0
    for speaker, words in TURNS:
        turns.append(Turn(start=start, end=start + len(words), speaker=speaker))
        start += len(words) + 1
    return Transcript(
        id="t", title="Interview", kind="focus group", text="\n".join(words for _, words in TURNS), turns=tuple(turns),
        speakers=(
            Speaker(label="I", role="interviewer"),
            Speaker(label="A", role="participant", case_id="c1"),
            Speaker(label="B", role="participant", case_id="c2"),
        ),
        format="txt", layout="inline", source_name="t.txt", source_sha256="t",
    )  # fmt: skip


def _asking(interview: Transcript, turn: int, question: str, state: State = "confirmed") -> Asking:
    place = interview.turns[turn]
    return Asking(
        id=f"{turn} {question}", question_id=question, transcript_id="t", start=place.start, end=place.end, state=state
    )


def _question(number: str) -> GuideQuestion:
    return GuideQuestion(id=number, text=f"Question {number}", number=number)


def test_an_answer_reaches_from_its_asking_to_the_next(interview: Transcript) -> None:
    askings = [_asking(interview, 4, "2"), _asking(interview, 0, "1")]
    assert [("1", 0, interview.turns[4].start), ("2", interview.turns[4].start, len(interview.text))] == [
        (asking.question_id, span.start, span.end) for asking, span in extents(askings, interview)
    ]


def test_a_rejected_asking_ends_no_answer(interview: Transcript) -> None:
    askings = [_asking(interview, 0, "1"), _asking(interview, 4, "2", "rejected")]
    assert [Span(start=0, end=len(interview.text))] == [span for _, span in extents(askings, interview)]


def test_a_proposed_asking_ends_the_answer_before_it(interview: Transcript) -> None:
    askings = [_asking(interview, 0, "1"), _asking(interview, 4, "2", "proposed")]
    assert (Span(start=0, end=interview.turns[4].start),) == reach({"1"}, askings, interview, confirmed_only=True)


def test_nothing_belongs_to_a_question_that_is_only_proposed_where_confirmed_ones_are_wanted(
    interview: Transcript,
) -> None:
    assert () == reach({"2"}, [_asking(interview, 4, "2", "proposed")], interview, confirmed_only=True)


def test_each_voice_of_a_group_answers_apart(interview: Transcript) -> None:
    found = answers({"1"}, [_asking(interview, 0, "1"), _asking(interview, 4, "2")], interview)
    assert [("c1", "They came."), ("c2", "Every month.")] == [(one.case_id, one.words) for one in found]


def test_an_interviewers_words_are_no_answer(interview: Transcript) -> None:
    found = answers({"1"}, [_asking(interview, 0, "1")], interview)
    assert not any("Say more?" in one.words for one in found)


def test_a_question_brings_those_under_it() -> None:
    questions = [_question(number) for number in ("1", "2", "2a", "2b", "2b.i", "2.1", "20", "")]
    assert {"2", "2a", "2b", "2b.i", "2.1"} == family(questions[1], questions)
    assert {"2b", "2b.i"} == family(questions[3], questions)
    assert [0, 0, 1, 1, 2, 1, 0, 0] == [depth(question, questions) for question in questions]


def test_a_question_without_a_number_has_none_under_it() -> None:
    questions = [_question(""), _question("1")]
    assert {""} == family(questions[0], questions)


def test_ranges_are_joined_met_and_turned_inside_out() -> None:
    spans = merged([Span(start=5, end=7), Span(start=0, end=3), Span(start=3, end=4)])
    assert (Span(start=0, end=4), Span(start=5, end=7)) == spans
    assert (Span(start=2, end=4), Span(start=5, end=6)) == common(spans, (Span(start=2, end=6),))
    assert (Span(start=4, end=5), Span(start=7, end=9)) == outside(spans, 9)
