"""A file that both copies took in, each for itself, is one transcript when they are joined."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest
from tests.joining.test_join import OTHER, both, dump, join, joined_both_ways, something

from themes import Project
from themes.errors import Refused, RefusedFile
from themes.model import Case, Identifier, LookedAt, Quotation


def take(view: Project, *codes: str, name: str = "two.txt") -> None:
    """Take in the same file and give its participant's words codes."""
    source = view.add_bytes(name, OTHER)
    for code in codes:
        view.add_coding(source, source.turns[-1].start, source.turns[-1].end, code)
    view.mark_looked_at(source)


def test_it_is_one_transcript_with_the_codings_of_both(pair, tmp_path):
    with both(pair) as (ours, theirs):
        take(ours, "Board")
        take(theirs, "Time")
    with joined_both_ways(pair, tmp_path) as project:
        (two,) = (one for one in project.transcripts() if one.title == "two")
        given = {(one.code.name, one.quotation.transcript_id) for one in project.codings() if one.code.name == "Time"}
        assert {("Time", two.id)} == given
        assert {"Board", "Time"} == {one.code.name for one in project.codings(transcript=two)}
        assert {two.id} == {one.transcript_id for one in project._store.facts(LookedAt)}
        assert [] == project.clashes()


def test_its_speakers_are_the_same_people(pair, tmp_path):
    with both(pair) as (ours, theirs):
        take(ours, "Board")
        take(theirs, "Time")
        labels = [case.label for case in ours.cases()]
    with joined_both_ways(pair, tmp_path) as project:
        assert labels == [case.label for case in project.cases()]
        known = {case.id for case in project._store.facts(Case)}
        assert {one.case_id for source in project.transcripts() for one in source.speakers if one.case_id} == known


def test_what_is_coded_after_a_first_joining_lands_on_the_one_transcript(pair):
    here, there = pair
    with both(pair) as (ours, theirs):
        take(ours, "Board")
        take(theirs, "Time")
    join(here, there)
    with Project.open(there, coder="CD") as theirs:
        theirs.add_coding(theirs.transcript("two"), 0, 7, "Board")
    with Project.open(here, coder="AB") as ours:
        ours.add_coding(ours.transcript("two"), 9, 16, "Time")
    join(here, there)
    join(there, here)
    assert dump(here) == dump(there)
    with Project.open(here) as project:
        assert [] == project.clashes()
        assert ["one", "two"] == [one.title for one in project.transcripts()]
        assert 4 == len(project.codings(transcript=project.transcript("two")))


@pytest.mark.parametrize("who", ["ours", "theirs"])
def test_words_that_one_of_them_corrected_keep_what_the_other_coded(pair, tmp_path, who):
    with both(pair) as (ours, theirs):
        take(ours, "Board")
        take(theirs, "Time")
        view = ours if who == "ours" else theirs
        view.correct_text(view.transcript("two"), 0, 0, "Well. ")
    with joined_both_ways(pair, tmp_path) as project:
        assert 2 == len(project.transcripts())
        two = project.transcript("two")
        for quotation in project._store.facts(Quotation):
            text = project.transcript(quotation.transcript_id).text
            assert quotation.words == text[quotation.start : quotation.end]
        assert {"Board", "Time"} == {one.code.name for one in project.codings(transcript=two)}


def test_another_file_stays_another_transcript(pair, tmp_path):
    with both(pair) as (ours, theirs):
        take(ours, "Board")
        theirs.add_bytes("three.txt", OTHER + b" And more.")
    with joined_both_ways(pair, tmp_path) as project:
        assert ["one", "three", "two"] == sorted(one.title for one in project.transcripts())


def test_a_title_that_they_gave_otherwise_is_asked_about(pair, tmp_path):
    with both(pair) as (ours, theirs):
        take(ours, "Board", name="Cleo.txt")
        take(theirs, "Time", name="Interview 2.txt")
    with joined_both_ways(pair, tmp_path) as project:
        assert 2 == len(project.transcripts())
        assert {"Cleo", "Interview 2"} == {
            words for view in project.clashes() for words in (view.first.words, view.second.words) if "." not in words
        }


def test_places_that_both_found_are_one(pair, tmp_path):
    with both(pair) as (ours, theirs):
        for view in (ours, theirs):
            take(view, "Board")
            source = view.transcript("two")
            start = source.text.index("team")
            made = view.add_identifier(source, start, start + 4)
        theirs.accept_identifier(made)
    with joined_both_ways(pair, tmp_path) as project:
        assert ["accepted"] == [one.state for one in project._store.facts(Identifier)]


def test_the_other_coders_step_can_be_undone_by_its_author(pair):
    here, there = pair
    with both(pair) as (ours, theirs):
        take(ours, "Board")
        take(theirs)
        theirs.add_coding(theirs.transcript("two"), 0, 7, "Time")
    join(here, there)
    with Project.open(here, coder="CD") as project:
        assert {"Time"} == {one.code.name for one in project.codings(coder="CD")}
        project.undo()
        assert [] == [one for one in project.codings(coder="CD") if one.quotation.transcript_id]


@pytest.mark.parametrize("seed", [2, 5, 11])
def test_random_work_on_a_file_that_both_took_in_is_joined_the_same_both_ways(pair, tmp_path, seed):
    choose = random.Random(seed)  # noqa: S311 - no secret
    with both(pair) as (ours, theirs):
        for view in (ours, theirs):
            take(view, "Board")
        for _ in range(24):
            with suppress(Refused, RefusedFile, IndexError):
                something(choose, choose.choice([ours, theirs]))
    with joined_both_ways(pair, tmp_path) as project:
        assert 2 == len(project.transcripts())
        assert [] == project.check()
