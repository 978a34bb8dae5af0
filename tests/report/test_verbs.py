"""``findings`` and ``report`` on a real project with the sample study."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from themes.errors import Refused
from themes.project import Project


@pytest.fixture
def project(tmp_path: Path, corpus: Path) -> Iterator[Project]:
    """Three transcripts, two codes, a theme, four codings."""
    with Project.create(tmp_path / "study.themes", coder="AB", title="Better places") as opened:
        for path in sorted((corpus / "interviews").iterdir())[:3]:
            opened.add(path)
        opened.add_case_table(corpus / "cases.csv")
        board, time = opened.add_code("Board"), opened.add_code("Time")
        for source in opened.transcripts():
            turn = next(
                one for one in source.turns
                if one.speaker is not None and source.speakers[one.speaker].role == "participant"
            )  # fmt: skip
            opened.add_coding(source, turn.start, turn.end, board, valence="enabler")
        opened.add_coding(source, turn.start, turn.end, time)
        opened.add_theme("The board turned up", codes=[board])
        opened.describe(pseudonymised=True)
        yield opened


def test_findings_count_the_projects_own_facts(project: Project):
    section = project.findings().sections[0]
    assert (3, 3, "every") == (section.heard.participants.n, section.heard.participants.of, section.heard.word)


def test_each_quotation_of_the_word_report_is_in_its_transcript(project: Project, tmp_path: Path):
    document = Document(str(project.report(tmp_path / "out.docx")))
    quoted = [one.text for one in document.paragraphs if one.style.name == "Quotation"]
    texts = [source.text for source in project.transcripts()]
    assert len(quoted) == 3
    assert all(any(words in text for text in texts) for words in quoted)


def test_the_spreadsheet_has_a_row_for_each_coding(project: Project, tmp_path: Path):
    sheet = load_workbook(project.report(tmp_path / "out.xlsx"))["Quotations"]
    ids = [row[-1].value for row in sheet.iter_rows(min_row=2)]
    assert sorted(ids) == sorted(coded.coding.id for coded in project.codings())


def test_the_method_says_what_the_log_holds(project: Project):
    told = " ".join(project.findings().method)
    assert "Codebook thematic analysis" in told
    assert "4 codings by hand and 0 by accepting" in told
    assert ("Log of the project", f"{len(project.history())} steps") in project.findings().details


def test_only_who_coded_is_named_as_a_coder(project: Project, tmp_path: Path):
    project.as_coder("EF").add_code("By somebody who coded nothing")
    assert ("AB",) == project.findings().coders
    assert "coded by AB." in project.report(tmp_path / "out.md").read_text(encoding="utf-8")


def test_a_report_replaces_the_one_before_and_leaves_nothing_beside(project: Project, tmp_path: Path):
    (tmp_path / "out.docx").write_text("older")
    before = {path.name for path in tmp_path.iterdir()}
    project.report(tmp_path / "out.docx")
    assert before == {path.name for path in tmp_path.iterdir()}
    assert (tmp_path / "out.docx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize("name", ["out.pdf", "out", "missing/out.docx"])
def test_what_cannot_be_written_is_refused_in_words(project: Project, tmp_path: Path, name: str):
    with pytest.raises(Refused, match="Nothing was written"):
        project.report(tmp_path / name)


def test_a_report_that_cannot_be_moved_into_place_keeps_what_is_there(project: Project, tmp_path: Path):
    (tmp_path / "out.docx").mkdir()
    with pytest.raises(Refused, match="was kept"):
        project.report(tmp_path / "out.docx")
    assert (tmp_path / "out.docx").is_dir()


@pytest.mark.parametrize("suffix", ["toml", "csv"])
def test_a_codebook_written_by_one_project_is_read_by_another(project: Project, tmp_path: Path, suffix: str):
    project.add_code("Minutes", parent="Time", definition="=how long", dont_use_when="“hours”")
    path = project.write_codebook(tmp_path / f"book.{suffix}")
    with Project.create(tmp_path / "other.themes", coder="CD") as other:
        other.read_codebook(path)
        assert list(project.paths().values()) == list(other.paths().values())
        assert other.code("Time > Minutes").definition == "=how long"
