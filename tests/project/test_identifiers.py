"""Names are found, decided one by one or everywhere, and each decision can be taken back."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from themes.errors import NotAProject, Refused, RefusedFile
from themes.model import Identifier, Transcript
from themes.project import Project

FIRST = (
    "Interviewer: How did it go?\n\n"
    "Agnes Obi: Brivo Quill rang 07700 900123 for me. Brivo was kind. We met at Zanqu House.\n\n"
    "Interviewer: Did Brivo Quill stay?\n\n"
    "Agnes Obi: Yes. Nobody else did.\n"
)
SECOND = "Interviewer: And you?\n\nTarek Moss: Brivo Quill left us in May. May was hard.\n"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "study.themes", coder="AB") as made:
        made.add_bytes("one.txt", FIRST.encode())
        made.add_bytes("two.txt", SECOND.encode())
        yield made


@pytest.fixture
def first(project: Project) -> Transcript:
    return project.transcript("one")


def mark(project: Project, transcript: Transcript, words: str) -> Identifier:
    start = transcript.text.index(words)
    return project.add_identifier(transcript, start, start + len(words))


def test_participants_and_their_pseudonyms_come_onto_the_names_list(project: Project) -> None:
    project.keep_proposed_names()
    assert {("Agnes Obi", "P01"), ("Tarek Moss", "P02")} == {(one.name, one.pseudonym) for one in project.names()}


def test_a_phone_number_is_found_and_its_reason_does_not_hold_it(project: Project, first: Transcript) -> None:
    project.find_identifiers()
    (phone,) = [view for view in project.identifiers(first) if view.identifier.kind == "phone"]
    assert "07700 900123" == phone.words
    assert "07700" not in phone.identifier.why


def test_finding_again_keeps_decisions_and_adds_only_what_is_new(project: Project, first: Transcript) -> None:
    project.find_identifiers()
    phone = next(view.identifier for view in project.identifiers(first) if view.identifier.kind == "phone")
    project.keep_identifier(phone)
    before = project.identifiers(first)
    assert [] == project.find_identifiers()
    assert before == project.identifiers(first)


def test_a_worker_finds_what_this_process_finds(project: Project, first: Transcript) -> None:
    job = project.start_finding_identifiers()
    while project.job(job.id).state == "running":
        time.sleep(0.1)
    assert "done" == project.job(job.id).state, project.job(job.id).message
    found = [(view.words, view.identifier.kind) for view in project.identifiers(first)]
    assert ("07700 900123", "phone") in found


def test_accepting_everywhere_takes_all_places_of_the_words_in_one_step(project: Project, first: Transcript) -> None:
    accepted = project.accept_identifier(mark(project, first, "Brivo Quill"), everywhere=True)
    assert (3, {"person A"}) == (len(accepted), {one.pseudonym for one in accepted})
    project.undo()
    assert ["found"] == [view.identifier.state for view in project.identifiers(first)]


def test_the_same_name_has_the_same_pseudonym_and_so_has_a_part_of_it(project: Project, first: Transcript) -> None:
    whole = project.accept_identifier(mark(project, first, "Brivo Quill"))[0]
    part = project.accept_identifier(mark(project, first, "Brivo was"[:5]))
    assert "person A" == whole.pseudonym
    second = project.transcript("two")
    again = project.accept_identifier(mark(project, second, "Brivo Quill"))[0]
    assert ["person A", "person A"] == [part[0].pseudonym, again.pseudonym]
    other = project.accept_identifier(mark(project, second, "May was"[:3]))[0]
    assert "person B" == other.pseudonym


def test_a_pseudonym_of_ones_own_stands_and_may_not_show_the_name(project: Project, first: Transcript) -> None:
    one = mark(project, first, "Brivo Quill")
    with pytest.raises(Refused, match="holds a word"):
        project.accept_identifier(one, "Mr Quill")
    assert "the link worker" == project.accept_identifier(one, "[the link worker]")[0].pseudonym


def test_what_is_kept_everywhere_is_not_found_again(project: Project, first: Transcript) -> None:
    project.add_name("Brivo Quill")
    project.find_identifiers()
    one = next(view.identifier for view in project.identifiers(first) if view.words == "Brivo Quill")
    project.keep_identifier(one, everywhere=True)
    third = project.add_bytes("three.txt", b"Interviewer: So?\n\nP: Brivo Quill again.\n")
    project.find_identifiers()
    assert [] == [view for view in project.identifiers(third) if view.words == "Brivo Quill"]


def test_moved_ends_make_it_undecided_again(project: Project, first: Transcript) -> None:
    one = project.accept_identifier(mark(project, first, "Brivo"))[0]
    moved = project.revise_identifier(one, end=one.end + 6)
    assert ("found", "Brivo Quill") == (moved.state, first.text[moved.start : moved.end])


def test_marking_over_what_was_found_in_part_takes_it_in(project: Project, first: Transcript) -> None:
    mark(project, first, "Quill")
    mark(project, first, "Brivo Quill rang"[:11])
    assert ["Brivo Quill"] == [view.words for view in project.identifiers(first)]


def test_a_range_over_two_turns_is_refused(project: Project, first: Transcript) -> None:
    with pytest.raises(Refused, match="within one turn"):
        project.add_identifier(first, 0, 60)


def test_nothing_of_the_names_list_is_in_the_project(project: Project) -> None:
    project.add_name("Wexfordia Plimm", spellings=["Wexie"])
    project.close()
    held = project.path.read_bytes()
    assert (False, False) == (b"Wexfordia" in held, b"Wexie" in held)


def test_names_come_from_a_list_or_a_table(project: Project) -> None:
    project.add_names("list.txt", b"Ann Lee\n\nBo Ode\n")
    project.add_names("table.csv", b"name,kind,spellings\nPennick Vale,organisation,PV;the Vale\n")
    listed = [(one.name, one.kind, one.pseudonym) for one in project.names()]
    assert [
        ("Ann Lee", "person", "person A"),
        ("Bo Ode", "person", "person B"),
        ("Pennick Vale", "organisation", "organisation A"),
    ] == listed
    with pytest.raises(RefusedFile, match="no column"):
        project.add_names("table.csv", b"who,kind\nX,person\n")


def test_a_key_that_is_none_is_refused(project: Project) -> None:
    project.key_path.write_bytes(b"SQLite format 3\x00 but not really" * 40)
    with pytest.raises(NotAProject):
        project.names()


def test_coding_and_reporting_leave_the_key_closed(project: Project, first: Transcript, tmp_path: Path) -> None:
    project.accept_identifier(mark(project, first, "Brivo Quill"), everywhere=True)
    project.describe(pseudonymised=True)
    project.key_path.rename(tmp_path / "away.key")  # nothing below needs it, or makes another
    code = project.add_code("Kindness")
    project.add_coding(first, 20, 60, code)
    project.undo()
    project.redo()
    project.report(tmp_path / "out.docx")
    project.codings()
    assert [] == project.check()
    with Project.open(project.path, read_only=True) as reader:
        reader.reviews()
        reader.search("kind")
    assert not project.key_path.exists()
    assert sqlite3.connect(tmp_path / "away.key").execute("SELECT count(*) FROM name").fetchone() == (1,)
