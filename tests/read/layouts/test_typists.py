"""Layouts that typists and programs might use, beyond those we hold: fictional, and written before the rules."""

from __future__ import annotations

import io
import json

import pytest
from docx import Document
from tests.read.turns import Said, starts, who_said_what

from themes import read
from themes.model import Transcript

ASKS, ANSWERS, ASKS_AGAIN, ENDS = (
    "How was the ward?",
    "Loud – at night. Note: always.",
    "Who told you?",
    "The nurse did.",
)


def _read(name: str, text: str) -> Transcript:
    return read.read(name, text.encode())


def _said_by(first: str, second: str) -> Said:
    return [(first, ASKS), (second, ANSWERS), (first, ASKS_AGAIN), (second, ENDS)]


# Each pattern is a turn; {who} is the label, {t} a time, {say} the words.
PATTERNS = {
    "colon": "{who}: {say}\n",
    "colon and blank line": "{who}: {say}\n\n",
    "colon and tab": "{who}:\t{say}\n",
    "tab": "{who}\t{say}\n",
    "space before the colon": "{who} : {say}\n\n",
    "dash": "{who} - {say}\n",
    "dash at once": "{who}- {say}\n\n",
    "long dash": "{who} – {say}\n\n",
    "longest dash": "{who} — {say}\n\n",
    "round brackets": "({who}) {say}\n\n",
    "square brackets": "[{who}] {say}\n\n",
    "square brackets and colon": "[{who}]: {say}\n",
    "time and colon": "[{t}] {who}: {say}\n",
    "bare time and colon": "{t} {who}: {say}\n",
    "time in brackets after the label": "{who} ({t}): {say}\n",
    "time in square brackets after the label": "{who} [{t}]: {say}\n",
    "time and no colon": "{who} [{t}] {say}\n\n",
    "bare time and no colon": "{who} {t} {say}\n\n",
    "bare time and colon behind it": "{who} {t}: {say}\n\n",
    "colon, then a time in brackets": "{who}: [{t}] {say}\n",
    "colon, then a bare time": "{who}: {t} {say}\n",
    "range before the label": "[{t} - {t2}] {who}: {say}\n",
    "range with arrow before the label": "[{t} --> {t2}] {who}: {say}\n",
    "time at the end (f4, MAXQDA)": "{who}: {say} #{t}-5#\n",
    "frames": "[{t}:12] {who}: {say}\n",
    "label alone": "{who}\n{say}\n\n",
    "label alone with a colon": "{who}:\n{say}\n\n",
    "label alone in brackets": "[{who}]\n{say}\n\n",
    "label and time alone": "{who} {t}\n{say}\n\n",
    "label and time alone, dash": "{who} - {t}\n{say}\n\n",
    "label and time alone, bar": "{who} | {t}\n{say}\n\n",
    "label and time alone, dot": "{who} · {t}\n{say}\n\n",
    "time and label alone": "{t} {who}\n{say}\n\n",
    "time, dash and label alone": "[{t}] - {who}\n{say}\n\n",
    "range and label alone": "{who} ({t} - {t2})\n{say}\n\n",
    "range before the label alone": "{t} - {t2} {who}\n{say}\n\n",
    "time on a line, then label and words": "{t}\n{who}: {say}\n\n",
    "Windows line ends": "{who}: {say}\r\n\r\n",
    "indented": "    {who}: {say}\n",
    "bulleted": "- {who}: {say}\n",
    "quoted": "> {who}: {say}\n",
}
LABELS = {
    "words": ("Interviewer", "Participant"),
    "numbered": ("Interviewer 1", "Participant 12"),
    "capitals": ("INTERVIEWER", "RESPONDENT"),
    "short": ("INT", "RES"),
    "initials": ("I", "R"),
    "question and answer": ("Q", "A"),
    "speakers": ("Speaker 1", "Speaker 2"),
    "WhisperX": ("SPEAKER_00", "SPEAKER_01"),
    "code": ("I", "P04"),
    "names": ("Jane Doe", "Ali Khan"),
}


def _file(pattern: str, first: str, second: str) -> str:
    turns = []
    for nth, (who, say) in enumerate(_said_by(first, second)):
        t, t2 = f"00:00:{nth * 7:02}", f"00:00:{nth * 7 + 6:02}"
        turns.append(pattern.format(who=who, say=say, t=t, t2=t2))
    return "".join(turns)


@pytest.mark.parametrize("labels", LABELS)
@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_of_typists_gives_speakers_words_and_times(pattern: str, labels: str):
    first, second = LABELS[labels]
    transcript = _read("a.txt", _file(PATTERNS[pattern], first, second))
    assert _said_by(first, second) == who_said_what(transcript)
    if "{t}" in PATTERNS[pattern] and "#" not in PATTERNS[pattern]:
        assert [0.0, 7.0, 14.0, 21.0] == starts(transcript)


@pytest.mark.parametrize(
    ("label", "kept"),
    [
        ("Dr. Jane Smith", "Dr. Jane Smith"),
        ("Prof de Vries", "Prof de Vries"),
        ("Mary-Anne O'Neill-Jones", "Mary-Anne O'Neill-Jones"),
        ("J.S.", "J.S."),
        ("JS", "JS"),
        ("Smith, Jane", "Smith, Jane"),
        ("P3 (nurse)", "P3 (nurse)"),
        ("P3 [female, 45]", "P3 [female, 45]"),
        ("Participant 3, female", "Participant 3, female"),
        ("Zoë Müller", "Zoë Müller"),
        ("Participant #3", "Participant #3"),
        ("P-03", "P-03"),
        ("P_03", "P_03"),
        ("Male 1", "Male 1"),
        ("Female participant 2", "Female participant 2"),
        ("Jane Doe (Unverified)", "Jane Doe (Unverified)"),
        ("Jane Doe | NHS Trust", "Jane Doe | NHS Trust"),
        ("Chief Executive, Trust B", "Chief Executive, Trust B"),
        ("participant", "participant"),
        ("jane", "jane"),
    ],
)
def test_a_name_of_any_shape_is_a_label(label: str, kept: str):
    transcript = _read("a.txt", _file("{who}: {say}\n\n", "Interviewer", label) * 2)
    assert _said_by("Interviewer", kept) * 2 == who_said_what(transcript)


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Jane Doe (Interviewer)", "interviewer"),
        ("Interviewer - Jane", "interviewer"),
        ("Interviewer Jane", "interviewer"),
        ("Co-moderator", "interviewer"),
        ("Assistant moderator", "interviewer"),
        ("Note taker", "interviewer"),
        ("FACILITATOR 2", "interviewer"),
        ("Participant Jane", "participant"),
        ("Female participant 2", "participant"),
        ("Resp 4", "participant"),
    ],
)
def test_a_label_that_says_the_role_proposes_it(label: str, role: str):
    other = "Participant" if role == "interviewer" else "Interviewer"
    transcript = _read("a.txt", _file("{who}: {say}\n\n", label, other))
    assert role == transcript.speakers[0].role


def test_names_in_bold_without_a_colon_are_labels():
    text = _file("**{who}** {say}\n\n", "Jane Doe", "Ali Khan")
    assert _said_by("Jane Doe", "Ali Khan") == who_said_what(_read("a.md", text))


def test_bold_inside_speech_is_no_label():
    text = "Interviewer: So?\n\nChair: **Never** again.\n\nInterviewer: Oh?\n\nChair: **Never**, I said.\n"
    assert ["Interviewer", "Chair"] == [speaker.label for speaker in _read("a.md", text).speakers]


def test_questions_in_bold_without_any_label_are_the_interviewers():
    text = "# Ward interview\n\n" + "".join(
        f"**{words}**\n\n" if nth % 2 == 0 else f"{words}\n\n" for nth, (_who, words) in enumerate(_said_by("", ""))
    )
    transcript = _read("a.md", text)
    assert ("questions in bold", _said_by("Interviewer", "Participant")) == (
        transcript.layout,
        who_said_what(transcript),
    )


def test_a_heading_block_is_no_speech_and_its_interviewer_is_known():
    text = (
        "Interview transcript\nProject: Wards\nDate: 3 May 2023\nPlace: Leeds General\nInterviewer: Jane Doe\n"
        "Interviewee: Ali Khan, ward manager\nLength: 45 minutes\n\n" + _file("{who}: {say}\n\n", "JD", "AK")
    )
    transcript = _read("a.txt", text)
    assert _said_by("JD", "AK") == who_said_what(transcript)
    assert ["interviewer", "participant"] == [speaker.role for speaker in transcript.speakers]


def test_lines_without_label_before_the_first_are_notes():
    transcript = _read("a.txt", "Ward interview, third of five\n\n" + _file("{who}: {say}\n\n", "I", "R"))
    assert ("note", _said_by("I", "R")) == (transcript.turns[0].kind, who_said_what(transcript))


def test_a_focus_group_keeps_six_people_a_moderator_and_an_assistant_apart():
    people = [
        "Moderator",
        "P1",
        "P2",
        "P3",
        "P4",
        "P5",
        "P6",
        "Assistant moderator",
        "P2",
        "P2 and P3",
        "All",
        "Moderator",
    ]
    text = "".join(f"{who}: {'What about food?' if who == 'Moderator' else 'It was fine.'}\n\n" for who in people)
    transcript = _read("fg.txt", text)
    assert "focus group" == transcript.kind
    assert [
        *[("Moderator", "interviewer"), ("P1", "participant"), ("P2", "participant"), ("P3", "participant")],
        *[("P4", "participant"), ("P5", "participant"), ("P6", "participant")],
        *[("Assistant moderator", "interviewer"), ("P2 and P3", "participant"), ("All", "participant")],
    ] == [(speaker.label, speaker.role) for speaker in transcript.speakers]


def test_a_colon_within_speech_stays_speech():
    text = (
        "INT: So?\nRES: There are two things: money and time.\nINT: Go on?\n"
        "RES: Money first: we had none. He said: go.\nTime: that was worse.\nINT: Oh?\nRES: Then came the rule: stop.\n"
    )
    assert [
        ("INT", "So?"),
        ("RES", "There are two things: money and time."),
        ("INT", "Go on?"),
        ("RES", "Money first: we had none. He said: go.\nTime: that was worse."),
        ("INT", "Oh?"),
        ("RES", "Then came the rule: stop."),
    ] == who_said_what(_read("a.txt", text))


def test_speech_with_dashes_and_no_labels_is_one_voice():
    text = "Manchester - it was loud.\n\nWell - I left.\n\nManchester - never again.\n\nSo - that is that.\n"
    assert ["Speaker"] == [speaker.label for speaker in _read("a.txt", text).speakers]


def test_a_list_by_letters_is_one_voice():
    text = "We saw:\n\nA. The ward\n\nB. The kitchen\n\nC. The garden\n"
    assert ["Speaker"] == [speaker.label for speaker in _read("a.txt", text).speakers]


def test_times_of_a_meeting_alone_on_a_line_are_no_speech():
    text = (
        "Ward meeting - Transcript\n\n00:00:00\n\nJane Doe: How was it?\nAli Khan: Loud.\n\n00:05:00\n\n"
        "Jane Doe: And then?\nAli Khan: We left.\n"
    )
    transcript = _read("a.txt", text)
    assert [
        ("Jane Doe", "How was it?"),
        ("Ali Khan", "Loud."),
        ("Jane Doe", "And then?"),
        ("Ali Khan", "We left."),
    ] == (who_said_what(transcript))
    assert 300.0 == transcript.turns[3].start_seconds


@pytest.mark.parametrize("header", [True, False])
@pytest.mark.parametrize("columns", ["sw", "tsw", "nsw", "stw"])
def test_a_table_in_word_is_read_with_its_columns_in_any_order(columns: str, header: bool):  # noqa: FBT001
    document = Document()
    heads = {"s": "Speaker", "w": "Words", "t": "Time", "n": "No."}
    rows = [[heads[one] for one in columns]] if header else []
    for nth, (who, say) in enumerate(_said_by("Jane Doe", "Ali Khan")):
        held = {"s": who, "w": say, "t": f"00:0{nth}", "n": str(nth + 1)}
        rows.append([held[one] for one in columns])
    table = document.add_table(rows=0, cols=len(columns))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    held_bytes = io.BytesIO()
    document.save(held_bytes)
    transcript = read.read("a.docx", held_bytes.getvalue())
    assert _said_by("Jane Doe", "Ali Khan") == who_said_what(transcript)
    if "t" in columns:
        assert [0.0, 1.0, 2.0, 3.0] == starts(transcript)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "header",
    ["Start;Speaker;Text", "time;name;utterance", "Timestamp;Participant;Transcript", "Timespan;Speaker;Content"],
)
def test_a_table_of_time_speaker_and_words_is_read_whatever_parts_its_cells(header: str, delimiter: str):
    rows = [header.replace(";", delimiter)]
    rows += [
        f'00:00:0{nth}{delimiter}{who}{delimiter}"{say}"'
        for nth, (who, say) in enumerate(_said_by("Jane Doe", "Ali Khan"))
    ]
    transcript = _read("a.csv", "\r\n".join(rows))
    assert _said_by("Jane Doe", "Ali Khan") == who_said_what(transcript)
    assert [0.0, 1.0, 2.0, 3.0] == starts(transcript)


def test_an_empty_cell_under_a_name_is_the_same_voice_going_on():
    text = "speaker,words\nInterviewer,So?\nAli Khan,One.\n,Two.\nInterviewer,Oh?\n"
    assert [("Interviewer", "So?"), ("Ali Khan", "One.\nTwo."), ("Interviewer", "Oh?")] == who_said_what(
        _read("a.csv", text)
    )


def test_a_column_of_labelled_lines_is_read_as_lines():
    text = 'Interviewer: So?\n"Ali Khan: Loud, at night."\nInterviewer: Oh?\nAli Khan: Yes.\n'
    assert [("Interviewer", "So?"), ("Ali Khan", "Loud, at night."), ("Interviewer", "Oh?"), ("Ali Khan", "Yes.")] == (
        who_said_what(_read("a.csv", text))
    )


@pytest.mark.parametrize(
    ("label", "kept"),
    [
        ("[SPEAKER_00]: {}", "SPEAKER_00"),
        ("SPEAKER_00: {}", "SPEAKER_00"),
        ("(Jane Doe) {}", "Jane Doe"),
        ("<v Jane Doe>{}", "Jane Doe"),
    ],
)
def test_subtitles_that_name_voices_are_read(label: str, kept: str):
    said = [label.format(ASKS), label.replace("00", "01").replace("Jane Doe", "Ali Khan").format(ANSWERS)] * 2
    cues = [f"{nth}\n00:00:0{nth},000 --> 00:00:0{nth},900\n{words}\n" for nth, words in enumerate(said, start=1)]
    transcript = _read("a.srt", "\n".join(cues))
    other = {"SPEAKER_00": "SPEAKER_01", "Jane Doe": "Ali Khan"}[kept]
    assert [(kept, ASKS), (other, ANSWERS)] * 2 == who_said_what(transcript)


def test_two_voices_in_one_subtitle_are_kept_apart():
    text = (
        "1\n00:00:01,000 --> 00:00:02,000\nJane Doe: How was it?\nAli Khan: Loud.\n\n"
        "2\n00:00:02,000 --> 00:00:03,000\nJane Doe: Oh?\n"
    )
    assert [("Jane Doe", "How was it?"), ("Ali Khan", "Loud."), ("Jane Doe", "Oh?")] == who_said_what(
        _read("a.srt", text)
    )


def test_rolling_subtitles_without_inner_times_say_each_line_once():
    rows = ["so we began", "in the ward", "and then", "it rained", "all day"]
    cues = [
        f"{nth + 1}\n00:00:0{nth},000 --> 00:00:0{nth + 2},000\n{rows[nth]}\n{rows[nth + 1]}\n"
        for nth in range(len(rows) - 1)
    ]
    assert " ".join(rows) == _read("a.srt", "\n".join(cues)).text


ONE, TWO = {"speaker": "SPEAKER_00", "text": " How?"}, {"speaker": "SPEAKER_01", "text": " So."}
WORDS = [
    {"word": "How?", "start": 0.0, "end": 1.0, "speaker": "SPEAKER_00"},
    {"word": "So.", "start": 1.0, "end": 2.0, "speaker": "SPEAKER_01"},
]


@pytest.mark.parametrize(
    "result",
    [
        {"segments": [{**ONE, "start": 0.0, "end": 1.0}, {**TWO, "start": 1.0, "end": 2.0}]},
        {"utterances": [{**ONE, "start": 0, "end": 1000}, {**TWO, "start": 1000, "end": 2000}]},
        {"results": {"utterances": [{**ONE, "start": 0.0, "end": 1.0}, {**TWO, "start": 1.0, "end": 2.0}]}},
        [{**ONE, "start": 0, "end": 1}, {**TWO, "start": 1, "end": 2}],
        {
            "results": {
                "transcripts": [{"transcript": "How? So."}],
                "audio_segments": [
                    {"transcript": "How?", "start_time": "0.0", "end_time": "1.0", "speaker_label": "SPEAKER_00"},
                    {"transcript": "So.", "start_time": "1.0", "end_time": "2.0", "speaker_label": "SPEAKER_01"},
                ],
            }
        },
        {"segments": [{"text": " How? So.", "start": 0.0, "end": 2.0, "words": WORDS}]},
    ],
)
def test_speech_to_text_results_that_name_voices_are_read(result: object):
    transcript = _read("a.json", json.dumps(result))
    assert [("SPEAKER_00", "How?"), ("SPEAKER_01", "So.")] == who_said_what(transcript)
    assert [0.0, 1.0] == starts(transcript)


def test_a_whisper_cpp_result_counts_thousandths():
    result = {
        "transcription": [
            {"timestamps": {"from": "00:00:01,000"}, "offsets": {"from": 1000, "to": 2500}, "text": " So."}
        ]
    }
    turn = _read("a.json", json.dumps(result)).turns[0]
    assert (1.0, 2.5) == (turn.start_seconds, turn.end_seconds)


def test_a_result_of_text_alone_is_one_voice():
    assert [("Speaker", "We left. Why?")] == who_said_what(_read("a.json", json.dumps({"text": " We left. Why?"})))


def test_sections_of_a_guide_and_the_end_of_an_interview_are_no_speech():
    text = (
        "Section 1: Background\n\nI: So?\n\nR: Yes.\n\nSection 2: The ward\n\nI: And?\n\nR: No.\n\nEND OF INTERVIEW\n"
    )
    transcript = _read("a.txt", text)
    assert [("I", "So?"), ("R", "Yes."), ("I", "And?"), ("R", "No.")] == who_said_what(transcript)
    assert ["heading", "speech", "speech", "heading", "speech", "speech", "note"] == [
        turn.kind for turn in transcript.turns
    ]


def test_question_and_answer_on_one_line_are_two_turns():
    text = "I: So? R: Well yes.\nI: And then? R: It was fine. Note: always.\n"
    assert [("I", "So?"), ("R", "Well yes."), ("I", "And then?"), ("R", "It was fine. Note: always.")] == (
        who_said_what(_read("a.txt", text))
    )


@pytest.mark.parametrize(("first", "second"), [("INTERVIEWER", "RESPONDENT"), ("Jane Doe", "Ali Khan")])
def test_labels_alone_on_lines_without_blank_lines_are_found(first: str, second: str):
    text = _file("{who}\n{say}\n", first, second) + _file("{who}\n{say}\n", first, second)
    assert _said_by(first, second) * 2 == who_said_what(_read("a.txt", text))


def test_ranges_names_and_words_pasted_without_blank_lines_are_told_apart():
    ranges = ["0:0:0.0 --> 0:0:2.10", "0:0:2.10 --> 0:0:5.0", "0:0:5.0 --> 0:0:7.0"]
    said = ["Jane Doe\nSo?", "Ali Khan\nYes.", "Jane Doe\nOh?"]
    text = "\n".join(f"{times}\n{words}" for times, words in zip(ranges, said, strict=True))
    assert [("Jane Doe", "So?"), ("Ali Khan", "Yes."), ("Jane Doe", "Oh?")] == who_said_what(_read("a.txt", text))


def test_numbers_of_lines_are_no_part_of_a_label():
    assert [("I", "So?"), ("R", "Yes."), ("I", "Oh?")] == who_said_what(
        _read("a.txt", "1 I: So?\n2 R: Yes.\n3 I: Oh?\n")
    )


def test_the_chat_of_a_meeting_is_read_with_names_and_times():
    text = "10:01:12 From Jane Doe to Everyone:\n\tHello?\n10:01:20 From Ali Khan to Everyone:\n\tYes.\n"
    transcript = _read("a.txt", text)
    assert [("Jane Doe", "Hello?"), ("Ali Khan", "Yes.")] == who_said_what(transcript)
    assert [36072.0, 36080.0] == starts(transcript)


def test_initials_that_the_list_of_those_present_explains_have_a_role_and_two_at_once_are_nobody():
    text = (
        "Focus group 2\nPresent: Moderator (M), Ann (A), Bea (B), Cy (C)\n\nM: What was it like?\nA: Good.\nB: Bad!\n"
        "C: So so.\nA and B: Yes!\nM: Why?\nB: Cold.\nA: Hm.\n"
    )
    transcript = _read("a.txt", text)
    assert [
        *[("M", "interviewer", 1), ("A", "participant", 1), ("B", "participant", 1), ("C", "participant", 1)],
        ("A and B", "participant", 0),
    ] == [(speaker.label, speaker.role, speaker.voices) for speaker in transcript.speakers]


def test_several_who_ask_are_told_from_those_who_answer():
    text = "".join(
        f"{who}: {say}\n\n"
        for who, say in [
            *[
                ("Ann", "What was the ward like then?"),
                ("Bea", "It was loud, and it was cold, and it rained a lot there."),
            ],
            *[
                ("Cy", "And what did you do about that?"),
                ("Bea", "We wrote to them, and then to the board, and waited."),
            ],
        ]
        * 3
    )
    assert [("Ann", "interviewer"), ("Bea", "participant"), ("Cy", "interviewer")] == [
        (speaker.label, speaker.role) for speaker in _read("a.txt", text).speakers
    ]


def test_a_question_mark_after_right_asks_nothing():
    text = "".join(
        f"{who}: {say}\n\n"
        for who, say in [
            ("Ann", "What was the ward like then?"),
            (
                "Bea",
                "It was loud, right? And it was cold, right? And it rained, right? So we wrote to the board, right?",
            ),
        ]
        * 3
    )
    assert ["interviewer", "participant"] == [speaker.role for speaker in _read("a.txt", text).speakers]
