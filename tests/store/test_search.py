"""Words found in turns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from themes.model import Transcript
from themes.operations import Step, added, removed, revised
from themes.store import Store

Steps = Callable[..., Step]


@pytest.fixture
def alone(new: Store, transcript: Transcript, step: Steps) -> tuple[Store, Transcript]:
    """A project whose only transcript nothing refers to."""
    bare = replace(transcript, speakers=(), turns=tuple(replace(turn, speaker=None) for turn in transcript.turns))
    new.write(step(), [added(bare)])
    return new, bare


def found(store: Store, transcript: Transcript, query: str) -> list[str]:
    """The words that a search finds, cut out of the text by its spans."""
    return [transcript.text[start:end] for _, start, end in store.search(query)]


def test_spans_count_code_points(alone: tuple[Store, Transcript]):
    store, transcript = alone
    assert ["month"] == found(store, transcript, "month")  # it stands after a character of two code units


def test_every_word_must_be_in_the_turn(alone: tuple[Store, Transcript]):
    store, transcript = alone
    assert ["board", "month"] == found(store, transcript, "board month")
    assert [] == found(store, transcript, "board shift")


def test_the_last_word_may_be_a_beginning(alone: tuple[Store, Transcript]):
    store, transcript = alone
    assert ["The", "turned"] == found(store, transcript, "the turn")
    assert [] == found(store, transcript, "tur the")


def test_words_in_quotes_stand_together(alone: tuple[Store, Transcript]):
    store, transcript = alone
    assert ["night shift"] == found(store, transcript, '"night shift"')
    assert [] == found(store, transcript, '"shift night"')


@pytest.mark.parametrize(
    "query", ["", "   ", '"', "(", "AND", "board OR", "NEAR(", "*", "words:board", "'", "-board", "^"]
)
def test_no_query_is_an_error(alone: tuple[Store, Transcript], query: str):
    store, _ = alone
    assert isinstance(store.search(query), list)


def test_no_more_places_than_the_limit(alone: tuple[Store, Transcript]):
    store, _ = alone
    assert 1 == len(store.search("the", limit=1))
    assert [] == store.search("the", limit=0)


def test_corrected_words_are_found_and_the_old_are_not(alone: tuple[Store, Transcript], step: Steps):
    store, was = alone
    corrected = replace(was, text=was.text.replace("night", "early"))
    store.write(step(), [revised(was, corrected)])
    assert (["early"], []) == (found(store, corrected, "early"), found(store, corrected, "night"))
    assert [] == store.check()


def test_words_of_a_removed_transcript_are_gone_from_the_search_tables(alone: tuple[Store, Transcript], step: Steps):
    store, transcript = alone
    store.write(step(), [removed(transcript)])
    with store._file.snapshot() as connection:
        blocks = connection.exec_driver_sql("SELECT block FROM turn_search_data").scalars().all()
    assert not [block for block in blocks if b"nobody" in block or b"shift" in block]
    assert [] == store.search("shift")


def test_a_search_that_does_not_hold_the_turns_is_found_by_check(filled: Store):
    with filled._file.door() as connection:
        connection.exec_driver_sql("INSERT INTO turn_search(turn_search) VALUES ('delete-all')")
    assert ["The search does not hold what the transcripts hold."] == filled.check()


def test_any_word_may_be_given_as_a_beginning(alone: tuple[Store, Transcript]):
    assert ["board", "month"] == found(*alone, "boa* month")
    assert ["board", "month"] == found(*alone, "month boa*")
    assert [] == found(*alone, "boa month")


def test_words_that_are_asked_to_be_near_are_found_as_one_place(alone: tuple[Store, Transcript]):
    store, transcript = alone
    (place,) = found(store, transcript, "month NEAR/9 board")
    assert ("board", "month") == (place.split()[0], place.split()[-1])
    assert [] == found(store, transcript, "month NEAR/2 board")  # three words stand between
    assert [place] == found(store, transcript, "mon* NEAR boa*")
    assert [] == found(store, transcript, "NEAR board")  # a word like any other where nothing stands before it


def test_whole_words_are_asked_for(alone: tuple[Store, Transcript]):
    store, transcript = alone
    assert ["turned"] == [transcript.text[start:end] for _, start, end in store.search("turn*", whole_words=True)]
    assert [] == store.search("turn", whole_words=True)
