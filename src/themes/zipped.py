"""Zip files that anybody may have made, read under limits: documents, spreadsheets, projects of other tools."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO

from themes.errors import BrokenFile, FileTooLarge

MEGABYTE = 1024 * 1024
# Below this size a high ratio harms nobody: an empty style sheet packs a hundredfold.
_RATIO_COUNTS_FROM = 4 * MEGABYTE
# What programs that write documents use. LZMA takes whatever memory its first bytes ask for.
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CHUNK = 1 << 16
_ENCRYPTED = 0x1
_OUTSIDE = re.compile(r"(^|[\\/])\.\.([\\/]|$)|^[\\/]|^[A-Za-z]:|\x00")
# What zipfile and zlib raise at bytes that are not what they seem (350,000 broken files, Python 3.11 to 3.13): a place
# before the file or beyond any is a ValueError or OverflowError, and so is a name that is no UTF-8; a later version of
# the format is not implemented.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OverflowError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is read: entries; bytes of one unpacked entry and of all; times its packed size."""

    entries: int
    part: int
    whole: int
    ratio: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusals:
    """What is said of a file that is not read, each with what to do; ``too_many`` with ``{n}``, the entries it has."""

    no_zip: str
    damaged: str
    locked: str
    packing: str
    outside: str
    too_many: str
    too_large: str


class Zipped:
    """A zip file in memory, of which entries are read under limits.

    Args:
        data: The file.
        limits: How much is read.
        refusals: What is said where it is not.

    Raises:
        BrokenFile: It is no zip file, or names a place outside itself.
        FileTooLarge: It has too many entries.
    """

    def __init__(self, data: bytes, *, limits: Limits, refusals: Refusals) -> None:
        """Look at the table of entries, and unpack nothing."""
        self._limits, self._refusals = limits, refusals
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise BrokenFile(refusals.no_zip) from error
        entries = self._zip.infolist()
        if len(entries) > limits.entries:
            raise FileTooLarge(refusals.too_many.format(n=f"{len(entries):,}"))
        if any(_OUTSIDE.search(entry.filename) for entry in entries):
            raise BrokenFile(refusals.outside)
        self._entries = {entry.filename: entry for entry in entries}
        self._n_unpacked = 0

    @property
    def sizes(self) -> Mapping[str, int]:
        """Bytes of each entry by name, as the table says, in the file's order; folders and the nameless are none."""
        # Not ZipInfo.is_dir: it asks for the last character of a name that may have none.
        return {name: entry.file_size for name, entry in self._entries.items() if name and not name.endswith("/")}

    def read(self, name: str) -> bytes:
        """One entry, its bytes counted while they are unpacked: what the table says of sizes may be a lie.

        Raises:
            BrokenFile: The entry is damaged or protected.
            FileTooLarge: It unpacks to more than the limits.
        """
        entry = self._entries[name]
        if entry.flag_bits & _ENCRYPTED:
            raise BrokenFile(self._refusals.locked)
        if entry.compress_type not in _PACKED:
            raise BrokenFile(self._refusals.packing)
        try:
            packed = self._zip.open(entry)
        except _BROKEN as error:
            raise BrokenFile(self._refusals.damaged) from error
        whole = bytearray()
        with packed:
            for chunk in self._chunks(packed):
                whole += chunk
                self._n_unpacked += len(chunk)
                self._refuse_more(len(whole), entry.compress_size)
        return bytes(whole)

    def _chunks(self, packed: IO[bytes]) -> Iterator[bytes]:
        while True:
            try:
                chunk = packed.read(_CHUNK)
            except _BROKEN as error:
                raise BrokenFile(self._refusals.damaged) from error
            if not chunk:
                return
            yield chunk

    def _refuse_more(self, so_far: int, packed: int) -> None:
        limits = self._limits
        swollen = so_far > _RATIO_COUNTS_FROM and so_far > limits.ratio * max(packed, 1)
        if self._n_unpacked > limits.whole or so_far > limits.part or swollen:
            raise FileTooLarge(self._refusals.too_large)


def names_in(data: bytes) -> list[str]:
    """The names of a zip file's entries; none where the bytes are no zip file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            return opened.namelist()
    except _BROKEN:
        return []
