"""Word documents: who speaks by bold and by styles, and what is hidden."""

from __future__ import annotations

import io

from docx import Document

from themes.read import read
from themes.read.formats import docx
from themes.read.source import Source


def _source(document: object) -> Source:
    held = io.BytesIO()
    document.save(held)  # type: ignore[attr-defined]
    return docx.read(held.getvalue())


def test_a_name_in_bold_is_known_by_its_length():
    document = Document()
    paragraph = document.add_paragraph()
    paragraph.add_run("Ann ").bold = True
    paragraph.add_run("Lee").bold = True
    paragraph.add_run(" So how was it?")
    line = _source(document).lines[0]
    assert ("Ann Lee So how was it?", "Ann Lee ") == (line.text, line.text[: line.n_bold])


def test_bold_may_come_from_a_style_and_be_switched_off_in_it():
    document = Document()
    style = document.styles.add_style("Speaker", 1)
    style.font.bold = True
    document.styles.add_style("Second speaker", 1).base_style = style
    document.add_paragraph("Ann Lee", style="Second speaker")
    plain = document.add_paragraph(style="Speaker")
    plain.add_run("Bea").bold = None
    plain.add_run(" said so").bold = False
    strong = document.add_paragraph()
    strong.add_run("Cal", style="Strong")
    assert [7, 4, 3] == [line.n_bold for line in _source(document).lines]


def test_names_in_a_style_of_their_own_over_the_words_are_labels():
    document = Document()
    document.styles.add_style("Speaker", 1)
    for label, words in [("Ann Lee", "So?"), ("Bea Moss", "Yes."), ("Ann Lee", "And?"), ("Bea Moss", "No.")]:
        document.add_paragraph(label, style="Speaker")
        document.add_paragraph(words)
    held = io.BytesIO()
    document.save(held)
    transcript = read("a.docx", held.getvalue())
    assert ["Ann Lee", "Bea Moss"] == [speaker.label for speaker in transcript.speakers]


def test_hidden_words_are_left_out_and_counted():
    document = Document()
    paragraph = document.add_paragraph("We met ")
    paragraph.add_run("in secret ").font.hidden = True
    paragraph.add_run("on the ward.")
    source = _source(document)
    assert ("We met on the ward.", [("hidden passages", 1)]) == (
        source.lines[0].text,
        [(dropped.what, dropped.count) for dropped in source.dropped],
    )
