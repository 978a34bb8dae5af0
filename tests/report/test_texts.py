"""What an author writes in the report on its page: kept, printed, told when the study says otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document

from themes.errors import NotFound, Refused, StaleChange
from themes.memo_text import link_to
from themes.project import Project
from themes.report.prose import Part, without_place


@pytest.fixture
def project(tmp_path: Path, corpus: Path) -> Iterator[Project]:
    """Three transcripts, a code given once in each, looked for in each, and a theme that it carries."""
    with Project.create(tmp_path / "study.themes", coder="AB", title="Better places") as opened:
        for path in sorted((corpus / "interviews").iterdir())[:3]:
            opened.add(path)
        opened.add_case_table(corpus / "cases.csv")
        board = opened.add_code("Board")
        for source in opened.transcripts():
            turn = next(
                one for one in source.turns
                if one.speaker is not None and source.speakers[one.speaker].role == "participant"
            )  # fmt: skip
            opened.add_coding(source, turn.start, turn.end, board, valence="enabler")
            opened.mark_looked_at(source)
        opened.add_theme("Boards turn up", statement="Boards made it last.", codes=[board])
        opened.describe(pseudonymised=True)
        yield opened


def part(project: Project, start: str) -> Part:
    return next(one for one in project.report_parts() if one.key.startswith(start))


def printed(project: Project, folder: Path) -> list[str]:
    said = Document(str(project.report(folder / "out.docx"))).paragraphs
    return ["".join(run.text for run in one.runs if not run.font.hidden) for one in said]


def whys(project: Project) -> str:
    return " ".join(f"{one.section}: {one.why}" for one in project.doubtful())


def less_heard(project: Project) -> None:
    """Take one participant's coding off."""
    project.remove_coding(project.codings(code="Board")[0].coding)


@pytest.mark.parametrize("suffix", [".docx", ".html", ".md"])
def test_an_authors_words_stand_in_every_kind_of_report(project: Project, tmp_path: Path, suffix: str):
    project.write_report_text("introduction", "Why we asked.\n\nWhom we asked.")
    project.write_report_text("limitations", "Three interviews are few.")
    path = project.report(tmp_path / f"out{suffix}")
    told = printed(project, tmp_path) if suffix == ".docx" else path.read_text(encoding="utf-8").splitlines()
    for words in ("Why we asked.", "Whom we asked.", "Three interviews are few.", "Introduction", "Limitations"):
        assert any(words in one for one in told), words


def test_a_part_that_was_written_over_is_printed_in_its_place(project: Project, tmp_path: Path):
    heard = part(project, "heard")
    project.write_report_text(heard.key, "All three chairs and managers spoke of it (3 of 3).")
    told = printed(project, tmp_path)
    assert "All three chairs and managers spoke of it (3 of 3)." in told
    assert heard.generated not in told


def test_each_paragraph_of_the_method_can_be_written_over(project: Project, tmp_path: Path):
    for one in project.report_parts():
        if one.key.startswith("method"):
            project.write_report_text(one.key, f"Ours: {one.key}.")
    told = printed(project, tmp_path)
    at = told.index("How this was done")
    n_parts = sum(one.key.startswith("method") for one in project.report_parts())
    assert all(one.startswith("Ours: method ") for one in told[at + 1 : at + 1 + n_parts])


def test_a_refresh_keeps_what_was_written_and_tells_what_changed_beneath(project: Project, tmp_path: Path):
    before = part(project, "heard").generated
    project.write_report_text(part(project, "heard").key, "Everybody spoke of boards.")
    assert not part(project, "heard").moved_on
    less_heard(project)
    now = part(project, "heard")
    assert ("Everybody spoke of boards.", before, True) == (now.text, now.written.beneath, now.moved_on)  # type: ignore[union-attr]
    assert "Everybody spoke of boards." in printed(project, tmp_path)
    assert f"“{before}”" in whys(project)
    assert f"“{now.generated}”" in whys(project)
    assert ["3 of 3", "3 of 3"] == [one.was for one in now.figures_changed]
    assert ["2 of 3", "2 of 3"] == [one.now for one in now.figures_changed]
    assert "3 of 3 is now 2 of 3" in whys(project)
    project.keep_report_text(now.key)
    assert not part(project, "heard").moved_on
    assert "Themes wrote" not in whys(project)


def test_a_number_that_is_true_no_more_is_told(project: Project, tmp_path: Path):
    heard = part(project, "heard")
    project.write_report_text(heard.key, "All of them spoke of it (3 of 3 participants).")
    assert "3 of 3" not in whys(project)
    less_heard(project)
    project.keep_report_text(heard.key)
    assert "You wrote “3 of 3" in whys(project)
    found = project.verify_report(project.report(tmp_path / "out.docx"))
    assert any("3 of 3" in mend.found for mend in found.wrong)


def test_words_that_nobody_said_are_told_before_there_is_a_file(project: Project):
    project.write_report_text(part(project, "text").key, "One said “we had elephants in the boardroom all year”.")
    assert "These words stand in no transcript" in whys(project)


def test_writing_is_undone_and_done_again(project: Project):
    key = part(project, "text").key
    project.write_report_text(key, "First.")
    project.write_report_text(key, "Second.")
    project.undo()
    assert "First." == part(project, "text").text
    project.redo()
    assert "Second." == part(project, "text").text


def test_nothing_written_lets_stand_again_what_themes_writes(project: Project):
    heard = part(project, "heard")
    project.write_report_text(heard.key, "Mine.")
    assert project.write_report_text(heard.key, " ") is None
    assert heard.generated == part(project, "heard").text
    steps = len(project.history())
    project.write_report_text(heard.key, heard.generated)
    assert steps == len(project.history())


def test_two_who_write_the_same_part_are_told_of_each_other(project: Project):
    seen = part(project, "text").text
    project.as_coder("CD").write_report_text(part(project, "text").key, "Theirs.", seen=seen)
    with pytest.raises(StaleChange):
        project.write_report_text(part(project, "text").key, "Mine.", seen=seen)
    assert "Theirs." == part(project, "text").text


def test_what_was_written_for_a_theme_that_has_gone_is_kept_and_not_printed(project: Project, tmp_path: Path):
    project.write_report_text(part(project, "text").key, "Boards matter.")
    project.remove_theme("Boards turn up")
    assert ["Boards matter."] == [one.text for one in without_place(project.findings())]
    assert "Boards matter." not in printed(project, tmp_path)
    project.undo()
    assert [] == without_place(project.findings())
    assert "Boards matter." in printed(project, tmp_path)


def test_a_part_of_the_study_is_told_as_themes_writes_it(project: Project):
    project.write_report_text(part(project, "heard").key, "All three (3 of 3).")
    assert {} == project.findings(where=["role = trust chair"]).written


def test_a_part_that_is_not_there_and_a_text_without_end_are_refused(project: Project):
    with pytest.raises(NotFound):
        project.write_report_text("heard nobody", "Mine.")
    with pytest.raises(Refused):
        project.write_report_text("introduction", "x" * 20_001)


def test_a_folder_of_plain_files_holds_what_was_written(project: Project, tmp_path: Path):
    project.write_report_text("introduction", "Why we asked.")
    project.export_folder(tmp_path / "plain")
    with Project.open(Project.import_folder(tmp_path / "plain", tmp_path / "again.themes")) as again:
        assert "Why we asked." == part(again, "introduction").text


@pytest.mark.parametrize("suffix", [".docx", ".html", ".md"])
def test_a_themes_column_of_the_matrix_stands_under_it_with_its_quotations(
    project: Project, tmp_path: Path, suffix: str
):
    coded = project.codings(code="Board")[0]
    assert coded.case is not None
    theme = project.themes()[0]
    project.write_summary(coded.case, theme, f"Boards came {link_to(coded.quotation.id)} and stayed.")
    path = project.report(tmp_path / f"out{suffix}")
    (section,) = project.findings().sections
    assert [("Boards came ", 1, " and stayed.")] == [cell.parts for cell in section.cells]
    assert [1] == [one.number for one in section.quotations if one.number]
    if suffix == ".docx":
        document = Document(str(path))
        (row,) = next(table for table in document.tables if table.rows[0].cells[0].text == "Case").rows[1:]
        link = row.cells[1].paragraphs[0].hyperlinks[0]
        marked = document.element.body.xpath(f"//w:bookmarkStart[@w:name='{link.fragment}']/..")
        assert [coded.quotation.words.split("\n")[0][:60]] == ["".join(marked[0].itertext())[:60]]
        assert () == project.verify_report(path).wrong
    else:
        told = path.read_text(encoding="utf-8")
        assert told.count("of-cells-1") == 2


def test_a_draft_that_nobody_has_kept_is_not_printed_and_that_is_told(project: Project):
    coded = project.codings(code="Board")[0]
    assert coded.case is not None
    project.write_summary(coded.case, project.themes()[0], "Drafted.", draft=True)
    assert () == project.findings().sections[0].cells
    assert "No cell of a framework matrix has been written" in " ".join(project.findings().method)
    assert "1 draft of the machine's" in " ".join(project.findings().method)


def test_who_withdrew_has_no_cell_in_the_report(project: Project):
    coded = project.codings(code="Board")[0]
    assert coded.case is not None
    project.write_summary(coded.case, project.themes()[0], f"Came {link_to(coded.quotation.id)}.")
    project.set_consent(coded.case, "none")
    assert () == project.findings().sections[0].cells
