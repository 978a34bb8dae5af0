"""``themes verify``: the report of the sample study, edited in Word's own file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document

from themes.cli import main
from themes.project import Project


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, corpus: Path) -> Path:
    """A small study and its report."""
    folder = tmp_path_factory.mktemp("verify")
    with Project.create(folder / "study.themes", coder="AB", title="Better places") as project:
        for path in sorted((corpus / "interviews").iterdir())[:3]:
            project.add(path)
        project.add_case_table(corpus / "cases.csv")
        board = project.add_code("Board")
        for source in project.transcripts():
            turn = max(
                (
                    one
                    for one in source.turns
                    if one.speaker is not None and source.speakers[one.speaker].role != "interviewer"
                ),
                key=lambda one: one.end - one.start,
            )
            project.add_coding(source, turn.start, turn.end, board)
        project.add_theme("The board turned up", codes=[board])
        project.describe(pseudonymised=True)
        project.report(folder / "report.docx")
    return folder


def edited(folder: Path, name: str, style: str, was: str, now: str) -> Path:
    """The report with some words of a paragraph put in place of others."""
    document = Document(str(folder / "report.docx"))
    paragraph = next(one for one in document.paragraphs if one.style.name == style and was in one.text)
    paragraph.runs[0].text = paragraph.runs[0].text.replace(was, now, 1)
    document.save(str(folder / name))
    return folder / name


def test_a_report_that_nobody_changed_ends_with_0(folder: Path):
    result = CliRunner().invoke(main, ["verify", str(folder / "report.docx")])
    assert (0, True) == (result.exit_code, "0 to be mended, 0 to look at." in result.output), result.output


def test_a_changed_quotation_ends_with_1_and_is_told_as_json(folder: Path):
    path = edited(folder, "changed.docx", "Quotation", " the ", " a ")
    result = CliRunner().invoke(main, ["verify", str(path), "--project", str(folder / "study"), "--json"])
    told = json.loads(result.stdout)
    assert (1, 1, "words") == (result.exit_code, told["wrong"], told["mends"][0]["about"])


def test_without_a_project_beside_it_nothing_is_checked(folder: Path, tmp_path: Path):
    alone = tmp_path / "report.docx"
    alone.write_bytes((folder / "report.docx").read_bytes())
    result = CliRunner().invoke(main, ["verify", str(alone)])
    assert (1, True) == (result.exit_code, "--project" in result.output)


def test_what_is_no_word_file_is_refused_in_words(folder: Path, tmp_path: Path):
    other = tmp_path / "report.docx"
    other.write_bytes(b"PK\x03\x04 and nothing more")
    result = CliRunner().invoke(main, ["verify", str(other), "--project", str(folder / "study.themes")])
    assert (1, True) == (result.exit_code, "Nothing was checked." in result.output)
