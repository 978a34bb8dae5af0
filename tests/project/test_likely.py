"""Where a lost quotation may stand now is offered, for a person to choose from."""

from __future__ import annotations

import pytest
from tests.clock import quickest

from themes import Project
from themes.model import Span
from themes.project.texts.likely import likely_places

TALK = (
    b"Interviewer: So?\n\nAnn: The board came to us in March. Then it rained. Nobody spoke of the money in the year.\n"
)


def test_what_shares_most_words_comes_first_and_what_stands_there_last(empty: Project):
    empty.add_bytes("talk.txt", TALK)
    empty.add_code("Money")
    text = empty.transcript("talk").text
    start = text.index("Nobody")
    empty.add_coding("talk", start, len(text), "Money")
    now = TALK.replace(b"Nobody spoke of the money in the year.", b"We went home.")
    now = now.replace(b"Ann: ", b"Ann: Nobody at all spoke of money the whole year. ")
    empty.replace_transcript("talk", "talk.txt", data=now)
    (lost,) = empty.displaced()
    source = empty.transcript("talk")
    offered = [source.text[one.start : one.end] for one in empty.places_for(lost)]
    assert offered[0].startswith("Nobody at all spoke of money the whole year")
    assert "We went home." == offered[-1]
    place = empty.places_for(lost)[0]
    assert offered[0] == empty.place_displaced(lost, place.start, place.end).words


def test_a_lost_quotation_is_about_somewhere_in_the_text_after_any_undo(empty: Project):
    """It was let go, then the text grew shorter, then undo brought it back."""
    empty.add_bytes("talk.txt", TALK)
    empty.add_code("Money")
    text = empty.transcript("talk").text
    at = text.index("Nobody")
    empty.add_coding("talk", at, len(text), "Money")
    empty.correct_text("talk", at, len(text), "Never, said the chair of the board.")
    empty.dismiss_displaced(empty.displaced()[0])
    now = empty.transcript("talk")
    empty.as_coder("CD").correct_text("talk", now.turns[1].start, len(now.text), "No.")
    empty.undo()
    (lost,) = empty.displaced()
    assert 0 <= lost.start < lost.end <= len(empty.transcript("talk").text)
    assert all(one.end <= len(empty.transcript("talk").text) for one in empty.places_for(lost))


@pytest.mark.parametrize("words", ["yes", "yes no", "…", "the board came to us in march " * 200])
def test_a_long_text_is_looked_through_once(words: str):
    text = "Yes, the board came to us in March, and no. " * 5_000

    def look() -> None:
        assert len(likely_places(words, text, Span(start=5, end=9))) <= 3

    assert quickest(look, within=5) < 5  # 0.3 s measured
