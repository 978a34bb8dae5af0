"""OpenDocument text, .odt (OASIS OpenDocument 1.3, part 3): paragraphs, headings, lists and tables."""

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

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_MANY_SPACES = 1000
_LEFT_OUT = {
    f"{_OFFICE}annotation": "comments",
    f"{_TEXT}note": "footnotes",
    f"{_TEXT}table-of-content": "tables of contents",
}
_NEVER = {
    f"{_TEXT}sequence-decls",
    f"{_TEXT}tracked-changes",
    f"{_TEXT}ruby-text",
    f"{_OFFICE}forms",
    f"{_OFFICE}annotation-end",
}
# OpenDocument 1.3 part 3, 6.1.2: runs of these count as one space; more are written as text:s and text:tab.
_WHITE = re.compile(r"[\t\n\r ]+")
_CONTENT = "content.xml"
_MIMETYPE = b"application/vnd.oasis.opendocument.text"


def read(data: bytes) -> Source:
    """The paragraphs and table rows of an OpenDocument text, in order.

    Raises:
        BrokenFile: It is damaged, protected or no text document.
        FileTooLarge: It unpacks to more than the limits.
    """
    archive = Archive(data)
    if "META-INF/manifest.xml" in archive and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise BrokenFile("it is protected by a password. Save it without one and try again.")
    body = parse(archive.read(_CONTENT)).find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise BrokenFile("it holds no text document (a sheet or slides?). Save the words as .odt, .docx or .txt.")
    walk = _Walk()
    walk.counts["deleted passages"] = sum(1 for _ in body.iter(f"{_TEXT}deletion"))
    walk.block(body)
    return Source(lines=tuple(walk.lines), dropped=left_out(walk.counts))


class _Walk:
    """One way through the body, gathering lines and counting what is left out."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.counts: Counter[str] = Counter()
        self._paragraph = 0
        self._boxes: list[Element] = []

    def block(self, parent: Element) -> None:
        """Paragraphs, lists and tables below an element, whatever wraps them."""
        for element in parent:
            if element.tag == f"{_TEXT}p":
                self._add_paragraph(element, "text")
            elif element.tag == f"{_TEXT}h":
                self._add_paragraph(element, "heading")
            elif element.tag == f"{_TABLE}table-row":
                self._add_row(element)
            elif element.tag in _LEFT_OUT:
                self.counts[_LEFT_OUT[element.tag]] += 1
            elif element.tag not in _NEVER:
                self.block(element)

    def _add_paragraph(self, element: Element, kind: LineKind) -> None:
        """One paragraph, a line for each of its line breaks, then the text boxes anchored in it."""
        text = "".join(self._words(element))
        self._paragraph += 1
        self.lines.extend(
            Line(text=line, paragraph=self._paragraph, kind=kind) for line in text.split("\n") if line.strip()
        )
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.block(box)

    def _add_row(self, row: Element) -> None:
        """One line a table row; paragraphs inside a cell stay apart as lines of the cell."""
        cells = tuple(self._cell(cell) for cell in row if cell.tag == f"{_TABLE}table-cell")
        self._paragraph += 1
        if any(cells):
            self.lines.append(Line(text="\t".join(cells), paragraph=self._paragraph, cells=cells))

    def _cell(self, cell: Element) -> str:
        inside = _Walk()
        inside.block(cell)
        self.counts.update(inside.counts)
        return "\n".join(line.words for line in inside.lines)

    def _words(self, parent: Element) -> Iterator[str]:
        """The words of a paragraph in order, with its tabs, written spaces and line breaks."""
        yield _WHITE.sub(" ", parent.text or "")
        for element in parent:
            yield from self._inline(element)
            yield _WHITE.sub(" ", element.tail or "")

    def _inline(self, element: Element) -> Iterator[str]:
        """What an element inside a paragraph stands for."""
        if element.tag == f"{_TEXT}s":
            yield " " * _count(element.get(f"{_TEXT}c", "1"))
        elif element.tag == f"{_TEXT}tab":
            yield "\t"
        elif element.tag == f"{_TEXT}line-break":
            yield "\n"
        elif element.tag in _LEFT_OUT:
            self.counts[_LEFT_OUT[element.tag]] += 1
        elif element.tag == f"{_DRAW}text-box":
            self._boxes.append(element)
        elif element.tag not in _NEVER:
            yield from self._words(element)


def _count(written: str) -> int:
    """How many spaces a ``text:s`` stands for; a file that says a billion gets a line's worth."""
    return min(int(written), _MANY_SPACES) if written.isascii() and written.isdigit() else 1


def _recognise(data: bytes) -> bool:
    return data.startswith(b"PK") and _MIMETYPE in data[:200]


FORMAT = Format(name="odt", title="OpenDocument text", suffixes=(".odt", ".ott"), recognise=_recognise, read=read)
