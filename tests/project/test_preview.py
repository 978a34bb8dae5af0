"""Between reading and taking in: what waits, what can be set right, what comes in at one press."""

from __future__ import annotations

import time

import pytest

from themes import Project
from themes.errors import NotFound, RefusedFile

TALK = "Interviewer: How was it?\n\n{}: We all came, every one of us, to the board, for the {} time.\n"
UNLABELLED = "We came on Monday and stayed for a week.\n\nThe food was good, and nobody shouted at us.\n"


def talk(label: str, nth: str) -> bytes:
    return TALK.format(label, nth).encode()


def read_in(project: Project, *files: tuple[str, bytes]) -> None:
    job = project.start_preview(files)
    until = time.monotonic() + 600
    while project.job(job.id).state == "running":
        assert time.monotonic() < until, "the files were not read"
        time.sleep(0.02)
    assert "done" == project.job(job.id).state


def states(project: Project) -> list[tuple[str, str]]:
    return [(seen.name, seen.state) for seen in project.previews()]


def ready(project: Project) -> list[str]:
    return [seen.id for seen in project.previews() if seen.state == "ready"]


def test_files_wait_and_nothing_of_them_is_in_the_project(empty: Project):
    before = empty.last_seq()
    read_in(
        empty,
        ("a.txt", talk("Ann", "first")),
        ("one.txt", UNLABELLED.encode()),
        ("bad.docx", b"no archive"),
        ("copy.txt", talk("Ann", "first")),
    )
    assert [("a.txt", "ready"), ("bad.docx", "refused"), ("copy.txt", "known"), ("one.txt", "look")] == states(empty)
    assert "a" == empty.previews()[2].here
    assert "bad.docx was not taken in" in empty.previews()[1].refused
    assert (before, []) == (empty.last_seq(), empty.transcripts())


def test_answers_to_a_survey_are_told_from_other_refused_files(empty: Project):
    answers = b"Respondent ID,What helped you most?,What would you change?\n1,The board.,Nothing.\n2,Time.,All of it.\n"
    read_in(empty, ("answers.csv", answers), ("as a survey.csv", b""))
    assert {"answers.csv": True, "as a survey.csv": False} == {one.name: one.is_survey for one in empty.previews()}


def test_one_press_takes_the_ready_ones_in_and_one_undo_takes_them_back(empty: Project):
    read_in(empty, *((f"{nth}.txt", talk("Ann", nth)) for nth in ("first", "second")), ("bad.docx", b"no archive"))
    added = empty.take_in(ready(empty))
    assert ["first", "second"] == [one.transcript.title for one in added if one.transcript]
    assert ["P01", "P02"] == [case.label for case in empty.cases()]
    assert [("bad.docx", "refused")] == states(empty)
    empty.undo()
    assert ([], []) == (empty.transcripts(), empty.cases())
    empty.put_away()
    assert [] == states(empty)


def test_a_speaker_and_the_kind_are_set_right_before(empty: Project):
    read_in(empty, ("a.txt", talk("Ann", "first")))
    (key,) = ready(empty)
    empty.revise_preview_speaker(key, "Interviewer", role="participant", voices=0)
    empty.revise_preview(key, kind="workshop", title="Day one")
    empty.take_in([key])
    (transcript,) = empty.transcripts()
    assert ("Day one", "workshop") == (transcript.title, transcript.kind)
    assert ["group", "participant"] == sorted(case.kind for case in empty.cases())


def test_another_layout_is_previewed_and_taken(empty: Project):
    read_in(empty, ("a.txt", talk("Ann", "first")))
    (key,) = ready(empty)
    offered = [one.layout for one in empty.preview_layouts(key)]
    assert ("label before the words", "one voice") == (offered[0], offered[-1])
    empty.revise_preview(key, layout="one voice")
    assert [("a.txt", "look")] == states(empty)
    with pytest.raises(RefusedFile, match="cannot be read in the layout"):
        empty.revise_preview(key, layout="voice in each caption")
    assert [("a.txt", "look")] == states(empty)


def test_the_same_person_in_two_files_is_one_case_when_somebody_says_so(empty: Project):
    empty.add_bytes("before.txt", talk("Ann Lee", "zeroth"))
    read_in(empty, ("a.txt", talk("Ann Lee", "first")), ("b.txt", talk("Ann Lee", "second")))
    (person,) = empty.people_in_previews()
    assert ("Ann Lee", 3) == (person.name, len(person.voices))
    empty.take_in(ready(empty), together=[person])
    assert ["P01"] == [case.label for case in empty.cases()]
    empty.undo()
    read_in(empty, ("a.txt", talk("Ann Lee", "first")))
    empty.take_in(ready(empty))
    assert ["P01", "P02"] == [case.label for case in empty.cases()]


def test_a_file_of_the_same_name_with_other_words_is_told_from_a_new_one(empty: Project):
    empty.add_bytes("a.txt", talk("Ann", "first"), title="Interview 4")
    read_in(empty, ("a.txt", talk("Ann", "very first")))
    (seen,) = empty.previews()
    assert ("changed", "Interview 4") == (seen.state, seen.here)
    assert empty.take_in([seen.id])[0].transcript
    assert ["a", "Interview 4"] == [one.title for one in empty.transcripts()]


def test_what_was_taken_in_elsewhere_meanwhile_is_said_and_not_doubled(empty: Project):
    read_in(empty, ("a.txt", talk("Ann", "first")))
    (key,) = ready(empty)
    empty.add_bytes("a.txt", talk("Ann", "first"))
    (result,) = empty.take_in([key])
    assert "already here as “a”" in result.refused
    assert [("a.txt", "known")] == states(empty)
    empty.put_away([key])
    with pytest.raises(NotFound, match="no longer waits"):
        empty.take_in([key])


def test_a_preview_by_path_keeps_nothing(empty: Project, tmp_path):
    (tmp_path / "a.txt").write_bytes(talk("Ann", "first"))
    assert "ready" == empty.preview(tmp_path / "a.txt").state
    assert "cannot be read" in empty.preview(tmp_path / "absent.txt").refused
    assert ([], []) == (empty.previews(), empty.transcripts())


def test_sixty_files_go_in_and_the_bad_ones_are_listed(empty: Project):
    files = [(f"talk {nth}.txt", talk("Ann", str(nth))) for nth in range(58)]
    read_in(empty, *files, ("bad.docx", b"no"), ("bad.pdf", b"%PDF-1.4 and no more"))
    results = empty.take_in(ready(empty))
    assert 58 == len([one for one in results if one.transcript])
    assert ["bad.docx", "bad.pdf"] == [name for name, state in states(empty) if state == "refused"]
