"""Cases: their table, their values, and how they are named beside a quotation."""

from __future__ import annotations

from pathlib import Path

import pytest

from themes import Project
from themes.errors import Refused, RefusedFile


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


def test_a_row_without_a_case_is_offered_the_nearest(project: Project):
    result = project.add_case_table("t.csv", b"file,role\n01-harowmere-chair.txt,chair\n")
    assert result.unmatched == (("01-harowmere-chair.txt", "01-harrowmere-chair.txt"),)


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
    assert (result.n_matched, [name for name, _ in result.unmatched]) == (0, ["01-harrowmere-chair.txt"])
    assert project.values("P01") == {}


def test_a_persons_name_beside_a_file_becomes_neither_label_nor_attribute(project: Project):
    project.add_case_table("t.csv", b"file,participant,role\n01-harrowmere-chair.txt,Jane Smith,chair\n")
    assert (project.case("P01").label, project.values("P01")) == ("P01", {"role": "chair"})


def test_two_rows_for_one_case_are_refused(project: Project):
    with pytest.raises(RefusedFile, match=r"Row 3 of t\.csv is about P01"):
        project.add_case_table("t.csv", b"case,role\nP01,chair\nP01,nurse\n")
