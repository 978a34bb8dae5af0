"""The layouts that evaluators are known to have: for each a small fictional file, its speakers, turns and times.

They stand in known_layouts.toml; those that are no text are made here.
"""

from __future__ import annotations

import io
import tomllib
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook
from tests.read.turns import who_said_what

from themes import read
from themes.errors import UnknownFormat
from themes.model import Transcript

Times = list[tuple[float | None, float | None]]


def _read(name: str, text: str) -> Transcript:
    return read.read(name, text.encode())


def _times(transcript: Transcript) -> Times:
    return [(turn.start_seconds, turn.end_seconds) for turn in transcript.turns if turn.kind == "speech"]


def _dropped(transcript: Transcript) -> dict[str, int]:
    return {dropped.what: dropped.count for dropped in transcript.dropped}


KNOWN = tomllib.loads((Path(__file__).parent / "known_layouts.toml").read_text(encoding="utf-8"))["layout"]


@pytest.mark.parametrize("known", KNOWN, ids=lambda one: one["name"])
def test_a_known_layout_gives_its_speakers_turns_and_times(known: dict[str, Any]):
    transcript = _read(known["file"], known["text"])
    assert known["said"] == [list(pair) for pair in who_said_what(transcript)]
    times = [[-1 if time is None else time for time in pair] for pair in _times(transcript)]
    assert known.get("times", times) == times


def test_turns_that_run_on_in_one_line_are_parted():
    """Layout 22: pasted from a page, names taken out."""
    pair = "00:00:01<Name> - Moderator: Okay, so I've started recording, how was the ward? P03: Yes. It was loud. "
    transcript = _read("a.txt", pair * 12 + "00:00:09<Name> - Moderator: Okay, awesome.")
    asked, answered = "Okay, so I've started recording, how was the ward?", "Yes. It was loud."
    both = [("Name - Moderator", asked), ("P03", answered)]
    assert [*both * 12, ("Name - Moderator", "Okay, awesome.")] == who_said_what(transcript)
    assert (1.0, 9.0) == (transcript.turns[0].start_seconds, transcript.turns[-1].start_seconds)
    assert "interviewer" == transcript.speakers[0].role


def test_paragraphs_of_teams_in_word_give_voices_and_times():
    """Layout 2: one paragraph a cue, its range, name and words parted by line breaks."""
    document = Document()
    document.add_paragraph("0:0:0.0 --> 0:0:1.510\nAnn Lee\nOK. Yeah?")
    document.add_paragraph("0:0:3.270 --> 0:0:4.250\nBea Moss\nUmm.")
    held = io.BytesIO()
    document.save(held)
    transcript = read.read("a.docx", held.getvalue())
    assert [("Ann Lee", "OK. Yeah?"), ("Bea Moss", "Umm.")] == who_said_what(transcript)
    assert [(0.0, 1.51), (3.27, 4.25)] == _times(transcript)


def test_a_turn_table_of_excel_gives_voices_times_and_declares_other_columns():
    """Layout 20."""
    book = Workbook()
    sheet = book.active
    sheet.append(["", "TimeStamp", "Turn", "Speaker", "Sentence", "Teacher Tag"])
    sheet.append([0, "00:01:00", 1.0, "T", "Which is bigger?", "1 - None"])
    sheet.append([1, None, 2.0, "David", "Try the purples.", None])
    held = io.BytesIO()
    book.save(held)
    transcript = read.read("a.xlsx", held.getvalue())
    assert ("xlsx", [("T", "Which is bigger?"), ("David", "Try the purples.")]) == (
        transcript.format,
        who_said_what(transcript),
    )
    assert [(60.0, None), (None, None)] == _times(transcript)
    assert 5 == _dropped(transcript)["cells of other columns"]


def _survey(header: str, *rows: str) -> str:
    return "\n".join([header, *rows])


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        (_survey("id,source,field,text,licence", "1,r,best,Nice,x", "2,r,best,Fine,x"), "Add it as a survey"),
        (
            _survey("Timestamp,How was it?,What would you change?", "1/2/21,Good,Nothing", "2/2/21,Bad,All"),
            "Add it as a survey",
        ),
        (_survey("id,document,tag,content", "473,P2.odt,Clear,Okay", "474,P2.odt,Odd,No"), "another tool's export"),
    ],
)
def test_a_table_that_is_no_interview_is_refused_with_where_to_take_it(text: str, remedy: str):
    with pytest.raises(UnknownFormat, match=remedy):
        _read("a.csv", text)
