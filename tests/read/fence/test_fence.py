"""What anybody may have made is read in a child, which may hang, swell or crash: its parent says so."""

from __future__ import annotations

import io
import os
import threading
import zipfile
from collections.abc import Callable
from dataclasses import replace

import psutil
import pytest

from themes import read
from themes.errors import BrokenFile, FileTooLarge
from themes.model import Transcript
from themes.read import whole
from themes.read.fence import Limits, parent, wire
from themes.read.guide import read_guide
from themes.read.survey import read_grid


def docx(words: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "word/document.xml",
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
            f"<w:p><w:r><w:t>Interviewer: So?</w:t></w:r></w:p><w:p><w:r><w:t>Chair: {words}</w:t></w:r></w:p>"
            "</w:body></w:document>",
        )
    return held.getvalue()


def children() -> set[int]:
    return {child.pid for child in psutil.Process().children()}


def test_one_child_reads_file_after_file():
    read.read("a.docx", docx("Yes."))
    before = children()
    assert ["Yes 😀 \ufffd.", "No."] == [
        read.read("a.docx", docx(words)).text.splitlines()[1] for words in ("Yes 😀 \ufffd.", "No.")
    ]
    assert before == children()


def test_a_child_that_crashes_is_said_and_the_next_file_gets_another():
    read.read("a.docx", docx("Yes."))
    assert parent._CHILD._process is not None
    parent._CHILD._process.kill()
    with pytest.raises(BrokenFile, match="its reader broke down over it"):
        read.read("b.docx", docx("Yes."))
    assert "Interviewer" == read.read("c.docx", docx("Yes.")).speakers[0].label


def test_a_child_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(parent, "limits", lambda: Limits(seconds=0))
    with pytest.raises(BrokenFile, match="took more than 0 seconds") as refused:
        read.read("slow.docx", docx(" ".join(map(str, range(300_000)))))
    assert str(refused.value).startswith("slow.docx was not taken in: ")


def test_a_child_that_swells_is_ended(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(parent, "limits", lambda: Limits(memory=40 * 1024 * 1024))
    # It takes as much most of its second; the 60 that were asked for were passed for a tenth of it, between two looks.
    with pytest.raises(FileTooLarge, match="more than 40 MB of memory"):
        read.read("big.docx", docx(" ".join(map(str, range(700_000)))))


def test_plain_text_is_read_in_the_child_too(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(parent, "limits", lambda: Limits(seconds=0))
    with pytest.raises(BrokenFile, match="took more than 0 seconds"):
        read.read("slow.txt", b"Interviewer: So?\nChair: Yes.\n" * 20_000)


@pytest.mark.parametrize(
    ("way", "name", "data"),
    [
        (read.layouts, "a.txt", b"Interviewer: So?\nChair: Yes.\n" * 20_000),
        (read.read_table, "a.csv", b"case,sector\nAnn,acute\n" * 40_000),
        (read_guide, "a.txt", b"1. Why?\n" * 20_000),
        (read_grid, "a.csv", b"ID,What helped most?,Why was that?\n" + b"1,money,time\n" * 40_000),
    ],
)
def test_no_way_in_goes_past_the_fence(
    way: Callable[[str, bytes], object], name: str, data: bytes, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(parent, "limits", lambda: Limits(seconds=0))
    with pytest.raises(BrokenFile, match="took more than 0 seconds"):
        way(name, data)


def test_an_interview_comes_out_of_the_child_as_it_was_found():
    data = "00:01 Interviewer: So?\n00:05 Chair: Yes – 😀.\n[laughs]\n".encode()
    found = whole.transcript(data, name="a.txt")
    assert found == replace(read.read("a.txt", data), id=found.id)
    assert whole.previews(data, name="a.txt") == read.layouts("a.txt", data)


@pytest.mark.parametrize(
    "forged",
    [
        b"",
        b"[]",
        b'{"found": null}',
        b'{"found": {"id": 1}}',
        b'{"found": [1, 2]}',
        b"[" * 100_000,
        b'{"found": "\xff"}',
    ],
)
def test_an_answer_of_another_kind_is_not_taken(forged: bytes):
    with pytest.raises(BrokenFile, match="cannot be understood"):
        wire.unpacked(forged, Transcript)


def test_an_answer_with_a_field_of_another_type_is_not_taken():
    sound = whole.transcript(b"Interviewer: So?\nChair: Yes.\n", name="a.txt")
    assert sound == wire.unpacked(wire.packed(sound), Transcript)
    with pytest.raises(BrokenFile, match="cannot be understood"):
        wire.unpacked(wire.packed(sound).replace(b'"interviewer"', b'"robber"'), Transcript)


def test_what_nobody_foresaw_is_said_without_its_words():
    with pytest.raises(BrokenFile, match=r"something unexpected went wrong as it was read \(KeyError\)") as refused:
        wire.unpacked(wire.refused(KeyError("Mrs Bloggs")), Transcript)
    assert "Bloggs" not in str(refused.value)


def test_several_threads_read_at_once_and_each_gets_its_own():
    said: dict[int, str] = {}

    def one(nth: int) -> None:
        said[nth] = read.read(f"{nth}.docx", docx(f"Number {nth}.")).text.splitlines()[1]

    threads = [threading.Thread(target=one, args=(nth,)) for nth in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {nth: f"Number {nth}." for nth in range(8)} == said


def test_a_child_is_told_nothing_of_its_surroundings_but_what_python_needs(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("THEMES_SECRET", "token")
    parent._CHILD.end()
    read.read("a.docx", docx("Yes."))
    assert parent._CHILD._process is not None
    assert "THEMES_SECRET" not in psutil.Process(parent._CHILD._process.pid).environ()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")
def test_a_forked_process_does_not_share_its_parents_child():
    read.read("a.docx", docx("Yes."))
    pid = os.fork()
    if pid == 0:
        try:
            read.read("b.docx", docx("Yes."))
        finally:
            os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert "Again." == read.read("c.docx", docx("Again.")).text.splitlines()[1]
