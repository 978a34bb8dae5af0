"""Zip files under limits: .docx and .odt are zip files that anybody may have made."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from lzma import LZMAError
from typing import IO

from themes.errors import BrokenFile, FileTooLarge

MOST_ENTRIES = 10_000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_WORDS_PART = 50 * 1024 * 1024
MOST_RATIO = 100
# Below this size a high ratio harms nobody: an empty style sheet packs a hundredfold.
_RATIO_COUNTS_FROM = 4 * 1024 * 1024
_CHUNK = 1 << 16
_MEGABYTE = 1024 * 1024
_ENCRYPTED = 0x1
_OUTSIDE = re.compile(r"(^|[\\/])\.\.([\\/]|$)|^[\\/]|^[A-Za-z]:|\x00")
# What zipfile and the four ways of packing raise at bytes that are not what they seem.
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, LZMAError, struct.error),
    *(NotImplementedError, RuntimeError, EOFError, OSError, ValueError, LookupError, OverflowError),
)


class Archive:
    """A zip file in memory, of which parts are read under limits.

    Args:
        data: The file.

    Raises:
        BrokenFile: It is no zip file, is protected by a password, or names a place outside itself.
        FileTooLarge: It has too many entries.
    """

    def __init__(self, data: bytes) -> None:
        """Look at the table of entries, and unpack nothing."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as error:
            raise BrokenFile(_DAMAGED) from error
        entries = self._zip.infolist()
        if len(entries) > MOST_ENTRIES:
            raise FileTooLarge(f"it holds {len(entries):,} entries (limit {MOST_ENTRIES:,}). Save the words alone.")
        if any(_OUTSIDE.search(entry.filename) for entry in entries):
            raise BrokenFile("it names places outside itself, as no word processor does. Do not open it elsewhere.")
        self._entries = {entry.filename: entry for entry in entries}
        self._n_unpacked = 0

    @property
    def names(self) -> list[str]:
        """The entries' names, in the file's order."""
        return list(self._entries)

    def __contains__(self, name: str) -> bool:
        """Whether the file has an entry of this name."""
        return name in self._entries

    def read(self, name: str) -> bytes:
        """One entry, its bytes counted while they are unpacked: what the table says of sizes may be a lie.

        Raises:
            BrokenFile: The entry is missing, damaged or protected.
            FileTooLarge: It unpacks to more than the limits.
        """
        entry = self._entries.get(name)
        if entry is None:
            raise BrokenFile(f"its part {name} is missing. Open it in a word processor and save it again.")
        if entry.flag_bits & _ENCRYPTED:
            raise BrokenFile("it is protected by a password. Save it without one and try again.")
        try:
            packed = self._zip.open(entry)
        except _BROKEN as error:
            raise BrokenFile(_DAMAGED) from error
        with packed:
            return self._unpack(packed, entry.compress_size)

    def _unpack(self, packed: IO[bytes], n_packed: int) -> bytes:
        """Everything of an open entry, chunk by chunk, until a limit is passed."""
        whole = bytearray()
        while True:
            try:
                chunk = packed.read(_CHUNK)
            except _BROKEN as error:
                raise BrokenFile(_DAMAGED) from error
            if not chunk:
                return bytes(whole)
            whole += chunk
            self._n_unpacked += len(chunk)
            swollen = len(whole) > _RATIO_COUNTS_FROM and len(whole) > MOST_RATIO * max(n_packed, 1)
            if self._n_unpacked > MOST_UNPACKED or len(whole) > MOST_WORDS_PART or swollen:
                raise FileTooLarge(
                    f"it unpacks to more than a transcript can need (over {len(whole) // _MEGABYTE} MB; limits: "
                    f"{MOST_WORDS_PART // _MEGABYTE} MB of words, {MOST_RATIO} times its packed size). "
                    "Save it as plain text and try again."
                )


_DAMAGED = "it is damaged or cut short. Open it in a word processor and save it again, or fetch it again."
