"""The spreadsheet, read back by openpyxl."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.report.studies import interviews

from themes.model import Candidate, Run, Theme
from themes.report import Material, gather
from themes.report.sheet import LONGEST, write_sheet


def written(material: Material, folder: Path):
    path = folder / "report.xlsx"
    write_sheet(gather(material), path)
    return load_workbook(path)


@pytest.mark.parametrize("words", ["=1+1", "+44 20", "-2+3", "@SUM(A1)", "=cmd|'/C calc'!A0", "#N/A", "{=1}", "12"])
def test_words_and_names_never_become_formulas(tmp_path: Path, words: str):
    material = interviews(1, said=words)
    material = replace(material, codes=(replace(material.codes[0], name=words),), code_paths={"time": words})
    book = written(material, tmp_path)
    for sheet, cells in (("Quotations", ("A2", "C2")), ("Codebook", ("A2", "B2"))):
        for cell in cells:
            assert (words, "s") == (book[sheet][cell].value, book[sheet][cell].data_type)
    with zipfile.ZipFile(tmp_path / "report.xlsx") as package:
        assert not any(b"<f>" in package.read(name) for name in package.namelist())


@pytest.mark.parametrize("words", ['a < b & "c" 😀 e\u0301', "שלום לכולם", "two\nlines", "tab\there"])
def test_words_survive_to_the_character(tmp_path: Path, words: str):
    assert words == written(interviews(1, said=words), tmp_path)["Quotations"]["A2"].value


def test_what_excel_would_decode_is_escaped(tmp_path: Path):
    written(interviews(1, said="_x0041_ she typed"), tmp_path)
    with zipfile.ZipFile(tmp_path / "report.xlsx") as package:
        assert b"_x005F_x0041_ she typed" in package.read("xl/worksheets/sheet1.xml")


def test_words_longer_than_a_cell_are_cut_and_say_so(tmp_path: Path):
    held = written(interviews(1, said="word " * 8000), tmp_path)["Quotations"]["A2"].value
    assert len(held) == LONGEST
    assert held.endswith("the whole is in the project]")


def test_each_attribute_is_a_column_and_each_coding_a_row(tmp_path: Path):
    sheet = written(interviews(3), tmp_path)["Quotations"]
    assert [cell.value for cell in sheet[1]][:7] == ["Words", "Themes", "Code", "Valence", "Case", "role", "Speaker"]
    assert [row[4].value for row in sheet.iter_rows(min_row=2)] == ["P01", "P02", "P03"]
    assert {row[5].value for row in sheet.iter_rows(min_row=2)} == {"nurse"}


def test_heads_are_frozen_and_filtered(tmp_path: Path):
    book = written(interviews(3), tmp_path)
    assert ["Quotations", "Codebook", "Cases", "Key (keep apart)"] == book.sheetnames
    assert all(sheet.freeze_panes == "B2" and sheet.auto_filter.ref.startswith("A1:") for sheet in book)
    assert book["Quotations"]["A2"].alignment.wrap_text


def test_a_row_says_how_the_coding_came_and_which_themes_it_carries(tmp_path: Path):
    material = interviews(1)
    run = Run(id="r", engine="consensus", model="m", seed=1, coder_id="ab", at="2026-11-22T09:30:00.000Z")
    candidate = Candidate(id="d", run_id="r", rank=3, name="n", phrases=(), key_words=(), n_segments=1, n_cases=1)
    coding = replace(material.codings[0], how="accepted", candidate_id="d", unread=True, valence="enabler")
    themes = (Theme(id="h", name="One", code_ids=("time",)), Theme(id="i", name="Two", code_ids=("time",)))
    material = replace(material, runs=(run,), candidates=(candidate,), codings=(coding,), themes=themes)
    row = [cell.value for cell in written(material, tmp_path)["Quotations"][2]]
    assert row[1:4] == ["One; Two", "Time", "enabler"]
    assert row[8:12] == ["0:00:10", "AB", "accepted: candidate 3, consensus run of 2026-11-22", "unread"]


def test_titles_stand_on_the_last_sheet_alone(tmp_path: Path):
    material = interviews(2)
    named = replace(material.transcripts[1], title="Jane Smith, ward 4")
    book = written(replace(material, transcripts=(material.transcripts[0], named)), tmp_path)
    *others, key = book.worksheets
    assert [("interview 1", "Interview 1"), ("interview 2", "Jane Smith, ward 4")] == list(
        key.iter_rows(min_row=2, values_only=True)
    )
    assert ["interview 1", "interview 2"] == [row[7].value for row in others[0].iter_rows(min_row=2)]
    cells = [str(cell) for sheet in others for row in sheet.iter_rows(values_only=True) for cell in row]
    assert not any("Jane" in cell for cell in cells)
