"""What meeting and transcription programs export, with the names that people have in them: fictional files."""

from __future__ import annotations

import io
import json

import pytest
from docx import Document
from tests.read.turns import Said, starts, who_said_what

from themes.model import Transcript
from themes.read.whole import transcript as read_whole

ASKS = ("How was the ward?", "Right. And who told you?", "I see, and what happened then?")
ANSWERS = (
    "Loud. At night mostly, and the thing is: no one came.",
    "The nurse did. 10:30 was too late.",
    "We wrote to the board.",
)
TRUST = "SMITH, Jane (UNIVERSITY HOSPITALS BIRMINGHAM NHS FOUNDATION TRUST)"
ROOM = "LEEDS TEACHING HOSPITALS NHS TRUST Meeting Room 4 Ground Floor West"


def _read(name: str, text: str) -> Transcript:
    return read_whole(text.encode(), name=name)


def _said_by(first: str, second: str) -> Said:
    pairs = zip(ASKS, ANSWERS, strict=True)
    return [turn for asked, answered in pairs for turn in ((first, asked), (second, answered))]


def _file(pattern: str, first: str, second: str) -> str:
    return "".join(
        pattern.format(
            who=who, say=say, t=f"00:00:{nth * 7:02}", short=f"0:{nth * 7:02}", n=nth, end=f"00:00:{nth * 7 + 5:02}"
        )
        for nth, (who, say) in enumerate(_said_by(first, second))
    )


# Each pattern is a turn as one program writes it.
PROGRAMS = {
    "Teams": "{who}   {short}\n{say}\n\n",
    "Happy Scribe": "[{t}.000] - {who}\n{say}\n\n",
    "Zoom's text": "[{who}] {t}\n{say}\n\n",
    "Trint": "{who} [{t}] {say}\n\n",
    "Rev": "{who} ({short}):\n{say}\n\n",
    "Google Recorder": "{short}\n{who}\n{say}\n\n",
    "Recorder with hours": "{t}\n{who}\n{say}\n\n",
    "Fireflies": "{who}\n{short}\n{say}\n\n",
    "MAXQDA, times in front": "#{t}-0# {who}: {say}\n",
    "copied from Stream": "{who}\n0 minutes {n} seconds{short}\n{who} 0 minutes {n} seconds\n{say}\n",
    "Zoom's captions": "{n}\n{t}.000 --> {end}.000\n{who}: {say}\n\n",
}
NAMES = (
    "Jane Doe",
    TRUST,
    "Bea's iPhone",
    "07700 900123",
    "+44 7700 900123",
    "jane.doe",
    "iPhone (2)",
    "van der Berg, Ann",
    "al-Hassan, Omar",
    "Zoom user",
    "Ward manager",
    "You",
    "Nuria Sanchez-Lopez de la Cruz Garcia Ramirez",
    ROOM,
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_s_export_keeps_its_voices_apart_whatever_people_are_called(program: str, name: str):
    captions = program == "Zoom's captions"
    text = ("WEBVTT\n\n" if captions else "") + _file(PROGRAMS[program], "Interviewer", name)
    transcript = _read("a.vtt" if captions else "a.txt", text)
    assert _said_by("Interviewer", name) == who_said_what(transcript)
    assert [0.0, 7.0, 14.0, 21.0, 28.0, 35.0] == starts(transcript)


@pytest.mark.parametrize("name", NAMES)
def test_otter_without_times_keeps_its_voices_apart_whatever_people_are_called(name: str):
    transcript = _read("a.txt", _file("{who}\n{say}\n\n", "Jane Roe", name))
    assert _said_by("Jane Roe", name) == who_said_what(transcript)


def test_someone_who_speaks_once_in_an_export_of_teams_is_a_voice():
    text = _file(PROGRAMS["Teams"], "Jane Roe", "Ali Khan") + "Zoom user   1:07\nSorry, wrong room.\n"
    assert ("Zoom user", "Sorry, wrong room.") == who_said_what(_read("a.txt", text))[-1]


def test_a_sentence_that_ends_in_a_time_is_no_name():
    text = _file("{who} {short}\n{say}\n\n", "Jane Roe", "Ali Khan").replace("We wrote", "We left at 10:30\nWe wrote")
    assert "We left at 10:30\nWe wrote to the board." == who_said_what(_read("a.txt", text))[-1][1]


def test_a_diary_by_the_hour_is_one_voice():
    text = (
        "".join(f"{hour}:30 - Went to the ward\nIt was loud.\n\n" for hour in (12, 13)) + "14:30 - Went home\nWell.\n"
    )
    assert ["Speaker"] == [speaker.label for speaker in _read("a.txt", text).speakers]


def test_the_parts_of_a_report_are_no_voices():
    text = "We met there.\n\nBackground: it was loud.\n\nFindings: nobody came.\n\nRecommendations: go there.\n"
    assert ["Speaker"] == [speaker.label for speaker in _read("a.txt", text).speakers]


def test_captions_under_times_that_name_nobody_are_one_voice():
    text = "0:00\nhello and welcome to\n0:05\nThe Ward\n0:09\nit was loud\n0:12\nmostly\n"
    transcript = _read("a.txt", text)
    assert [("Speaker", "hello and welcome to The Ward it was loud mostly")] == who_said_what(transcript)


def test_webex_names_who_speaks_beside_the_number_of_a_caption():
    text = "WEBVTT\n\n" + "".join(
        f'{nth} "{who}" (34567{nth % 2})\n00:00:0{nth}.000 --> 00:00:0{nth}.900\n{say}\n\n'
        for nth, (who, say) in enumerate(_said_by("Jane Roe", "Ali Khan"))
    )
    assert _said_by("Jane Roe", "Ali Khan") == who_said_what(_read("a.vtt", text))


def test_a_time_inside_a_turn_is_not_when_it_began():
    text = "Interviewer: So?\n\nAli: Well.\n\n[00:05:00] It was loud.\n\nInterviewer: [00:06:00] Oh?\n"
    assert [None, None, 360.0] == starts(_read("a.txt", text))


@pytest.mark.parametrize(
    "line",
    [
        "Page 2 of 14",
        "Meeting ended after 00:45:12 👋",
        "Transcription ended after 00:45:12",
        "This editable transcript was computer generated and might contain errors.",
    ],
)
def test_what_a_program_adds_between_turns_is_nobody_s_speech(line: str):
    text = _file("{who}: {say}\n\n", "Jane Roe", "Ali Khan") + f"{line}\n"
    transcript = _read("a.txt", text)
    assert _said_by("Jane Roe", "Ali Khan") == who_said_what(transcript)
    assert "note" == transcript.turns[-1].kind


@pytest.mark.parametrize("name", ["a.otr", "a.json"])
def test_a_file_of_otranscribe_s_own_has_times_and_voices(name: str):
    rows = "".join(
        f'<p><span class="timestamp" contenteditable="false" data-timestamp="{nth * 7}.2">0:{nth * 7:02}</span>'
        f"{who}: {say}<br></p>"
        for nth, (who, say) in enumerate(_said_by("I", "P1"))
    )
    transcript = _read(name, json.dumps({"text": rows, "media": "ward.mp3", "media-time": 7.2}))
    assert _said_by("I", "P1") == who_said_what(transcript)
    assert [0.0, 7.0, 14.0, 21.0, 28.0, 35.0] == starts(transcript)


def _table(rows: list[list[str]]) -> bytes:
    document = Document()
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def test_labelled_lines_in_a_table_are_read_and_remarks_beside_them_are_notes():
    rows = [
        [f"{who}: {say}", "Look at this again" if nth == 1 else ""] for nth, (who, say) in enumerate(_said_by("I", "P"))
    ]
    transcript = read_whole(_table(rows), name="a.docx")
    assert _said_by("I", "P") == who_said_what(transcript)
    notes = [transcript.text[one.start : one.end] for one in transcript.turns if one.kind == "note"]
    assert ["Look at this again"] == notes


def test_a_whole_interview_in_one_cell_is_read_as_lines():
    said = _said_by("I", "P")
    assert said == who_said_what(read_whole(_table([["\n".join(f"{who}: {say}" for who, say in said)]]), name="a.docx"))


@pytest.mark.parametrize(
    ("labels", "speakers"),
    [
        (["I", "P1", "I", "P 1"], ["I", "P1"]),
        (["Interviewer", "P1", "Int", "P1"], ["Interviewer", "P1"]),
        (["Interviewer", "Respondent", "I", "R"], ["Interviewer", "Respondent"]),
        (["Q1", "A1", "Q2", "A2"], ["Q", "A"]),
        (["Interviewee", "Jane", "I", "Jane"], ["Interviewee", "Jane", "I"]),
        (["Interviewer 1", "P1", "Int 2", "P2"], ["Interviewer 1", "P1", "Int 2", "P2"]),
    ],
)
def test_one_person_s_labels_spelt_in_two_ways_are_one_speaker(labels: list[str], speakers: list[str]):
    says = [say for _who, say in _said_by("", "")]
    text = "".join(f"{labels[nth % 4]}: {says[nth % 6]}\n" for nth in range(8 if labels[0] != "Q1" else 4))
    assert speakers == [speaker.label for speaker in _read("a.txt", text).speakers]
