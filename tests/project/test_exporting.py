"""Exports of a real project: tables that hold no formula, and a folder that comes back equal."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from themes.errors import ProjectExists, Refused
from themes.operations import ENTITIES
from themes.project import Project


@pytest.fixture
def project(tmp_path: Path, corpus: Path) -> Iterator[Project]:
    """Two transcripts, a code whose name looks like a formula, two codings, a memo."""
    with Project.create(tmp_path / "study.themes", coder="AB", title="Better places") as opened:
        for path in sorted((corpus / "interviews").iterdir())[:2]:
            opened.add(path)
        opened.add_case_table(corpus / "cases.csv")
        code = opened.add_code("=1+1", definition="@SUM(A1)")
        for source in opened.transcripts():
            turn = next(
                one for one in source.turns
                if one.speaker is not None and source.speakers[one.speaker].role == "participant"
            )  # fmt: skip
            opened.add_coding(source, turn.start, turn.end, code)
        opened.add_memo("-2+3 is what they said.")
        opened.describe(pseudonymised=True)
        yield opened


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_a_csv_holds_a_row_for_each_coding_and_no_formula(project: Project, tmp_path: Path):
    head, *told = rows(project.export_table("quotations", tmp_path / "out.csv"))
    assert ["Words", "Themes", "Code"] == head[:3]
    assert ["'=1+1"] * 2 == [row[2] for row in told]
    texts = [source.text for source in project.transcripts()]
    assert all(any(row[0].removeprefix("'") in text for text in texts) for row in told)


def test_codebook_cases_and_memos_are_tables_too(project: Project, tmp_path: Path):
    assert "'@SUM(A1)" == rows(project.export_table("codebook", tmp_path / "codes.csv"))[1][2]
    assert len(project.cases()) == len(rows(project.export_table("cases", tmp_path / "cases.csv"))) - 1
    assert "'-2+3 is what they said." == rows(project.export_table("memos", tmp_path / "memos.csv"))[1][3]


def test_a_sheet_holds_texts_as_texts(project: Project, tmp_path: Path):
    sheet = load_workbook(project.export_table("memos", tmp_path / "memos.xlsx"))["Memos"]
    assert ("-2+3 is what they said.", "s") == (sheet["D2"].value, sheet["D2"].data_type)


def test_the_codebook_is_an_appendix_in_word(project: Project, tmp_path: Path):
    document = Document(str(project.export_table("codebook", tmp_path / "codes.docx")))
    assert document.tables[0].rows[1].cells[0].text == "=1+1"


def test_nothing_is_written_while_names_may_stand_in_it(project: Project, tmp_path: Path):
    project.describe(pseudonymised=False)
    with pytest.raises(Refused, match="Names may still stand in 2 transcripts"):
        project.export_table("quotations", tmp_path / "out.csv")
    assert not (tmp_path / "out.csv").exists()
    insisted = rows(project.export_table("quotations", tmp_path / "out.csv", insist=True))
    assert insisted[0][0].startswith("Not to be passed on")


def test_words_that_may_not_be_printed_are_in_no_table(project: Project, tmp_path: Path):
    for case in project.cases():
        project.set_consent(case, "paraphrase")
    told = rows(project.export_table("quotations", tmp_path / "out.csv"))
    assert {"[paraphrase only]"} == {row[0] for row in told[2:]}


def test_a_project_comes_back_from_a_folder_equal(project: Project, tmp_path: Path):
    folder = project.export_folder(tmp_path / "plain")
    place = Project.import_folder(folder, tmp_path / "again")
    with Project.open(place) as again:
        assert again.check() == []
        for kind in ENTITIES.values():
            assert project._store.facts(kind) == again._store.facts(kind)
        for source in project.transcripts():
            assert project._store.source(source.source_sha256) == again._store.source(source.source_sha256)
        again.add_code("It can be worked on")
    with pytest.raises(ProjectExists):
        Project.import_folder(folder, place)
    with pytest.raises(Refused, match="not empty"):
        project.export_folder(folder)
