"""One sound file of each format, made here from a small fictional interview: what the broken ones are made from."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable

SAID = (
    ("Interviewer", "What helped the programme, would you say?"),
    ("Chair", "The board turned up, every month – and they asked “what changed?” 😀"),
    ("Interviewer", "And what got in the way?"),
    ("Chair", "Money. Nobody asked the night shift; that isn't well-led, is it?"),
) * 6


def _inline() -> str:
    return "\n\n".join(f"{who}: {words}" for who, words in SAID)


def txt() -> bytes:
    return _inline().encode()


def md() -> bytes:
    return ("# Interview\n\n" + "\n\n".join(f"**{who}:** {words}" for who, words in SAID)).encode()


def _clock(seconds: int, point: str) -> str:
    return f"00:{seconds // 60:02d}:{seconds % 60:02d}{point}000"


def vtt() -> bytes:
    cues = (
        f"{nth}\n{_clock(4 * nth, '.')} --> {_clock(4 * nth + 3, '.')}\n<v {who}>{words}</v>\n"
        for nth, (who, words) in enumerate(SAID)
    )
    return ("WEBVTT\n\n" + "\n".join(cues)).encode()


def srt() -> bytes:
    cues = (
        f"{nth + 1}\n{_clock(4 * nth, ',')} --> {_clock(4 * nth + 3, ',')}\n{who}: {words}\n"
        for nth, (who, words) in enumerate(SAID)
    )
    return "\n".join(cues).encode()


def sbv() -> bytes:
    cues = (
        f"0:{nth // 15:02d}:{4 * nth % 60:02d}.000,0:{nth // 15:02d}:{4 * nth % 60 + 3:02d}.000\n{words}\n"
        for nth, (_who, words) in enumerate(SAID)
    )
    return "\n".join(cues).encode()


def whisper_json() -> bytes:
    segments = [
        {"id": nth, "start": 4.0 * nth, "end": 4.0 * nth + 3, "text": f" {words}"}
        for nth, (_who, words) in enumerate(SAID)
    ]
    return json.dumps({"text": " ".join(words for _, words in SAID), "segments": segments, "language": "en"}).encode()


def tsv() -> bytes:
    rows = (f"{4000 * nth}\t{4000 * nth + 3000}\t{words}" for nth, (_who, words) in enumerate(SAID))
    return "\n".join(["start\tend\ttext", *rows]).encode()


def lrc() -> bytes:
    return "\n".join(f"[{nth // 15:02d}:{4 * nth % 60:02d}.00]{words}" for nth, (_, words) in enumerate(SAID)).encode()


def cha() -> bytes:
    lines = [
        f"*{who[:3].upper()}:\t{words} \x15{4000 * nth}_{4000 * nth + 3000}\x15"
        for nth, (who, words) in enumerate(SAID)
    ]
    head = ["@UTF8", "@Begin", "@Languages:\teng", "@Participants:\tINT Interviewer, CHA Chair"]
    return "\n".join([*head, *lines, "@End", ""]).encode()


def textgrid() -> bytes:
    head = (
        'File type = "ooTextFile"\nObject class = "TextGrid"\n\nxmin = 0\nxmax = 100\ntiers? <exists>\nsize = 1\n'
        'item []:\n    item [1]:\n        class = "IntervalTier"\n        name = "Chair"\n        xmin = 0\n'
        f"        xmax = 100\n        intervals: size = {len(SAID)}\n"
    )
    rows = (
        f"        intervals [{nth + 1}]:\n            xmin = {4 * nth}\n            xmax = {4 * nth + 4}\n"
        f'            text = "{words}"\n'
        for nth, (_who, words) in enumerate(SAID)
    )
    return (head + "".join(rows)).encode()


def csv_table() -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["time", "speaker", "words"])
    writer.writerows([_clock(4 * nth, "."), who, words] for nth, (who, words) in enumerate(SAID))
    return out.getvalue().encode()


def htm() -> bytes:
    rows = "".join(f"<p><b>{who}:</b>&#9;{words}</p>\n" for who, words in SAID)
    head = '<html><head><meta charset="utf-8"><title>Interview</title><style>p {margin: 0}</style></head>'
    return f"{head}<body><h1>Interview</h1>\n{rows}</body></html>".encode()


def rtf() -> bytes:
    def escaped(text: str) -> str:
        units = text.encode("utf-16-le")
        codes = [int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2)]
        return "".join(chr(code) if 32 <= code < 127 else f"\\u{code}?" for code in codes)

    rows = "".join(rf"{{\b {who}:}}\tab {escaped(words)}\par" + "\n" for who, words in SAID)
    return (
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}{\info{\title Interview}}\f0\fs22 " + rows + "}"
    ).encode()


def pdf() -> bytes:
    lines = [f"({who}: {words}) Tj T*" for who, words in SAID]
    plain = "\n".join(lines).encode("cp1252", errors="replace").decode("cp1252")
    content = f"BT /F1 11 Tf 50 780 Td 14 TL\n{plain}\nET".encode("cp1252")
    return pdf_of(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    )


def pdf_of(*objects: bytes) -> bytes:
    """A PDF file of the given objects, numbered from 1; the first is the catalogue."""
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for nth, held in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (nth, held)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def docx() -> bytes:
    import docx as python_docx  # noqa: PLC0415 - heavy

    document = python_docx.Document()
    document.add_heading("Interview", level=1)
    for who, words in SAID:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{who}: ").bold = True
        paragraph.add_run(words)
    table = document.add_table(rows=0, cols=2)
    for who, words in SAID[:3]:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = who, words
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def odt() -> bytes:
    rows = "".join(f"<text:p>{who}:<text:tab/>{words}</text:p>" for who, words in SAID)
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
        f"<office:body><office:text>{rows}</office:text></office:body></office:document-content>"
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return held.getvalue()


def xlsx() -> bytes:
    import openpyxl  # noqa: PLC0415 - heavy

    book = openpyxl.Workbook()
    book.active.append(["time", "speaker", "words"])
    for nth, (who, words) in enumerate(SAID):
        book.active.append([_clock(4 * nth, "."), who, words])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


SEEDS: dict[str, Callable[[], bytes]] = {
    "txt": txt, "md": md, "vtt": vtt, "srt": srt, "sbv": sbv, "json": whisper_json, "tsv": tsv, "lrc": lrc,
    "cha": cha, "TextGrid": textgrid, "csv": csv_table, "htm": htm, "rtf": rtf, "pdf": pdf, "docx": docx, "odt": odt,
    "xlsx": xlsx,
}  # fmt: skip
"""What makes a sound file, by the ending of its name."""
