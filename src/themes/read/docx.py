"""Word's .docx: paragraphs, tables, line breaks and tabs (ECMA-376 part 1, section 17).

We read ``word/document.xml`` ourselves: python-docx unpacks whole parts before anybody can count them, and leaves
out text boxes, content controls and what was inserted with changes tracked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from themes.errors import BrokenFile
from themes.read.archive import Archive
from themes.read.markup import left_out, parse
from themes.read.source import Format, Line, LineKind, Source

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# Transitional and strict documents have different namespaces and the same names: only the names count.
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": ""}
_LEFT_OUT = {
    "del": "deleted passages",
    "moveFrom": "deleted passages",
    "footnoteReference": "footnotes",
    "endnoteReference": "footnotes",
    "commentReference": "comments",
}
_NEVER = {"instrText", "delInstrText", "pPr", "rPr", "sectPr", "tblPr", "trPr", "tcPr", "Fallback", "annotationRef"}
_HEADINGS = ("heading", "title", "subtitle")
# Word on the web calls it document2.xml.
_DOCUMENT = re.compile(r"word/document\d*\.xml")


def read(data: bytes) -> Source:
    """The paragraphs and table rows of a Word document, in order.

    Raises:
        BrokenFile: It is damaged, protected or no Word document.
        FileTooLarge: It unpacks to more than the limits.
    """
    archive = Archive(data)
    main = next((name for name in archive.names if _DOCUMENT.fullmatch(name)), "word/document.xml")
    body = _child(parse(archive.read(main)), "body")
    if body is None:
        raise BrokenFile("it has no text part. Open it in Word and save it again.")
    walk = _Walk()
    walk.block(body)
    walk.counts["page headers and footers"] = sum(_has_words(archive, name) for name in archive.names)
    return Source(lines=tuple(walk.lines), dropped=left_out(walk.counts))


class _Walk:
    """One way through the body, gathering lines and counting what is left out."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.counts: Counter[str] = Counter()
        self._paragraph = 0
        self._boxes: list[Element] = []

    def block(self, parent: Element) -> None:
        """Paragraphs and tables below an element, whatever wraps them."""
        for element in parent:
            name = _name(element)
            if name == "p":
                self._add_paragraph(element)
            elif name == "tbl":
                self._add_table(element)
            elif name in _LEFT_OUT:
                self.counts[_LEFT_OUT[name]] += 1
            elif name not in _NEVER:
                self.block(element)

    def _add_paragraph(self, element: Element) -> None:
        """One paragraph, a line for each of its line breaks, then the text boxes anchored in it."""
        kind, text = _kind(element), "".join(self._runs(element))
        self._paragraph += 1
        self.lines.extend(
            Line(text=line, paragraph=self._paragraph, kind=kind) for line in text.split("\n") if line.strip()
        )
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.block(box)

    def _add_table(self, table: Element) -> None:
        """One line a row; paragraphs inside a cell stay apart as lines of the cell."""
        for row in _all(table, "tr"):
            cells = tuple(self._cell(cell) for cell in _all(row, "tc"))
            self._paragraph += 1
            if any(cells):
                self.lines.append(Line(text="\t".join(cells), paragraph=self._paragraph, cells=cells))

    def _cell(self, cell: Element) -> str:
        inside = _Walk()
        inside.block(cell)
        self.counts.update(inside.counts)
        return "\n".join(line.words for line in inside.lines)

    def _runs(self, parent: Element) -> Iterator[str]:
        """The words below a paragraph in order, with tabs and line breaks."""
        for element in parent:
            name = _name(element)
            if name == "t":
                yield (element.text or "").replace("\n", " ")
            elif name in _CHARACTERS:
                yield _CHARACTERS[name]
            elif name in _LEFT_OUT:
                self.counts[_LEFT_OUT[name]] += 1
            elif name == "txbxContent":
                self._boxes.append(element)
            elif name not in _NEVER:
                yield from self._runs(element)


def _name(element: Element) -> str:
    """The element's name without its namespace; comments and instructions of XML have none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _child(parent: Element, name: str) -> Element | None:
    return next((element for element in parent if _name(element) == name), None)


def _all(parent: Element, name: str) -> Iterator[Element]:
    """The nearest elements of that name, through content controls and custom XML."""
    for element in parent:
        if _name(element) == name:
            yield element
        elif _name(element) in {"sdt", "sdtContent", "customXml", "ins"}:
            yield from _all(element, name)


def _kind(paragraph: Element) -> LineKind:
    """Whether the paragraph's style says that it is a heading."""
    properties = _child(paragraph, "pPr")
    style = _child(properties, "pStyle") if properties is not None else None
    if style is None:
        return "text"
    value = next((value for key, value in style.attrib.items() if key.rpartition("}")[2] == "val"), "")
    return "heading" if value.casefold().startswith(_HEADINGS) else "text"


def _has_words(archive: Archive, name: str) -> bool:
    """Whether a part is a page header or footer with words in it."""
    if not name.startswith(("word/header", "word/footer")) or not name.endswith(".xml"):
        return False
    return any(_name(element) == "t" and (element.text or "").strip() for element in parse(archive.read(name)).iter())


def _recognise(data: bytes) -> bool:
    return data.startswith(b"PK") and b"word/document" in data


FORMAT = Format(name="docx", title="Word document", suffixes=(".docx", ".docm"), recognise=_recognise, read=read)
