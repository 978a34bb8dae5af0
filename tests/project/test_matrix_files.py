"""The files of a matrix: links that lead where they say, words as consent lets them be printed."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from themes import Project
from themes.errors import Refused
from themes.memo_text import link_to

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def written(empty: Project) -> Project:
    """Two interviews that both say what a theme is about, one with a summary; the other may only be paraphrased."""
    empty.describe(pseudonymised=True)
    theme = empty.add_theme("=Boards", codes=[empty.add_code("Board")])
    for nth in (1, 2):
        source = empty.add_bytes(
            f"Jane {nth}.txt", f"Interviewer: So?\n\nP{nth:02d}: They came {nth} times.\n".encode()
        )
        start = source.text.index("They")
        empty.add_coding(source, start, len(source.text), "Board")
    one, other = empty.cases()
    quotation = empty.matrix().cell(one.id, theme.id).quotation_ids[0]
    empty.write_summary(one, theme, f"They came {link_to(quotation)}. Nobody asked.", draft=True)
    empty.set_consent(other, use="paraphrase")
    return empty


def test_a_cell_of_the_sheet_leads_to_its_quotations_and_each_back_to_it(written: Project, tmp_path: Path):
    book = load_workbook(written.write_matrix(tmp_path / "m.xlsx"))
    matrix, quotations = book["Matrix"], book["Quotations"]
    assert ["Case", "About", "=Boards"] == [cell.value for cell in matrix[1]]
    assert "s" == matrix["C1"].data_type
    for row in (2, 3):
        first = matrix.cell(row, 3).hyperlink.location
        number = int(re.fullmatch(r"'Quotations'!A(\d+):G\1", first)[1])
        assert f"'Matrix'!C{row}" == quotations.cell(number, 1).hyperlink.location
        assert matrix.cell(row, 1).value == quotations.cell(number, 2).value
    assert "Draft, not kept by anybody: They came [1]. Nobody asked. (no quotation)\n1 quotation" == matrix["C2"].value
    assert ["They came 1 times.", "[paraphrase only]"] == [quotations["D2"].value, quotations["D3"].value]


def test_each_link_of_the_word_file_has_its_bookmark(written: Project, tmp_path: Path):
    from lxml import etree  # noqa: PLC0415 - only here

    with ZipFile(written.write_matrix(tmp_path / "m.docx")) as unpacked:
        tree = etree.fromstring(unpacked.read("word/document.xml"))
    marks = [one.get(f"{W}name") for one in tree.iter(f"{W}bookmarkStart")]
    ids = [one.get(f"{W}id") for one in tree.iter(f"{W}bookmarkStart")]
    targets = {one.get(f"{W}anchor") for one in tree.iter(f"{W}hyperlink")}
    assert targets <= set(marks)
    assert {"quotation_1", "quotation_2", "cell_1_1", "cell_2_1"} <= targets
    assert len(marks) == len(set(marks))
    assert len(ids) == len(set(ids))
    said = "".join(tree.itertext())
    assert "They came [1]. Nobody asked. (no quotation)" in said
    assert "They came 2 times" not in said
    assert "Jane" not in said


def test_a_case_that_may_not_be_used_is_in_no_file(written: Project, tmp_path: Path):
    written.set_consent(written.cases()[0], use="none")
    book = load_workbook(written.write_matrix(tmp_path / "m.xlsx"))
    assert ["P02"] == [cell.value for cell in book["Matrix"]["A"][1:]]


def test_a_matrix_with_names_in_it_is_not_written_unless_insisted(written: Project, tmp_path: Path):
    written.describe(pseudonymised=False)
    with pytest.raises(Refused, match="Names may still stand in 2 transcripts"):
        written.write_matrix(tmp_path / "m.docx")
    assert [] == list(tmp_path.glob("m.*"))
    book = load_workbook(written.write_matrix(tmp_path / "m.xlsx", insist=True))
    assert "Not to be passed on" in book["Read first"]["A1"].value
