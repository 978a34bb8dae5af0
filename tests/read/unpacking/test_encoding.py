"""Encodings: real sentences in each, long and short, are read as they were typed."""

from __future__ import annotations

import pytest

from themes.errors import BrokenFile
from themes.read.unpacking.encoding import decode

_SENTENCES = {
    "curly": "Interviewer: “So how did it go?”\n\nP1: It’s fine – well, it’s “fine”…\n",
    "short": "P1: It’s fine.",
    "shorter": "P1: £5.",
    "accents": "P1: We met in the café, naïve as we were.\n\nInterviewer: Zoë said £20?\n",
    "German": "P1: Größe und Übung: schöne Grüße aus München.\n",
    "French": "Élève: « Où ça ? » À l’école, déjà.\n",
    "dashes": "P1: yes — no – maybe… it’s “odd”.\n",
    "long": "Interviewer: “How was it?”\n\nP1: The board didn’t turn up – £5 for a coffee in the café!\n\n" * 40,
    "plain": "P1: plain words only\n",
}
_ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"]


@pytest.mark.parametrize("encoding", _ENCODINGS)
@pytest.mark.parametrize("sentence", _SENTENCES)
def test_a_sentence_is_read_as_it_was_typed(sentence: str, encoding: str):
    text = _SENTENCES[sentence]
    assert text == decode(text.encode(encoding))[0]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_mark_of_utf_16_says_which_way_round_it_is(encoding: str):
    text = _SENTENCES["curly"]
    assert text == decode(f"\ufeff{text}".encode(encoding))[0]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Интервьюер: Как вы? Расскажите, пожалуйста, о вашем городе и о работе.\n" * 5, "cp1251"),
        ("Ερευνητής: Πώς είστε; Πείτε μου για την πόλη σας και τη δουλειά σας.\n" * 5, "cp1253"),
        ("インタビュアー: お元気ですか。仕事について教えてください。\n" * 5, "cp932"),
    ],
)
def test_a_long_text_in_other_letters_is_recognised(text: str, encoding: str):
    assert text == decode(text.encode(encoding))[0]


def test_a_file_that_is_not_utf_8_says_how_it_was_read():
    assert "it was read as mac_roman" in decode(_SENTENCES["accents"].encode("mac_roman"))[1][0]
    assert () == decode(_SENTENCES["accents"].encode())[1]


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("windows-1252", "cp1252"), ("ISO-8859-1", "cp1252"), ("macintosh", "mac_roman"), ("windows-1250", "cp1250")],
)
def test_what_a_file_declares_is_believed(declared: str, encoding: str):
    assert "Zoë – café" == decode("Zoë – café".encode(encoding), declared=declared)[0]


@pytest.mark.parametrize("declared", ["utf-8", "no-such-code", "utf-16", "hex", "rot13"])
def test_what_a_file_declares_wrongly_is_not(declared: str):
    assert "Zoë – café!" == decode("Zoë – café!".encode("cp1252"), declared=declared)[0]


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(BrokenFile, match="its bytes are not text"):
        decode(bytes(range(1, 9)) * 500)
