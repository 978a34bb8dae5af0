r"""Rich text, .rtf and .doc that is it (Microsoft's RTF 1.9.1): paragraphs, tables, bold, Unicode and code pages.

One pass over control words with a stack of our own: no depth of nesting and no length of ``\bin`` troubles it.
What is no talk is left out: pictures, objects, page headers, footnotes, comments, what was deleted or hidden.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from themes.errors import BrokenFile
from themes.read.formats.rtf_words import CHARACTERS, COUNTED, SKIPPED, code_page, code_page_of
from themes.read.source import MOST_BYTES, Format, Source
from themes.read.unpacking.gathered import Gathered
from themes.read.unpacking.paragraph import Part, paragraph_lines

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<symbol>[^a-zA-Z'])"
    rb"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+",
    re.DOTALL,
)
# Groups with a star that hold talk all the same: text boxes, and pictures in their newer form, to be counted.
_STARRED = {"shpinst", "shppict"}
_DEEPEST = 10_000
_MOST_SKIPPED = 100
_UNITS = 0x10000
_HIGH, _LOW, _HALF = 0xD800, 0xDC00, 0x400
_HEADINGS = ("heading", "title", "subtitle")
_STARTS = (b"{\\rtf", b"\xef\xbb\xbf{\\rtf")


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits: where its words go, how they look, how bytes become letters."""

    goes: str = "text"
    bold: bool = False
    hidden: bool = False
    deleted: bool = False
    n_fallback: int = 1
    page: str = "cp1252"


def read(data: bytes) -> Source:
    """The paragraphs and table rows of a rich-text file, in order.

    Raises:
        BrokenFile: It is nested without end.
    """
    walk = _Walk()
    walk.all_of(data)
    return walk.gathered.source()


class _Walk:
    """One way through the control words, gathering lines and counting what is left out."""

    def __init__(self) -> None:
        self.gathered = Gathered()
        self._state = _State()
        self._stack: list[_State] = []
        self._default = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._styles: dict[int, str] = {}
        self._style = 0
        self._name: list[str] = []
        self._heading = False
        self._starred = False
        self._n_skip = 0
        self._bytes = bytearray()
        self._parts: list[Part] = []
        self._cells: list[str] = []
        self._in_table = False
        self._high = 0

    def all_of(self, data: bytes) -> None:
        """Take every token of the file."""
        at = 0
        while at < len(data):
            found = _TOKEN.match(data, at)
            if found is None:
                at += 1
                continue
            at = found.end()
            if found["word"] == b"bin":
                at += max(int(found["number"] or 0), 0)
            elif found["word"]:
                self._word(found["word"].decode(), int(found["number"]) if found["number"] else None)
            elif found["hex"]:
                self._byte(int(found["hex"], 16))
            elif found["symbol"]:
                self._symbol(found["symbol"].decode("latin-1"))
            elif found["brace"]:
                self._brace(found["brace"] == b"{")
            elif found["text"]:
                self._text(found["text"])
        self._flush()
        self._end_row()
        self._end_paragraph()

    def _brace(self, opens: bool) -> None:  # noqa: FBT001 - one of two braces
        self._flush()
        self._n_skip = 0
        self._starred = False
        if opens:
            if len(self._stack) >= _DEEPEST:
                raise BrokenFile(f"its inside is nested more than {_DEEPEST:,} deep. Save it as plain text.")
            self._stack.append(self._state)
        elif self._stack:
            if self._state.goes != self._stack[-1].goes:
                self._name = []
            self._state = self._stack.pop()

    def _byte(self, byte: int) -> None:
        """One byte of text: letters of some code pages take two, so they are decoded together."""
        if self._n_skip:
            self._n_skip -= 1
        else:
            self._bytes.append(byte)

    def _text(self, text: bytes) -> None:
        n_skipped = min(self._n_skip, len(text))
        self._n_skip -= n_skipped
        self._bytes += text[n_skipped:]

    def _flush(self) -> None:
        """Bytes so far as letters."""
        if self._bytes:
            held, self._bytes = bytes(self._bytes), bytearray()
            if self._state.goes != "nowhere":
                self._say(held.decode(self._state.page, errors="replace"))

    def _say(self, words: str) -> None:
        state = self._state
        if state.goes == "text" and not state.hidden and not state.deleted:
            self._parts.append((words, state.bold))
        elif state.goes == "styles":
            self._name.append(words)
            if words.endswith(";"):
                self._styles[self._style] = "".join(self._name).strip().casefold()
                self._name = []

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._starred = True
        elif symbol in "\r\n":
            self._word("par", None)
        elif symbol in "\\{}":
            self._byte(ord(symbol))
        elif self._n_skip:
            self._n_skip -= 1
        elif symbol in CHARACTERS:
            self._flush()
            self._say(CHARACTERS[symbol])

    def _word(self, word: str, number: int | None) -> None:
        """A control word: a character, the end of something, a property, or where the group's words go."""
        starred, self._starred = self._starred, False
        if self._n_skip and word != "u":
            self._n_skip -= 1
            return
        self._flush()
        if word == "u":
            self._n_skip = min(self._state.n_fallback, _MOST_SKIPPED)
            self._unit((number or 0) % _UNITS)
        elif word in CHARACTERS:
            self._say(CHARACTERS[word])
        elif self._state.goes == "text" and word in {"par", "sect", "page", "cell", "nestcell", "row", "nestrow"}:
            self._ends(word)
        elif word in SKIPPED or (starred and word not in _STARRED):
            self._go("nowhere")
            if word in COUNTED and self._stack and self._stack[-1].goes == "text":
                self.gathered.counts[COUNTED[word]] += 1
        elif word in {"fonttbl", "stylesheet"}:
            self._go("fonts" if word == "fonttbl" else "styles")
        else:
            self._property(word, number)

    def _unit(self, unit: int) -> None:
        """A unit of UTF-16: half of a letter, where the other half comes before or behind it."""
        high, self._high = self._high, 0
        if high and _LOW <= unit < _LOW + _HALF:
            self._say(chr(_UNITS + ((high - _HIGH) << 10) + unit - _LOW))
        elif _HIGH <= unit < _LOW:
            self._high = unit
        else:
            self._say(chr(unit))

    def _go(self, where: str) -> None:
        if self._state.goes != "nowhere":
            self._state = replace(self._state, goes=where)

    def _ends(self, word: str) -> None:
        """The end of a paragraph, a cell or a row."""
        if word == "cell":
            self._end_cell()
        elif word == "row":
            self._end_row()
        elif word == "nestcell":
            self._parts.append(("\t", False))
        elif word == "nestrow" or self._in_table:
            self._parts.append(("\n", False))
        else:
            self._end_row()
            self._end_paragraph()

    def _end_paragraph(self) -> None:
        self.gathered.add_paragraph(self._parts, kind="heading" if self._heading else "text")
        self._parts = []

    def _end_cell(self) -> None:
        lines = paragraph_lines(self._parts, number=self.gathered.n_paragraphs)
        self._cells.append("\n".join(line.words for line in lines))
        self._parts = []

    def _end_row(self) -> None:
        """A table row, where there is one; words behind its last cell are the next paragraph's."""
        cells, self._cells = tuple(self._cells), []
        if any(cells):
            self.gathered.add_row(cells)

    def _property(self, word: str, number: int | None) -> None:
        """How what follows looks, or is to be decoded."""
        on = number != 0
        if word == "b":
            self._state = replace(self._state, bold=on)
        elif word == "v":
            self._state = replace(self._state, hidden=on)
            self.gathered.counts["hidden passages"] += on and self._state.goes == "text"
        elif word == "deleted":
            self._state = replace(self._state, deleted=on)
            self.gathered.counts["deleted passages"] += on and self._state.goes == "text"
        elif word == "plain":
            self._state = replace(self._state, bold=False, hidden=False, deleted=False, page=self._default)
        elif word == "uc":
            self._state = replace(self._state, n_fallback=max(number or 0, 0))
        elif word == "pard":
            self._heading = self._in_table = False
        elif word == "intbl":
            self._in_table = True
        elif word in {"s", "outlinelevel"}:
            self._styled(word, number or 0)
        else:
            self._decoded(word, number or 0)

    def _styled(self, word: str, number: int) -> None:
        self._style = number if word == "s" else self._style
        if self._state.goes == "text":
            self._heading = word == "outlinelevel" or self._styles.get(number, "").startswith(_HEADINGS)

    def _decoded(self, word: str, number: int) -> None:
        """Code pages: of the file, of a font in the table, of the font that is used from here."""
        if word in {"ansicpg", "mac", "pc", "pca"}:
            self._default = code_page({"mac": 10000, "pc": 437, "pca": 850}.get(word, number))
            self._state = replace(self._state, page=self._default)
        elif word in {"f", "deff"}:
            self._font = number
            if self._state.goes == "text":
                self._state = replace(self._state, page=self._fonts.get(number, self._default))
        elif self._state.goes == "fonts" and word == "fcharset":
            self._fonts[self._font] = code_page_of(number, default=self._default)
        elif self._state.goes == "fonts" and word == "cpg":
            self._fonts[self._font] = code_page(number)


def _recognise(data: bytes) -> bool:
    return data.startswith(_STARTS)


FORMAT = Format(
    name="rtf",
    title="Rich text",
    suffixes=(".rtf",),
    recognise=_recognise,
    read=read,
    most_bytes=MOST_BYTES,
)
