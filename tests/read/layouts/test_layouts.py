"""Speaker layouts of text files: each docstring, or text in place, is a file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.read.turns import Said, who_said_what

from themes import read
from themes.errors import BrokenFile
from themes.model import Transcript


def _read(text: str, name: str = "Interview 4.txt") -> Transcript:
    return read.read(name, text.encode())


def _kinds(transcript: Transcript) -> list[tuple[str, str]]:
    return [(turn.kind, transcript.text[turn.start : turn.end]) for turn in transcript.turns]


TWO = [("Interviewer", "What happened?"), ("Participant", "Well. Nothing much.")]


@pytest.mark.parametrize(
    ("layout", "text"),
    [
        ("label before the words", "Interviewer: What happened?\n\nParticipant: Well. Nothing much.\n"),
        ("label before the words", "Interviewer:\tWhat happened?\nParticipant:\tWell. Nothing much.\n"),
        ("label before the words", "Interviewer\tWhat happened?\nParticipant\tWell. Nothing much.\n"),
        ("label before the words", "[00:01] Interviewer: What happened?\n[00:04] Participant: Well. Nothing much.\n"),
        ("label before the words", "Interviewer (0:01): What happened?\nParticipant (0:04): Well. Nothing much.\n"),
        ("label before the words", "Interviewer: [00:00:01] What happened?\nParticipant: Well. Nothing much.\n"),
        ("label before the words", "00:00:01 Interviewer: What happened?\n00:00:04 Participant: Well. Nothing much.\n"),
        ("label on its own line", "Interviewer\nWhat happened?\n\nParticipant\nWell. Nothing much.\n"),
        ("label on its own line", "Interviewer:\n\nWhat happened?\n\nParticipant:\n\nWell. Nothing much.\n"),
        ("name and time on a line", "Interviewer  0:01  \nWhat happened?\n\nParticipant  0:04\nWell. Nothing much.\n"),
        (
            "name and time on a line",
            "Interviewer: 00:00:01\n\nWhat happened?\n\nParticipant: 00:00:04\n\nWell. Nothing much.\n",
        ),
        (
            "name and time on a line",
            "[00:00:01] Interviewer\nWhat happened?\n[00:00:04] Participant\nWell. Nothing much.\n",
        ),
        (
            "name and time on a line",
            "Interviewer (00:01):\nWhat happened?\nParticipant (00:04):\nWell. Nothing much.\n",
        ),
        (
            "rows of speaker and words",
            "Speaker\tTime\tText\nInterviewer\t0:01\tWhat happened?\nParticipant\t0:04\tWell. Nothing much.\n",
        ),
    ],
)
def test_a_layout_gives_two_speakers_and_their_words(layout: str, text: str):
    transcript = _read(text)
    assert (layout, TWO) == (transcript.layout, who_said_what(transcript))


def test_times_before_labels_become_facts_of_turns():
    transcript = _read("[00:01] Interviewer: What?\n[01:00:04] Participant: Nothing.\n")
    assert [(1.0, None), (3604.0, None)] == [(turn.start_seconds, turn.end_seconds) for turn in transcript.turns]
    assert 3604.0 == transcript.seconds


def test_a_label_repeated_per_paragraph_makes_one_turn_with_its_paragraphs():
    transcript = _read("Interviewer: So?\n\nInterviewee: One.\n\nInterviewee: Two.\n\nInterviewer: Yes?\n")
    assert ("Interviewee", "One.\nTwo.") == who_said_what(transcript)[1]


def test_paragraphs_without_a_label_go_on():
    transcript = _read("P1 0:00\nFirst.\n\nSecond.\n\nA1 0:10\nUm.\n")
    assert [("P1", "First.\nSecond."), ("A1", "Um.")] == who_said_what(transcript)


def test_lines_broken_at_the_width_of_a_page_are_joined_by_a_space():
    wide = "word " * 13 + "end"
    transcript = _read(f"Interviewer: {wide}\n{wide}\n{wide}\n\nParticipant: {wide}\n{wide}\nyes.\n")
    assert ("Participant", f"{wide} {wide} yes.") == who_said_what(transcript)[1]


def test_only_the_moderator_labelled_leaves_the_participant_unmarked():
    transcript = _read(
        "1 Read the tab.\n\tRight.\n\tMODERATOR: Aloud, please.\n\tSorry.\n    1.a Was it clear?\n\tYes.\n"
    )
    assert [
        ("heading", "1 Read the tab."),
        ("speech", "Right."),
        ("speech", "Aloud, please."),
        ("speech", "Sorry."),
        ("heading", "1.a Was it clear?"),
        ("speech", "Yes."),
    ] == _kinds(transcript)
    assert [("Participant", "participant"), ("MODERATOR", "interviewer")] == [
        (speaker.label, speaker.role) for speaker in transcript.speakers
    ]


def test_an_answer_that_begins_with_a_number_is_no_heading():
    transcript = _read("1 Count them.\n\tMODERATOR: How many?\n\t4 data sets.\n2 Log in.\n\tDone.\n")
    assert ("speech", "4 data sets.") in _kinds(transcript)


def test_no_speakers_are_one_voice_and_the_user_is_told():
    transcript = _read("We never saw the board.\n\nNot once.\n")
    assert ("Speaker labels not found; shown as one voice.",) == transcript.notices
    assert [("Speaker", "We never saw the board."), ("Speaker", "Not once.")] == who_said_what(transcript)


def test_the_sentence_that_says_a_file_is_fictional_is_a_note_in_every_layout():
    first = "This transcript is fictional. No person in it is real."
    bodies = ["Interviewer: So?\n\nChair: Yes.\n", "INTERVIEWER\nSo?\n\nPARTICIPANT\nYes.\n", "Just words.\n"]
    assert [("note", first)] * 3 == [_kinds(_read(f"{first}\n\n{body}"))[0] for body in bodies]


def test_a_block_of_particulars_at_the_top_is_notes():
    text = "Interviewer: JS\nDate: 3 May\nLocation: Leeds\n\nInterviewer: So?\n\nP04: Yes.\n\nP04: No.\n"
    transcript = _read(text)
    assert ["note"] * 3 == [turn.kind for turn in transcript.turns[:3]]
    assert ("Interviewer", "So?") == who_said_what(transcript)[0]


def test_words_before_a_colon_in_speech_are_no_label():
    text = (
        "Interviewer: So?\n\nChair: Yes.\n\nThe thing is: we stopped.\n\nInterviewer: Oh?\n\nChair: Note: it rained.\n"
    )
    assert ["Interviewer", "Chair"] == [speaker.label for speaker in _read(text).speakers]
    assert ("Chair", "Yes.\nThe thing is: we stopped.") == who_said_what(_read(text))[1]


def test_a_participant_of_a_focus_group_who_speaks_once_is_kept_apart():
    text = "Moderator: So?\n\nP1: Yes.\n\nP2: No.\n\nMaya Lind: Perhaps.\n\nP1: Hm.\n\nAll: Yes!\n"
    transcript = _read(text)
    assert "focus group" == transcript.kind
    assert [("Moderator", 1), ("P1", 1), ("P2", 1), ("Maya Lind", 1), ("All", 0)] == [
        (speaker.label, speaker.voices) for speaker in transcript.speakers
    ]


def test_spellings_of_one_label_are_one_speaker():
    text = "Interviewer : So?\n\nANN LEE: Yes.\n\nInterveiwer: And?\n\nAnn  Lee: No.\n\nINTERVIEWER: Oh.\n"
    assert ["Interviewer", "ANN LEE"] == [speaker.label for speaker in _read(text).speakers]


def test_initials_given_in_brackets_are_the_name_they_stand_for():
    text = "Stephan Gray (SG): So?\n\nAnn Lee (AL): Yes.\n\nSG: And?\n\nAL: No.\n\nSG: Oh?\n"
    assert ["Stephan Gray", "Ann Lee"] == [speaker.label for speaker in _read(text).speakers]


@pytest.mark.parametrize(
    ("labels", "roles"),
    [
        (("Q", "A"), ["interviewer", "participant"]),
        (("I", "R"), ["interviewer", "participant"]),
        (("Dan", "Participant"), ["interviewer", "participant"]),
        (("Facilitator 1", "Nurse"), ["interviewer", "participant"]),
        (("Ann", "Bea"), ["interviewer", "participant"]),
    ],
)
def test_roles_are_proposed_by_labels_and_else_by_who_asks(labels: tuple[str, str], roles: list[str]):
    asks, answers = labels
    text = f"{asks}: What was it like?\n\n{answers}: It was long, and it was cold, and it rained.\n\n"
    assert roles == [speaker.role for speaker in _read(text * 3).speakers]


def test_a_guessed_interviewer_is_said_to_be_guessed():
    text = "Ann: What was it like?\n\nBea: It was long, and it was cold, and it rained.\n\n" * 3
    assert ("Who interviews was guessed from the questions asked. Look at the roles.",) == _read(text).notices


def test_a_layout_can_be_forced_by_name():
    data = b"Interviewer: So?\n\nChair: Yes.\n"
    assert "one voice" == read.read("a.txt", data, layout="one voice").layout


def test_a_layout_that_does_not_fit_is_refused_with_those_that_do():
    with pytest.raises(BrokenFile, match="It can be read as “label before the words”, “one voice”"):
        read.read("a.txt", b"Interviewer: So?\n\nChair: Yes.\n", layout="name and time on a line")


def test_previews_come_best_first_and_each_can_be_read():
    data = b"Interviewer: So?\n\nChair: Yes.\n"
    previews = read.layouts("a.txt", data)
    assert ["label before the words", "one voice"] == [preview.layout for preview in previews]
    assert ("So?", "Yes.") == previews[0].first_words
    assert [preview.n_turns for preview in previews] == [
        len(read.read("a.txt", data, layout=preview.layout).turns) for preview in previews
    ]


def test_what_was_taken_out_of_the_words_is_declared():
    transcript = _read("[00:01] Interviewer: What?\n[00:04] Participant: Nothing.\n")
    assert [("speaker labels", 2), ("times", 2)] == [(dropped.what, dropped.count) for dropped in transcript.dropped]


def test_the_title_is_the_file_name_without_its_ending_unless_one_is_given():
    data = b"Interviewer: So?\n\nChair: Yes.\n"
    assert ("Interview 4", "The chair") == (
        read.read("folder\\Interview 4.txt", data).title,
        read.read("Interview 4.txt", data, title="The chair").title,
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_text_is_read_in_the_encodings_that_typists_use(encoding: str):
    text = "Interviewer: What’s “naïve” – the café?\r\n\r\nParticipant: £5, she’d said.\r\n" * 5
    assert "What’s “naïve” – the café?" == who_said_what(read.read("a.txt", text.encode(encoding)))[0][1]


_VOCABULARY = (
    "we",
    "um",
    "the",
    "board",
    "it’s",
    "well-led",
    "–",
    "£5",
    "Ward",
    "9:",
    "no?",
    "“yes”",
    "10:30",
    "naïve",
    "😀",
)
_WORDS = st.lists(st.sampled_from(_VOCABULARY), min_size=1, max_size=12)
_TURNS = st.lists(st.tuples(st.sampled_from(["Interviewer", "P1", "P2", "Ann Lee"]), _WORDS), min_size=4, max_size=20)


def _alternating(turns: list[tuple[str, list[str]]]) -> Said:
    """Random turns as one file holds them: everybody speaks, nobody twice in a row."""
    said = [("Interviewer", "well so?"), ("P1", "um yes"), ("Interviewer", "and then?"), ("P1", "um no")]
    said += [("Ann Lee", "um hello"), ("P2", "we know"), ("Ann Lee", "um hello")]
    for label, words in turns:
        if label != said[-1][0]:
            said.append((label, " ".join(["um", *words])))
    return said


@given(_TURNS)
def test_turns_written_with_the_label_before_the_words_come_back_equal(turns: list[tuple[str, list[str]]]):
    said = _alternating(turns)
    assert said == who_said_what(_read("\n\n".join(f"{label}: {words}" for label, words in said)))


@given(_TURNS)
def test_turns_written_with_the_label_on_its_own_line_come_back_equal(turns: list[tuple[str, list[str]]]):
    said = _alternating(turns)
    assert said == who_said_what(_read("\n\n".join(f"{label}:\n{words}" for label, words in said)))


@given(_TURNS)
def test_turns_written_with_name_and_time_on_a_line_come_back_equal(turns: list[tuple[str, list[str]]]):
    said = _alternating(turns)
    text = "\n\n".join(f"{label}  {nth // 60}:{nth % 60:02}  \n{words}" for nth, (label, words) in enumerate(said))
    transcript = _read(text)
    assert said == who_said_what(transcript)
    assert [float(nth) for nth in range(len(said))] == [turn.start_seconds for turn in transcript.turns]


@given(_TURNS)
def test_turns_written_as_rows_come_back_equal(turns: list[tuple[str, list[str]]]):
    said = _alternating(turns)
    rows = [f"{label}\t0:{nth:02}\t{words}" for nth, (label, words) in enumerate(said)]
    assert said == who_said_what(_read("\n".join(["Speaker\tStart\tWords", *rows])))


@given(_TURNS, st.booleans())
def test_turns_written_as_captions_come_back_equal(turns: list[tuple[str, list[str]]], voices: bool):  # noqa: FBT001
    said = _alternating(turns)
    cues, at = [], 0
    for label, words in said:
        parts = words.split()
        half = max(len(parts) // 2, 1)
        for nth, part in enumerate([parts[:half], parts[half:]]):
            before = f"<v {label}>" if voices else f"{label}: " if not nth else ""
            times = f"{at // 60:02}:{at % 60:02}.000 --> {at // 60:02}:{at % 60:02}.900"
            cues.append(f"{times}\n{before}{' '.join(part)}")
            at += 1
    assert said == who_said_what(_read("WEBVTT\n\n" + "\n\n".join(cues), "a.vtt"))
