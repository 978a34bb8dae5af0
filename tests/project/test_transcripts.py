"""Transcripts in a project: taken in whole, with neutral cases, or not at all."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from themes import Project
from themes.errors import AlreadyAdded, NotFound, Refused, RefusedFile

INTERVIEW = b"Interviewer: How was it?\n\nJane Smith: We all came, every one of us, to the board.\n"


def test_a_named_speaker_gets_a_neutral_case(empty: Project):
    transcript = empty.add_bytes("talk.txt", INTERVIEW)
    assert [case.label for case in empty.cases()] == ["P01"]
    assert [speaker.case_id for speaker in transcript.speakers] == [None, empty.case("P01").id]


def test_a_number_in_the_file_name_becomes_the_label_of_its_one_participant(empty: Project):
    empty.add_bytes("P7_GMT20211126.txt", INTERVIEW)
    assert [case.label for case in empty.cases()] == ["P07"]


def test_the_same_file_is_recognised_under_another_name(empty: Project):
    empty.add_bytes("talk.txt", INTERVIEW)
    with pytest.raises(AlreadyAdded, match="already here as “talk”"):
        empty.add_bytes("copy of talk.txt", INTERVIEW)
    assert len(empty.transcripts()) == 1


def test_a_rejected_import_leaves_no_rows(empty: Project):
    before = empty.last_seq()
    with pytest.raises(RefusedFile):
        empty.add_bytes("talk.docx", b"this is no archive")
    assert (empty.last_seq(), empty.transcripts(), empty.cases()) == (before, [], [])


def test_a_batch_takes_the_good_files_and_lists_the_others(empty: Project, tmp_path: Path):
    (tmp_path / "good.txt").write_bytes(INTERVIEW)
    (tmp_path / "bad.docx").write_bytes(b"no archive")
    results = empty.add_many([tmp_path / "good.txt", tmp_path / "bad.docx", tmp_path / "absent.txt"])
    assert [bool(result.transcript) for result in results] == [True, False, False]
    assert "was not taken in" in results[1].refused
    assert "Nothing was imported" in results[2].refused


def test_two_files_of_one_name_get_two_titles(empty: Project):
    empty.add_bytes("talk.txt", INTERVIEW)
    empty.add_bytes("talk.txt", INTERVIEW + b"\nInterviewer: Thank you for that.\n")
    assert [transcript.title for transcript in empty.transcripts()] == ["talk", "talk (2)"]


def test_interview_2_stands_before_interview_10(empty: Project):
    for number in (10, 2):
        empty.add_bytes(f"Interview {number}.txt", INTERVIEW + b"\nInterviewer: %d.\n" % number)
    assert [transcript.title for transcript in empty.transcripts()] == ["Interview 2", "Interview 10"]


def test_an_interviewer_who_was_taken_for_a_participant_loses_the_case(empty: Project):
    empty.add_bytes("talk.txt", INTERVIEW)
    empty.revise_speaker("talk", "Jane Smith", role="interviewer")
    assert empty.cases() == []
    empty.revise_speaker("talk", "Jane Smith", role="participant")
    assert [case.label for case in empty.cases()] == ["P01"]


def test_one_person_in_two_transcripts_is_one_case(empty: Project):
    empty.add_bytes("first.txt", INTERVIEW)
    empty.add_bytes("second.txt", INTERVIEW + b"\nInterviewer: Bye.\n")
    empty.revise_speaker("second", "Jane Smith", case="P01")
    assert [case.label for case in empty.cases()] == ["P01"]
    assert {transcript.speakers[1].case_id for transcript in empty.transcripts()} == {empty.case("P01").id}


def test_a_speaker_that_is_not_there_is_named(empty: Project):
    empty.add_bytes("talk.txt", INTERVIEW)
    with pytest.raises(NotFound, match="has no speaker “Joe”"):
        empty.revise_speaker("talk", "Joe", role="interviewer")


def test_a_coded_transcript_is_not_removed(empty: Project):
    transcript = empty.add_bytes("talk.txt", INTERVIEW)
    empty.add_code("Board engagement")
    empty.add_coding(transcript, 12, 24, "Board engagement")
    with pytest.raises(Refused):
        empty.remove_transcript(transcript)
    assert len(empty.transcripts()) == 1


def test_a_removed_transcript_takes_its_own_cases_with_it(empty: Project):
    empty.remove_transcript(empty.add_bytes("talk.txt", INTERVIEW))
    assert (empty.transcripts(), empty.cases()) == ([], [])


def test_a_search_finds_the_words_where_they_stand(empty: Project):
    transcript = empty.add_bytes("talk.txt", INTERVIEW)
    (found,) = empty.search('"to the board"')
    assert "to the board" in transcript.text[found.start : found.end]


def test_the_same_file_taken_in_by_two_threads_is_there_once(empty: Project):
    data = [INTERVIEW + b"\nInterviewer: %d.\n" % number for number in range(6)]

    def take(content: bytes) -> str:
        try:
            return empty.add_bytes("talk.txt", content).id
        except AlreadyAdded:
            return ""

    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(take, data * 4))
    assert len(data) == len([one for one in taken if one]) == len(empty.transcripts())
    assert len({case.label for case in empty.cases()}) == len(data)
