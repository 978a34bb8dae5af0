"""Formats: Word and OpenDocument files made by real writers, captions of each program, and what is left out."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from tests.read.turns import who_said_what

from themes import read
from themes.errors import RefusedFile, UnknownFormat
from themes.model import Transcript

_ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><office:body><office:text>{}</office:text></office:body>'
    "</office:document-content>"
)
_W = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def _zip(**parts: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return held.getvalue()


def _odt(body: str) -> Transcript:
    parts = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": _ODT.format(body)}
    return read.read("a.odt", _zip(**parts))


def _docx(body: str) -> Transcript:
    return read.read("a.docx", _zip(**{"word/document.xml": _W.format(body)}))


def _saved(document: object) -> Transcript:
    held = io.BytesIO()
    document.save(held)  # type: ignore[attr-defined]
    return read.read("a.docx", held.getvalue())


def _left_out(transcript: Transcript) -> dict[str, int]:
    return {dropped.what: dropped.count for dropped in transcript.dropped}


TWO = [("Interviewer", "So?"), ("Chair", "Yes."), ("Interviewer", "And?"), ("Chair", "No.")]


def test_typed_paragraphs_of_word_are_read():
    document = Document()
    document.add_heading("Interview 4", 1)
    for label, words in TWO:
        document.add_paragraph(f"{label}: {words}")
    transcript = _saved(document)
    assert (TWO, "heading", "docx") == (who_said_what(transcript), transcript.turns[0].kind, transcript.format)


def test_a_table_of_speaker_and_words_in_word_is_read():
    document = Document()
    table = document.add_table(rows=0, cols=2)
    for label, words in TWO:
        row = table.add_row()
        row.cells[0].text, row.cells[1].text = label, words
    transcript = _saved(document)
    assert ("rows of speaker and words", TWO) == (transcript.layout, who_said_what(transcript))


def test_rows_parted_by_tabs_in_word_are_read_with_their_times():
    document = Document()
    document.add_paragraph("Participant\tStart\t\tEnd\t\tSentence")
    for nth, row in enumerate(["1.Pink.1", "1.Blue.1", "1.Blue.2", "1.Pink.2"]):
        document.add_paragraph(f"{row}\t00:0{nth}.0\t00:0{nth}.5\tWords {nth}.")
    transcript = _saved(document)
    assert [("Pink", "Words 0."), ("Blue", "Words 1.\nWords 2."), ("Pink", "Words 3.")] == who_said_what(transcript)
    assert [(0.0, 0.5), (1.0, 2.5), (3.0, 3.5)] == [
        (turn.start_seconds, turn.end_seconds) for turn in transcript.turns if turn.kind == "speech"
    ]


def test_names_in_the_style_of_a_heading_are_labels():
    document = Document()
    for label, words in TWO:
        document.add_heading(label, 2)
        document.add_paragraph(words)
    assert TWO == who_said_what(_saved(document))


def test_word_paragraphs_of_teams_keep_voices_and_times():
    document = Document()
    document.add_paragraph("Programme interview\n3 May")
    document.add_paragraph("ann.lee started transcription")
    document.add_paragraph("Ann Lee   0:03\nSo how was it?")
    document.add_paragraph("Bea Moss   1:12\nFine. It was fine.")
    transcript = _saved(document)
    assert [("Ann Lee", "So how was it?"), ("Bea Moss", "Fine. It was fine.")] == who_said_what(transcript)
    assert [3.0, 72.0] == [turn.start_seconds for turn in transcript.turns if turn.kind == "speech"]


def test_deleted_runs_comments_and_footnotes_of_word_are_left_out_and_declared():
    transcript = _docx(
        "<w:p><w:r><w:t>Chair: we </w:t></w:r><w:del><w:r><w:delText>hated</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>liked</w:t></w:r></w:ins><w:r><w:footnoteReference/><w:commentReference/>"
        "<w:t> it.</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>Interviewer:</w:t><w:tab/><w:t>Oh?</w:t></w:r></w:p>"
    )
    assert [("Chair", "we liked it."), ("Interviewer", "Oh?")] == who_said_what(transcript)
    assert {"comments": 1, "footnotes": 1, "deleted passages": 1, "speaker labels": 2} == _left_out(transcript)


def test_page_headers_of_word_are_left_out_and_declared():
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Confidential"
    document.add_paragraph("We never saw the board.")
    transcript = _saved(document)
    assert ("We never saw the board.", 1) == (transcript.text, _left_out(transcript)["page headers and footers"])


def test_tabs_spaces_and_line_breaks_of_opendocument_are_kept():
    transcript = _odt('<text:p>one<text:tab/>two<text:s text:c="2"/>three\n  four<text:line-break/>five</text:p>')
    assert "one\ttwo  three four\nfive" == transcript.text


def test_tracked_deletions_comments_and_footnotes_of_opendocument_are_left_out_and_declared():
    transcript = _odt(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>never</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:p>We <office:annotation><dc:creator>AB</dc:creator>"
        "<text:p>check</text:p></office:annotation>saw it<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>Did they?</text:p></text:note-body></text:note>.</text:p>"
    )
    assert ("We saw it.", {"comments": 1, "footnotes": 1, "deleted passages": 1}) == (
        transcript.text,
        _left_out(transcript),
    )


def test_a_table_of_opendocument_is_read():
    rows = "".join(
        f"<table:table-row><table:table-cell><text:p>{label}</text:p></table:table-cell>"
        f"<table:table-cell><text:p>{words}</text:p></table:table-cell></table:table-row>"
        for label, words in TWO
    )
    assert TWO == who_said_what(_odt(f"<table:table>{rows}</table:table>"))


def _vtt(body: str) -> Transcript:
    return read.read("a.vtt", f"WEBVTT\n\n{body}".encode())


def test_captions_of_zoom_name_the_voice_on_change_only_and_cut_sentences_are_joined():
    transcript = _vtt(
        "1\n00:00:00.510 --> 00:00:01.550\nSpeaker A (SL): Let's do that\n\n"
        "2\n00:00:01.790 --> 00:00:07.080\nSpeaker B: by, too. We? And then\n\n"
        "3\n00:00:07.170 --> 00:00:09.520\nit stopped.\n"
    )
    assert [("Speaker A", "Let's do that"), ("Speaker B", "by, too. We? And then it stopped.")] == who_said_what(
        transcript
    )
    assert [(0.51, 1.55), (1.79, 9.52)] == [(turn.start_seconds, turn.end_seconds) for turn in transcript.turns]
    assert {"cue numbers": 3, "cue times": 3, "header lines": 1, "speaker labels": 2} == _left_out(transcript)


def test_captions_of_teams_have_unpadded_times_and_voice_tags():
    transcript = _vtt(
        "0:0:0.0 --> 0:0:5.320\n<v Ann Lee>This is &amp; was</v>\n\n"
        "0:0:5.320 --> 0:1:0.5\n<v Ann Lee>a test.</v><v Bea>Oh.</v>\n\n0:2:0.0 --> 0:2:1.0\nWho?\n"
    )
    assert [("Ann Lee", "This is & was a test."), ("Bea", "Oh."), ("Unknown speaker", "Who?")] == who_said_what(
        transcript
    )
    assert [1, 1, 0] == [speaker.voices for speaker in transcript.speakers]
    assert 121.0 == transcript.seconds


def test_captions_without_hours_and_speakers_are_one_voice_with_times():
    transcript = _vtt("00:43.810 --> 00:47.850\nHello\n\n00:48.350 --> 00:54.570\neveryone.\n")
    assert ([("Speaker", "Hello everyone.")], 43.81) == (who_said_what(transcript), transcript.turns[0].start_seconds)


def test_one_voice_of_captions_is_cut_at_sentences_so_that_times_are_kept():
    cues = "\n\n".join(f"0:{nth}.000 --> 0:{nth}.900\n{'word ' * 9}end." for nth in range(20))
    transcript = _vtt(cues)
    assert [0.0, 6.0, 12.0, 18.0] == [turn.start_seconds for turn in transcript.turns]


def test_a_note_in_words_is_kept_and_notes_of_the_program_are_not():
    transcript = _vtt(
        "NOTE\nThis transcript is fictional. Nobody is real.\n\nNOTE Confidence: 0.9\n\n"
        "STYLE\n::cue {}\n\n00:01.000 --> 00:02.000\n<v A>Yes.</v>\n"
    )
    assert ("note", 1, 1) == (
        transcript.turns[0].kind,
        _left_out(transcript)["notes of the captions' program"],
        _left_out(transcript)["style blocks"],
    )


def test_rolling_captions_of_youtube_say_each_line_once():
    transcript = _vtt(
        "00:00:00.000 --> 00:00:02.000\n \nso<00:00:00.500><c> we</c><00:00:01.000><c> began</c>\n\n"
        "00:00:02.000 --> 00:00:02.010\nso we began\n \n\n"
        "00:00:02.010 --> 00:00:04.000\nso we began\nin<00:00:03.000><c> May</c>\n"
    )
    assert ("so we began in May", 2) == (transcript.text, _left_out(transcript)["repeated caption lines"])


def test_markdown_marks_are_undone_and_declared():
    data = b"---\ntitle: x\n---\n# Start\n\n**Ann Lee:** \\[laughs\\] So?\n\n**Bea Moss:** Yes.\n\n***Ann Lee:*** Oh.\n"
    transcript = read.read("a.md", data)
    assert [("Ann Lee", "[laughs] So?"), ("Bea Moss", "Yes."), ("Ann Lee", "Oh.")] == who_said_what(transcript)
    assert {"block of settings": 1, "marks of Markdown": 6, "speaker labels": 3} == _left_out(transcript)


def test_the_bytes_decide_the_format_before_the_name_does():
    document = Document()
    document.add_paragraph("We never saw the board.")
    held = io.BytesIO()
    document.save(held)
    assert "docx" == read.read("interview.txt", held.getvalue()).format


@pytest.mark.parametrize(
    ("name", "data", "remedy"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 100, "Save it as .docx"),
        ("a.xyz", b"hello", "Save it as .docx, .odt, .txt, .csv or .vtt"),
        ("a.zip", _zip(a="b"), "Take the transcripts out of it"),
        ("a.m4a", b"\x00\x00\x00\x20ftypM4A ", "have it written down first"),
    ],
)
def test_a_file_that_no_reader_knows_is_refused_with_a_remedy(name: str, data: bytes, remedy: str):
    with pytest.raises(UnknownFormat, match=remedy) as refused:
        read.read(name, data)
    assert str(refused.value).startswith(f"{name} was not taken in: ")


def test_every_format_says_its_name_title_and_suffixes():
    named = {one.name: one.suffixes[0] for one in read.FORMATS}
    assert len(read.FORMATS) == len(named)
    assert all(one.title and all(suffix.startswith(".") for suffix in one.suffixes) for one in read.FORMATS)
    assert {"docx": ".docx", "odt": ".odt", "vtt": ".vtt", "md": ".md", "txt": ".txt"}.items() <= named.items()
    assert {"srt", "sbv", "lrc", "json", "csv", "tsv", "xlsx", "cha", "textgrid"} <= set(named)
    assert issubclass(UnknownFormat, RefusedFile)
