"""The report of a study whose method claims no prevalence: what was said, not how many said it, and why not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from themes.project import Project
from themes.report.prose import without_place

_N_OF_N = re.compile(r"\b\d+ of \d+\b|\b(?:most|some|every|one) participants?\b|\d+ participants? \(", re.IGNORECASE)


@pytest.fixture
def project(tmp_path: Path, corpus: Path) -> Iterator[Project]:
    """A reflexive study: three transcripts, a theme with a sub-theme, enablers and barriers, a code in no theme."""
    with Project.create(tmp_path / "study.themes", coder="AB", title="Better places", method="reflexive") as opened:
        for path in sorted((corpus / "interviews").iterdir())[:3]:
            opened.add(path)
        opened.add_case_table(corpus / "cases.csv")
        board, time, loose = (opened.add_code(name) for name in ("Board", "Time", "Loose"))
        for nth, source in enumerate(opened.transcripts()):
            turns = [
                one for one in source.turns
                if one.speaker is not None and source.speakers[one.speaker].role == "participant"
            ]  # fmt: skip
            opened.add_coding(source, turns[0].start, turns[0].end, board, valence="enabler" if nth else "barrier")
            opened.add_coding(source, turns[1].start, turns[1].end, time)
            opened.add_coding(source, turns[2].start, turns[2].end, loose)
        theme = opened.add_theme("The board turned up", statement="Boards that came were heard.", codes=[board])
        opened.add_theme("Time is given", codes=[time], parent=theme)
        opened.describe(pseudonymised=True)
        yield opened


def _before_the_appendices(path: Path) -> str:
    """All words of a Markdown report before its appendices, without its quotations."""
    text = path.read_text(encoding="utf-8").partition("## Appendix")[0]
    return "\n".join(line for line in text.splitlines() if not line.startswith(">"))


def test_a_reflexive_report_tells_no_n_of_n_and_says_who_says_so(project: Project, tmp_path: Path):
    told = _before_the_appendices(project.report(tmp_path / "out.md"))
    assert not _N_OF_N.findall(told)
    assert "(Braun and Clarke 2019)." in told
    assert "a theme matters for what it says of the question, not for how many say it" in told


def test_its_summary_says_what_each_theme_claims_in_place_of_figures(project: Project, tmp_path: Path):
    told = _before_the_appendices(project.report(tmp_path / "out.md"))
    assert "| Theme | What it claims |" in told
    assert "| The board turned up | Boards that came were heard. |" in told


def test_directions_are_told_without_how_many(project: Project, tmp_path: Path):
    told = _before_the_appendices(project.report(tmp_path / "out.md"))
    assert "**Enablers**" in told
    assert "**Barriers**" in told
    assert "quotations from" not in told
    assert "3 of its 6 quotations, those of its parts included, stand here." in told


def test_its_appendices_keep_their_letters_and_have_no_words_for_quantities(project: Project, tmp_path: Path):
    lines = project.report(tmp_path / "out.md").read_text(encoding="utf-8").splitlines()
    assert list("ABCDEFG") == [one[len("## Appendix ")] for one in lines if one.startswith("## Appendix ")]
    document = Document(str(project.report(tmp_path / "out.docx")))
    assert not any(cell.text == "Used for" for table in document.tables for cell in table.rows[0].cells)
    assert ["Code", "Definition and rules of use", "Codings"] in [
        [cell.text for cell in table.rows[0].cells] for table in document.tables
    ]


def test_what_an_author_wrote_on_how_widely_it_was_heard_is_kept_and_not_printed(project: Project, tmp_path: Path):
    project.describe(method="codebook")
    section = project.findings().sections[0]
    project.write_report_text(f"heard {section.id}", "Nearly everybody said so.")
    project.describe(method="reflexive")
    assert "Nearly everybody" not in project.report(tmp_path / "out.md").read_text(encoding="utf-8")
    assert ["Nearly everybody said so."] == [one.text for one in without_place(project.findings())]
    project.describe(method="codebook")
    assert "Nearly everybody" in project.report(tmp_path / "again.md").read_text(encoding="utf-8")


def test_a_reflexive_report_has_nothing_to_mend(project: Project, tmp_path: Path):
    assert not project.verify_report(project.report(tmp_path / "out.docx")).mends


def test_codes_and_themes_are_counted_in_quotations_alone(project: Project):
    figures = [*project.usage().values(), *project.theme_usage().values()]
    assert {0} == {one.participants.of for one in figures}
    assert [3, 3, 3] == [one.n_quotations for one in project.usage().values()]
    picture = project.thematic_map()
    assert {""} == {one.figure for one in (*picture.themes, *picture.codes)}
    assert not project.heard_from([project.codes()[0]]).heard.sentence


def test_no_table_says_how_many_cases_bear_a_code(project: Project, tmp_path: Path):
    heads = {
        "a sheet of the report": load_workbook(project.report(tmp_path / "out.xlsx"))["Codebook"][1],
        "a file of its own": load_workbook(project.export_table("codebook", tmp_path / "codes.xlsx"))["Codebook"][1],
    }
    for where, cells in heads.items():
        head = [cell.value for cell in cells]
        assert ("Codings" in head, "Cases" in head) == (True, False), where


def test_another_method_tells_how_many_as_before(project: Project, tmp_path: Path):
    project.describe(method="codebook")
    told = _before_the_appendices(project.report(tmp_path / "out.md"))
    assert "at least" in told or "every participant (3 of 3)" in told
    assert 3 == project.usage()[project.codes()[0].id].participants.of
