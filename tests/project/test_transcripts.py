"""Transcripts in a project: taken in whole, with neutral cases, or not at all."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from themes import Project
from themes.errors import AlreadyAdded, NotFound, Refused, RefusedFile
from themes.model import Quotation

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


def test_a_coded_transcript_goes_with_its_codings_where_that_is_asked_and_undo_brings_all_back(empty: Project):
    transcript = empty.add_bytes("talk.txt", INTERVIEW)
    empty.add_code("Board engagement")
    empty.add_coding(transcript, 12, 24, "Board engagement")
    before = empty._store.dump()
    assert 1 == empty.n_codings_in(transcript)
    empty.remove_transcript(transcript, with_codings=True)
    assert ([], []) == (empty.transcripts(), empty._store.facts(Quotation))
    empty.undo()
    after = empty._store.dump()
    assert [] == [name for name in before if name != "turn" and before[name] != after[name]]
    assert [] == empty.check()


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


def test_an_uncoded_transcript_is_read_another_way_and_keeps_who_speaks(empty: Project):
    was = empty.add_bytes("talk.txt", INTERVIEW)
    empty.revise_speaker(was, "Jane Smith", case="Chair")
    one = empty.read_again(was, layout="one voice")
    assert (was.id, "one voice", ["P01"]) == (one.id, one.layout, [case.label for case in empty.cases()])
    assert "Jane Smith" in one.text
    empty.undo()
    assert ["Chair"] == [case.label for case in empty.cases()]
    assert "label before the words" == empty.transcript(was).layout
    assert [] == empty.check()


def test_a_coded_transcript_is_not_read_another_way(empty: Project):
    transcript = empty.add_bytes("talk.txt", INTERVIEW)
    empty.add_code("Board engagement")
    empty.add_coding(transcript, 12, 24, "Board engagement")
    with pytest.raises(Refused, match="correct its words and speakers instead"):
        empty.read_again(transcript, layout="one voice")
    assert transcript == empty.transcript(transcript)


def test_the_kind_of_a_transcript_is_changed(empty: Project):
    empty.add_bytes("talk.txt", INTERVIEW)
    assert "workshop" == empty.revise_kind("talk", "workshop").kind
    empty.undo()
    assert "interview" == empty.transcript("talk").kind


def test_a_transcript_whose_case_is_linked_goes_with_the_link(empty: Project):
    empty.add_bytes("talk.txt", INTERVIEW)
    empty.add_case("Leeds", kind="site")
    empty.link_cases("P01", "Leeds", "works at")
    empty.remove_transcript("talk")
    assert (["Leeds"], []) == ([case.label for case in empty.cases()], empty.links())
    empty.undo()
    assert 1 == len(empty.links("P01"))


def test_a_number_that_a_later_file_names_is_not_given_away(empty: Project):
    files = [("talk.txt", INTERVIEW), ("P01.txt", INTERVIEW + b"\nInterviewer: Bye.\n")]
    job = empty.start_preview(files)
    while empty.job(job.id).state == "running":
        time.sleep(0.02)
    empty.take_in([seen.id for seen in empty.previews()])
    assert ["P01", "P02"] == [case.label for case in empty.cases()]
    assert empty.case("P01").id == empty.transcript("P01").speakers[1].case_id
