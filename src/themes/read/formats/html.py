"""Web pages, .htm and .html, as Word 97, word processors and transcription services write them.

Read tag by tag, without a tree: unclosed, crossed (``<P>Aho</B>:``) and endlessly nested elements cost no words.
What a block is comes from HTML's own rendering rules (WHATWG, section 15).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

from themes.read.formats.html_tokens import Tag, tokens
from themes.read.formats.html_words import BLOCKS, BOLD, HEADINGS, VOID, left_out_by
from themes.read.source import MOST_BYTES, Format, Line, LineKind, Source
from themes.read.unpacking.encoding import decode
from themes.read.unpacking.markup import left_out
from themes.read.unpacking.paragraph import Part, paragraph_lines

_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*(?P<name>[\w:.-]{2,40})", re.IGNORECASE
)
_FIRST_BYTES = 4096
# HTML's white space is one space; a tab that was written as a character reference was meant.
_WHITE = re.compile(r"[ \t\n\r\f]+")
_TAB = re.compile(r"&(?:#0*9|#[xX]0*9|Tab);")
_MEANT = "\ue009"
_MOST_IN_CELL = 40
_MACHINERY = {"script", "style"}
_PAGE = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)


def read(data: bytes) -> Source:
    """The paragraphs and table rows of a web page, in order.

    Raises:
        BrokenFile: The bytes are no text.
    """
    found = _DECLARED.search(data[:_FIRST_BYTES])
    text, notices = decode(data, declared=found["name"].decode("ascii") if found else None)
    kept: set[str] = set()
    walk = _Walk(kept)
    walk.all_of(text)
    while walk.unclosed and walk.unclosed not in _MACHINERY | kept:
        # Somebody forgot to close what would be left out: better its words than nobody's.
        kept.add(walk.unclosed)
        walk = _Walk(kept)
        walk.all_of(text)
    return Source(lines=tuple(walk.lines), dropped=left_out(walk.counts), notices=notices)


class _Walk:
    """One way through the page, gathering lines and counting what is left out."""

    def __init__(self, kept: Collection[str]) -> None:
        self.lines: list[Line] = []
        self.counts: Counter[str] = Counter()
        self.unclosed = ""
        self._kept = kept
        self._outside = ""  # the element that is being left out, and how many of its name are open
        self._n_outside = 0
        self._n_bold = 0
        self._n_pre = 0
        self._kind: LineKind = "text"
        self._parts: list[Part] = []
        self._paragraph = 0
        self._tables: list[list[list[Line]]] = []  # for each open table the cells of its row, each a list of lines

    def all_of(self, text: str) -> None:
        """Take the whole page."""
        for token in tokens(_TAB.sub(_MEANT, text)):
            if isinstance(token, str):
                self._words(token)
            elif token.ends:
                self._end(token.name)
            else:
                self._start(token)
        self._end_paragraph()
        while self._tables:
            self._end_row()
            self._tables.pop()
        if self._outside:
            self.unclosed = self._outside

    def _start(self, token: Tag) -> None:
        """An element opens."""
        tag = token.name
        if self._outside:
            self._n_outside += tag == self._outside
            return
        what = left_out_by(tag, token.attributes)
        if what:
            self.counts[what] += tag not in self._kept
            if tag not in VOID and tag not in self._kept:
                self._outside, self._n_outside = tag, 1
        elif tag == "br":
            self._parts.append(("\n", self._n_bold > 0))
        elif tag in BOLD:
            self._n_bold += 1
        elif tag in BLOCKS:
            self._block(tag)

    def _end(self, tag: str) -> None:
        """An element closes, or one that never opened does."""
        if self._outside:
            self._n_outside -= tag == self._outside
            self._outside = self._outside if self._n_outside else ""
        elif tag in BOLD:
            self._n_bold = max(self._n_bold - 1, 0)
        elif tag in BLOCKS:
            self._end_paragraph()
            self._kind = "text"
            self._n_pre -= tag == "pre" and self._n_pre > 0
            if tag in {"tr", "table"}:
                self._end_row()
            if tag == "table" and self._tables:
                self._tables.pop()
        elif tag == "br":
            self._parts.append(("\n", self._n_bold > 0))

    def _words(self, text: str) -> None:
        """Words."""
        if not self._outside:
            words = text if self._n_pre else _WHITE.sub(" ", text)
            self._parts.append((words.replace(_MEANT, "\t"), self._n_bold > 0))

    def _block(self, tag: str) -> None:
        """A block opens: the words so far are a paragraph; tables keep theirs apart."""
        self._end_paragraph()
        self._kind = "heading" if tag in HEADINGS else "text"
        self._n_pre += tag == "pre"
        if tag == "table":
            self._tables.append([])
        elif tag == "tr":
            self._end_row()
        elif tag in {"td", "th"} and self._tables:
            self._tables[-1].append([])

    def _end_paragraph(self) -> None:
        parts, self._parts = _tidy(self._parts), []
        lines: list[Line] = []
        for held in _apart(parts):
            self._paragraph += 1
            lines.extend(paragraph_lines(held, number=self._paragraph, kind=self._kind))
        if self._tables and self._tables[-1]:
            self._tables[-1][-1].extend(lines)
        else:
            self._keep_lines(lines)

    def _keep_lines(self, lines: list[Line]) -> None:
        """Lines that are whole, into the page or into the cell around their table."""
        around = self._tables[-2] if len(self._tables) > 1 else None
        if around:
            around[-1].extend(lines)
        else:
            self.lines.extend(lines)

    def _end_row(self) -> None:
        """A table's row; one that only places the page's parts is no row, and its lines stand by themselves."""
        if not self._tables or not self._tables[-1]:
            return
        held = self._tables[-1].copy()
        self._tables[-1].clear()
        full = [lines for lines in held if lines]
        if len(full) < 2 or max(map(len, full)) > _MOST_IN_CELL:  # noqa: PLR2004 - one cell is no row
            self._keep_lines([line for lines in held for line in lines])
        else:
            cells = tuple("\n".join(line.words for line in lines) for lines in held)
            self._paragraph += 1
            self._keep_lines([Line(text="\t".join(cells), paragraph=self._paragraph, cells=cells)])


def _tidy(parts: list[Part]) -> list[Part]:
    """Words without the spaces that only part one element from the next: at a line's start, or behind a space."""
    tidy: list[Part] = []
    open_ = True
    for words, bold in parts:
        held = words.lstrip(" ") if open_ else words
        if held:
            tidy.append((held, bold))
            open_ = held[-1] in " \n"
    return tidy


def _apart(parts: list[Part]) -> Iterator[list[Part]]:
    """Parts cut where a line between two breaks is empty: so many a page parts its paragraphs."""
    held: list[Part] = []
    empty = False
    for words, bold in parts:
        for index, row in enumerate(words.split("\n")):
            if index and empty and held:
                yield held
                held = []
            if index:
                held.append(("\n", bold))
                empty = True
            if row:
                held.append((row, bold))
                empty = empty and not row.strip()
    yield held


def _recognise(data: bytes) -> bool:
    return _PAGE.match(data[:_FIRST_BYTES].removeprefix(b"\xef\xbb\xbf")) is not None


FORMAT = Format(
    name="html",
    title="Web page",
    suffixes=(".html", ".htm"),
    recognise=_recognise,
    read=read,
    most_bytes=MOST_BYTES,
)
