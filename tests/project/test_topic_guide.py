"""The topic guide in a project: read, kept in order, matched, decided on, answered."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from themes import Project
from themes.errors import NotFound, Refused
from themes.model import Asking

GUIDE = b"1. How has the board been involved?\n2. What about money?\n   - For what was it spent?\n"
WORDS = (
    "Interviewer: How was the board involved in it?\n\nChair: We turned up every month.\n\n"
    "Interviewer: Say more?\n\nChair: All of us did.\n\nInterviewer: And what about the money?\n\nChair: None came.\n"
)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "study.themes", coder="AB") as made:
        made.add_bytes("chair.txt", WORDS.encode())
        made.set_value("P01", "role", "chair")
        made.add_bytes("nurse.txt", WORDS.replace("Chair", "Nurse").replace("None came", "A kettle").encode())
        made.read_guide("guide.txt", GUIDE)
        yield made


def _numbers(project: Project) -> list[tuple[str, str]]:
    return [(question.number, question.text) for question in project.guide()]


def _states(project: Project) -> list[tuple[str, str]]:
    return [(project.question(one.question_id).number, one.state) for one in project.askings()]


def test_a_guide_is_read_in_one_step_and_undone_in_one(study: Project) -> None:
    assert ["1", "2", "2a"] == [number for number, _ in _numbers(study)]
    study.undo()
    assert [] == study.guide()


def test_a_preview_writes_nothing(study: Project) -> None:
    seq = study.last_seq()
    assert 1 == len(study.preview_guide("other.txt", b"Background\n1. Why?\n").left_out)
    assert seq == study.last_seq()


def test_the_same_guide_again_changes_nothing(study: Project) -> None:
    seq = study.last_seq()
    study.read_guide("guide.txt", GUIDE)
    assert seq == study.last_seq()


def test_a_reworded_guide_keeps_what_its_questions_were_matched_to(study: Project) -> None:
    asked = study.ask_here("chair", 0, "1")
    study.read_guide("guide.txt", b"1. What part did the board play?\n2. Why?\n3. What about money?\n")
    assert "What part did the board play?" == study.question(asked.question_id).text
    # "What about money?" is known by its words and gets its new number; the prompt under it stays, after the others.
    assert [("1", "What part did the board play?"), ("2", "Why?"), ("3", "What about money?")] == _numbers(study)[:3]
    assert "For what was it spent?" == _numbers(study)[3][1]


def test_a_question_is_added_after_another(study: Project) -> None:
    study.add_question("Who was the sponsor?", number="1a", after="1")
    assert ["1", "1a", "2", "2a"] == [number for number, _ in _numbers(study)]


def test_a_question_is_found_by_its_number_or_words(study: Project) -> None:
    assert study.question("2a") == study.question("for what was it spent?")
    with pytest.raises(NotFound):
        study.question("7")


@pytest.mark.parametrize("fields", [{"text": "  "}, {"number": "2A"}])
def test_a_question_without_words_or_with_anothers_number_is_refused(study: Project, fields: dict[str, str]) -> None:
    with pytest.raises(Refused):
        study.revise_question("1", **fields)


def test_the_order_is_the_persons(study: Project) -> None:
    study.order_guide(["2", "2a", "1"])
    assert ["2", "2a", "1"] == [number for number, _ in _numbers(study)]
    with pytest.raises(Refused):
        study.order_guide(["2", "1"])


def test_a_question_goes_with_its_places_and_comes_back_with_them(study: Project) -> None:
    study.ask_here("chair", 0, "1")
    study.remove_question("1")
    assert ([], ["2", "2a"]) == (study.askings(), [number for number, _ in _numbers(study)])
    study.undo()
    assert [("1", "confirmed")] == _states(study)


def test_what_is_proposed_counts_for_nothing_until_it_is_confirmed(study: Project) -> None:
    proposed = study.match_questions()
    assert {"proposed"} == {asking.state for asking in proposed}
    assert [("1", "proposed"), ("2", "proposed")] == _states(study)[:2]
    assert frozenset() == study.passing("question = 1").heard()
    study.confirm_asking(*proposed)
    assert 2 == len(study.passing("question = 1").heard())


def test_matching_again_keeps_what_people_decided(study: Project) -> None:
    first, second, *_ = study.match_questions()
    study.confirm_asking(first)
    study.reject_asking(second)
    study.match_questions()
    assert ("confirmed", "rejected") == (study.asking(first.id).state, study.asking(second.id).state)


def test_the_same_proposed_again_is_no_step(study: Project) -> None:
    study.match_questions()
    seq = study.last_seq()
    study.match_questions()
    assert seq == study.last_seq()


def test_confirming_many_is_one_step(study: Project) -> None:
    study.confirm_asking(*study.match_questions())
    study.undo()
    assert {"proposed"} == {state for _, state in _states(study)}


def test_an_asking_is_moved_to_another_question(study: Project) -> None:
    first = study.match_questions()[0]
    moved = study.move_asking(first, "2a")
    assert ("confirmed", "rejected") == (moved.state, study.asking(first.id).state)
    study.match_questions()
    assert "rejected" == study.asking(first.id).state


def test_a_person_says_that_a_question_is_asked_in_a_turn(study: Project) -> None:
    turn = study.transcript("chair").turns[2]
    asked = study.ask_here("chair", 2, "2a")
    assert (turn.start, turn.end, "confirmed", 1.0) == (asked.start, asked.end, asked.state, asked.similarity)
    with pytest.raises(Refused):
        study.ask_here("chair", 99, "1")


def test_saying_it_where_it_was_proposed_confirms_it(study: Project) -> None:
    first = study.match_questions()[0]
    assert first.id == study.ask_here(first.transcript_id, 0, "1").id
    assert "confirmed" == study.asking(first.id).state


def test_answers_stand_side_by_side_with_follow_ups_in_them(study: Project) -> None:
    study.confirm_asking(*study.match_questions())
    labels = {case.id: case.label for case in study.cases()}
    assert [
        ("P01", "We turned up every month.\nAll of us did."),
        ("P02", "We turned up every month.\nAll of us did."),
    ] == [(labels[one.case_id or ""], one.words) for one in study.answers("1")]


def test_a_question_brings_the_answers_to_those_under_it(study: Project) -> None:
    study.ask_here("chair", 2, "2a")
    assert ["All of us did.\nNone came."] == [one.words for one in study.answers("2")]


def test_answers_are_narrowed_by_a_filter(study: Project) -> None:
    study.confirm_asking(*study.match_questions())
    assert ["None came."] == [one.words for one in study.answers("2", where="role = chair")]


def test_how_often_a_question_was_asked(study: Project) -> None:
    study.ask_here("chair", 0, "1")
    study.match_questions()
    first = study.asked()[0]
    assert ("1", 1, 1, 2) == (first.question.number, first.n_confirmed, first.n_proposed, first.n_transcripts)


def test_matching_without_a_guide_is_refused(empty: Project) -> None:
    with pytest.raises(Refused, match="topic guide"):
        empty.match_questions()
    with pytest.raises(Refused, match="topic guide"):
        empty.start_matching()


def test_a_transcript_goes_with_its_askings(study: Project) -> None:
    study.ask_here("chair", 0, "1")
    study.remove_transcript("chair")
    assert [] == study.askings()


def test_matching_runs_in_a_worker(study: Project) -> None:
    job = study.start_matching()
    until = time.monotonic() + 600
    while study.job(job.id).state == "running" and time.monotonic() < until:
        time.sleep(0.05)
    assert "done" == study.job(job.id).state
    assert [("1", "proposed"), ("2", "proposed")] == _states(study)[:2]


def test_headings_can_be_askings(empty: Project) -> None:
    empty.add_bytes(
        "tasks.md",
        b"## 1 Explain aloud the usefulness of the plot\n\nModerator: Please begin.\n\nParticipant: It is good.\n\n"
        b"Moderator: Go on.\n\nParticipant: It is very clear.\n",
    )
    empty.read_guide("g.txt", b"1. Explain aloud the usefulness of the plot.\n2. Say what you would add.\n")
    found: list[Asking] = empty.match_questions()
    source = empty.transcripts()[0]
    assert ["heading"] == [
        turn.kind for turn in source.turns if (turn.start, turn.end) == (found[0].start, found[0].end)
    ]
