"""Canonical text and positions in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from themes.model import Span, Speaker, Transcript, Turn
from themes.text import Utf16, canonical, count_words, moved_by_words, speaker_of, trim, turns_in, words

TRANSCRIPT = Transcript(
    id="t",
    title="Interview 1",
    kind="interview",
    text="How so?\nThe board came.\nMm.",
    turns=(
        Turn(start=0, end=7, speaker=0),
        Turn(start=8, end=23, speaker=1),
        Turn(start=24, end=27, speaker=0),
    ),
    speakers=(Speaker(label="Int", role="interviewer"), Speaker(label="Chair", role="participant", case_id="c1")),
    format="txt",
    layout="inline",
    source_name="1.txt",
    source_sha256="0",
)


@given(st.text(st.characters()))
def test_canonical_text_is_its_own_canonical_text(text: str):
    once = canonical(text)
    assert canonical(once) == once


@given(st.text(st.characters()))
def test_canonical_text_can_be_encoded_and_holds_no_forbidden_character(text: str):
    clean = canonical(text)
    assert clean.encode().decode() == clean
    assert not any(character in clean for character in "\r\x00\x08\x1f\ufffe\uffff")


def test_a_combining_accent_stays_apart_from_its_letter():
    assert canonical("cafe\u0301") == "cafe\u0301"


@given(st.text(st.characters(blacklist_categories=("Cs",))), st.data())
def test_utf16_positions_go_there_and_back(text: str, data: st.DataObject):
    position = data.draw(st.integers(0, len(text)))
    units = Utf16(text).from_code_points(position)
    assert units == len(text[:position].encode("utf-16-le")) // 2
    assert Utf16(text).to_code_points(units) == position


def test_an_empty_span_is_refused():
    with pytest.raises(ValueError, match="at least one character"):
        Span(start=3, end=3)


def test_trim_leaves_white_space_at_both_ends_out():
    assert trim("  so it was \n", Span(start=0, end=13)) == Span(start=2, end=11)


def test_trim_of_white_space_alone_is_nothing():
    assert trim("a \n b", Span(start=1, end=4)) is None


def test_words_keep_apostrophes_and_hyphens():
    assert words("It’s well-led – isn't it?") == ["It’s", "well-led", "isn't", "it"]
    assert count_words("It’s well-led – isn't it?") == 4


def test_a_span_touches_the_turns_that_it_overlaps():
    assert turns_in(TRANSCRIPT, 8, 23) == [1]
    assert turns_in(TRANSCRIPT, 5, 9) == [0, 1]
    assert turns_in(TRANSCRIPT, 7, 8) == []


def test_a_participant_speaks_a_span_before_the_interviewer_does():
    speaker = speaker_of(TRANSCRIPT, 0, 12)
    assert speaker == TRANSCRIPT.speakers[1]


def test_of_two_who_say_as_much_the_first_speaks_a_span():
    both = replace(TRANSCRIPT, speakers=tuple(replace(one, role="participant") for one in TRANSCRIPT.speakers))
    assert both.speakers[0] == speaker_of(both, 4, 11)


def test_nobody_speaks_between_two_turns():
    assert speaker_of(TRANSCRIPT, 7, 8) is None


@pytest.mark.parametrize("last", [0, 9])
def test_ends_moved_by_words_stay_in_their_paragraph(last: int):
    text = TRANSCRIPT.text
    span = moved_by_words(text, Span(start=12, end=17), first=-9, last=last)
    assert ("The board came." if last else "The board") == text[span.start : span.end]
