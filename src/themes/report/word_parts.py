"""The parts of a Word file that python-docx has no call for: filled contents, page fields, repeated heads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from themes.report.lines import inline, line
from themes.report.word_styles import CELL, CELL_HEAD, QUOTATION, TABLE

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph
    from lxml.etree import _Element

_DEEPEST = 3
_SHORT_TABLE = 8
"""Rows up to which a table is kept on one page."""
_STEP = 0.4
"""Centimetres by which what lies one step deeper is indented in a table."""


class Writer:
    """Writes paragraphs and tables to a document in our styles.

    Args:
        document: A document that ``word_styles.dress`` has dressed.
    """

    def __init__(self, document: Document) -> None:
        """Begin with no heading written."""
        self.document = document
        self._styles = {style.name: style.style_id for style in document.styles}
        self._body = document._body  # noqa: SLF001 - as in _write
        self._end = document.element.body.sectPr
        self._headings: list[tuple[str, int, str]] = []
        self._n_bookmarks = 0

    def paragraph(
        self, text: str, style: str = "Normal", *, evidence: str = "", keep: bool = False
    ) -> Paragraph | None:
        """As ``Pages``; evidence is set as hidden text, which Word shows with its paragraph marks."""
        said = line(text)
        if not said:
            return None
        paragraph = self._write(said, style)
        if evidence:
            paragraph.add_run(f" [{line(evidence)}]").font.hidden = True
        if keep:
            paragraph.paragraph_format.keep_with_next = True
        return paragraph

    def defined(self, term: str, text: str) -> None:
        """As ``Pages``: the term is bold."""
        paragraph = self._write(line(term), "Normal")
        paragraph.runs[0].bold = True
        paragraph.add_run(f": {line(text)}")

    def quotation(self, words: str, *, anchor: str, number: int = 0) -> None:
        """As ``Pages``, with a hidden bookmark by which it is known again."""
        paragraph = self.verbatim(words, QUOTATION)
        self.bookmark(paragraph, anchor)
        if number:
            self.bookmark(paragraph, _of_cells(number))

    def cells(self, head: tuple[str, str], rows: Sequence[tuple[str, Sequence[str | int]]]) -> None:
        """As ``Pages``: numbers are links within the file."""
        self.table(list(head), [[name, ""] for name, _ in rows], [4, 12])
        for made, (_, parts) in zip(self.document.tables[-1].rows[1:], rows, strict=True):
            paragraph = made.cells[1].paragraphs[0]
            paragraph.runs[0].text = ""  # the dash of an empty cell
            for part in parts:
                if isinstance(part, int):
                    link_within(paragraph, f"[{part}]", _of_cells(part))
                else:
                    paragraph.add_run(inline(part))

    def verbatim(self, words: str, style: str) -> Paragraph:
        """A paragraph of a participant's words, to the character; their line feeds become line breaks.

        Words of a script that runs from right to left are set so.
        """
        paragraph = self._write(words, style)
        if _from_the_right(words):
            properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no call for direction
            properties.insert_element_before(_element("w:bidi"), *_AFTER_BIDI)
            for run in paragraph.runs:
                run.font.rtl = True
        return paragraph

    def heading(self, text: str, level: int, *, anchor: str = "") -> None:
        """A heading that the table of contents leads to; levels from 1, those below 3 set as 3.

        Args:
            text: What it says.
            level: From 1.
            anchor: The name of a second bookmark, by which it is known again once its author has changed it.
        """
        level = min(level, _DEEPEST)
        paragraph = self._write(line(text) or "–", f"Heading {level}")
        contents = f"_Toc{len(self._headings) + 1:09d}"
        self._headings.append((contents, level, paragraph.text))
        for name in filter(None, (contents, anchor)):
            self.bookmark(paragraph, name)

    def bookmark(self, paragraph: Paragraph, name: str) -> None:
        """A bookmark around a paragraph; one whose name begins with an underscore is hidden."""
        self._n_bookmarks += 1
        number = str(self._n_bookmarks)
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no call for bookmarks
        properties.addnext(_element("w:bookmarkStart", id=number, name=name))
        paragraph._p.append(_element("w:bookmarkEnd", id=number))  # noqa: SLF001

    def contents(self, before: Paragraph) -> None:
        r"""A table of contents, filled, as a field: levels 1 to 3, linked, without page numbers (``\n``).

        Page numbers are known only once Word has laid the file out: numbers of ours would be guesses, and asking Word
        to fill them in on opening brings up a prompt. Whoever wants them presses F9 after taking ``\n`` away.
        """
        for nth, (anchor, level, text) in enumerate(self._headings):
            paragraph = before.insert_paragraph_before()
            _dress(paragraph, self._styles[f"toc {level}"])
            if nth == 0:
                _begin_field(paragraph, r' TOC \o "1-3" \n \h \z \u ')
            link = _element("w:hyperlink", anchor=anchor, history="1")
            paragraph._p.append(link)  # noqa: SLF001 - python-docx has no call for links within the file
            run = paragraph.add_run(text)
            link.append(run._r)  # noqa: SLF001
            if nth == len(self._headings) - 1:
                paragraph.add_run()._r.append(_element("w:fldChar", fldCharType="end"))  # noqa: SLF001

    def table(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[str | Sequence[str]]],
        widths: Sequence[float],
        *,
        depths: Sequence[int] = (),
    ) -> None:
        """A table whose head is repeated on each page and whose rows do not break across pages.

        Args:
            head: The columns' names.
            rows: Cells of text, or of several paragraphs; an empty one shows a dash.
            widths: Of the columns, in centimetres.
            depths: How many steps each row's first cell is indented; none is where it is empty.
        """
        from docx.shared import Cm  # noqa: PLC0415 - only who writes Word pays for it

        table = self.document.add_table(rows=0, cols=len(head))
        table._tbl.tblStyle_val = self._styles[TABLE]  # noqa: SLF001 - as in _dress
        table.autofit = False
        for whole, width in zip(table.columns, widths, strict=True):
            whole.width = Cm(width)
        for nth, row in enumerate([head, *rows]):
            made = table.add_row()
            properties = made._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no call for either
            properties.append(_element("w:cantSplit"))
            if nth == 0:
                properties.append(_element("w:tblHeader"))
            style = self._styles[CELL_HEAD if nth == 0 else CELL]
            for column, (cell, content, width) in enumerate(zip(made.cells, row, widths, strict=True)):
                cell.width = Cm(width)
                parts = [line(part) for part in ([content] if isinstance(content, str) else content)]
                kept = [part for part in parts if part] or ["–"]
                for first, part in enumerate(kept):
                    paragraph = cell.add_paragraph() if first else cell.paragraphs[0]
                    paragraph.add_run(part)
                    _dress(paragraph, style)
                    if depths and nth and not column and depths[nth - 1]:
                        paragraph.paragraph_format.left_indent = Cm(_STEP * depths[nth - 1])
                    # A head alone at the foot of a page says nothing; a short table is kept in one piece.
                    if nth < len(rows) and (not nth or len(rows) <= _SHORT_TABLE):
                        paragraph.paragraph_format.keep_with_next = True

    def _write(self, text: str, style: str) -> Paragraph:
        """A paragraph at the end of the body, before its section's properties.

        python-docx looks through the whole body for these at each paragraph: 20,000 of them took 7 s.
        """
        from docx.text.paragraph import Paragraph  # noqa: PLC0415 - only who writes Word pays for it

        made = _element("w:p")
        self._end.addprevious(made)
        _child(_child(made, "w:pPr"), "w:pStyle").set(_name("w:val"), self._styles[style])
        _say(_child(made, "w:r"), text)
        return Paragraph(made, self._body)


def _of_cells(number: int) -> str:
    return f"of_cells_{number}"


def _dress(paragraph: Paragraph, style_id: str) -> None:
    """Set the style by its id: by name python-docx looks through all styles each time, half of the whole time."""
    paragraph._p.style = style_id  # noqa: SLF001


def page_numbers(paragraph: Paragraph) -> None:
    """Page numbers ("Page 3 of 12") by fields that Word fills in whenever it lays out the page."""
    paragraph.add_run("Page ")
    _field(paragraph, " PAGE ")
    paragraph.add_run(" of ")
    _field(paragraph, " NUMPAGES ")


def _field(paragraph: Paragraph, instruction: str) -> None:
    _begin_field(paragraph, instruction)
    paragraph.add_run("1")
    paragraph.add_run()._r.append(_element("w:fldChar", fldCharType="end"))  # noqa: SLF001


def _begin_field(paragraph: Paragraph, instruction: str) -> None:
    """Open a field (ECMA-376 part 1, 17.16.18); what is written next is its result until its end mark."""
    text = _element("w:instrText")
    text.text = instruction
    text.set(_SPACE, "preserve")
    for part in (_element("w:fldChar", fldCharType="begin"), text, _element("w:fldChar", fldCharType="separate")):
        paragraph.add_run()._r.append(part)  # noqa: SLF001 - python-docx has no call for fields


def _element(tag: str, **attributes: str) -> BaseOxmlElement:
    from docx.oxml import OxmlElement  # noqa: PLC0415 - only who writes Word pays for it
    from docx.oxml.ns import qn  # noqa: PLC0415

    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


# What may follow w:bidi in w:pPr (ECMA-376 part 1, 17.3.1.26); in another order Word calls the file damaged.
_AFTER_BIDI = (
    "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents",
    "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap", "w:outlineLvl",
    "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
)  # fmt: skip


def _from_the_right(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left (Unicode UAX 9, rule P2)."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


def mark(paragraph: Paragraph, name: str, number: int) -> None:
    """Give a paragraph a bookmark that links within the file lead to; the number must be the file's own."""
    start = _element("w:bookmarkStart", id=str(number), name=name)
    paragraph._p.get_or_add_pPr().addnext(start)  # noqa: SLF001 - python-docx has no call for bookmarks
    paragraph._p.append(_element("w:bookmarkEnd", id=str(number)))  # noqa: SLF001


def link_within(paragraph: Paragraph, text: str, name: str) -> None:
    """Add a link to a bookmark at the end of a paragraph."""
    link = _child(paragraph._p, "w:hyperlink")  # noqa: SLF001 - python-docx has no call for links within the file
    link.set(_name("w:anchor"), name)
    link.set(_name("w:history"), "1")
    run = _child(link, "w:r")
    _child(_child(run, "w:rPr"), "w:u").set(_name("w:val"), "single")
    _say(run, text)


def add_run(paragraph: Paragraph, text: str) -> None:
    """Add text at the end of a paragraph as it stands: python-docx's own call takes five times as long."""
    _say(_child(paragraph._p, "w:r"), text)  # noqa: SLF001 - as above


def _say(run: _Element, text: str) -> None:
    """Write a run's text; what Word knows by a mark of its own is written as that (ECMA-376 part 1, 17.3.3)."""
    for said in _MARKED.split(text):
        if said in _MARKS:
            _child(run, _MARKS[said])
        elif said:
            words = _child(run, "w:t")
            words.text = said
            if said != said.strip():
                words.set(_SPACE, "preserve")


_MARKS = {"\t": "w:tab", "\n": "w:br", "\r": "w:br", "\u2011": "w:noBreakHyphen"}
_MARKED = re.compile(f"([{''.join(_MARKS)}])")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def _child(parent: _Element, tag: str) -> _Element:
    from lxml.etree import SubElement  # noqa: PLC0415 - only who writes Word pays for it

    return SubElement(parent, _name(tag))


@cache
def _name(tag: str) -> str:
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above

    return qn(tag)
