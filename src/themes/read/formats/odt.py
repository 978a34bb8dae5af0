"""OpenDocument text, .odt (OASIS OpenDocument 1.3, part 3): paragraphs, headings, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from themes.errors import BrokenFile
from themes.read.source import MOST_BYTES, Format, LineKind, Source
from themes.read.unpacking.archive import Archive
from themes.read.unpacking.gathered import BoldStyles, Gathered
from themes.read.unpacking.markup import parse
from themes.read.unpacking.paragraph import Part

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_WEIGHT = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}font-weight"
_BOLD = {"bold", "600", "700", "800", "900"}
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
_NAMED = "styles.xml"
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
    content = parse(archive.read(_CONTENT))
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise BrokenFile("it holds no text document (a sheet or slides?). Save the words as .odt, .docx or .txt.")
    named = (parse(archive.read(_NAMED)),) if _NAMED in archive else ()
    walk = _Walk(_styles(*named, content))
    walk.gathered.counts["deleted passages"] = sum(1 for _ in body.iter(f"{_TEXT}deletion"))
    walk.block(body)
    return walk.gathered.source()


class _Walk:
    """One way through the body, gathering lines and counting what is left out."""

    def __init__(self, styles: BoldStyles) -> None:
        self.gathered = Gathered()
        self._styles = styles
        self._n_lists = 0  # how many lists stand around the paragraph
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
            elif element.tag == f"{_TEXT}list":
                self._n_lists += 1
                self.block(element)
                self._n_lists -= 1
            elif element.tag in _LEFT_OUT:
                self.gathered.counts[_LEFT_OUT[element.tag]] += 1
            elif element.tag not in _NEVER:
                self.block(element)

    def _add_paragraph(self, element: Element, kind: LineKind) -> None:
        """One paragraph, then the text boxes anchored in it."""
        level = self._n_lists - 1 if self._n_lists else None
        parts = list(self._words(element, bold=self._bold(element, until=False)))
        self.gathered.add_paragraph(parts, kind=kind, list_level=level)
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.block(box)

    def _add_row(self, row: Element) -> None:
        """One line a table row; paragraphs inside a cell stay apart as lines of the cell."""
        self.gathered.add_row(tuple(self._cell(cell) for cell in row if cell.tag == f"{_TABLE}table-cell"))

    def _cell(self, cell: Element) -> str:
        inside = _Walk(self._styles)
        inside.block(cell)
        return self.gathered.cell(inside.gathered)

    def _words(self, parent: Element, *, bold: bool) -> Iterator[Part]:
        """The words of a paragraph in order, with its tabs, written spaces and line breaks."""
        yield _WHITE.sub(" ", parent.text or ""), bold
        for element in parent:
            yield from self._inline(element, bold=bold)
            yield _WHITE.sub(" ", element.tail or ""), bold

    def _inline(self, element: Element, *, bold: bool) -> Iterator[Part]:
        """What an element inside a paragraph stands for."""
        if element.tag == f"{_TEXT}s":
            yield " " * _count(element.get(f"{_TEXT}c", "1")), bold
        elif element.tag == f"{_TEXT}tab":
            yield "\t", bold
        elif element.tag == f"{_TEXT}line-break":
            yield "\n", bold
        elif element.tag in _LEFT_OUT:
            self.gathered.counts[_LEFT_OUT[element.tag]] += 1
        elif element.tag == f"{_DRAW}text-box":
            self._boxes.append(element)
        elif element.tag not in _NEVER:
            picture = element.tag == f"{_DRAW}frame" and element.find(f"{_DRAW}image") is not None
            self.gathered.counts["pictures"] += picture
            yield from self._words(element, bold=self._bold(element, until=bold))

    def _bold(self, element: Element, *, until: bool) -> bool:
        """Whether an element's style is bold; as ``until`` now where it says nothing."""
        said = self._styles.said(element.get(f"{_TEXT}style-name", ""))
        return until if said is None else said


def _styles(*roots: Element) -> BoldStyles:
    """The bold ones among the styles of paragraphs and letters."""
    own: dict[str, bool | None] = {}
    based: dict[str, str] = {}
    for style in (style for root in roots for style in root.iter(f"{_STYLE}style")):
        name = style.get(f"{_STYLE}name", "")
        properties = style.find(f"{_STYLE}text-properties")
        weight = properties.get(_WEIGHT) if properties is not None else None
        own[name] = None if weight is None else weight in _BOLD
        based[name] = style.get(f"{_STYLE}parent-style-name", "")
    return BoldStyles(own, based)


def _count(written: str) -> int:
    """How many spaces a ``text:s`` stands for; a file that says a billion gets a line's worth."""
    return min(int(written), _MANY_SPACES) if written.isascii() and written.isdigit() else 1


def _recognise(data: bytes) -> bool:
    return data.startswith(b"PK") and _MIMETYPE in data[:200]


FORMAT = Format(
    name="odt",
    title="OpenDocument text",
    suffixes=(".odt", ".ott"),
    recognise=_recognise,
    read=read,
    most_bytes=MOST_BYTES,
)
