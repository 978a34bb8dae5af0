"""Rich text: letters in every way that RTF writes them, tables, bold, and what is no talk."""

from __future__ import annotations

import pytest
from tests.clock import forget, quickest
from tests.read.turns import who_said_what

from themes.errors import BrokenFile
from themes.read import read
from themes.read.formats import rtf
from themes.read.source import Source

# As Word 97 writes it: font table with character sets, style sheet, properties of the file.
_HEAD = (
    rb"{\rtf1\ansi\ansicpg1252\uc1 \deff0{\fonttbl{\f0\froman\fcharset0\fprq2{\*\panose 02020603050405020304}Times New "
    rb"Roman;}{\f1\fswiss\fcharset238 Arial CE;}{\f2\fnil\fcharset128 MS Mincho;}}{\colortbl;\red0\green0\blue0;}"
    rb"{\stylesheet{\widctlpar \fs20 \snext0 Normal;}{\s1\keepn \b\fs28 \sbasedon0\snext0 heading 1;}"
    rb"{\*\cs10 \additive Default Paragraph Font;}}{\info{\title Not spoken}{\author Nobody}}\pard\plain \f0\fs20 "
)


def _source(body: bytes, *, head: bytes = _HEAD) -> Source:
    return rtf.read(head + body + b"}")


def _texts(body: bytes) -> list[str]:
    return [line.text for line in _source(body).lines]


def _left_out(source: Source) -> dict[str, int]:
    return {dropped.what: dropped.count for dropped in source.dropped}


def test_a_file_named_doc_that_is_rich_text_is_read_with_its_speakers():
    body = rb"Interviewer:\tab So how was it?\par Chair:\tab Fine.\par "
    body += rb"Interviewer:\tab And then?\par Chair:\tab Over.\par "
    transcript = read("old.doc", _HEAD + body + b"}")
    assert [
        ("Interviewer", "So how was it?"),
        ("Chair", "Fine."),
        ("Interviewer", "And then?"),
        ("Chair", "Over."),
    ] == (who_said_what(transcript))
    assert "rtf" == transcript.format


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (rb"It\'92s \'93fine\'94 \'96 caf\'e9", "It’s “fine” – café"),
        (rb"It\rquote s \ldblquote fine\rdblquote  \endash  yes\emdash no", "It’s “fine” – yes—no"),
        (rb"It\u8217?s \u8220\'93fine\u8221\'94", "It’s “fine”"),
        (rb"{\uc0 caf\u233 s}", "cafés"),
        (rb"{\uc2 caf\u233 ??s \u8217\'81\'66t}", "cafés ’t"),
        (rb"a\u-10179?\u-8704?b", "a😀b"),
        (rb"a\u-3913?b", "a\uf0b7b"),
        (rb"{\f1 \'f8ekl\'ec}", "řeklě"),
        (rb"{\f2 \'93\'fa\'96\'7b}", "日本"),
        (rb"a\~b\_c\-d\{e\}f\\g", "a\u00a0b\u2011cde}f\\g".replace("cde}", "cd{e}")),
        (b"one\r\ntwo", "onetwo"),
        (b"one \\\r\ntwo", "one|two"),
        (rb"one\line two", "one|two"),
        (b"caf\xe9", "café"),
    ],
)
def test_letters_are_what_the_writer_saw(written: bytes, text: str):
    assert text.split("|") == [line.rstrip() for line in _texts(written)]


def test_the_code_page_of_a_macintosh_is_used():
    source = rtf.read(rb"{\rtf1\mac\deff0{\fonttbl{\f0\fcharset77 Geneva;}}\f0 caf\'8e \'d2fine\'d3\par}")
    assert ["café “fine”"] == [line.text for line in source.lines]


def test_a_name_in_bold_tells_who_speaks_without_a_colon():
    body = b"".join(
        rb"{\b %s }%s\par " % pair
        for pair in [
            (b"Ann Lee", b"So how was it?"),
            (b"Bea Moss", b"Fine."),
            (b"Ann Lee", b"And?"),
            (b"Bea Moss", b"No."),
        ]
    )
    lines = _source(body).lines
    assert ("Ann Lee ", 8) == (lines[0].text[: lines[0].n_bold], lines[0].n_bold)
    assert [
        ("Ann Lee", "So how was it?"),
        ("Bea Moss", "Fine."),
        ("Ann Lee", "And?"),
        ("Bea Moss", "No."),
    ] == who_said_what(read("a.rtf", _HEAD + body + b"}"))


def test_bold_ends_where_it_is_switched_off():
    line = _source(rb"\b Ann\b0  said \plain so\par").lines[0]
    assert ("Ann said so", "Ann ") == (line.text, line.text[: line.n_bold])


def test_a_table_of_speaker_and_words_becomes_rows():
    row = rb"\trowd\cellx2000\cellx9000 \pard\intbl %s\cell \pard\intbl %s\cell \pard\intbl \row "
    body = row % (b"Ann", rb"So?\par Well?") + row % (b"Bea", b"Yes.") + rb"\pard Afterwards.\par "
    lines = _source(body).lines
    assert [("Ann", "So?\nWell?"), ("Bea", "Yes."), ()] == [line.cells for line in lines]
    assert "Afterwards." == lines[2].text


def test_a_style_named_heading_makes_a_heading():
    assert ["heading", "text"] == [line.kind for line in _source(rb"\s1\b Theme one\par \pard\plain So?\par").lines]


def test_what_is_no_talk_is_left_out_and_counted():
    source = _source(
        rb"{\header \pard Confidential\par}{\footer page {\field{\*\fldinst PAGE}{\fldrslt 1}}}"
        rb"So{\super\chftn}{\footnote \pard a note \par}, {\*\atnid AB}{\*\annotation \pard check \par}we met"
        rb"{\*\shppict{\pict\pngblip 89504e47}}{\nonshppict{\pict\wmetafile8 0100}}{\object{\*\objdata 01}}"
        rb" {\v secret}{\deleted gone }at {\field{\*\fldinst HYPERLINK x}{\fldrslt the ward}}."
        rb"{\*\bkmkstart b}{\*\bkmkend b}{\*\unheardof more}{\xe index}\par"
    )
    assert ["So, we met at the ward."] == [line.text for line in source.lines]
    assert {
        "comments": 1,
        "footnotes": 1,
        "deleted passages": 1,
        "hidden passages": 1,
        "pictures": 2,
        "page headers and footers": 2,
    } == _left_out(source)


def test_numbers_of_lists_are_left_out_as_in_word_and_words_of_text_boxes_are_kept():
    body = (
        rb"{\listtext\pard 1.\tab}How did it begin?\par {\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt In a box\par}}}\par"
    )
    assert ["How did it begin?", "In a box"] == _texts(body)


def test_bytes_of_a_picture_are_passed_over_whatever_they_are():
    assert ["before after"] == _texts(rb"before {\pict\bin6 {{}\{\}}after\par".replace(rb"{{}\{\}", b"{{}\\{\\") + b"")


@pytest.mark.parametrize(
    "data",
    [
        b"{\\rtf1 " + b"{\\b " * 9_000 + b"words" + b"}" * 9_000 + b"\\par}",
        b"{\\rtf1 words" + b"}" * 1000 + b"\\par more",
        b"{\\rtf1 words\\bin2147483647 x",
        b"{\\rtf1 words\\bin-5 x\\u999999999999? \\'zz \\",
        b"{\\rtf1 words\\uc1000000000\\u8217" + b"x" * 1000,
        b"{\\rtf1 words " + b"\\'93" * 300_000,
        b"{\\rtf1 words " + b"\\cell" * 100_000 + b"\\row",
    ],
)
def test_hostile_rich_text_is_read_at_once_with_its_words(data: bytes):
    def look() -> None:
        assert "words" in "".join(line.text for line in rtf.read(data).lines)

    assert quickest(look, within=5, before=forget) < 5


def test_groups_nested_without_end_are_refused():
    with pytest.raises(BrokenFile, match=r"nested more than 10,000 deep"):
        rtf.read(b"{\\rtf1 " + b"{" * 1_000_000 + b"words" + b"}" * 1_000_000)
