"""Which cells of the matrix stand in the report: all, or those that an author chose."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from themes import Project
from themes.errors import NotFound, Refused
from themes.report.cells import CellsShown, read_cells

_IDS = st.uuids().map(str)


@pytest.fixture
def project(tmp_path: Path):
    """Three people and two themes; five of six cells are written, each with its own word."""
    with Project.create(tmp_path / "cells.themes", coder="AB") as made:
        made.describe(pseudonymised=True)
        themes = [made.add_theme(name, codes=[made.add_code(f"{name} code")]) for name in ("Boards", "Money")]
        for nth in range(3):
            made.add_bytes(f"talk {nth}.txt", f"Interviewer: So?\n\nP{nth}: The board came, they say.\n".encode())
        made.add_coding(made.transcripts()[0], 4, 8, "Boards code")
        for nth, case in enumerate(made.cases()):
            for theme in themes:
                if (nth, theme.name) != (2, "Money"):
                    made.write_summary(case, theme, f"word{theme.name}{nth}.")
        yield made


def told(project: Project) -> set[str]:
    return {part for section in project.findings().sections for cell in section.cells for part in cell.parts}


def test_all_written_cells_stand_until_some_are_chosen_and_undo_brings_them_back(project: Project):
    every = {"wordBoards0.", "wordBoards1.", "wordBoards2.", "wordMoney0.", "wordMoney1."}
    assert (every, 5) == (told(project), project.cells_for_report().n_shown)
    p0, p1, _ = (case.label for case in project.cases())
    project.show_cells_in_report(rows=[p0], cells=[(p1, "Money")])
    assert {"wordBoards0.", "wordMoney0.", "wordMoney1."} == told(project)
    project.show_cells_in_report(columns=["Boards"])
    assert {"wordBoards0.", "wordBoards1.", "wordBoards2."} == told(project)
    assert "choose cells for the report" == project.undo_words()
    project.undo()
    assert {"wordBoards0.", "wordMoney0.", "wordMoney1."} == told(project)
    project.show_cells_in_report(everything=True)
    assert every == told(project)


def test_a_row_that_is_chosen_whole_takes_in_what_is_written_later(project: Project):
    *_, case = project.cases()
    project.show_cells_in_report(rows=[case.label])
    project.write_summary(case, project.theme("Money"), "wordMoney2.")
    assert {"wordBoards2.", "wordMoney2."} == told(project)


@pytest.mark.parametrize("suffix", [".docx", ".html", ".md"])
def test_each_file_holds_just_the_chosen_cells_and_says_how_many(project: Project, tmp_path: Path, suffix: str):
    project.show_cells_in_report(cells=[(project.cases()[1].label, "Boards")])
    place = project.report(tmp_path / f"report{suffix}")
    if suffix == ".docx":
        document = Document(str(place))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        words = "\n".join([*(one.text for one in document.paragraphs), *cells])
    else:
        words = place.read_text(encoding="utf-8")
    assert ["wordBoards1"] == [f"word{name}{nth}" for name in ("Boards", "Money") for nth in range(3)
                               if f"word{name}{nth}" in words]  # fmt: skip
    assert "5 cells of the framework matrix are written. Chosen for this report is 1 of them." in words


def test_what_is_not_written_or_not_there_cannot_be_chosen(project: Project):
    *_, case = project.cases()
    with pytest.raises(NotFound, match="nothing is written"):
        project.show_cells_in_report(cells=[(case.label, "Money")])
    with pytest.raises(NotFound):
        project.show_cells_in_report(rows=["Nobody"])
    with pytest.raises(Refused):
        project.show_cells_in_report(everything=True, columns=["Boards"])
    assert project.cells_for_report().shown.everything


@given(st.frozensets(_IDS), st.frozensets(_IDS), st.frozensets(st.tuples(_IDS, _IDS)))
def test_what_is_kept_is_read_as_it_was(rows, columns, cells):
    chosen = CellsShown(everything=False, rows=rows, columns=columns, cells=cells)
    assert chosen == read_cells(str(chosen))


def test_a_choice_follows_a_transcript_that_two_copies_took_in_each_for_itself(tmp_path: Path):
    with Project.create(tmp_path / "ours.themes", coder="AB") as ours:
        ours.add_theme("Boards")
        copy = ours.backup(tmp_path / "theirs.themes")
        words = b"Interviewer: So?\n\nP1: The board came, they say.\n"
        with Project.open(copy, coder="CD") as theirs:
            theirs.add_bytes("talk.txt", words)
            (case,) = theirs.cases()
            theirs.write_summary(case, theirs.theme("Boards"), "They came.")
            theirs.show_cells_in_report(rows=[case.label])
        ours.add_bytes("talk.txt", words)
        ours.join_copy(copy)
        assert (1, ["They came."]) == (ours.cells_for_report().n_shown, sorted(told(ours)))


def test_what_is_written_of_a_code_stands_under_the_theme_that_it_carries(project: Project):
    case = project.cases()[0]
    project.add_code("Within", parent="Money code")
    project.write_summary(case, project.code("Boards code"), "wordCode.")
    project.write_summary(case, project.code("Within"), "wordWithin.")
    boards, money = project.findings().sections
    assert ("wordCode.",) in [one.parts for one in boards.cells]
    assert [f"{case.label} (Money code > Within)"] == [one.row for one in money.cells if one.parts == ("wordWithin.",)]
    assert (
        "7 cells of the framework matrix are written. What is written of a theme, or of a code that carries it,"
        in (dict(project.findings().method_parts)["matrix"])
    )


def test_what_is_written_of_a_code_that_carries_no_theme_is_said_to_be_left_out(project: Project):
    project.add_code("Loose")
    project.write_summary(project.cases()[0], project.code("Loose"), "wordLoose.")
    assert "wordLoose." not in told(project)
    said = dict(project.findings().method_parts)["matrix"]
    assert "1 cell of a code that carries no theme is left out." in said


def test_what_is_written_of_a_code_can_be_chosen_alone(project: Project):
    case = project.cases()[0]
    project.write_summary(case, project.code("Boards code"), "wordCode.")
    project.show_cells_in_report(columns=["Boards code"])
    assert {"wordCode."} == told(project)
    said = dict(project.findings().method_parts)["matrix"]
    assert "6 cells of the framework matrix are written. Chosen for this report is 1 of them." in said


def test_a_cell_of_a_code_that_carries_two_themes_stands_once(project: Project):
    project.add_theme("More", codes=[project.code("Boards code")])
    project.write_summary(project.cases()[0], project.code("Boards code"), "wordCode.")
    parts = [one.parts for section in project.findings().sections for one in section.cells]
    assert 1 == parts.count(("wordCode.",))
