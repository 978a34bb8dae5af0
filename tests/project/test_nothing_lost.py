"""What somebody might try who wants to lose or misplace a coding, each a fact that was once otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from themes import Project
from themes.errors import AlreadyAdded, Refused, WorkUnderWay
from themes.store import Job

TALK = "Interviewer: How was it?\n\nJane Smith: The cafe came to us. They asked and they listened.\n"


@pytest.fixture
def talk(empty: Project) -> Project:
    """A project with one short interview, and a code."""
    empty.add_bytes("talk.txt", TALK.encode())
    empty.add_code("Came")
    return empty


def code(project: Project, words: str) -> str:
    text = project.transcript("talk").text
    return project.add_coding("talk", text.index(words), text.index(words) + len(words), "Came").quotation_id


@pytest.mark.parametrize(
    "data", [TALK.replace("\n", "\r\n").encode(), TALK.encode("utf-16"), b"\xef\xbb\xbf" + TALK.encode()]
)
def test_the_same_interview_in_other_bytes_is_recognised(talk: Project, data: bytes):
    before = talk.last_seq()
    assert "known" == talk.preview(_written(talk, data)).state
    with pytest.raises(AlreadyAdded, match="reads just as “talk”"):
        talk.add_bytes("the same.txt", data)
    assert before == talk.last_seq()


def test_the_same_words_under_other_speakers_are_another_version(talk: Project):
    data = TALK.replace("Jane Smith", "Tom Brown").encode()
    assert "changed" == talk.preview(_written(talk, data)).state
    assert ["Interviewer", "Tom Brown"] == [
        one.label for one in talk.replace_transcript("talk", "talk.txt", data=data).transcript.speakers
    ]


@pytest.mark.parametrize("put", ["\u0301", "\u0301s", "s"])
def test_an_accent_put_to_the_last_word_of_a_quotation_is_part_of_it(talk: Project, put: str):
    quotation = code(talk, "The cafe")
    end = talk.transcript("talk").text.index("cafe") + 4
    talk.correct_text("talk", end, end, put)
    assert f"The cafe{put}" == talk.quotation(quotation).words


def test_a_letter_put_after_an_accent_is_part_of_the_word(talk: Project):
    quotation = code(talk, "The cafe")
    end = talk.transcript("talk").text.index("cafe") + 4
    talk.correct_text("talk", end, end, "\u0301")
    talk.correct_text("talk", end + 1, end + 1, "s")
    assert "The cafe\u0301s" == talk.quotation(quotation).words


def test_a_turn_is_not_split_between_a_letter_and_its_accent(empty: Project):
    empty.add_bytes("talk.txt", "Interviewer: So?\n\nP1: A cafe\u0301 in town.\n".encode())
    at = empty.transcript("talk").text.index("\u0301")
    with pytest.raises(Refused, match="between two words"):
        empty.split_turn("talk", at)


def test_a_transcript_with_lost_quotations_is_not_removed_or_read_anew_under_them(talk: Project):
    code(talk, "They asked and they listened.")
    text = talk.transcript("talk").text
    start = text.index("They asked")
    talk.correct_text("talk", start, len(text), "Nobody came.")
    (lost,) = talk.displaced()
    for verb in (talk.remove_transcript, lambda key: talk.read_again(key, layout="one voice")):
        with pytest.raises(Refused, match="lost their place"):
            verb("talk")
    assert [lost] == talk.displaced()
    talk.dismiss_displaced(lost)
    talk.remove_transcript("talk")


def test_a_lost_quotations_code_goes_with_a_merge(talk: Project):
    quotation = code(talk, "They asked and they listened.")
    text = talk.transcript("talk").text
    talk.correct_text("talk", text.index("They asked"), len(text), "Nobody came.")
    talk.add_code("Visits")
    talk.merge_codes("Visits", "Came")
    (lost,) = talk.displaced()
    placed = talk.place_displaced(lost, lost.start, lost.end)
    assert (quotation, ["Visits"]) == (placed.id, [one.code.name for one in talk.codings()])


def test_undo_waits_for_a_job_and_does_not_skip_the_step(talk: Project):
    text = talk.transcript("talk").text
    talk.correct_text("talk", text.index("cafe"), text.index("cafe") + 4, "council")
    job = Job(id="j", kind="discover", state="running", started="2026-01-01T00:00:00.000Z")
    talk._store.save_job(job)
    with pytest.raises(WorkUnderWay, match="Work is under way"):
        talk.undo()
    talk._store.save_job(Job(id="j", kind="discover", state="done", started="2026-01-01T00:00:00.000Z"))
    talk.undo()
    assert text == talk.transcript("talk").text


GROUP = """Moderator: How was it?

Ann Lee: The board came to us all in May.

Bob Ray: Nobody asked me anything at all.

Moderator: And then?

Ann Lee: They went home.
"""


def test_speakers_who_are_called_otherwise_in_a_corrected_file_keep_their_cases_by_what_they_say(empty: Project):
    empty.add_bytes("talk.txt", GROUP.encode())
    said = {one.label: one.case_id for one in empty.transcript("talk").speakers}
    empty.set_consent(said["Bob Ray"] or "", "none")
    empty.set_value(said["Ann Lee"] or "", "role", "chair")
    data = GROUP.replace("Moderator", "MOD").replace("Ann Lee", "P-A").replace("Bob Ray", "P-B").encode()
    now = empty.replace_transcript("talk", "talk.txt", data=data).transcript
    assert [("MOD", None), ("P-A", said["Ann Lee"]), ("P-B", said["Bob Ray"])] == [
        (one.label, one.case_id) for one in now.speakers
    ]
    assert 2 == len(empty.cases())


def test_survey_answers_are_not_replaced_by_a_file(empty: Project):
    table = "Respondent ID,How was it for you?,What should change?\n" + "".join(
        f"R{nth},It was good,More of it {nth}\n" for nth in range(5)
    )
    empty.add_survey("s.csv", table.encode())
    (first, *_) = empty.transcripts()
    for verb in (
        lambda: empty.replace_transcript(first, "s2.csv", data=table.replace("good", "bad").encode()),
        lambda: empty.read_again(first, layout="one voice"),
    ):
        with pytest.raises(Refused, match="answers of a survey"):
            verb()


def _written(project: Project, data: bytes) -> Path:
    place = project.path.with_name("talk.txt")
    place.write_bytes(data)
    return place
