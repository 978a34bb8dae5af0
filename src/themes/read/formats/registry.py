"""The formats that Themes reads: a new one is a module with a ``FORMAT``, and a line here."""

from __future__ import annotations

from pathlib import PureWindowsPath

from themes.errors import UnknownFormat
from themes.read.formats import (
    chat,
    docx,
    html,
    lrc,
    markdown,
    odt,
    pdf,
    plain,
    rows,
    rtf,
    sbv,
    speech_json,
    srt,
    textgrid,
    vtt,
    xlsx,
)
from themes.read.source import Format

FORMATS: tuple[Format, ...] = (
    *(docx.FORMAT, odt.FORMAT, rtf.FORMAT, pdf.FORMAT, html.FORMAT, markdown.FORMAT, plain.FORMAT),
    *(vtt.FORMAT, srt.FORMAT, sbv.FORMAT, lrc.FORMAT, speech_json.FORMAT),
    *(rows.CSV, rows.TSV, xlsx.FORMAT, chat.FORMAT, textgrid.FORMAT),
)

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# What other files begin with, and what to do about them.
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (_OLD_OFFICE, "it is an old Office file, or one protected by a password. Save it as .docx without a password."),
    (b"PK", "it is a zip file that holds no Word or OpenDocument text. Take the transcripts out of it and add them."),
    (b"RIFF", "it is a recording. Themes reads transcripts: have it written down first."),
    (b"ID3", "it is a recording. Themes reads transcripts: have it written down first."),
)
_MP4 = b"ftyp"


def find_format(name: str, data: bytes) -> Format:
    """The format of a file, by its first bytes where they say so, else by the end of its name.

    Raises:
        UnknownFormat: No reader knows it; the message says what to save it as.
    """
    for format_ in FORMATS:
        if format_.recognise(data):
            return format_
    for start, remedy in _OTHERS:
        if data.startswith(start):
            raise UnknownFormat(remedy)
    if data[4:8] == _MP4:
        raise UnknownFormat("it is a recording. Themes reads transcripts: have it written down first.")
    suffix = PureWindowsPath(name).suffix.casefold()
    for format_ in FORMATS:
        if suffix in format_.suffixes:
            return format_
    raise UnknownFormat("Themes reads no files of this kind. Save it as .docx, .odt, .txt, .csv or .vtt.")
