"""A filter, everywhere: codings, search, suggestions, candidates, findings and report."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from themes import Project
from themes.errors import Refused


@pytest.fixture
def study(project: Project, corpus: Path) -> Project:
    """The sample interviews with candidates, cases with attributes, a guide, and one accepted candidate."""
    project.describe(pseudonymised=True)
    project.add_case_table(corpus / "cases.csv")
    project.read_guide(corpus / "topic-guide.txt")
    project.accept(1, name="First")
    return project


def test_codings_are_narrowed_to_who_says_them(study: Project) -> None:
    found = study.codings(where="organisation type = acute")
    every = study.codings()
    acute = [one for one in every if one.case and study.values(one.case).get("organisation type") == "acute"]
    assert 0 < len(found) < len(every)
    assert acute == found


def test_a_search_is_narrowed_beyond_its_limit(study: Project) -> None:
    found = study.search("board", where="role = paramedic", limit=3)
    assert {"07-wexcombe-paramedic"} == {study.transcript(place.transcript_id).title for place in found}


def test_a_candidates_members_are_narrowed_and_what_is_decided_is_not(study: Project) -> None:
    whole, part = study.candidates()[1], study.candidates(where="organisation type = acute")[1]
    assert 0 < len(part.members) < len(whole.members)
    assert len({member.case_id for member in part.members}) == part.n_cases
    code = study.accept(part)
    assert len(whole.members) == len(study.codings(code=code))


def test_suggestions_are_narrowed(study: Project) -> None:
    views = study.suggestions("First", where="role = paramedic", limit=5)
    assert {"paramedic"} == {study.values(view.case).get("role") for view in views if view.case}


def test_findings_count_those_who_pass(study: Project) -> None:
    study.mark_looked_at("01-harrowmere-chair")
    section = study.findings(where="organisation type = acute").sections[0]
    n_acute = sum(study.values(case).get("organisation type") == "acute" for case in study.cases())
    assert n_acute == section.heard.participants.of
    assert len(study.cases()) == study.findings().sections[0].heard.participants.of


def test_a_filter_by_code_tells_of_that_code_alone_and_leaves_n_as_it_is(study: Project) -> None:
    study.add_code("Second")
    findings = study.findings(where="code = First")
    assert ["First"] == [section.name for section in findings.sections]
    assert len(study.cases()) == findings.sections[0].heard.participants.of


def test_a_filter_by_question_counts_those_who_were_asked(study: Project) -> None:
    study.ask_here("01-harrowmere-chair", 43, "9")
    study.ask_here("05-st-aldwyns-chief-executive", 39, "9")
    assert 2 == study.findings(where="question = 9").n_counted


def test_a_report_says_what_part_of_the_study_it_is(study: Project, tmp_path: Path) -> None:
    study.report(tmp_path / "part.docx", where=["organisation type = acute"])
    study.report(tmp_path / "part.xlsx", where=["organisation type = acute"])
    said = "A part of the study: organisation type is acute. Counts are of the 10 participants who pass."
    assert 2 == [paragraph.text for paragraph in Document(str(tmp_path / "part.docx")).paragraphs].count(said)
    assert said in [row[0] for row in load_workbook(tmp_path / "part.xlsx").worksheets[0].iter_rows(values_only=True)]


def test_a_report_of_the_whole_says_nothing_of_a_part(study: Project) -> None:
    assert "" == study.findings().part_sentence


def test_a_filter_that_means_nothing_here_is_refused_everywhere(study: Project) -> None:
    for verb in (study.codings, study.findings, study.candidates):
        with pytest.raises(Refused):
            verb(where="colour = red")
    with pytest.raises(Refused):
        study.search("board", where="colour = red")


def test_the_choices_of_a_filter_are_what_the_study_has(study: Project) -> None:
    choices = {choice.about: choice for choice in study.filter_choices()}
    assert ("9", "9 How have you found the national team, the Office?") in choices["question"].values
    assert ("trust chair", "trust chair") in choices["role"].values
    assert "site" not in choices
    for choice in choices.values():
        study.filter([f"{choice.about} = {choice.values[0][0]}"])


def test_a_condition_on_what_is_not_there_offers_the_nearest(study: Project) -> None:
    label = study.cases()[0].label
    with pytest.raises(Refused, match=f"Did you mean “{label}”"):
        study.passing(f"case = {label}x")
