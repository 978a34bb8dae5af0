"""Word's .docx: paragraphs, tables, line breaks and tabs (ECMA-376 part 1, section 17).

We read ``word/document.xml`` ourselves: python-docx unpacks whole parts before anybody can count them, and leaves
out text boxes, content controls and what was inserted with changes tracked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from themes.errors import BrokenFile
from themes.read.source import MOST_BYTES, Format, LineKind, Source
from themes.read.unpacking.archive import Archive
from themes.read.unpacking.gathered import BoldStyles, Gathered
from themes.read.unpacking.markup import parse
from themes.read.unpacking.paragraph import Part

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
    "blip": "pictures",
    "imagedata": "pictures",
}
_NEVER = {"instrText", "delInstrText", "pPr", "rPr", "sectPr", "tblPr", "trPr", "tcPr", "Fallback", "annotationRef"}
_STYLES = "word/styles.xml"
_HEADINGS = ("heading", "title", "subtitle")
_LIST_STYLE = re.compile(r"List ?(?:bullet|number) ?(?P<level>[1-9])?", re.IGNORECASE)
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
    walk = _Walk(_styles(parse(archive.read(_STYLES)) if _STYLES in archive else ()))
    walk.block(body)
    walk.gathered.counts["page headers and footers"] = sum(_has_words(archive, name) for name in archive.names)
    return walk.gathered.source()


class _Walk:
    """One way through the body, gathering lines and counting what is left out."""

    def __init__(self, styles: BoldStyles) -> None:
        self.gathered = Gathered()
        self._styles = styles
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
                self.gathered.counts[_LEFT_OUT[name]] += 1
            elif name not in _NEVER:
                self.block(element)

    def _add_paragraph(self, element: Element) -> None:
        """One paragraph, then the text boxes anchored in it."""
        parts = list(self._runs(element, bold=self._styles.said(_said(element, "pStyle")) or False))
        self.gathered.add_paragraph(parts, kind=_kind(element), list_level=_list_level(element))
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.block(box)

    def _add_table(self, table: Element) -> None:
        """One line a row; paragraphs inside a cell stay apart as lines of the cell."""
        for row in _all(table, "tr"):
            self.gathered.add_row(tuple(self._cell(cell) for cell in _all(row, "tc")))

    def _cell(self, cell: Element) -> str:
        inside = _Walk(self._styles)
        inside.block(cell)
        return self.gathered.cell(inside.gathered)

    def _runs(self, parent: Element, *, bold: bool) -> Iterator[Part]:
        """The words below a paragraph in order, with tabs and line breaks, each with whether it is bold."""
        for element in parent:
            name = _name(element)
            if name == "r":
                yield from self._run(element, bold=bold)
            elif name == "t":
                yield (element.text or "").replace("\n", " "), bold
            elif name in _CHARACTERS:
                yield _CHARACTERS[name], bold
            elif name in _LEFT_OUT:
                self.gathered.counts[_LEFT_OUT[name]] += 1
            elif name == "txbxContent":
                self._boxes.append(element)
            elif name not in _NEVER:
                yield from self._runs(element, bold=bold)

    def _run(self, run: Element, *, bold: bool) -> Iterator[Part]:
        """The words of a run, unless it is set not to be seen."""
        properties = _child(run, "rPr")
        if properties is not None:
            if _switched(properties, "vanish"):
                self.gathered.counts["hidden passages"] += 1
                return
            style = _child(properties, "rStyle")
            bold = bold or (style is not None and self._styles.said(_value(style)) is True)
            said = _switched(properties, "b")
            bold = bold if said is None else said
        yield from self._runs(run, bold=bold)


def _styles(styles: Iterable[Element]) -> BoldStyles:
    """The bold ones among the styles of paragraphs and letters."""
    own: dict[str, bool | None] = {}
    based: dict[str, str] = {}
    for style in styles:
        name = next((value for key, value in style.attrib.items() if key.rpartition("}")[2] == "styleId"), "")
        properties, parent = _child(style, "rPr"), _child(style, "basedOn")
        own[name] = _switched(properties, "b") if properties is not None else None
        if parent is not None:
            based[name] = _value(parent)
    return BoldStyles(own, based)


def _switched(properties: Element, name: str) -> bool | None:
    """Whether a property is on or off; None where nothing is said (ECMA-376 part 1, 17.17.4)."""
    found = _child(properties, name)
    return None if found is None else _value(found) not in {"0", "false", "off"}


def _value(element: Element) -> str:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == "val"), "")


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
    return "heading" if _said(paragraph, "pStyle").casefold().startswith(_HEADINGS) else "text"


def _list_level(paragraph: Element) -> int | None:
    """How deep a paragraph stands in a numbered or bulleted list, by itself or by its style ("ListBullet2")."""
    level, style = _said(paragraph, "numPr", "ilvl"), _LIST_STYLE.match(_said(paragraph, "pStyle"))
    if level:
        off = _said(paragraph, "numPr", "numId") == "0"
        return None if off or not level.isdecimal() else int(level)
    return None if style is None else int(style["level"] or 1) - 1


def _said(paragraph: Element, *names: str) -> str:
    """The value of a property of a paragraph, by the names that lead to it; empty where it has none."""
    found = _child(paragraph, "pPr")
    for name in names:
        found = _child(found, name) if found is not None else None
    if found is None:
        return ""
    return _value(found)


def _has_words(archive: Archive, name: str) -> bool:
    """Whether a part is a page header or footer with words in it."""
    if not name.startswith(("word/header", "word/footer")) or not name.endswith(".xml"):
        return False
    return any(_name(element) == "t" and (element.text or "").strip() for element in parse(archive.read(name)).iter())


def _recognise(data: bytes) -> bool:
    return data.startswith(b"PK") and b"word/document" in data


FORMAT = Format(
    name="docx",
    title="Word document",
    suffixes=(".docx", ".docm"),
    recognise=_recognise,
    read=read,
    most_bytes=MOST_BYTES,
)
