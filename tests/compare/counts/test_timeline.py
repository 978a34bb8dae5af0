"""Where codes stand along a transcript, against its characters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from themes.compare.counts.passage import Passage
from themes.compare.counts.timeline import timeline
from themes.model import Turn

TURNS = (
    Turn(start=0, end=9, start_seconds=0.0),
    Turn(start=10, end=30, start_seconds=12.5, end_seconds=20.0),
    Turn(start=31, end=33, start_seconds=25.0),
)


@given(st.integers(0, 32), st.integers(1, 33))
def test_the_turns_are_those_that_hold_one_of_its_characters(start: int, length: int):
    passage = Passage("a", start, min(33, start + length))
    held = [
        nth
        for nth, turn in enumerate(TURNS, start=1)
        if set(range(turn.start, turn.end)) & set(range(passage.start, passage.end))
    ]
    (found,) = timeline({"code": [passage]}, TURNS, seconds=40.0).stretches
    if held:  # a line feed between two turns lies in none of them
        assert (held[0], held[-1]) == (found.first_turn, found.last_turn)


def test_times_are_those_of_whole_turns_and_a_turn_without_an_end_lasts_to_the_next():
    found = timeline({"x": [Passage("a", 2, 5), Passage("a", 8, 12)], "y": [Passage("a", 31, 33)]}, TURNS, seconds=40)
    assert [(0.0, 12.5), (0.0, 20.0), (25.0, 40)] == [(one.from_seconds, one.to_seconds) for one in found.stretches]
    assert found.has_times
    assert 40 == found.seconds


def test_without_times_of_what_is_coded_there_is_no_line_of_time():
    bare = [Turn(start=turn.start, end=turn.end) for turn in TURNS]
    assert not timeline({"x": [Passage("a", 2, 5)]}, bare).has_times
    assert not timeline({"x": [Passage("a", 31, 33)]}, TURNS).has_times
