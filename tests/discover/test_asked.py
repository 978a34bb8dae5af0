"""Interviewers' turns matched to a guide."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from themes.discover.asked import Proposed, match, place_of
from themes.guide import LEAST
from themes.model import GuideQuestion
from themes.project.questions.matching import match as match_guide
from themes.read import read
from themes.read.guide import read_guide

MEASURED_ON = ("02-harrowmere-change-team.txt", "06-st-aldwyns-medical-director.txt", "08-calder-royal-od-lead.txt")


def _found(table: list[list[float]], **given: int) -> list[tuple[int, int]]:
    fixed = {int(place[1:]): question for place, question in given.items()}
    return [(one.place, one.question) for one in match(np.array(table, dtype=np.float32), given=fixed)]


def test_a_place_is_matched_to_the_question_that_it_is_like() -> None:
    assert [(0, 0), (2, 1)] == _found([[0.8, 0.1], [0.1, 0.1], [0.1, 0.7]])


def test_what_is_like_nothing_stays_a_follow_up() -> None:
    assert [] == _found([[LEAST - 0.01, 0.0], [0.0, 0.0]])


def test_a_follow_up_that_is_like_the_same_question_is_not_a_second_asking() -> None:
    assert [(0, 0)] == _found([[0.8, 0.0], [LEAST + 0.1, 0.0]])


def test_the_guides_order_decides_between_two_that_are_alike() -> None:
    assert [(0, 0), (1, 1), (2, 2)] == _found([[0.8, 0.0, 0.0], [0.52, 0.5, 0.0], [0.0, 0.0, 0.8]])


def test_a_question_out_of_order_is_found_where_it_is_clearly_asked() -> None:
    assert [(0, 1), (1, 0)] == _found([[0.0, 0.9], [0.9, 0.0]])


def test_what_a_person_has_said_stays_and_leads_the_rest() -> None:
    table = [[0.6, 0.0, 0.0], [0.6, 0.0, 0.0]]
    assert [(0, 0), (1, 2)] == _found(table, p1=2)


def test_no_place_and_no_question_give_nothing() -> None:
    assert [] == match(np.zeros((0, 3), dtype=np.float32))
    assert [] == match(np.zeros((3, 0), dtype=np.float32))


def test_a_proposal_says_how_like_it_is() -> None:
    assert [Proposed(place=0, question=0, similarity=0.8)] == match(np.array([[0.8]], dtype=np.float32))


def test_asides_and_sentences_that_say_nothing_are_not_compared() -> None:
    assert ("And the board?",) == place_of(1, "[laughs] And the board?").sentences
    assert () == place_of(1, "Mm-hm. What happens?").sentences


@pytest.mark.parametrize(
    ("words", "asks"), [("And the board?", True), ("Tell me about January.", True), ("Gosh.", False)]
)
def test_whether_a_turn_reads_like_asking(words: str, *, asks: bool) -> None:
    assert asks == place_of(1, words).asks


def test_on_labelled_interviews_three_of_four_proposals_are_right_and_most_askings_are_found(corpus: Path) -> None:
    labels: dict[str, dict[int, str]] = {}
    with (Path(__file__).with_name("asked.csv")).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            labels.setdefault(row["file"], {})[int(row["turn"])] = row["question"]
    entries = read_guide("guide.txt", (corpus / "topic-guide.txt").read_bytes()).entries
    questions = [GuideQuestion(id=entry.number, text=entry.text, number=entry.number) for entry in entries]
    transcripts = [read(name, (corpus / "interviews" / name).read_bytes()) for name in MEASURED_ON]
    names = {transcript.id: transcript.source_name for transcript in transcripts}
    right = wrong = 0
    for one in match_guide(transcripts, questions, known=lambda _model, _keys: {}):
        wanted = labels[names[one.transcript_id]].get(one.turn, "")
        right += one.question_id in wanted.split("|")
        wrong += wanted != "?" and one.question_id not in wanted.split("|")
    n_there = sum(wanted not in ("", "?") for name in MEASURED_ON for wanted in labels[name].values())
    assert right / (right + wrong) > 0.7
    assert right / n_there > 0.6
