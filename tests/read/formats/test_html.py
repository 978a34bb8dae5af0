"""Web pages: the tangle of old Word, encodings as declared, tables, and what is no talk."""

from __future__ import annotations

from functools import partial

import pytest
from tests.clock import forget, quickest
from tests.read.turns import who_said_what

from themes.read import read
from themes.read.formats import html
from themes.read.source import Source

_WORD_97 = """<HTML>
<HEAD>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=windows-1252">
<META NAME="Generator" CONTENT="Microsoft Word 97"><TITLE>Not spoken</TITLE></HEAD>
<BODY LINK="#0000ff">
<B><FONT SIZE=2><P>Professor Lee’s interview with Bea Moss:</P><DIR>
<DIR>

<P>Moss</B>:&#9;I have a question — maybe you’ve
already answered it…</P>
<B><P>LEE</B>:&#9;I have a general idea what sparked Ken’s mind.</P>
<B><P>Moss</B>:&#9;I had joined in, I guess, early 1967 &amp; stayed.</P>
<B><P>LEE</B>:&#9;&quot;Stayed&quot;?</P></DIR>
</DIR>
</FONT></BODY></HTML>
"""


def _source(body: str) -> Source:
    return html.read(f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{body}</body></html>".encode())


def _texts(body: str) -> list[str]:
    return [line.text for line in _source(body).lines]


def test_the_crossed_elements_of_word_97_give_the_speakers_and_all_words():
    transcript = read("old.htm", _WORD_97.encode("cp1252"))
    assert [
        ("Moss", "I have a question — maybe you’ve already answered it…"),
        ("LEE", "I have a general idea what sparked Ken’s mind."),
        ("Moss", "I had joined in, I guess, early 1967 & stayed."),
        ("LEE", '"Stayed"?'),
    ] == who_said_what(transcript)
    assert ("html", "Professor Lee’s interview with Bea Moss:") == (transcript.format, transcript.text.split("\n")[0])


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("windows-1252", "cp1252"),
        ("iso-8859-1", "cp1252"),
        ("utf-8", "utf-8"),
        ("macintosh", "mac_roman"),
        ("", "utf-8"),
    ],
)
def test_the_encoding_is_the_one_declared_and_latin_1_means_windows_1252(declared: str, encoding: str):
    page = f"<html><head><meta charset={declared or 'none'}></head><body><p>It’s “fine” – café</p></body></html>"
    assert ["It’s “fine” – café"] == [line.text for line in html.read(page.encode(encoding)).lines]


def test_a_page_that_declares_what_it_is_not_is_read_all_the_same():
    page = '<html><meta charset="utf-8"><p>It’s “fine”</p></html>'
    assert ["It’s “fine”"] == [line.text for line in html.read(page.encode("cp1252")).lines]
    assert ["It’s “fine”"] == [line.text for line in html.read(page.encode("utf-16")).lines]


def test_blocks_part_paragraphs_and_breaks_part_lines():
    lines = _source("<h2>One</h2><p>So\n  how <i>was</i> it?<br>Well?</p><div>Fine</div>tail<ul><li>a<li>b</ul>").lines
    assert ["One", "So how was it?", "Well?", "Fine", "tail", "a", "b"] == [line.text for line in lines]
    assert ["heading", *["text"] * 6] == [line.kind for line in lines]
    assert lines[1].paragraph == lines[2].paragraph != lines[3].paragraph


def test_two_breaks_part_paragraphs_so_that_names_above_words_are_labels():
    body = "Ann Lee<br>So?<br><br>Bea Moss<br>Yes.<br><br>Ann Lee<br>Oh?<br><br>Bea Moss<br>No."
    transcript = read("a.html", f"<html><body>{body}</body></html>".encode())
    assert [("Ann Lee", "So?"), ("Bea Moss", "Yes."), ("Ann Lee", "Oh?"), ("Bea Moss", "No.")] == who_said_what(
        transcript
    )


def test_names_in_bold_are_known_by_their_length():
    line = _source("<p><strong>Ann Lee</strong> So?</p>").lines[0]
    assert ("Ann Lee So?", "Ann Lee ") == (line.text, line.text[: line.n_bold])


def test_lines_of_preformatted_text_are_kept():
    assert ["Ann: So?", "Bea:  Yes."] == _texts("<pre>Ann: So?\nBea:  Yes.</pre>")


def test_a_table_of_turns_becomes_rows():
    body = (
        "<table><tr><th>Speaker<th>Words<tr><td>Ann<td><p>So?</p><p>Well?</p><tr><td>Bea</td><td>Yes.</td></tr></table>"
    )
    assert [("Speaker", "Words"), ("Ann", "So?\nWell?"), ("Bea", "Yes.")] == [
        line.cells for line in _source(body).lines
    ]


def test_a_table_that_only_places_the_parts_of_a_page_is_no_table():
    talk = "".join(f"<p>{label}: word {nth}.</p>" for nth in range(30) for label in ("Ann", "Bea"))
    lines = _source(f"<table><tr><td>Side</td><td>{talk}</td></tr></table>").lines
    assert (61, set()) == (len(lines), {line.cells for line in lines} - {()})


def test_what_is_no_talk_is_left_out_and_counted():
    source = _source(
        "<script>var a = '<p>x</p>';</script><style>p {}</style><nav><a>Home</a></nav><!-- gone <p>hidden</p> -->"
        "<p>We met<a style='mso-footnote-id:ftn1'>[1]</a> <del>never</del>on <span style='display:none'>x</span>ward 9."
        "<img src=a alt='a>b'></p><div style='mso-element:footnote-list'><p>[1] a note</p></div>"
    )
    assert ["We met on ward 9."] == [line.text for line in source.lines]
    assert {
        "footnotes": 1,
        "deleted passages": 1,
        "hidden passages": 1,
        "pictures": 1,
        "scripts, styles and titles": 2,
        "menus": 1,
    } == {dropped.what: dropped.count for dropped in source.dropped}


def test_a_menu_that_nobody_closed_does_not_swallow_the_talk():
    source = _source("<nav><a>Home</a><p>Ann: So?</p><p>Bea: Yes.</p>")
    assert ["Home", "Ann: So?", "Bea: Yes."] == [line.text for line in source.lines]


def test_what_only_looks_like_markup_is_words():
    assert ["a < b and c > d & e <3"] == _texts("<p>a < b and c > d & e <3</p>")


@pytest.mark.parametrize(
    "unit",
    [
        "<div>",
        "<b>",
        "<table><tr><td>",
        "<nav>",
        "<",
        "</",
        "<!--",
        "<!",
        "<?",
        "<a ",
        "<a href='",
        '<p x="',
        "&#",
        "&amp",
        "<a b=c ",
    ],
)
def test_hostile_pages_are_read_at_once_and_keep_the_words_before(unit: str):
    page = "<html><p>Ann: So?</p>" + unit * 10_000
    for whole in (page, page + ">", page + "<p>Bea: Yes.</p>"):
        assert "Ann: So?" == html.read(whole.encode()).lines[0].text
        assert quickest(partial(html.read, whole.encode()), within=2, before=forget) < 2
