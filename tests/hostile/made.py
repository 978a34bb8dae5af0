"""Files made by hand to harm whoever parses them, by the ending of their names."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Callable

from . import seeds

_MEGABYTE = 1024 * 1024
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_O = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
_T = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + nth)} "{f"&{chr(97 + nth)};" * 10}">' for nth in range(10)
)


def _text(words: str) -> bytes:
    return words.encode("utf-8", errors="surrogatepass")


def _large() -> dict[str, bytes]:
    """Texts as large as they may be, and larger: each takes a second."""
    return {
        "one line of 49 MB": b"word " * (49 * _MEGABYTE // 5),
        "one line of 4.9 MB": b"word " * 980_000,
        "one sentence a line, 4.9 MB": (b"Well, we asked them: what helped? " * 4 + b"\n") * 36_000,
        "one word of 9 MB": b"w" * (9 * _MEGABYTE),
        "one word of 4.9 MB": b"w" * 4_900_000,
        "a million short lines": b"a\n" * 1_000_000,
        "spaces alone, then a letter": b" " * 5_000_000 + b"a",
    }


def _slow() -> dict[str, bytes]:
    """Texts that take all the time that there is."""
    return {"as many short lines as may be": b"a\n" * 99_000}


def _texts(part: int) -> dict[str, bytes]:
    """What any text format may be made of."""
    return {
        "NUL after every letter": _text("Interviewer: Yes?\nChair: No.\n").replace(b"", b"\x00")[1:],
        "nothing but NULs": b"\x00" * (100_000 // part),
        "lone surrogates": _text("Interviewer: \ud800 so?\nChair: \udfff yes.\n"),
        "bidi overrides": _text("Interviewer: \u202eso?\u202c\nChair: \u2066yes\u2069 \u202d no.\n"),
        "10,000 combining marks": _text("Interviewer: So?\nChair: e" + "\u0301" * 10_000 + " yes.\n"),
        "10,000 labels": _text("".join(f"Speaker {nth}: yes.\n" for nth in range(10_000 // part))),
        "labels that never end": _text("A" * (200_000 // part) + ":" + "b" * 10 + "\n") * 5,
        "colons alone": b":" * (2_000_000 // part),
        "a line of tabs": b"a" + b"\t" * (2_000_000 // part) + b"b",
        "brackets that never close": b"[" * (1_000_000 // part) + b"\n" + b"(" * (1_000_000 // part),
        "times without words": b"00:00:01 " * (500_000 // part),
        "arrows": b"00:00:01.000 --> " * (300_000 // part),
        "asterisks": b"*" * (2_000_000 // part),
        "asterisks with spaces": b"** " * (700_000 // part),
        "quotation marks": b'"' * (1_000_000 // part + 1),
        "digits": b"1" * (3_000_000 // part),
        "UTF-16 cut in half": _text("Interviewer: So?\n").decode().encode("utf-16")[:-1],
        "UTF-32": "Interviewer: So?\nChair: Yes.\n".encode("utf-32"),
        "UTF-7": "Interviewer: So? £\nChair: Yes.\n".encode("utf-7"),
        "a recording": b"RIFF\x00\x00\x00\x00WAVEfmt " + b"\x00\x7f" * 10_000,
        "a program": b"MZ\x90\x00" + bytes(range(256)) * 100,
        "ends in the middle of a letter": _text("Interviewer: caf") + b"\xc3",
        "nothing": b"",
        "white space": b" \n\t\r\n",
        "a line of commas": b"a" + b"," * (2_000_000 // part),
        "tags with quotation marks that never close": b"<a '>'" * (300_000 // part) + b'">',
        "markup that never closes": b"<a " * (500_000 // part),
        "entities that never end": b"&amp" * (500_000 // part),
    }


def _zip(parts: dict[str, bytes], *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    # Level 1: packing 240 MB of nothing well took longer than all that is done with it.
    with zipfile.ZipFile(held, "w", packing, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return held.getvalue()


def _replaced(sound: bytes, part: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(sound)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return _zip({**parts, part: content})


def _link(sound: bytes) -> bytes:
    held = io.BytesIO(sound)
    with zipfile.ZipFile(held, "a") as archive:
        link = zipfile.ZipInfo("word/media/link")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return held.getvalue()


def _zips(sound: bytes, part: str, opened: str, closed: str, around: tuple[str, str]) -> dict[str, bytes]:
    """What a zip file of XML may be made of; ``opened`` and ``closed`` hold words, ``around`` is the root."""
    begin, end = around
    attributes = " ".join(f'a{nth}="{nth}"' for nth in range(100_000))
    long = "ha" * 50_000
    inner = {
        "billion laughs": f"{_LAUGHS}]>{begin}{opened}&k;{closed}{end}",
        "quadratic blow-up": f'<!DOCTYPE x [<!ENTITY a "{long}">]>{begin}{opened}{"&a;" * 20_000}{closed}{end}',
        "a file from outside": f'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>{begin}{opened}&a;{closed}{end}',
        "a page from outside": f'<!DOCTYPE x SYSTEM "http://localhost:1/x.dtd">{begin}{opened}a{closed}{end}',
        "100,000 deep": f"{begin}{opened * 100_000}a{closed * 100_000}{end}",
        "100,000 attributes": f"{begin.replace('>', f' {attributes}>', 1)}{opened}a{closed}{end}",
        "half a million paragraphs": f"{begin}{f'{opened}a{closed}' * 500_000}{end}",
        "cut short": f"{begin}{opened}a",
        "no root": "",
        "40 MB of white space": f"{begin}{opened}{' ' * 40_000_000}{closed}{end}",
        "another encoding than it says": f'<?xml version="1.0" encoding="utf-16"?>{begin}{opened}é{closed}{end}',
        "an encoding that is none": f'<?xml version="1.0" encoding="klingon"?>{begin}{opened}a{closed}{end}',
    }
    parts = {name: _replaced(sound, part, content.encode()) for name, content in inner.items()}
    many = {f"x{nth}": b"" for nth in range(10_001)}
    outside = {
        f"slip {name}": _replaced(sound, name, b"x") for name in ("../../evil", "/etc/evil", "C:\\evil", "\\\\host\\x")
    }
    swollen = {f"part{nth}": b"\x00" * (20 * _MEGABYTE) for nth in range(12)}
    return {
        **parts,
        **outside,
        "10,001 entries": _zip({**many, part: b"<a/>"}),
        "a link": _link(sound),
        "zip in a zip": _replaced(sound, part, sound),
        "240 MB unpacked": _replaced(sound, part, b"<a>" + b" " * (49 * _MEGABYTE) + b"</a>") + b"",
        "twelve parts of 20 MB": _zip({**swollen, part: f"{begin}{opened}a{closed}{end}".encode()}),
        "the same part twice": sound + sound,
        "packed by LZMA": _zip({part: f"{begin}{opened}a{closed}{end}".encode()}, packing=zipfile.ZIP_LZMA),
        "empty zip": _zip({}),
        "the beginning of a zip": b"PK\x03\x04" + b"\x00" * 1000,
    }


def _docx(_part: int) -> dict[str, bytes]:
    return _zips(
        seeds.docx(), "word/document.xml", "<w:p><w:r><w:t>", "</w:t></w:r></w:p>",
        (f"<w:document {_W}><w:body>", "</w:body></w:document>"),
    )  # fmt: skip


def _odt(_part: int) -> dict[str, bytes]:
    root = f"<office:document-content {_O} {_T}><office:body><office:text>"
    close = "</office:text></office:body></office:document-content>"
    spaces = f'{root}<text:p>a<text:s text:c="999999999"/>b</text:p>{close}'
    cell = '<table:table-cell table:number-columns-repeated="16384"/>'
    rows = f'<table:table-row table:number-rows-repeated="1048576">{cell}'
    repeated = f"{root}<text:p>{rows}</table:table-row></text:p>{close}".replace(
        _T, f'{_T} xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    )
    return {
        **_zips(seeds.odt(), "content.xml", "<text:p>", "</text:p>", (root, close)),
        "a billion spaces in one element": _replaced(seeds.odt(), "content.xml", spaces.encode()),
        "a table of sixteen billion cells": _replaced(seeds.odt(), "content.xml", repeated.encode()),
    }


def _xlsx(_part: int) -> dict[str, bytes]:
    sheet, begin, end = "xl/worksheets/sheet1.xml", f"<worksheet {_S}><sheetData>", "</sheetData></worksheet>"
    far = f'{begin}<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>a</t></is></c></row>{end}'
    cells = '<c t="inlineStr"><is><t>a</t></is></c>' * 16_384
    many = f'{begin}<row r="1">{cells}</row>{end}'
    shared = f'{begin}<row r="1"><c r="A1" t="s"><v>999999999</v></c></row>{end}'
    return {
        **_zips(seeds.xlsx(), sheet, '<row><c t="inlineStr"><is><t>', "</t></is></c></row>", (begin, end)),
        "one cell in the last corner": _replaced(seeds.xlsx(), sheet, far.encode()),
        "a row of all columns": _replaced(seeds.xlsx(), sheet, many.encode()),
        "a text that is not among the shared": _replaced(seeds.xlsx(), sheet, shared.encode()),
    }


def _pdf(_part: int) -> dict[str, bytes]:
    catalogue, font = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"

    def page(contents: bytes, *others: bytes, extra: bytes = b"") -> bytes:
        return seeds.pdf_of(
            catalogue,
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> " + extra + b" >>",
            contents,
            font,
            *others,
        )

    def stream(data: bytes, entries: bytes = b"") -> bytes:
        return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)

    words = b"BT /F1 11 Tf 50 700 Td (Interviewer: So?) Tj ET"
    bomb = zlib.compress(b" " * (200 * _MEGABYTE), 9)
    for_ever = b"/X Do\n"
    return {
        "pages that are their own parents": seeds.pdf_of(
            catalogue, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>"
        ),
        "a catalogue that is its pages": seeds.pdf_of(b"<< /Type /Catalog /Pages 1 0 R /Kids [1 0 R] /Count 9 >>"),
        "a form that draws itself": page(
            stream(for_ever),
            stream(
                for_ever * 10, b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
            ),
        ),
        "contents that are the page": page(b"3 0 R"),
        "a length that refers to itself": page(b"<< /Length 4 0 R >>\nstream\n" + words + b"\nendstream"),
        "a Flate bomb": page(stream(bomb, b"/Filter /FlateDecode")),
        "a Flate bomb in a Flate bomb": page(stream(zlib.compress(bomb, 9), b"/Filter [/FlateDecode /FlateDecode]")),
        "an LZW bomb": page(stream(_lzw_zeros(200_000), b"/Filter /LZWDecode")),
        "a hundred filters": page(stream(words, b"/Filter [" + b"/ASCIIHexDecode " * 100 + b"]")),
        "a predictor of a billion columns": page(
            stream(bomb, b"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 999999999 >>")
        ),
        "a million pages that are one": seeds.pdf_of(
            catalogue,
            b"<< /Type /Pages /Kids [" + b"3 0 R " * 300_000 + b"] /Count 300000 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        ),
        "arrays 100,000 deep": page(stream(b"[" * 100_000 + b"]" * 100_000 + words)),
        "dictionaries 100,000 deep": seeds.pdf_of(catalogue, b"<< /A " * 100_000 + b">> " * 100_000),
        "a million graphics states": page(stream(b"q " * 1_000_000 + words)),
        "numbers without end": page(stream(b"9" * 3_000_000 + b" " + words)),
        "a page of pictures": page(
            stream(b"/X Do"),
            stream(
                b"\x00" * 300,
                b"/Type /XObject /Subtype /Image /Width 10 /Height 10 /BitsPerComponent 8 /ColorSpace /DeviceRGB",
            ),
        ),
        "a password": seeds.pdf().replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 >>"),
        "tables of places in a circle": seeds.pdf().replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev 9"),
        "a place beyond the end": seeds.pdf().rsplit(b"startxref", 1)[0] + b"startxref\n99999999999\n%%EOF",
        "no table of places": seeds.pdf().split(b"xref")[0],
        "a picture of 2 billion by 2 billion": page(
            stream(b"/X Do " + words),
            stream(b"\x00", b"/Type /XObject /Subtype /Image /Width 2000000000 /Height 2000000000 /BitsPerComponent 8"),
        ),
        "the sign of a PDF": b"%PDF-1.7\n",
    }


def _lzw_zeros(n_codes: int) -> bytes:
    """LZW codes, each of which stands for one more NUL than the one before it."""
    bits, width, following = [], 9, 258
    for nth in range(n_codes):
        code = 256 if following >= 4095 or nth == 0 else (0 if following == 258 else following - 1)
        bits.append(f"{code:0{width}b}")
        following = 258 if code == 256 else following + 1
        width = 9 + (following >= 511) + (following >= 1023) + (following >= 2047)
    whole = "".join(bits) + f"{257:0{width}b}"
    whole += "0" * (-len(whole) % 8)
    return int(whole, 2).to_bytes(len(whole) // 8, "big")


def _rtf(part: int) -> dict[str, bytes]:
    def body(inside: bytes) -> bytes:
        return rb"{\rtf1\ansi\ansicpg1252 " + inside + b"}"

    return {
        "groups 300,000 deep": body(b"{" * (300_000 // part) + b"a" + b"}" * (300_000 // part)),
        "groups that never close": rb"{\rtf1 " + b"{" * (1_000_000 // part),
        "groups that were never opened": rb"{\rtf1 a" + b"}" * (1_000_000 // part),
        "binary of 2 GB": body(rb"a\bin2147483647 b"),
        "binary of less than nothing": body(rb"a\bin-5 bcd"),
        "a number without end": body(rb"\u" + b"9" * (100_000 // part) + b"? a"),
        "a control word without end": body(b"\\" + b"a" * (1_000_000 // part) + b" b"),
        "a million control words": body(rb"\b\b0" * (300_000 // part) + b" a"),
        "hex that is none": body(rb"\'zz\'" * (100_000 // part) + b" a"),
        "a font of code page 0": body(rb"{\fonttbl{\f0\fcharset255 X;}{\f1\cpg99999 Y;}}\f0 a\f1\'e9"),
        "skips of a million": body(rb"\uc1000000\u233 abc"),
        "lone surrogates": body(rb"\u-10240? a \u-8193? b"),
        "a table of 100,000 columns": body(
            rb"\trowd" + rb"\cellx1" * (100_000 // part) + rb"a\cell" * (100_000 // part) + rb"\row"
        ),
        "a picture of 10 MB": body(rb"{\pict\pngblip " + b"89504e47" * (1_250_000 // part) + b"} a"),
        "an object that runs": body(rb"{\object\objemb{\*\objclass Package}{\*\objdata 0105}} a"),
        "the sign of RTF": rb"{\rtf",
        "backslashes": body(b"\\" * (1_000_000 // part + 1)),
    }


def _htm(part: int) -> dict[str, bytes]:
    def body(inside: str) -> bytes:
        return f"<html><body>{inside}</body></html>".encode()

    return {
        "10,000 tables in each other": body("<table><tr><td>" * 10_000 + "a"),
        "500,000 bold in each other": body("<b>" * (500_000 // part) + "a"),
        "paragraphs that never close": body("<p>a" * (300_000 // part)),
        "an attribute without end": body('<p a="' + "b" * (5_000_000 // part)),
        "a comment without end": body("<!--" + "-" * (1_000_000 // part) + " a"),
        "comments without end": body("<!--" * (300_000 // part)),
        "declarations": body("<!" * (300_000 // part) + "<![CDATA[" * (100_000 // part)),
        "signs of less": body("<" * (1_000_000 // part)),
        "signs of less and slash": body("</" * (500_000 // part)),
        "entities": body("&#x1F600;" * (200_000 // part) + "&#99999999999;" * 1000 + "&" * (500_000 // part)),
        "a script with an end in a text": body('<script>"</script' + " " * (300_000 // part) + ">a</script>b"),
        "a charset that is none": b'<meta charset="klingon"><p>Interviewer: So?</p>',
        "a charset that is not it": b'<meta charset="utf-16"><p>Interviewer: caf\xe9?</p>',
        "a million attributes": body("<p " + " ".join(f"a{nth}=1" for nth in range(300_000 // part)) + ">a</p>"),
        "rows of a million columns": body("<table>" + "<tr><td colspan=1000000000>a</td></tr>" * 1000 + "</table>"),
        "frames and objects": body(
            '<iframe src="file:///etc/passwd"></iframe><object data="http://localhost:1/"></object>a'
        ),
    }


def _json(part: int) -> dict[str, bytes]:
    return {
        "lists 1,000,000 deep": b"[" * (1_000_000 // part),
        "objects 200,000 deep": b'{"segments":' * (200_000 // part) + b"1" + b"}" * (200_000 // part),
        "segments that are no list": b'{"segments": 3, "text": "a"}',
        "segments of everything": json.dumps(
            {"segments": [1, "a", None, [], {}, {"text": 4}, {"text": "a", "start": "b"}]}
        ).encode(),
        "times that are none": b'{"segments": [{"text": "a", "start": NaN}, {"text": "b", "start": -1e999}]}',
        "a number of a million digits": b'{"segments": [{"text": "a", "start": ' + b"9" * (1_000_000 // part) + b"}]}",
        "the same key a million times": b"{" + b'"a":1,' * (500_000 // part) + b'"text":"a"}',
        "lone surrogates": b'{"text": "\\ud800 a", "segments": [{"text": " \\udfff b", "start": 0, "end": 1}]}',
        "half a million segments": json.dumps(
            {"segments": [{"text": "a", "start": nth, "end": nth + 1} for nth in range(300_000 // part)]}
        ).encode(),
    }


def _captions(part: int) -> dict[str, bytes]:
    return {
        "a million cues": b"WEBVTT\n\n" + b"00:00.000 --> 00:01.000\na\n\n" * (150_000 // part),
        "times of a thousand digits": b"WEBVTT\n\n" + b"9" * 1000 + b":00:00.000 --> 00:00:01.000\na\n",
        "cues that end before they begin": b"WEBVTT\n\n00:00:09.000 --> 00:00:01.000\na\n",
        "voices in each other": b"WEBVTT\n\n00:00.000 --> 00:01.000\n" + b"<v A><c.b>" * (100_000 // part) + b"a\n",
        "a voice without end": b"WEBVTT\n\n00:00.000 --> 00:01.000\n<v " + b"A" * (1_000_000 // part) + b"\n",
        "notes without end": b"WEBVTT\n\nNOTE " + b"a\n" * (200_000 // part),
        "arrows in words": b"1\n00:00:00,000 --> 00:00:01,000\n" + b"--> " * (300_000 // part) + b"\n",
    }


def made(ending: str, *, thorough: bool = False) -> dict[str, bytes]:
    """The files made by hand for a format, each by what it is.

    Args:
        ending: The ending of the format's names.
        thorough: Whether every format of text gets them whole, the large texts too. All of them take the same way
            once they are lines: so one gets them whole, the others what repeats a fifth as often, which hangs as well
            where anything would.
    """
    own: dict[str, Callable[[int], dict[str, bytes]]] = {
        "docx": _docx, "odt": _odt, "xlsx": _xlsx, "pdf": _pdf, "rtf": _rtf, "htm": _htm, "json": _json,
        "vtt": _captions, "srt": _captions, "sbv": _captions,
    }  # fmt: skip
    part = 1 if thorough or ending == _WHOLE else _FIFTH
    if ending in {"docx", "odt", "xlsx", "pdf"}:
        return own[ending](part)
    found = {**_texts(part), **own.get(ending, _nothing)(part)}
    if thorough or ending == _WHOLE:
        found |= _large()
    return found | _slow() if thorough else found


def _nothing(_part: int) -> dict[str, bytes]:
    return {}


_WHOLE = "txt"
_FIFTH = 5
