"""Zip files that are not what they seem are told as damaged; what is wrong elsewhere is not."""

from __future__ import annotations

import io
import struct
import sys
import zipfile

import pytest

from themes.errors import BrokenFile
from themes.read.unpacking.archive import Archive

WORDS = b"So? Yes. " * 40
TABLE = b"PK\x01\x02"
DAMAGED = "it is damaged or cut short"


def zipped(words: bytes = WORDS) -> bytearray:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("ä.xml"), words, zipfile.ZIP_DEFLATED)  # no hour of today in its bytes
    return bytearray(held.getvalue())


def changed(at: int, value: bytes, *, in_table: bool = False) -> bytes:
    """A sound file with other bytes at a place, counted from its table of entries where that is said."""
    data = zipped()
    at += data.rindex(TABLE) if in_table else 0
    data[at : at + len(value)] = value
    return bytes(data)


BROKEN = {
    "no zip file": b"no zip file",
    "no table": bytes(zipped()[:-30]),
    "of a later version than any": changed(6, b"\x7f", in_table=True),
    "a name that is no UTF-8": changed(46, b"\xff\xfe", in_table=True),
    "a place beyond the end": changed(42, b"\xff\xff\xff\x7f", in_table=True),
    "another name at the entry than in the table": changed(30, b"\xff\xfe"),
    "a patch": changed(8, b"\x20", in_table=True),
    "no packed bytes": changed(40, b"\xff" * 8),
    "another check sum": changed(16, b"\0" * 4, in_table=True),
    "cut short": changed(20, struct.pack("<I", 5), in_table=True),
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN.keys())
def test_bytes_that_are_not_what_they_seem_are_called_damaged(data: bytes):
    with pytest.raises(BrokenFile, match=DAMAGED):
        Archive(data).read("ä.xml")


def test_a_place_before_the_file_is_called_damaged():
    data = zipped()
    at = data.rindex(b"PK\x05\x06")
    data[at + 16 : at + 20] = struct.pack("<I", len(data) + 1000)
    with pytest.raises(BrokenFile, match=DAMAGED):
        Archive(bytes(data)).read("ä.xml")


def test_a_sound_file_is_not_called_damaged_where_the_stack_ends():
    data = bytes(zipped())

    def deep(calls: int) -> bytes:
        return deep(calls - 1) if calls else Archive(data).read("ä.xml")

    said = set()
    for calls in range(sys.getrecursionlimit() - 200, sys.getrecursionlimit()):
        try:
            said.add(deep(calls))
        except RecursionError:
            said.add(b"the stack ends")
    assert {WORDS, b"the stack ends"} == said


def test_an_entry_without_a_name_is_passed_over():
    held = io.BytesIO(zipped())
    with zipfile.ZipFile(held, "a") as archive:
        archive.writestr(zipfile.ZipInfo(""), b"whose?")
    assert ["ä.xml"] == Archive(held.getvalue()).names
