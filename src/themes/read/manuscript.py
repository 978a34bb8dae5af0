"""A Word file that an author finished: passages, headings, notes and bookmarks, with tracked changes as accepted.

It is another's file by now: other programs saved it, others changed it. So it is read behind the fence, and by the
names of elements alone (ECMA-376 part 1, section 17), as transcripts in Word are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from themes.errors import BrokenFile, FileTooLarge, RefusedFile
from themes.manuscript import Manuscript, Passage
from themes.read import fence
from themes.read.source import MOST_BYTES
from themes.read.unpacking.archive import Archive
from themes.read.unpacking.markup import parse

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DOCUMENT = re.compile(r"word/document\d*\.xml")
_HEADING = re.compile(r"heading (?P<level>[1-9])")
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_GONE = {"del", "moveFrom"}
_TRACKED = {"del", "ins", "moveFrom", "moveTo"}
_NEVER = {"instrText", "delInstrText", "delText", "pPr", "rPr", "sectPr", "tblPr", "trPr", "tcPr", "Fallback"}
_NOTES = {"footnoteReference": "word/footnotes.xml", "endnoteReference": "word/endnotes.xml"}
_DEEPEST_STYLES = 20


def read_manuscript(path: str | Path, data: bytes | None = None) -> Manuscript:
    """The passages of a Word file, read in the child process.

    Args:
        path: The file, or its name where ``data`` holds its bytes.
        data: The bytes of an upload.

    Raises:
        RefusedFile: It cannot be read, or is no Word file.
    """
    place = Path(path)
    if data is None:
        try:
            data = place.read_bytes()
        except OSError as error:
            raise BrokenFile(f"{place.name} cannot be read ({error.strerror}). Nothing was checked.") from error
    try:
        if len(data) > MOST_BYTES:
            raise FileTooLarge(f"it is over {MOST_BYTES // 1024 // 1024} MB. Save it without its pictures.")
        if not data.startswith(b"PK"):
            raise BrokenFile("it is no Word file (.docx). Save it as one and try again.")
        return fence.ask("manuscript", Manuscript, data)
    except RefusedFile as error:
        raise type(error)(f"{place.name}: {error} Nothing was checked.") from error


def manuscript_of(data: bytes) -> Manuscript:
    """The passages of a Word file; called in the child process.

    Raises:
        BrokenFile: It is damaged, protected or no Word document.
        FileTooLarge: It unpacks to more than the limits.
    """
    archive = Archive(data)
    main = next((name for name in archive.names if _DOCUMENT.fullmatch(name)), "word/document.xml")
    body = _child(parse(archive.read(main)), "body")
    if body is None:
        raise BrokenFile("it has no text part. Open it in Word and save it again.")
    notes = {
        sign: {_of(note, "id"): note for note in parse(archive.read(part))}
        for sign, part in _NOTES.items()
        if part in archive
    }
    walk = _Walk(_Styles.of(parse(archive.read(_STYLES)) if _STYLES in archive else ()), notes)
    walk.block(body)
    return Manuscript(
        passages=tuple(walk.passages),
        properties=tuple(_properties(archive)),
        n_tracked=walk.n_tracked,
        n_comments=walk.n_comments,
    )


_STYLES = "word/styles.xml"


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    level: int | None
    based_on: str
    hidden: bool


@dataclass(frozen=True, slots=True)
class _Styles:
    """The styles of a file by id: what they are called, and which are headings."""

    by_id: Mapping[str, _Style]

    @classmethod
    def of(cls, styles: Iterable[Element]) -> _Styles:
        found = {}
        for style in styles:
            properties, letters = _child(style, "pPr"), _child(style, "rPr")
            said = _value(_child(properties, "outlineLvl"))
            found[_of(style, "styleId")] = _Style(
                name=_value(_child(style, "name")).casefold(),
                level=int(said) + 1 if said.isdecimal() and int(said) < 9 else None,  # noqa: PLR2004 - 9 is text
                based_on=_value(_child(style, "basedOn")),
                hidden=_on(letters, "vanish"),
            )
        return cls(found)

    def name(self, style_id: str) -> str:
        known = self.by_id.get(style_id)
        return known.name if known else style_id.casefold()

    def level(self, style_id: str) -> int:
        """The level of a heading, by the style itself or one that it is based on; 0 for text."""
        for _ in range(_DEEPEST_STYLES):
            known = self.by_id.get(style_id)
            if known is None:
                break
            called = _HEADING.fullmatch(known.name)
            if called or known.level is not None:
                return int(called["level"]) if called else known.level or 0
            style_id = known.based_on
        called = _HEADING.fullmatch(style_id.casefold())
        return int(called["level"]) if called else 0

    def hidden(self, style_id: str) -> bool:
        known = self.by_id.get(style_id)
        return bool(known and known.hidden)


@dataclass(slots=True)
class _Walk:
    """One way through the body, gathering passages."""

    styles: _Styles
    notes: Mapping[str, Mapping[str, Element]]
    passages: list[Passage] = field(default_factory=list)
    n_tables: int = 0
    n_tracked: int = 0
    n_comments: int = 0
    _anchors: list[str] = field(default_factory=list)
    _referred: list[Element] = field(default_factory=list)
    _boxes: list[Element] = field(default_factory=list)
    _held: str = ""

    def block(self, parent: Element, *, within: Passage | None = None) -> None:
        """Paragraphs and tables below an element; ``within`` is a passage that says in what they stand."""
        for element in parent:
            name = _name(element)
            if name == "p":
                self._paragraph(element, within or Passage(words=""))
            elif name == "tbl":
                self._table(element)
            elif name == "bookmarkStart":
                self._anchors.append(_of(element, "name"))
            elif name in _GONE:
                self.n_tracked += 1
            elif name not in _NEVER:
                self.block(element, within=within)

    def _paragraph(self, element: Element, within: Passage) -> None:
        """One paragraph, then its notes and the text boxes that hang on it."""
        words = self._held + "".join(self._runs(element))
        properties = _child(element, "pPr")
        marked = _child(properties, "rPr")
        self._held = ""
        if marked is not None and any(_name(one) in _GONE for one in marked):
            self.n_tracked += 1
            self._held = words  # its mark was deleted: it goes on in the next paragraph
            return
        style_id = _value(_child(properties, "pStyle"))
        outline = _value(_child(properties, "outlineLvl"))
        level = int(outline) + 1 if outline.isdecimal() and int(outline) < 9 else self.styles.level(style_id)  # noqa: PLR2004
        name = self.styles.name(style_id)
        anchors, self._anchors = tuple(self._anchors), []
        if words.strip():
            self.passages.append(
                replace(
                    within,
                    words=words.strip(),
                    level=0 if within.table else level,
                    style=name,
                    listed=_child(properties, "numPr") is not None or name.startswith("list"),
                    anchors=anchors,
                )
            )
        referred, self._referred = self._referred, []
        for note in referred:
            self.block(note, within=replace(within, words="", note=True))
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.block(box)

    def _table(self, table: Element) -> None:
        self.n_tables += 1
        number = self.n_tables
        for nth, row in enumerate(_all(table, "tr")):
            properties = _child(row, "trPr")
            if properties is not None and _child(properties, "del") is not None:
                self.n_tracked += 1
                continue
            for at, cell in enumerate(_all(row, "tc")):
                self.block(cell, within=Passage(words="", table=number, row=nth, column=at))

    def _runs(self, parent: Element) -> Iterator[str]:
        """The words below a paragraph in order, as they stand once all changes are accepted."""
        for element in parent:
            name = _name(element)
            self.n_tracked += name in _TRACKED
            if name == "t":
                yield (element.text or "").replace("\n", " ")
            elif name in _CHARACTERS:
                yield _CHARACTERS[name]
            elif not self._noted(element, name) and not (name == "r" and self._is_hidden(element)):
                yield from self._runs(element)

    def _noted(self, element: Element, name: str) -> bool:
        """Whether an element has no words that stand in the line; what it refers to is noted for later."""
        if name == "bookmarkStart":
            self._anchors.append(_of(element, "name"))
        elif name in _NOTES:
            note = self.notes.get(name, {}).get(_of(element, "id"))
            self._referred += [note] if note is not None else []
        elif name == "commentReference":
            self.n_comments += 1
        elif name == "txbxContent":
            self._boxes.append(element)
        else:
            return name in _NEVER or name in _GONE
        return True

    def _is_hidden(self, run: Element) -> bool:
        properties = _child(run, "rPr")
        return _on(properties, "vanish") or self.styles.hidden(_value(_child(properties, "rStyle")))


def _properties(archive: Archive) -> Iterator[tuple[str, str]]:
    """The file's custom properties, name and value."""
    if "docProps/custom.xml" in archive:
        for element in parse(archive.read("docProps/custom.xml")):
            yield _of(element, "name"), "".join(element.itertext())


def _name(element: Element) -> str:
    """The element's name without its namespace; comments and instructions of XML have none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _child(parent: Element | None, name: str) -> Element | None:
    return None if parent is None else next((element for element in parent if _name(element) == name), None)


def _of(element: Element | None, name: str) -> str:
    """An attribute by its name without namespace; empty where there is none."""
    if element is None:
        return ""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _value(element: Element | None) -> str:
    return _of(element, "val")


def _on(properties: Element | None, name: str) -> bool:
    found = _child(properties, name)
    return found is not None and _value(found) not in {"0", "false", "off"}


def _all(parent: Element, name: str) -> Iterator[Element]:
    """The nearest elements of that name, through content controls and what was inserted."""
    for element in parent:
        if _name(element) == name:
            yield element
        elif _name(element) in {"sdt", "sdtContent", "customXml", "ins"}:
            yield from _all(element, name)
