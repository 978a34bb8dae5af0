"""Zip files of word processors and spreadsheets: .docx and .odt are zip files that anybody may have made."""

from __future__ import annotations

from themes.errors import BrokenFile
from themes.zipped import MEGABYTE, Limits, Refusals, Zipped

LIMITS = Limits(entries=10_000, part=50 * MEGABYTE, whole=200 * MEGABYTE, ratio=100)

_DAMAGED = "it is damaged or cut short. Open it in a word processor and save it again, or fetch it again."
_REFUSALS = Refusals(
    no_zip=_DAMAGED,
    damaged=_DAMAGED,
    locked="it is protected by a password. Save it without one and try again.",
    packing="it is packed in a way that no word processor uses. Open it in one and save it again.",
    outside="it names places outside itself, as no word processor does. Do not open it elsewhere.",
    too_many=f"it holds {{n}} entries (limit {LIMITS.entries:,}). Save the words alone.",
    too_large=(
        f"it unpacks to more than a transcript can need (limits: {LIMITS.part // MEGABYTE} MB of words, "
        f"{LIMITS.whole // MEGABYTE} MB for all, {LIMITS.ratio} times its packed size). "
        "Save it as plain text and try again."
    ),
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
        self._zip = Zipped(data, limits=LIMITS, refusals=_REFUSALS)

    @property
    def names(self) -> list[str]:
        """The entries' names, in the file's order."""
        return list(self._zip.sizes)

    def __contains__(self, name: str) -> bool:
        """Whether the file has an entry of this name."""
        return name in self._zip.sizes

    def read(self, name: str) -> bytes:
        """One entry, its bytes counted while they are unpacked: what the table says of sizes may be a lie.

        Raises:
            BrokenFile: The entry is missing, damaged or protected.
            FileTooLarge: It unpacks to more than the limits.
        """
        if name not in self:
            raise BrokenFile(f"its part {name} is missing. Open it in a word processor and save it again.")
        return self._zip.read(name)
