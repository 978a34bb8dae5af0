"""Topic guides as evaluators write them: questions with their numbers, prompts under them, the rest left out."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document

from themes.errors import RefusedFile
from themes.read.guide import Guide, read_guide

CAREFUL = """Interview schedule: culture programme

Introduction (5 minutes)
Thank them and check the consent form.

A. Background
1. Could you tell me about your role?
   a) How long have you been in it?
   b) What came before?
2. How did you come to the programme?
   Prompts: who asked; what was said

B. The board
3. How has the board been involved?
- What did it do?
- What did it leave?
(Probe only if there is time.)
4.1 Tell me about the sponsor.
"""


def _pairs(guide: Guide) -> list[tuple[str, str]]:
    return [(entry.number, entry.text) for entry in guide.entries]


def _word(lines: list[tuple[str, str]]) -> bytes:
    document = Document()
    for style, text in lines:
        document.add_paragraph(text, style=style)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def test_questions_keep_their_numbers_and_prompts_stand_under_them() -> None:
    assert [
        ("1", "Could you tell me about your role?"),
        ("1a", "How long have you been in it?"),
        ("1b", "What came before?"),
        ("2", "How did you come to the programme?"),
        ("2a", "who asked"),
        ("2b", "what was said"),
        ("3", "How has the board been involved?"),
        ("3a", "What did it do?"),
        ("3b", "What did it leave?"),
        ("4.1", "Tell me about the sponsor."),
    ] == _pairs(read_guide("guide.txt", CAREFUL.encode()))


def test_headings_and_instructions_are_left_out_and_said() -> None:
    assert [
        ("Interview schedule: culture programme", "heading"),
        ("Introduction (5 minutes)", "heading"),
        ("Thank them and check the consent form.", "instruction"),
        ("A. Background", "heading"),
        ("B. The board", "heading"),
        ("(Probe only if there is time.)", "instruction"),
    ] == [(one.text, one.why) for one in read_guide("guide.txt", CAREFUL.encode()).left_out]


def test_a_guide_without_numbers_is_numbered_in_its_order_and_says_so() -> None:
    guide = read_guide("guide.md", b"# Guide\n\nHow are you?\n- In the morning\n- At night\n\nWhy?\n")
    assert [("1", "How are you?"), ("1a", "In the morning"), ("1b", "At night"), ("2", "Why?")] == _pairs(guide)
    assert ("It has no numbers of its own; the questions were numbered in their order.",) == guide.notices


def test_numbers_that_begin_anew_in_each_section_are_replaced() -> None:
    guide = read_guide("guide.txt", b"Section A\n1. Why?\n2. How?\nSection B\n1. When?\n")
    assert [("1", "Why?"), ("2", "How?"), ("3", "When?")] == _pairs(guide)
    assert ("Some numbers stood twice in it; the questions were numbered anew in their order.",) == guide.notices


def test_the_lists_of_a_word_processor_are_read_by_their_levels() -> None:
    data = _word(
        [
            ("Title", "Topic guide"),
            ("Heading 1", "The board"),
            ("List Number", "How has the board been involved?"),
            ("List Bullet 2", "attendance"),
            ("List Bullet 2", "questions asked"),
            ("List Number", "Who was the sponsor?"),
        ]
    )
    assert [
        ("1", "How has the board been involved?"),
        ("1a", "attendance"),
        ("1b", "questions asked"),
        ("2", "Who was the sponsor?"),
    ] == _pairs(read_guide("guide.docx", data))


def test_a_guide_in_a_word_table_has_its_numbers_in_the_first_column() -> None:
    document = Document()
    table = document.add_table(rows=2, cols=2)
    for row, (number, text) in zip(table.rows, [("1", "How was it?"), ("2", "What now?")], strict=True):
        row.cells[0].text, row.cells[1].text = number, text
    written = io.BytesIO()
    document.save(written)
    assert [("1", "How was it?"), ("2", "What now?")] == _pairs(read_guide("guide.docx", written.getvalue()))


@pytest.mark.parametrize(
    ("table", "pairs"),
    [
        ("number,question\n1,Why?\n1.b),How?\n", [("1", "Why?"), ("1b", "How?")]),
        ("Question;Prompts\nWhy?;money; time\nHow?;\n", [("1", "Why?"), ("2", "How?")]),
        ('question,prompts\nWhy?,"money; time"\n', [("1", "Why?"), ("1a", "money"), ("1b", "time")]),
        ("Why did you come?\nWhat did you find?\n", [("1", "Why did you come?"), ("2", "What did you find?")]),
    ],
)
def test_tables_of_questions(table: str, pairs: list[tuple[str, str]]) -> None:
    found = _pairs(read_guide("guide.csv", table.encode()))
    assert pairs == [pair for pair in found if pair in pairs]


def test_a_task_sheet_keeps_tasks_sub_tasks_and_their_parts() -> None:
    sheet = b"4 Explore the tab.\n4.a Read the text.\n4.b Click the following buttons:\nb.i Provenance\nb.ii Lineage\n"
    assert [
        ("4", "Explore the tab."),
        ("4a", "Read the text."),
        ("4b", "Click the following buttons:"),
        ("4b.i", "Provenance"),
        ("4b.ii", "Lineage"),
    ] == _pairs(read_guide("tasks.txt", sheet))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("guide.txt", b"", "empty"),
        ("guide.txt", b"Only a heading\n", "no question was found"),
        ("guide.csv", b"colour,size\nred,2\n", "no column"),
        ("guide.docx", b"PK\x03\x04 word/document broken", "guide.docx was not read"),
        ("guide.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nWhy?\n", "topic guide is no"),
        ("guide.txt", b"".join(b"%d. Why %d?\n" % (n, n) for n in range(1, 350)), "limit 300"),
    ],
)
def test_what_is_no_guide_is_refused_with_a_reason(name: str, data: bytes, said: str) -> None:
    with pytest.raises(RefusedFile, match=said):
        read_guide(name, data)


def test_a_bomb_in_word_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w>" + b" " * 60_000_000 + b"</w>")
    with pytest.raises(RefusedFile):
        read_guide("guide.docx", packed.getvalue())


def test_the_sample_studys_guide_is_read_whole(corpus: Path) -> None:
    guide = read_guide("topic-guide.txt", (corpus / "topic-guide.txt").read_bytes())
    assert (22, (), "15a") == (len(guide.entries), guide.notices, guide.entries[18].number)
