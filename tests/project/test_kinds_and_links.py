"""Participants, sites and groups, their links, and the types of what is known of them."""

from __future__ import annotations

import pytest

from themes import Project
from themes.errors import NotFound, Refused, RefusedFile
from themes.project.records import Unmatched

TALK = "Interviewer: How was it?\n\nAnn: We all came, every one of us, to the board, for the {} time.\n"


@pytest.fixture
def two(empty: Project) -> Project:
    """A project with two interviews."""
    empty.add_bytes("Leeds_chair_P01.txt", TALK.format("first").encode())
    empty.add_bytes("York_nurse_P02.txt", TALK.format("second").encode())
    return empty


def linked(project: Project) -> list[tuple[str, str, str]]:
    return [(link.case.label, link.relation, link.other.label) for link in project.links()]


def test_a_site_is_added_linked_unlinked_and_removed_each_in_one_step(two: Project):
    site = two.add_case("Leeds", kind="site")
    link = two.link_cases("P01", site, " works   at ")
    assert [("P01", "works at", "Leeds")] == linked(two)
    two.unlink_cases(link)
    two.remove_case(site)
    assert ([], ["P01", "P02"]) == (linked(two), [case.label for case in two.cases()])
    for _ in range(4):
        two.undo()
    assert ["P01", "P02"] == [case.label for case in two.cases()]
    with pytest.raises(NotFound, match="no such link"):
        two.unlink_cases(link)


def test_a_case_that_is_heard_is_not_removed(two: Project):
    with pytest.raises(Refused, match="is heard in “Leeds_chair_P01”"):
        two.remove_case("P01")


@pytest.mark.parametrize(
    ("ends", "relation", "why"),
    [
        (("P01", "P01"), "knows", "linked to itself"),
        (("P01", "P02"), "KNOWS", "already"),
        (("P02", "P01"), " ", "needs"),
    ],
)
def test_a_link_that_says_nothing_new_is_refused(two: Project, ends, relation: str, why: str):
    two.link_cases("P01", "P02", "knows")
    with pytest.raises(Refused, match=why):
        two.link_cases(*ends, relation)
    assert 1 == len(two.links())


def test_undo_does_not_make_a_link_stand_twice(two: Project):
    link = two.link_cases("P01", "P02", "knows")
    two.unlink_cases(link)
    two.as_coder("CD").link_cases("P01", "P02", "knows")
    with pytest.raises(Refused):
        two.undo()
    assert 1 == len(two.links())


def test_a_table_brings_sites_kinds_links_and_types(two: Project):
    table = (
        b"case;kind;site;links to: knows;role;age;started;type\n"
        b"P01;participant;Leeds;P02;chair;47,5;3/4/2026;acute\n"
        b"P02;;Leeds;;nurse;31;2026-05-01;acute\n"
        b"York;site;;P01; P09;;;;mental health\n"
        b"Board;group;;;;;;mental health\n"
    ).replace(b"P01; P09", b"P01")
    result = two.add_case_table("cases.csv", table)
    assert (4, (), ("York", "Board", "Leeds")) == (result.n_matched, result.unmatched, result.made)
    assert [
        ("Board", "group"),
        ("Leeds", "site"),
        ("P01", "participant"),
        ("P02", "participant"),
        ("York", "site"),
    ] == [(case.label, case.kind) for case in two.cases()]
    assert [
        ("P01", "knows", "P02"), ("P01", "works at", "Leeds"), ("P02", "works at", "Leeds"), ("York", "knows", "P01"),
    ] == linked(two)  # fmt: skip
    assert {"age": "number", "started": "date", "type": "choice"} == dict(result.types)
    assert {"role": "chair", "age": "47.5", "started": "2026-04-03", "type": "acute"} == two.values("P01")
    two.undo()
    assert (["P01", "P02"], [], []) == ([case.label for case in two.cases()], two.links(), two.attributes())


def test_a_table_dropped_twice_links_once(two: Project):
    for _ in range(2):
        two.add_case_table("cases.csv", b"case,site\nP01,Leeds\nP02,Leeds\n")
    assert 2 == len(two.links())


def test_a_link_to_nobody_is_offered_the_nearest(two: Project):
    result = two.add_case_table("cases.csv", b"case,links to\nP01,P22\n")
    assert (Unmatched(wanted="P22", nearest="P02"),) == result.unmatched
    assert [] == two.links()


def test_a_column_kind_that_says_something_else_is_a_property(two: Project):
    two.add_case_table("cases.csv", b"case,kind\nP01,acute\nP02,community\n")
    assert ({"kind": "acute"}, "participant") == (two.values("P01"), two.case("P01").kind)


def test_a_value_of_another_type_refuses_the_table_and_says_in_which_row(two: Project):
    two.add_case_table("cases.csv", b"case,age\nP01,47\nP02,31\n")
    with pytest.raises(RefusedFile, match=r"Row 3 of later\.csv cannot be taken in: “age” takes a number"):
        two.add_case_table("later.csv", b"case,age\nP01,48\nP02,old\n")
    assert {"age": "47"} == two.values("P01")


def test_a_table_adds_choices_and_a_cell_does_not(two: Project):
    two.add_attribute("type", type="choice", choices=["acute"])
    two.add_case_table("cases.csv", b"case,type\nP01,Acute\nP02,community\n")
    assert ("acute", "community") == two.attribute("type").choices
    assert {"type": "acute"} == two.values("P01")
    with pytest.raises(Refused, match="“type” takes one of “acute”, “community”"):
        two.set_value("P01", "type", "hospice")


def test_a_type_is_confirmed_or_refused_by_the_values_that_are_there(two: Project):
    two.set_value("P01", "started", "3/4/2026")
    two.set_value("P02", "started", "soon")
    with pytest.raises(Refused, match=r"P02 has another value\. “started” takes a date"):
        two.set_attribute_type("started", "date")
    two.set_value("P02", "started", "1 May 2026")
    two.set_attribute_type("started", "date")
    assert ["2026-04-03", "2026-05-01"] == [two.values(case)["started"] for case in two.cases()]
    two.undo()
    assert ("text", "3/4/2026") == (two.attribute("started").type, two.values("P01")["started"])


def test_an_attribute_is_renamed_and_removed_with_its_values(two: Project):
    two.set_value("P01", "role", "chair")
    two.rename_attribute("role", "post")
    assert {"post": "chair"} == two.values("P01")
    two.remove_attribute("post")
    assert ([], {}) == (two.attributes(), two.values("P01"))
    two.undo()
    assert {"post": "chair"} == two.values("P01")


def test_file_names_are_shown_first_and_kept_in_one_step(two: Project):
    before = two.last_seq()
    shown = two.read_file_names("{site}_{role}_{case}.docx")
    assert [("site", "Leeds"), ("role", "chair"), ("case", "P01")] == list(shown[0].fields)
    assert before == two.last_seq()
    two.take_from_file_names("{site}_{role}_{case}.docx")
    assert [("P01", "works at", "Leeds"), ("P02", "works at", "York")] == linked(two)
    assert {"role": "chair"} == two.values("P01")
    two.undo()
    assert (["P01", "P02"], []) == ([case.label for case in two.cases()], two.attributes())


def test_two_files_whose_names_bear_one_label_are_one_case(two: Project):
    two.add_bytes("Leeds_chair_P01 again.txt", TALK.format("third").encode())
    two.add_bytes("no pattern.txt", TALK.format("fourth").encode())
    two.set_value("P03", "phase", "two")
    found = two.take_from_file_names("{site}_{role}_{case}")
    assert ["Leeds_chair_P01", "Leeds_chair_P01 again"] == [one.transcript.title for one in found if not one.why_not][
        :2
    ]
    two.undo()
    two.rename_case("P03", "P01 again")
    two.take_from_file_names("{site}_{…}_{case}")
    assert ["no pattern"] == [one.transcript.title for one in found if one.why_not]
    assert [] == two.check()


def test_a_label_of_another_case_joins_it(empty: Project):
    empty.add_bytes("A first.txt", TALK.format("first").encode())
    empty.add_bytes("A second.txt", TALK.format("second").encode())
    empty.set_value("P02", "role", "chair")
    empty.take_from_file_names("{case} {…}")
    assert ["A"] == [case.label for case in empty.cases()]
    assert {"role": "chair"} == empty.values("A")
    assert 1 == len({one.speakers[1].case_id for one in empty.transcripts()})
    empty.undo()
    assert ["P01", "P02"] == [case.label for case in empty.cases()]
    assert [] == empty.check()


def test_what_a_name_says_of_several_is_left_alone(empty: Project):
    empty.add_bytes("Leeds_FG1.txt", b"Moderator: Well?\n\nAnn: I came and stayed.\n\nBen: I left before it ended.\n")
    (one,) = empty.take_from_file_names("{site}_{case}")
    assert "2 participants speak in it" in one.why_not
    assert [] == empty.links()


def test_a_site_is_not_merged_into_a_participant(two: Project):
    two.add_case("Harrowmere", kind="site")
    heard = next(case for case in two.cases() if case.kind == "participant")
    for one, into in (("Harrowmere", heard), (heard, "Harrowmere")):
        with pytest.raises(Refused, match="Harrowmere is a site"):
            two.merge_cases(one, into=into)
