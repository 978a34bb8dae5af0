"""Cases: their table, their values, and how they are named beside a quotation."""

from __future__ import annotations

from pathlib import Path

import pytest

from themes import Project
from themes.errors import Refused, RefusedFile
from themes.filters import Filter
from themes.project.records import Unmatched


def test_the_case_table_of_the_sample_finds_every_participant(project: Project, corpus: Path):
    result = project.add_case_table(corpus / "cases.csv")
    assert (result.n_matched, result.unmatched) == (15, ())
    assert [case.label for case in project.cases()] == [f"P{number:02d}" for number in range(1, 16)]


def test_a_quotation_is_attributed_by_type_and_role_and_never_by_organisation(project: Project, corpus: Path):
    project.add_case_table(corpus / "cases.csv")
    assert project.attribution(project.case("P01").id) == "P01, acute trust chair"


def test_the_study_can_choose_the_attributes_beside_a_quotation(project: Project, corpus: Path):
    project.add_case_table(corpus / "cases.csv")
    project.describe(attribution=("programme phase",))
    assert project.attribution(project.case("P01").id) == "P01, Deliver"


def test_an_attribute_beside_quotations_stays_there_under_its_new_name(project: Project, corpus: Path):
    project.add_case_table(corpus / "cases.csv")
    project.describe(attribution=("region", "role"))
    before = project.attributions()
    project.rename_attribute("region", "part of the country")
    assert before == project.attributions()
    project.remove_attribute("part of the country")
    assert ("role",) == project.study.attribution
    project.undo()
    project.undo()
    assert (before, ("region", "role")) == (project.attributions(), project.study.attribution)


def test_a_row_without_a_case_is_offered_the_nearest(project: Project):
    result = project.add_case_table("t.csv", b"file,role\n01-harowmere-chair.txt,chair\n")
    assert result.unmatched == (Unmatched(wanted="01-harowmere-chair.txt", nearest="01-harrowmere-chair.txt"),)


def test_a_table_that_names_nobody_changes_nothing(project: Project):
    before = project.last_seq()
    with pytest.raises(RefusedFile, match="no column that says whose row"):
        project.add_case_table("t.csv", b"role,phase\nchair,Discover\n")
    assert project.last_seq() == before


def test_two_cases_never_bear_one_label(project: Project):
    with pytest.raises(RefusedFile, match="Two cases would bear"):
        project.add_case_table("t.csv", b"file,case\n01-harrowmere-chair.txt,X1\n03-pennick-vale-hr-director.txt,X1\n")
    with pytest.raises(Refused, match="is taken or empty"):
        project.rename_case("P01", "P02")


def test_a_value_is_set_and_taken_away(project: Project):
    project.set_value("P01", "role", "trust chair")
    assert project.values("P01") == {"role": "trust chair"}
    project.set_value("P01", "role", "")
    assert project.values("P01") == {}


def test_a_row_for_the_interviewer_does_not_land_on_the_participant(project: Project):
    result = project.add_case_table("t.csv", b"file,speaker,role\n01-harrowmere-chair.txt,Interviewer,researcher\n")
    assert (result.n_matched, [one.wanted for one in result.unmatched]) == (0, ["01-harrowmere-chair.txt"])
    assert project.values("P01") == {}


def test_a_persons_name_beside_a_file_becomes_neither_label_nor_attribute(project: Project):
    project.add_case_table("t.csv", b"file,participant,role\n01-harrowmere-chair.txt,Jane Smith,chair\n")
    assert (project.case("P01").label, project.values("P01")) == ("P01", {"role": "chair"})


def test_two_rows_for_one_case_are_refused(project: Project):
    with pytest.raises(RefusedFile, match=r"Row 3 of t\.csv is about P01"):
        project.add_case_table("t.csv", b"case,role\nP01,chair\nP01,nurse\n")


def test_two_columns_of_one_heading_are_refused_and_neither_is_dropped(project: Project):
    with pytest.raises(RefusedFile, match="two columns headed “role”"):
        project.add_case_table("t.csv", b"case,Role,role\nP01,chair,nurse\n")
    with pytest.raises(RefusedFile, match="cannot be read"):
        project.add_case_table(project.path.with_name("nowhere.csv"))


def test_a_row_may_name_the_recording_and_one_that_names_nothing_is_told_by_its_number(empty: Project):
    empty.add_bytes("visit 1.txt", b"Interviewer: So?\n\nAnn: The board came.\n")
    assert 1 == empty.add_case_table("t.csv", b"file,role\nvisit 1.MP3,chair\n").n_matched
    assert {"role": "chair"} == empty.values("P01")
    assert (Unmatched(wanted="visit 1.2", nearest="visit 1.txt"),) == empty.add_case_table(
        "t.csv", b"file,role\nvisit 1.2,nurse\n"
    ).unmatched
    assert (Unmatched(wanted="row 2"),) == empty.add_case_table("t.csv", b"case,role\n,nurse\n").unmatched


def test_a_candidate_counts_people_apart_from_groups(project: Project):
    before = project.candidates()
    case = next(one for one in project.cases() if one.id in {member.case_id for member in before[0].members})
    project.revise_case_kind(case, "group")
    after = project.candidates()[0]
    assert (before[0].n_cases, before[0].n_participants - 1) == (after.n_cases, after.n_participants)
    heard = project.passing(Filter())
    assert heard.heard() - {case.id} == heard.participants()


def test_a_row_for_a_file_in_which_two_people_speak_is_told_so(empty: Project):
    empty.add_bytes("pair.txt", b"Interviewer: Well?\n\nAnn: We did it.\n\nBo: We did.\n\nAnn: Yes.\n\nBo: Yes.\n")
    result = empty.add_case_table("t.csv", b"file,role\npair.txt,nurse\n")
    labels = tuple(case.label for case in empty.cases())
    assert (0, (Unmatched(wanted="pair.txt", participants=labels),)) == (result.n_matched, result.unmatched)
    assert f"{labels[0]} and {labels[1]} speak in “pair.txt”" in result.unmatched[0].why
    assert 1 == empty.add_case_table("t.csv", b"file,speaker,role\npair.txt,Bo,nurse\n").n_matched
