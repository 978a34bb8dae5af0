"""What was decided about a disagreement follows its passage: through a joining, a correction, a merged code."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.joining.test_join import OTHER, both, joined_both_ways

from themes import Project
from themes.model import Memo, Settlement
from themes.operations import removed


def disagree(view: Project, title: str) -> None:
    """AB gives all that a participant says Board, EF nothing, and both have looked."""
    other = view.as_coder("EF")
    talk = view.transcript(title)
    for turn in talk.turns:
        speaker = talk.speakers[turn.speaker]
        if speaker.case_id:
            view.add_coding(talk, turn.start, turn.end, "Board")
    for one in (view, other):
        one.mark_looked_at(talk)


def decided(view: Project, title: str) -> list[str]:
    found = view.disagreements(coders=["AB", "EF"], codes=["Board"])
    return [one.decided for one in found if one.transcript.title == title and one.decided]


def decide(view: Project, title: str, verdict: str = "first", reason: str = "So we read it.") -> str:
    found = view.disagreements(coders=["AB", "EF"], codes=["Board"])
    one = next(one for one in found if one.transcript.title == title)
    view.adjudicate(one, verdict, reason=reason)
    said = {"first": "AB is right", "neither": "it is not given here"}[verdict]
    return f"Board: {said}, decided by AB. {reason}"


@pytest.fixture
def coded(pair: tuple[Path, Path]) -> tuple[Path, Path]:
    """Copies in which AB and EF disagreed on the transcript before they parted."""
    with Project.open(pair[0], coder="AB") as project:
        project.as_coder("EF")
        project.as_coder("CD")
        disagree(project, "one")
    shutil.copy(*pair)
    return pair


@pytest.fixture
def renamed(coded: tuple[Path, Path]) -> tuple[Path, Path]:
    """Both took in a file since, and the first gives up its id of it; AB and EF disagreed on it there."""
    with both(coded) as (ours, theirs):
        last = ours.add_bytes("two.txt", OTHER).id
        while theirs.add_bytes("two.txt", OTHER).id > last:
            theirs.remove_transcript("two")
        disagree(ours, "two")
    return coded


def test_a_decision_follows_a_transcript_that_bears_another_id_after_a_joining(renamed, tmp_path):
    with Project.open(renamed[0], coder="AB") as project:
        was = project.transcript("two").id
        said = decide(project, "two")
    with joined_both_ways(renamed, tmp_path) as project:
        assert was != project.transcript("two").id
        assert [said] == decided(project, "two")
        assert [project.transcript("two").id] == [one.transcript_id for one in project._store.facts(Settlement)]


@pytest.mark.parametrize("where", ["before", "within", "at its end"])
def test_a_decision_follows_its_passage_through_a_correction(coded, where):
    with Project.open(coded[0], coder="AB") as project:
        said = decide(project, "one")
        talk = project.transcript("one")
        (place,) = project._store.facts(Settlement)
        at = {"before": 0, "within": place.start + 4, "at its end": place.end}[where]
        project.correct_text(talk, at, at, "and so " if at < place.end else " Yes.")
        assert [said] == decided(project, "one")
        project.undo()
        assert [said] == decided(project, "one")
        assert [] == project.check()


def test_a_decision_in_one_copy_follows_a_correction_in_the_other(coded, tmp_path):
    with both(coded) as (ours, theirs):
        said = decide(ours, "one")
        theirs.correct_text(theirs.transcript("one"), 0, 0, "Well, ")
    with joined_both_ways(coded, tmp_path) as project:
        assert project.transcript("one").text.startswith("Well, ")
        assert [said] == decided(project, "one")


def test_two_decisions_on_one_disagreement_are_of_one_consensus_and_asked_about(renamed, tmp_path):
    here, there = renamed
    with Project.open(here, coder="AB") as ours, Project.open(there, coder="AB") as theirs:
        disagree(theirs, "two")
        mine, yours = decide(ours, "two"), decide(theirs, "two", "neither", "Not there.")
    with joined_both_ways(renamed, tmp_path) as project:
        assert ["AB", "CD", "Consensus", "EF"] == sorted(person.name for person in project.coders())
        (clash,) = project.clashes()
        assert {mine, yours} == {clash.first.words, clash.second.words}
        assert [clash.first.words] == decided(project, "two")


def test_a_decision_goes_with_a_code_into_the_one_that_takes_it_in(coded):
    with Project.open(coded[0], coder="AB") as project:
        said = decide(project, "one")
        project.merge_codes("Time", "Board")
        found = project.disagreements(coders=["AB", "EF"], codes=["Time"])
        assert [said] == [one.decided for one in found if one.decided]
        project.remove_code("Time")
        assert [] == project._store.facts(Settlement)
        assert [] == project.check()


def test_a_second_decision_takes_the_place_of_the_first_where_that_went(coded):
    with Project.open(coded[0], coder="AB") as project:
        decide(project, "one")
        project.correct_text(project.transcript("one"), 0, 0, "Well, ")
        said = decide(project, "one", "neither", "On second thoughts.")
        assert [said] == decided(project, "one")
        assert [said] == [one.text for one in project._store.facts(Memo)]


def test_a_decision_of_before_places_were_kept_is_still_known(coded):
    with Project.open(coded[0], coder="AB") as project:
        said = decide(project, "one")
        project._step("as it was", [removed(one) for one in project._store.facts(Settlement)])
        assert [said] == decided(project, "one")
