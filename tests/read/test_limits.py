"""Broken and hostile files: refused in words, never read in part, never long."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.clock import forget, quickest

from themes import read
from themes.errors import BrokenFile, FileTooLarge, RefusedFile
from themes.read import whole

_HEAD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
_TAIL = "</w:body></w:document>"
_WORDS = f"{_HEAD}<w:p><w:r><w:t>Interviewer: So?</w:t></w:r></w:p><w:p><w:r><w:t>Chair: Yes.</w:t></w:r></w:p>{_TAIL}"


def _docx(document: str | bytes = _WORDS, **others: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
        for name, data in others.items():
            archive.writestr(name, data)
    return held.getvalue()


def _outcome(name: str, data: bytes) -> str:
    """What became of a file; anything raised that is no refusal goes through."""
    try:
        transcript = read.read(name, data)
    except RefusedFile as refusal:
        return "refused in words" if str(refusal).startswith(f"{name} was not taken in: ") else str(refusal)
    whole = "\n".join(transcript.text[turn.start : turn.end] for turn in transcript.turns)
    return "read" if transcript.text == whole else "read with turns that do not tile the text"


def test_an_empty_file_is_refused():
    with pytest.raises(BrokenFile, match=r"a\.txt was not taken in: it is empty"):
        read.read("a.txt", b" \n\n")


def test_a_file_over_the_limit_is_refused_with_its_size():
    with pytest.raises(FileTooLarge, match=r"it is 50 MB \(limit 50 MB\)"):
        read.read("a.txt", b"a" * (read.MOST_BYTES + 1))


def test_a_part_that_unpacks_to_a_hundred_times_its_size_is_refused_while_it_is_unpacked():
    bomb = _docx(_HEAD.encode() + b" " * 30_000_000 + _TAIL.encode())
    with pytest.raises(FileTooLarge, match="it unpacks to more than a transcript can need"):
        read.read("a.docx", bomb)


def test_sizes_that_the_zip_table_understates_are_counted_all_the_same():
    bomb = bytearray(_docx(_HEAD.encode() + b" " * 30_000_000 + _TAIL.encode()))
    at = bomb.rindex(b"PK\x01\x02")
    bomb[at + 24 : at + 28] = struct.pack("<I", 100)
    with pytest.raises(RefusedFile):
        read.read("a.docx", bytes(bomb))


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/evil", "a/../../evil", "C:\\evil", "..\\evil"])
def test_a_zip_that_names_places_outside_itself_is_refused(name: str):
    with pytest.raises(BrokenFile, match="it names places outside itself"):
        read.read("a.docx", _docx(**{name: b"x"}))


def test_a_zip_of_too_many_entries_is_refused():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/document.xml", _WORDS)
        for nth in range(10_001):
            archive.writestr(f"x{nth}", b"")
    with pytest.raises(FileTooLarge, match="limit 10,000"):
        read.read("a.docx", held.getvalue())


@pytest.mark.parametrize(
    "document",
    [
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>' + _WORDS.replace("So?", "&b;"),
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + _WORDS.replace("So?", "&a;"),
        _WORDS[:-20],
        "no xml at all",
    ],
)
def test_xml_with_entities_or_unsound_xml_is_refused(document: str):
    with pytest.raises(BrokenFile, match="its inside is not sound"):
        read.read("a.docx", _docx(document))


def test_xml_nested_without_end_is_refused():
    deep = _HEAD + "<w:sdt>" * 50_000 + "</w:sdt>" * 50_000 + _TAIL
    with pytest.raises(BrokenFile, match="nested more than 200 deep"):
        read.read("a.docx", _docx(deep))


def test_a_file_cut_short_is_refused():
    with pytest.raises(BrokenFile, match="it is damaged or cut short"):
        read.read("a.docx", _docx()[:-30])


def test_a_file_whose_checksum_is_wrong_is_refused():
    data = bytearray(_docx())
    at = data.index(b"PK\x01\x02") + 16
    data[at : at + 4] = b"\0\0\0\0"
    at = data.index(b"PK\x03\x04") + 14
    data[at : at + 4] = b"\0\0\0\0"
    with pytest.raises(BrokenFile, match="it is damaged"):
        read.read("a.docx", bytes(data))


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(BrokenFile, match="its bytes are not text"):
        read.read("a.txt", bytes(range(1, 9)) * 500)


def test_captions_without_a_cue_are_refused():
    with pytest.raises(BrokenFile, match="there is no caption in it"):
        read.read("a.vtt", b"WEBVTT\n\nHello.\n")


def test_a_document_without_words_is_refused():
    with pytest.raises(BrokenFile, match="there are no words in it"):
        read.read("a.docx", _docx(f"{_HEAD}<w:p/>{_TAIL}"))


def test_labels_without_words_are_refused():
    with pytest.raises(BrokenFile, match="no words that anybody spoke"):
        read.read("a.txt", b"[recording starts]\n\n[recording ends]\n")


def test_more_lines_than_any_interview_has_are_refused():
    with pytest.raises(FileTooLarge, match="more than 500,000 lines"):
        read.read("a.txt", b"a\n" * 500_001)


@pytest.mark.parametrize("name", ["a.txt", "a.vtt", "a.md"])
@pytest.mark.parametrize(
    "unit",
    [b"a", b"a ", b"**a ", b"0:0 ", b"<v a", b"<c.", b"(", b"A: ", b'."', b"[0:1] ", b"\t", b"--> ", b"? "],
)
def test_one_line_of_half_a_megabyte_is_read_at_once(name: str, unit: bytes):
    start = b"WEBVTT\n\n0:1.0 --> 0:2.0\n" if name == "a.vtt" else b"Interviewer: So?\n\nChair: "

    def look() -> None:
        assert whole.transcript(start + b"So " + unit * (500_000 // len(unit)) + b"b", name=name).text

    assert quickest(look, within=3, before=forget) < 3


@pytest.mark.parametrize(
    "page",
    [
        b"<!--" * 30_000,
        b"<a '>'" * 30_000 + b'">',
        b"<b>" * 30_000,
        b"</" * 30_000,
        b"<p a='" * 30_000,
        b"&" * 100_000,
    ],
    ids=["comments", "quotation marks", "bold", "ends", "attributes", "entities"],
)
def test_a_page_that_nothing_closes_is_read_at_once(page: bytes):
    words = b"<html><p>Interviewer: So?</p><p>Chair: Yes.</p>"

    def look() -> None:
        assert "Yes." in whole.transcript(words + page + b"<p>b", name="a.htm").text

    assert quickest(look, within=3, before=forget) < 3


def test_times_of_a_chat_file_are_looked_for_once_in_a_run_of_spaces():
    chat = b"@UTF8\n*PAR:\tSo" + b" " * 500_000 + b"yes .\n"
    assert quickest(lambda: whole.transcript(chat, name="a.cha"), within=3, before=forget) < 3


def test_five_thousand_speakers_are_read_at_once():
    text = "".join(f"Speaker {nth}: yes.\n" for nth in range(5_000)).encode()

    def look() -> None:
        assert 5_000 == len(whole.transcript(text, name="a.txt").speakers)

    assert quickest(look, within=8, before=forget) < 8


def test_more_words_than_a_hundred_hours_of_talk_are_refused_however_small_their_file():
    lines = "<w:p><w:r><w:t>" + " ".join(map(str, range(1_000_000))) + "</w:t></w:r></w:p>"
    with pytest.raises(FileTooLarge, match="more than 5 million letters"):
        read.read("a.docx", _docx(f"{_HEAD}{lines}{_TAIL}"))


def test_more_text_than_any_interview_has_is_refused_before_it_is_read():
    with pytest.raises(FileTooLarge, match=r"it is 11 MB of text \(limit 10 MB\)"):
        read.read("a.txt", b"word " * (11 * 1024 * 1024 // 5 + 1))


def test_more_lines_than_an_interview_has_are_refused():
    with pytest.raises(FileTooLarge, match="more than 100,000 lines"):
        read.read("a.txt", b"a\n" * 100_001)


def test_a_table_of_more_cells_than_any_survey_is_refused():
    with pytest.raises(FileTooLarge, match="10,000,000 cells"):
        read.read_table("a.csv", b"a" + b"," * 10_000 + b"\na,b" * 1_000)


def test_controls_and_lone_surrogates_become_the_replacement_character():
    transcript = read.read("a.txt", b"Interviewer: So?\n\nChair: a\x01b" + b" and so on" * 50)
    assert "a\ufffdb" in transcript.text


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_a_file_changed_at_random_is_read_or_refused_in_words(data: st.DataObject):
    held = bytearray(_docx())
    for _ in range(data.draw(st.integers(1, 6))):
        held[data.draw(st.integers(0, len(held) - 1))] = data.draw(st.integers(0, 255))
    assert _outcome("a.docx", bytes(held)) in {"read", "refused in words"}


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400), st.sampled_from(["a.txt", "a.md", "a.vtt"]))
def test_any_text_is_read_or_refused_in_words(text: str, name: str):
    start = "WEBVTT\n\n0:1.0 --> 0:2.0\n" if name == "a.vtt" else ""
    assert _outcome(name, (start + text).encode(errors="replace")) in {"read", "refused in words"}


@pytest.mark.parametrize("packing", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED])
def test_a_file_packed_badly_is_refused_in_words(packing: int):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", packing) as archive:
        archive.writestr("word/document.xml", _WORDS * 40)
    whole = held.getvalue()
    for start in range(47, 120, 6):
        data = bytearray(whole)
        for at in range(start, start + 12):
            data[at] ^= 0xFF
        with pytest.raises(RefusedFile, match=r"bad\.docx was not taken in: it is"):
            read.read("bad.docx", bytes(data))


def test_a_name_that_is_no_text_is_kept_as_one_that_can_be_shown():
    transcript = read.read("caf\udce9.txt", b"P1: hello there\n\nP2: yes, hello.\n")
    assert ("caf\ufffd", "caf\ufffd.txt") == (transcript.title, transcript.source_name)


def test_a_refusal_of_a_name_that_is_no_text_can_be_printed():
    with pytest.raises(RefusedFile) as refused:
        read.read("caf\udce9.txt", b"")
    assert str(refused.value).encode()
