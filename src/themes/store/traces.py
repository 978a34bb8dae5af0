"""What of somebody's words or names a file's bytes hold: as they lie there, unpacked, and value by value."""

from __future__ import annotations

import html
import re
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from themes.passages import Passages, unescaped
from themes.store import engine

_SQLITE = b"SQLite format 3\x00"
_LOGS = (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
_LARGEST_PAGE = 65536  # which its header has as 1 (sqlite.org/fileformat2.html, 1.3.2)
_POINTER = 4  # bytes before what goes on from another page, and after what goes on in one: the first is nearly always 0
_CUT = re.compile(rb"\A[0-9A-Za-z\x80-\xff]+|[0-9A-Za-z\x80-\xff]+(?=\x00|\Z)")
_ZIPPED = re.compile(rb"PK\x03\x04")
_DEFLATED = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
# Twenty or more characters of two bytes each, the greater of which is one of European scripts or their punctuation.
_TWO_BYTES = re.compile(rb"(?:[\x09-\xff][\x00-\x06\x20]){20,}")
_TWO_BYTES_TURNED = re.compile(rb"(?:[\x00-\x06\x20][\x09-\xff]){20,}")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_HEADER = 30  # bytes of a file's header in a zip, before its name
_MOST_PACKED = 32 * 1024 * 1024
_MOST_UNPACKED = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """What was found in one file: which runs of words, and which names."""

    path: Path
    passages: frozenset[str]
    names: frozenset[str]

    def __bool__(self) -> bool:
        """Whether anything was found."""
        return bool(self.passages or self.names)


def look(path: Path, passages: Passages, names: re.Pattern[str] | None = None) -> Traces:
    """Look for runs of words and names in a file, whatever lies around them.

    Args:
        path: The file: a project, its log, a key, a document.
        passages: The runs.
        names: What finds a name; None for none.

    Raises:
        OSError: The file cannot be read.
    """
    data = path.read_bytes()
    found: set[str] = set()
    named: set[str] = set()
    for text in _texts(data, path):
        found |= passages.found_in(text)
        named |= {" ".join(match[0].split()).casefold() for match in names.finditer(text)} if names else set()
    return Traces(path=path, passages=frozenset(found), names=frozenset(named))


def _texts(data: bytes, path: Path) -> Iterator[str]:
    yield from _as_they_lie(b" pagebreak ".join(_pages(data)))
    for unpacked in _unpacked(data):
        yield from _as_they_lie(unpacked)
    if data.startswith(_SQLITE):
        for value in _values(path):
            if isinstance(value, str):
                yield unescaped(value)
            elif isinstance(value, bytes):
                # A long value lies on several pages, and only whole can it be unpacked.
                for unpacked in (value, *_unpacked(value)):
                    yield from _as_they_lie(unpacked)


def _pages(data: bytes) -> Iterator[bytes]:
    """The pages of SQLite's file or log without the words that a page's end cuts, or all of any other file.

    Where "17 of them" goes on in another page, a "7 of them" begins there that nobody said.
    """
    log = data[:4] in _LOGS
    if not log and not data.startswith(_SQLITE):
        yield data
        return
    size = int.from_bytes(data[8:12] if log else data[16:18], "big")
    size = _LARGEST_PAGE if size <= 1 else size
    begins, header = (32, 24) if log else (0, 0)
    for at in range(begins, len(data), size + header):
        yield _CUT.sub(b" ", data[at + header + _POINTER : at + header + size])


def _as_they_lie(data: bytes) -> Iterator[str]:
    text = unescaped(data.decode("utf-8", errors="replace"))
    yield text
    if "<" in text and ">" in text:
        plain = html.unescape(text)
        yield _TAG.sub(" ", plain)
        yield _TAG.sub("", plain)  # a document may part a word for its spelling alone
    for pattern, encoding in ((_TWO_BYTES, "utf-16-le"), (_TWO_BYTES_TURNED, "utf-16-be")):
        for run in pattern.finditer(data):
            yield unescaped(run[0].decode(encoding, errors="replace"))


def _unpacked(data: bytes) -> Iterator[bytes]:
    """What was packed in it: the files of a zip, the streams of a PDF."""
    for found in _ZIPPED.finditer(data):
        at = found.start()
        lengths = data[at + 26 : at + _HEADER]
        begins = at + _HEADER + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
        yield from _inflated(data, begins, -zlib.MAX_WBITS)
    for found in _DEFLATED.finditer(data):
        yield from _inflated(data, found.start(), zlib.MAX_WBITS | 32)


def _inflated(data: bytes, begins: int, bits: int) -> Iterator[bytes]:
    try:
        unpacked = zlib.decompressobj(bits).decompress(data[begins : begins + _MOST_PACKED], _MOST_UNPACKED)
    except zlib.error:
        return  # no such stream begins here
    if unpacked:
        yield unpacked


def _values(path: Path) -> Iterator[object]:
    """Each value of each table that SQLite can read; none where another program holds the file."""
    try:
        with closing(engine.connect(path, read_only=True)) as connection:
            tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            for name in tables:
                for row in connection.execute(f'SELECT * FROM "{name}"'):  # noqa: S608 - a name that the file gave
                    yield from row
    except sqlite3.Error:
        return
