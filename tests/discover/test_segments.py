"""Segments: cut at the ends of sentences and turns, about forty words each."""

from __future__ import annotations

from pathlib import Path

import pytest

from themes.discover.segments import cut, sentences
from themes.model import Speaker, Transcript, TranscriptKind, Turn, TurnKind
from themes.read import read
from themes.text import count_words, words


def transcript(*turns: tuple[str, str | None, TurnKind], kind: TranscriptKind = "interview") -> Transcript:
    """A transcript of turns (words, speaker, kind); I is the interviewer, whoever else is a participant."""
    labels = list(dict.fromkeys(label for _, label, _ in turns if label))
    text, made = "", []
    for said, label, turn_kind in turns:
        start = len(text) + 1 if text else 0
        text = f"{text}\n{said}" if text else said
        speaker = labels.index(label) if label else None
        made.append(Turn(start=start, end=len(text), speaker=speaker, kind=turn_kind))
    speakers = tuple(
        Speaker(label=label, role="interviewer", case_id=None)
        if label == "I"
        else Speaker(label=label, role="participant", case_id=f"case {label}")
        for label in labels
    )
    return Transcript(
        id="t", title="t", kind=kind, text=text, turns=tuple(made), speakers=speakers,
        format="txt", layout="", source_name="t.txt", source_sha256="",
    )  # fmt: skip


def cut_words(given: Transcript, *, n_words: int = 40, interviewer: bool = False) -> list[str]:
    return [given.text[one.start : one.end] for one in cut(given, n_words=n_words, interviewer=interviewer)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dr. Shah came. He left.", ["Dr. Shah came.", "He left."]),
        ("It cost 3.5 million. Too much!", ["It cost 3.5 million.", "Too much!"]),
        ("Well ... maybe not. Mmmm … Okay then.", ["Well ... maybe not.", "Mmmm …", "Okay then."]),
        ("J. K. Rowling said so. So do I. We agreed.", ["J. K. Rowling said so.", "So do I.", "We agreed."]),
        ("The U.K. hospitals, e.g. Leeds, agreed.", ["The U.K. hospitals, e.g. Leeds, agreed."]),
        ("1. Read it. 2. Do it.", ["1. Read it.", "2. Do it."]),
        ("“Why?” she said. “No.” Then she left.", ["“Why?”", "she said.", "“No.”", "Then she left."]),
        ("See no. 4 on it. I said no. They went.", ["See no. 4 on it.", "I said no.", "They went."]),
        ("one line\ngoes on\nAnd another", ["one line\ngoes on", "And another"]),
        ("   ", []),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_would_say_so(text: str, expected: list[str]):
    assert expected == [text[span.start : span.end] for span in sentences(text)]


def test_headings_notes_interviewers_and_very_short_turns_are_left_out():
    given = transcript(
        ("1 Read the home tab now please", None, "heading"),
        ("What did you think of it all?", "I", "speech"),
        ("Yes.", "P", "speech"),
        ("The board listened to us for once.", "P", "speech"),
        ("recording starts here and goes on", None, "note"),
    )
    assert ["The board listened to us for once."] == cut_words(given)


def test_interviewers_are_cut_too_when_asked_for():
    given = transcript(("What did you think of it?", "I", "speech"), ("It was hard to use.", "P", "speech"))
    assert ["What did you think of it?", "It was hard to use."] == cut_words(given, interviewer=True)


def test_no_segment_crosses_a_turn():
    given = transcript(("We had no time at all.", "P", "speech"), ("Nor had we, to be fair.", "Q", "speech"))
    assert [(0, "case P"), (1, "case Q")] == [(one.turn, one.case_id) for one in cut(given)]


def test_a_long_turn_is_cut_into_parts_of_about_equal_length_at_sentence_ends():
    given = transcript((" ".join(["Five words make a sentence."] * 20), "P", "speech"))
    assert [50, 50] == [count_words(one) for one in cut_words(given)]


def test_a_caption_without_punctuation_is_cut_at_a_joint():
    given = transcript(("we tried it " * 20 + "and then it broke " * 20, "P", "speech"))
    lengths = [count_words(one) for one in cut_words(given)]
    assert (140, True) == (sum(lengths), max(lengths) < 80)


def test_a_two_word_answer_to_a_survey_is_a_segment():
    given = transcript(("Better parking", "P", "speech"), ("Yes", "Q", "speech"), kind="survey answers")
    assert ["Better parking"] == cut_words(given)


def test_positions_are_code_points():
    given = transcript(("😀😀 We liked the tool. 😀 It was easy to use, honestly.", "P", "speech"))
    (one,) = cut(given)
    assert (0, len(given.text)) == (one.start, one.end)


def test_an_empty_transcript_has_no_segments():
    assert [] == cut(transcript())


def test_real_interviews_keep_every_participants_word_in_trimmed_segments(shared_data: Path):
    for path in sorted((shared_data / "transcripts" / "usability_odt").iterdir())[:4]:
        given = read(path.name, path.read_bytes())
        segments = cut(given)
        assert all(
            given.text[one.start : one.end].strip() == given.text[one.start : one.end]
            and given.turns[one.turn].start <= one.start < one.end <= given.turns[one.turn].end
            and count_words(given.text[one.start : one.end]) < 80
            for one in segments
        )
        for index in {one.turn for one in segments}:
            turn = given.turns[index]
            in_segments = [word for s in segments if s.turn == index for word in words(given.text[s.start : s.end])]
            lost = len(words(given.text[turn.start : turn.end])) - len(in_segments)
            assert lost < 4
