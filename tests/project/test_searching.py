"""Hits of a search with their context, and one code for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from themes import Project
from themes.errors import StaleChange
from themes.project.searching import WIDTHS

CAR_PARK = (
    b"Interviewer: How did you get there?\n\n"
    b"Nurse: The car park is full by eight. I leave my car outside the park. "
    b"Everybody needs a car to get to this ward. The Park Road bus is late, and the park is far.\n\n"
    b"Interviewer: And now?\n\nNurse: No parking for a car, they said.\n"
)
CHAIR = (
    b"Interviewer: Did the board help?\n\n"
    b"Chair: The board came. Then the board paid, and the board stayed. Nobody else did.\n\n"
    b"Interviewer: And the others?\n\nChair: No. They spoke of winter.\n"
)
NURSE = b"Interviewer: What helped?\n\nNurse: A boarding school, not the board.\n"


@pytest.fixture
def talks(tmp_path: Path) -> Iterator[Project]:
    """Two interviews about a board, and a code for it."""
    with Project.create(tmp_path / "talks.themes", coder="AB") as made:
        made.add_bytes("Nurse 10.txt", NURSE)
        made.add_bytes("Chair 2.txt", CHAIR)
        made.add_code("Board")
        yield made


@pytest.fixture
def drive(tmp_path: Path) -> Iterator[Project]:
    """One interview in which two words stand beside each other, apart in a sentence, and each alone."""
    with Project.create(tmp_path / "drive.themes", coder="AB") as made:
        made.add_bytes("Nurse.txt", CAR_PARK)
        made.add_code("Parking")
        yield made


def words(hits) -> list[str]:
    return [hit.words for hit in hits]


def test_hits_come_in_the_order_of_the_transcripts_with_who_says_them(talks):
    found = talks.hits("board")

    assert ["Chair 2"] * 4 + ["Nurse 10"] == [hit.transcript.title for hit in found]
    assert [None, "P02", "P02", "P02", "P01"] == [hit.case.label if hit.case else None for hit in found]
    assert ["board"] * 5 == words(found)


def test_a_word_is_whole_unless_an_asterisk_says_otherwise(talks):
    assert ["boarding", "board"] == words(talks.hits("board*", within="Nurse 10"))


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        ("sentence", ["The board came.", "Then the board paid, and the board stayed."]),
        ("turn", ["The board came. Then the board paid, and the board stayed. Nobody else did."]),
    ],
)
def test_hits_in_one_sentence_or_turn_are_one(talks, width, expected):
    found = talks.hits("board", width=width, where="speaker = participant", within="Chair 2")

    assert expected == words(found)
    assert 3 == sum(len(hit.found) for hit in found)


def test_words_searched_for_together_are_one_hit_of_each_sentence(drive):
    hits = drive.hits("car park")

    assert ["car park", "car outside the park", "car", "Park Road bus is late, and the park"] == words(hits)
    assert ["car park", "‹car› outside the ‹park›", "car", "‹Park› Road bus is late, and the ‹park›"] == [
        hit.marked for hit in hits
    ]
    assert [2, 2, 1, 2] == [len(hit.found) for hit in hits]


@pytest.mark.parametrize("width", WIDTHS)
def test_no_sentence_is_proposed_twice_for_words_searched_for_together(drive, width):
    hits = drive.hits("car park", width=width)
    sentences = {"words": 4, "sentence": 4, "turn": 1}

    assert sentences[width] == len(drive.code_hits(hits, "Parking"))
    assert all(one.span.end <= other.span.start for one, other in pairwise(hits))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('"car park"', ["car park"]),
        ("park*", ["park", "park", "Park", "park", "parking"]),  # one word is a hit wherever it stands
        ("car NEAR/2 park", ["car park", "car outside the park"]),
        ("car NEAR/1 park", ["car park"]),
        ('"car park" bus', ["car park", "bus"]),
        ("bus road", ["Road bus"]),
    ],
)
def test_phrases_beginnings_and_words_near_each_other_are_found_as_they_were(drive, query, expected):
    assert expected == words(drive.hits(query))


def test_a_whole_sentence_says_which_words_of_it_were_found(drive):
    assert "I leave my ‹car› outside the ‹park›." == drive.hits("car park", width="sentence")[1].marked


def test_the_context_is_cut_between_words_and_ends_with_the_turn(talks):
    hit = talks.hits("paid")[0]

    assert ("… the board ", ", and the …") == hit.context(15)
    assert ("The board came. Then the board ", ", and the board stayed. Nobody else did.") == hit.context(1000)


def test_all_hits_are_coded_in_one_step_and_marked_as_not_yet_read(talks):
    made = talks.code_hits(talks.hits("board", width="sentence", where="speaker = participant"), "Board")

    assert [True] * 3 == [coding.unread for coding in made]
    assert "code all hits as “Board”" == talks.undo_words()
    assert [True] * 3 == [
        hit.bears for hit in talks.hits("board", width="sentence", where="speaker = participant", code="Board")
    ]
    talks.undo()
    assert [] == talks.codings()


def test_a_hit_that_bears_the_code_is_left_as_it_is(talks):
    hits = talks.hits("board", within="Nurse 10")
    talks.add_coding("Nurse 10", hits[0].span.start, hits[0].span.end, "Board")

    assert [] == talks.code_hits(hits, "Board")
    assert [False] == [one.coding.unread for one in talks.codings()]


def test_hits_of_a_text_that_was_corrected_meanwhile_are_refused(talks):
    hits = talks.hits("board", within="Nurse 10")
    talks.correct_text("Nurse 10", 0, 4, "So what")

    with pytest.raises(StaleChange):
        talks.code_hits(hits, "Board")
    assert [] == talks.codings()


def test_a_new_code_comes_in_the_same_step(talks):
    talks.code_hits(talks.hits("winter"), "Seasons", is_new=True)
    assert ["Seasons"] == [one.code.name for one in talks.codings()]

    talks.undo()
    assert ["Board"] == [code.name for code in talks.codes()]
