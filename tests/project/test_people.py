"""One person in several files: proposed by name, never by a word that anybody could be called by."""

from __future__ import annotations

import pytest

from themes import Project
from themes.errors import Refused
from themes.project.people.same_person import same_people

TALK = "Interviewer: How was it?\n\n{}: We all came, every one of us, to the board, for the {} time.\n"


def talk(project: Project, file: str, label: str, nth: str) -> None:
    project.add_bytes(file, TALK.format(label, nth).encode())


def names(project: Project) -> list[tuple[str, int, bool]]:
    return [(one.name, len(one.voices), one.sure) for one in same_people(project.transcripts())]


def test_a_full_name_in_three_files_is_proposed_as_one_case(empty: Project):
    for file, nth in (("a.txt", "first"), ("b.txt", "second"), ("c.txt", "third")):
        talk(empty, file, "Ann Lee", nth)
    assert [("Ann Lee", 3, True)] == names(empty)
    assert "Ann Lee in 3 files: one case?" == same_people(empty.transcripts())[0].question


def test_a_first_name_alone_is_proposed_and_not_sure(empty: Project):
    talk(empty, "a.txt", "Ann", "first")
    talk(empty, "b.txt", "Ann", "second")
    assert [("Ann", 2, False)] == names(empty)


@pytest.mark.parametrize(
    "label", ["Participant", "Speaker 1", "P1", "Interviewee", "Chair", "Ward Sister", "AL", "FG2"]
)
def test_a_generic_label_says_nothing_across_files(empty: Project, label: str):
    talk(empty, "a.txt", label, "first")
    talk(empty, "b.txt", label, "second")
    assert [] == names(empty)


def test_the_number_in_the_files_names_tells_a_generic_label_apart(empty: Project):
    for file, nth in (("P7 first.txt", "first"), ("P07 second.txt", "second"), ("P8.txt", "third")):
        talk(empty, file, "Participant", nth)
    assert [("P07", 2, False)] == names(empty)
    assert "Only the number in the files' names says so" in empty.same_people()[0].doubt


def test_merged_cases_share_speakers_values_and_links_and_undo_parts_them(empty: Project):
    talk(empty, "a.txt", "Ann Lee", "first")
    talk(empty, "b.txt", "Ann Lee", "second")
    empty.add_case("Leeds", kind="site")
    empty.link_cases("P01", "Leeds", "works at")
    empty.link_cases("P02", "Leeds", "works at")
    empty.link_cases("P02", "P01", "knows")
    empty.set_value("P01", "role", "chair")
    empty.set_value("P02", "role", "nurse")
    empty.set_value("P02", "phase", "two")
    before = empty._store.dump()
    kept = empty.merge_cases("P02", into="P01")
    assert ["Leeds", "P01"] == [case.label for case in empty.cases()]
    assert {kept.id} == {one.speakers[1].case_id for one in empty.transcripts()}
    assert {"role": "chair", "phase": "two"} == empty.values("P01")
    assert [("P01", "works at", "Leeds")] == [
        (link.case.label, link.relation, link.other.label) for link in empty.links()
    ]
    assert [] == names(empty)
    empty.undo()
    assert before == empty._store.dump()
    assert [] == empty.check()


def test_two_who_speak_in_one_transcript_are_not_merged(empty: Project):
    empty.add_bytes("group.txt", b"Moderator: Well?\n\nAnn: I came and stayed.\n\nBen: I left before it ended.\n")
    with pytest.raises(Refused, match="two people there"):
        empty.merge_cases("P01", into="P02")
    assert ["P01", "P02"] == [case.label for case in empty.cases()]


def test_merging_keeps_the_stricter_consent(empty: Project):
    from themes.model import Consent  # noqa: PLC0415 - the verb for it has tests of its own
    from themes.operations import added  # noqa: PLC0415

    talk(empty, "a.txt", "Ann Lee", "first")
    talk(empty, "b.txt", "Ann Lee", "second")
    one, two = empty.cases()
    empty._step("consent", [added(Consent(id=one.id, use="quote")), added(Consent(id=two.id, use="none"))])
    empty.merge_cases(two, into=one)
    assert [Consent(id=one.id, use="none")] == empty._store.facts(Consent)


def test_a_focus_group_keeps_each_participant_apart(empty: Project):
    words = "\n\n".join(f"{name}: I say thing number {nth} here." for nth, name in enumerate(["Ann", "Ben", "Cy"] * 3))
    transcript = empty.add_bytes("group.txt", f"Moderator: What helped?\n\n{words}\n".encode())
    assert ("focus group", 3) == (transcript.kind, len({one.case_id for one in transcript.speakers if one.case_id}))
    assert ["P01", "P02", "P03"] == [case.label for case in empty.cases()]


def test_the_cases_of_one_name_are_joined_at_one_press_and_the_first_stays(empty: Project):
    for file, nth in (("c.txt", "first"), ("b.txt", "second"), ("a.txt", "third")):
        talk(empty, file, "Ann Lee", nth)
    empty.join_person(empty.same_people()[0])
    assert (["P01"], []) == ([case.label for case in empty.cases()], empty.same_people())
    empty.undo()
    assert 3 == len(empty.cases())
    assert [] == empty.check()
