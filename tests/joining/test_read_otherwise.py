"""A file that both copies took in and read in different layouts is one transcript, with both coders' work."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest
from tests.joining.test_join import OTHER, both, dump, join, joined_both_ways, joined_once, something

from themes import Project
from themes.errors import Refused, RefusedFile
from themes.model import Quotation

LAYOUTS = ("label before the words", "one voice")


def code_words(view: Project, words: str, code: str) -> None:
    talk = view.transcript("two")
    at = talk.text.index(words)
    view.add_coding(talk, at, at + len(words), code)


@pytest.fixture
def read(pair):
    """Ours with its speakers, theirs as one voice, labels among the words; each coded, theirs a label as well."""
    with both(pair) as (ours, theirs):
        ours.add_bytes("two.txt", OTHER)
        theirs.add_bytes("two.txt", OTHER, layout="one voice")
        code_words(ours, "the team stayed", "Board")
        code_words(theirs, "no money", "Time")
        code_words(theirs, "Cleo", "Time")
    return pair


def coded(project: Project) -> list[tuple[str, str]]:
    """The codes and words on the transcript, each looked up in its text as it is now."""
    talk = project.transcript("two")
    given = project.codings(transcript=talk)
    return sorted((one.code.name, talk.text[one.quotation.start : one.quotation.end]) for one in given)


def test_it_is_one_transcript_as_it_was_read_first_and_the_other_reading_waits(read, tmp_path):
    with joined_both_ways(read, tmp_path) as project:
        assert (2, LAYOUTS[0]) == (len(project.transcripts()), project.transcript("two").layout)
        assert [("Board", "the team stayed"), ("Time", "no money")] == coded(project)
        (clash,) = project.clashes()
        assert "how the transcript “two” was read" == clash.what
        assert f"{LAYOUTS[0]}: 2 turns, 2 voices" == clash.first.words
        assert f"{LAYOUTS[1]}: 2 turns, 1 voice" == clash.second.words


def test_what_finds_no_place_is_listed_with_its_words(read):
    told = join(*read)
    assert ["Cleo"] == [one.words for one in told.lost]
    assert [("two", *LAYOUTS)] == [(one.title, one.stands, one.other) for one in told.read_otherwise]
    with Project.open(read[0]) as project:
        assert ["Cleo"] == [one.words for one in project.displaced()]


def test_the_other_reading_can_be_chosen_afterwards_and_undo_opens_the_question_again(read):
    with joined_once(read) as project:
        before = project._store.dump()
        project.decide_clash(project.clashes()[0].clash, "second")
        assert LAYOUTS[1] == project.transcript("two").layout
        assert [("Board", "the team stayed"), ("Time", "no money")] == coded(project)
        assert ([], []) == (project.clashes(), project.check())
        project.undo()
        assert before == project._store.dump()


@pytest.mark.parametrize(("same_file", "lost"), [("ours", ["Cleo"]), ("theirs", [])])
def test_whose_reading_stands_can_be_said_at_once(read, same_file, lost):
    told = join(*read, same_file=same_file)
    assert (lost, ()) == ([one.words for one in told.lost], told.clashes)
    with Project.open(read[0]) as project:
        assert LAYOUTS[same_file == "theirs"] == project.transcript("two").layout
        expected = [("Board", "the team stayed"), ("Time", "no money")]
        assert expected == [one for one in coded(project) if one != ("Time", "Cleo")]
        assert len(lost) + sum(one == ("Time", "Cleo") for one in coded(project)) == 1


@pytest.mark.parametrize("same_file", ["", "ours", "theirs"])
def test_only_who_is_heard_is_a_case(read, same_file):
    join(*read, **({"same_file": same_file} if same_file else {}))
    with Project.open(read[0]) as project:
        heard = {one.case_id for source in project.transcripts() for one in source.speakers if one.case_id}
        assert heard == {case.id for case in project.cases()}


def test_a_case_of_which_something_is_known_stays(read):
    with Project.open(read[1], coder="CD") as theirs:
        voice = theirs.transcript("two").speakers[0]
        theirs.add_memo("Who is this?", about=theirs.case(voice.case_id))
    join(*read, same_file="ours")
    with Project.open(read[0]) as project:
        assert voice.case_id in {case.id for case in project.cases()}


def test_undo_takes_it_back_and_both_readings_are_what_they_were(read):
    before = dump(read[0])
    join(*read, prefer="theirs")
    with Project.open(read[0], coder="AB") as project:
        project.undo()
    assert before == dump(read[0])


@pytest.mark.parametrize("seed", [6, 9])
def test_random_work_on_two_readings_is_joined_the_same_both_ways(read, tmp_path, seed):
    choose = random.Random(seed)  # noqa: S311 - no secret
    with both(read) as (ours, theirs):
        for _ in range(24):
            with suppress(Refused, RefusedFile, IndexError):
                something(choose, choose.choice([ours, theirs]))
    with joined_both_ways(read, tmp_path) as project:
        assert 2 == len(project.transcripts())
        for quotation in project._store.facts(Quotation):
            text = project.transcript(quotation.transcript_id).text
            assert quotation.words == text[quotation.start : quotation.end]
        for view in project.clashes():
            with suppress(Refused):
                project.decide_clash(view.clash, choose.choice(["first", "second"]))
        assert [] == project.check()
