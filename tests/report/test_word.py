"""The Word file, read back by python-docx."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document
from tests.clock import quickest
from tests.report.studies import interviews

from themes.model import Code, Coder, Coding, Run, Speaker, Study, Theme
from themes.report import Material, gather
from themes.report.body import ASKS
from themes.report.word import write_word

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
NASTY = 'I said 1 < 2 & "so" ]]> it went 😀 é e\u0301 \u200f\u05e9\u05dc\u05d5\u05dd\ttab – and so on.'


def written(material: Material, folder: Path):
    path = folder / "report.docx"
    write_word(gather(material), path, at=AT)
    return Document(str(path))


def themed(count: int = 3) -> Material:
    themes = (
        Theme(id="h1", name="Time matters", statement="Time made it work.", code_ids=("time",)),
        Theme(id="h2", name="It came late", code_ids=("time",), parent_id="h1"),
    )
    return replace(interviews(count), themes=themes)


def in_style(document, style: str) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == style]


@pytest.mark.parametrize("said", [NASTY, "=1+1 is what they said to us then.", "two lines\nin one turn, they were."])
def test_every_quotation_stands_verbatim_in_its_transcript(tmp_path: Path, said: str):
    material = interviews(3, said=said)
    quoted = in_style(written(material, tmp_path), "Quotation")
    assert [said] * 3 == quoted
    assert all(any(words in source.text for source in material.transcripts) for words in quoted)


def test_words_from_right_to_left_are_set_so_and_stay_as_they_are(tmp_path: Path):
    said = "שלום לכולם, זה היה טוב מאוד (2)"
    document = written(interviews(1, said=said), tmp_path)
    paragraph = next(one for one in document.paragraphs if one.style.name == "Quotation")
    assert said == paragraph.text
    assert [child.tag.split("}")[1] for child in paragraph._p.pPr] == ["pStyle", "bidi"]


def test_headings_are_words_own(tmp_path: Path):
    document = written(themed(), tmp_path)
    assert ["Time matters"] == in_style(document, "Heading 2")
    assert ["It came late"] == in_style(document, "Heading 3")
    assert in_style(document, "Heading 1")[:3] == ["Summary", "Themes", "How this was done"]


def test_contents_are_filled_and_each_entry_leads_to_its_heading(tmp_path: Path):
    document = written(themed(), tmp_path)
    headings = [one for one in document.paragraphs if one.style.name.startswith("Heading")]
    entries = [one for one in document.paragraphs if one.style.name.startswith("toc")]
    assert [one.text for one in headings] == [one.hyperlinks[0].text for one in entries]
    marks = {
        mark for one in headings for mark in one._p.xpath("./w:bookmarkStart[starts-with(@w:name, '_Toc')]/@w:name")
    }
    assert marks == {one.hyperlinks[0].fragment for one in entries}


def test_opening_asks_for_no_update_of_fields(tmp_path: Path):
    written(themed(), tmp_path)
    with zipfile.ZipFile(tmp_path / "report.docx") as package:
        assert b"updateFields" not in package.read("word/settings.xml")
        body = package.read("word/document.xml")
        assert body.count(b'fldCharType="begin"') == body.count(b'fldCharType="end"') == 1


def test_no_paragraph_is_empty(tmp_path: Path):
    document = written(themed(), tmp_path)
    cells = [one for table in document.tables for row in table.rows for cell in row.cells for one in cell.paragraphs]
    assert all(one.text.strip() for one in [*document.paragraphs, *cells])


def test_each_table_repeats_its_head(tmp_path: Path):
    tables = written(themed(), tmp_path).tables
    assert len(tables) == 7
    assert all(table.rows[0]._tr.xpath("./w:trPr/w:tblHeader") for table in tables)


def test_a_theme_without_a_statement_is_marked(tmp_path: Path):
    assert ASKS in in_style(written(themed(), tmp_path), "Asked")


def test_nobodys_name_is_printed(tmp_path: Path):
    material = interviews(1)
    source = material.transcripts[0]
    named = replace(
        source,
        title="Jane Smith, ward 4",
        source_name="Jane Smith.docx",
        speakers=source.speakers,
    )
    material = replace(material, transcripts=(named,), coders=(Coder(id="ab", name="Carol Dean"),))
    document = written(material, tmp_path)
    with zipfile.ZipFile(tmp_path / "report.docx") as package:
        everything = b"".join(package.read(name) for name in package.namelist()).decode(errors="replace")
    assert not re.search("Jane|Smith|Carol|Dean", everything)
    assert document.core_properties.author == "CD"


def test_what_is_unread_follows_its_place_without_a_full_stop(tmp_path: Path):
    material = interviews(1)
    codings = (replace(material.codings[0], how="accepted", unread=True),)
    document = written(replace(material, codings=codings), tmp_path)
    assert ["P01, nurse (interview 1 at 0:00:10), accepted in bulk, not yet read"] == in_style(document, "Attribution")


def rows_of(table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_sub_themes_stand_in_the_summary_indented_under_their_theme(tmp_path: Path):
    table = written(themed(), tmp_path).tables[0]
    assert ["Theme", "Time matters", "It came late"] == [row[0] for row in rows_of(table)]
    indents = [row.cells[0].paragraphs[0].paragraph_format.left_indent for row in table.rows]
    assert [False, False, True] == [bool(indent) for indent in indents]


def test_codes_in_no_theme_have_a_section_with_a_table(tmp_path: Path):
    material = themed()
    codes = (*material.codes, Code(id="o", name="Other"))
    codings = (*material.codings, Coding(id="x", quotation_id="q1", code_id="o", coder_id="ab"))
    paths = {"time": "Time", "o": "People > Other"}
    document = written(replace(material, codes=codes, codings=codings, code_paths=paths), tmp_path)
    assert in_style(document, "Heading 1")[1:4] == ["Themes", "Codes in no theme", "How this was done"]
    head = ["Code", "Participants", "Quotations"]
    assert [head, ["People > Other", "at least 1 of 3", "1"]] == rows_of(document.tables[1])


def test_where_each_code_is_in_a_theme_there_is_no_section_for_the_others(tmp_path: Path):
    assert "Codes in no theme" not in in_style(written(themed(), tmp_path), "Heading 1")


def test_no_path_of_a_code_stands_bare(tmp_path: Path):
    material = themed()
    codes = (*material.codes, Code(id="u", name="Minutes", parent_id="time"), Code(id="v", name="Hours"))
    paths = {"time": "Time", "u": "Time > Minutes", "v": "Hours"}
    themes = (replace(material.themes[0], code_ids=("time", "v")), material.themes[1])
    document = written(replace(material, codes=codes, code_paths=paths, themes=themes), tmp_path)
    told = in_style(document, "Normal")
    assert not {"Time > Minutes", "Hours"} & set(told)
    assert "Time: Having time." in told
    assert "Carried by Time > Minutes and Hours (no definition yet)." in told


def test_technical_details_are_an_appendix_and_stand_nowhere_else(tmp_path: Path):
    run = Run(
        id="r", engine="consensus", model="a-model@1", seed=7, coder_id="ab", at="2026-11-22T09:30:00.000Z",
        parameters=(("engine", "Leiden on neighbours"), ("resolution", "1.0")),
    )  # fmt: skip
    document = written(replace(themed(), runs=(run,)), tmp_path)
    assert "Appendix D: Technical details" in in_style(document, "Heading 1")
    rows = next(rows for table in document.tables if (rows := rows_of(table))[0] == ["Name", "Value"])
    assert len(rows) == len({row[0] for row in rows})
    assert [["Engine", "Leiden on neighbours"], ["Model", "a-model@1"], ["Seed", "7"]] == rows[3:6]
    assert not any("a-model" in one.text or "eiden" in one.text for one in document.paragraphs)


def test_properties_name_the_study_in_british_english(tmp_path: Path):
    properties = written(themed(), tmp_path).core_properties
    assert ("A study", "en-GB", "AB") == (properties.title, properties.language, properties.author)
    assert AT == properties.created.replace(tzinfo=UTC)


def test_names_with_characters_that_xml_forbids_do_not_break_the_file(tmp_path: Path):
    material = themed()
    themes = (replace(material.themes[0], name="Time\x00 <&> \x0bmatters\ud800"), material.themes[1])
    assert in_style(written(replace(material, themes=themes), tmp_path), "Heading 2") == ["Time� <&> �matters�"]


def test_a_long_code_tree_stays_within_three_levels_of_heading(tmp_path: Path):
    base = interviews(1)
    codes = tuple(
        replace(base.codes[0], id=f"d{nth}", name=f"Code {nth}", parent_id=f"d{nth - 1}" if nth else None)
        for nth in range(6)
    )
    document = written(replace(base, codes=codes, codings=(), quotations=()), tmp_path)
    assert len(in_style(document, "Heading 3")) == 5


def test_an_empty_project_makes_a_file_that_opens(tmp_path: Path):
    document = written(Material(study=Study(id="s", title="")), tmp_path)
    assert "Codes" in in_style(document, "Heading 1")


def test_a_group_is_attributed_as_several_voices(tmp_path: Path):
    material = interviews(1)
    source = material.transcripts[0]
    group = Speaker(label="All", role="participant", case_id="c1", voices=0)
    document = written(
        replace(material, transcripts=(replace(source, speakers=(source.speakers[0], group)),)), tmp_path
    )
    assert in_style(document, "Attribution")[0].startswith("P01, nurse (several voices) (interview 1 at 0:00:10)")


def test_eleven_themes_with_three_hundred_quotations_take_under_three_seconds(tmp_path: Path):
    base = interviews(30)
    themes = tuple(Theme(id=f"h{nth}", name=f"Theme {nth}", statement="So.", code_ids=("time",)) for nth in range(11))
    findings = gather(replace(base, themes=themes), max_quotations=30)
    file = tmp_path / "long.docx"
    assert quickest(lambda: write_word(findings, file, at=AT), within=3) < 3
    assert len(in_style(Document(str(file)), "Quotation")) == 330
