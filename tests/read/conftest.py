"""Readers of our own for the tests, written apart from themes.read: bytes in, words parted by white space out."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from xml.etree import ElementTree as ET

import pytest

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CUE = re.compile(r"[\d:.,]+\s*-->\s*[\d:.,]+.*")


def odt(data: bytes) -> str:
    """Every paragraph's text nodes; tabs, spaces and line breaks as white space."""
    root = ET.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("content.xml"))  # noqa: S314 - our own study's files
    rows = []
    for paragraph in root.iter():
        if paragraph.tag not in {f"{_TEXT}p", f"{_TEXT}h"}:
            continue
        for mark in paragraph.iter():
            if mark.tag in {f"{_TEXT}tab", f"{_TEXT}s", f"{_TEXT}line-break"}:
                mark.tail = " " + (mark.tail or "")
        rows.append("".join(paragraph.itertext()))
    return "\n".join(rows)


def docx(data: bytes) -> str:
    """Paragraphs and tables as python-docx gives them."""
    from docx import Document  # noqa: PLC0415
    from docx.table import Table  # noqa: PLC0415

    rows = []
    for block in Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(block, Table):
            rows.extend(" ".join(cell.text for cell in row.cells) for row in block.rows)
        else:
            rows.append(block.text)
    return "\n".join(rows)


def vtt(data: bytes) -> str:
    """Lines that are no header, number or time, without voice tags; notes in words stay."""
    rows, kept = data.decode("utf-8-sig").splitlines(), []
    for row, after in zip(rows, [*rows[1:], ""], strict=True):
        if row.strip() in {"WEBVTT", "NOTE", ""} or _CUE.fullmatch(row.strip()) or _CUE.fullmatch(after.strip()):
            continue
        kept.append(re.sub(r"</?v[^>]*>", "", row))
    return "\n".join(kept)


def srt(data: bytes) -> str:
    """The third line of each block and those after it."""
    blocks = data.decode("utf-8-sig").replace("\r\n", "\n").strip().split("\n\n")
    return "\n".join(row for block in blocks for row in block.split("\n")[2:])


def tsv(data: bytes) -> str:
    """The third column below the headings."""
    return "\n".join(row.split("\t", 2)[2] for row in data.decode("utf-8-sig").splitlines()[1:])


def whisper_json(data: bytes) -> str:
    """The whole text that Whisper gives beside its segments."""
    text: str = json.loads(data)["text"]
    return text


def txt(data: bytes) -> str:
    """The text itself."""
    return data.decode("utf-8-sig")


def md(data: bytes) -> str:
    """The text without settings block, heading marks, bold marks and escapes."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    if text.startswith("---\n"):
        text = text.split("\n---\n", 1)[1]
    text = re.sub(r"(?m)^#+ ", "", text)
    return re.sub(r"\\([^\w\s])", r"\1", text.replace("**", ""))


def pdf(data: bytes) -> str:
    """The pages' text as pypdf gives it, in the order drawn."""
    from pypdf import PdfReader  # noqa: PLC0415

    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


@pytest.fixture(scope="session")
def extractors() -> Mapping[str, Callable[[bytes], str]]:
    """For each format's name a reader that shares nothing with ours."""
    return {
        "odt": odt,
        "docx": docx,
        "vtt": vtt,
        "txt": txt,
        "md": md,
        "srt": srt,
        "tsv": tsv,
        "json": whisper_json,
        "pdf": pdf,
    }
