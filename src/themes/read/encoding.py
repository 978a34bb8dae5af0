"""Bytes to text: strict UTF-8 first, then what the bytes themselves say, then the likeliest of the old encodings."""

from __future__ import annotations

import codecs
from collections.abc import Sequence

from themes.errors import BrokenFile, FileTooLarge
from themes.text import canonical

# What British and European typists' programs wrote before UTF-8. Free guessing calls short cp1252 files Big5.
_OLD_ENCODINGS = ("cp1252", "mac_roman", "utf_16_le", "utf_16_be")
_SAMPLE = 4096
MOST_LINES = 500_000
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MOST_CONTROLS = 0.02


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The canonical text of a text file, and notices about how it was found.

    Args:
        data: The file.

    Returns:
        The text, line ends as LF and form feeds as line ends, and sentences for the user.

    Raises:
        BrokenFile: The bytes are no text.
        FileTooLarge: It has more lines than any interview.
    """
    text, notices = _decode(data)
    text = canonical(text.replace("\f", "\n").replace("\v", "\n"))
    if text.count("\n") > MOST_LINES:
        raise FileTooLarge(f"it has more than {MOST_LINES:,} lines, as no interview has. Split it and add the parts.")
    # Judged on the start: a transcript with one stray control later on is still a transcript.
    sample = text[:_SAMPLE]
    if sample.count("\ufffd") > _MOST_CONTROLS * len(sample):
        raise BrokenFile("its bytes are not text. Open it in the program that made it and save it as text (UTF-8).")
    return text, notices


def _decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text before it is made canonical, and notices."""
    if data.startswith(_UTF_16):
        return data.decode("utf-16", errors="replace"), ()
    wide = _utf_16_without_mark(data[:_SAMPLE])
    if wide:
        return data.decode(wide, errors="replace"), ()
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        found = _guess(data, _OLD_ENCODINGS)
    notice = f"The file is not UTF-8; it was read as {found}. Look at accented letters and quotation marks."
    return data.decode(found, errors="replace"), (notice,)


def _utf_16_without_mark(sample: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of Western text is NUL, and the other never."""
    even, odd = sample[0::2], sample[1::2]
    if odd and odd.count(0) * 2 > len(odd) and even.count(0) == 0:
        return "utf_16_le"
    if even and even.count(0) * 2 > len(even) and odd.count(0) == 0:
        return "utf_16_be"
    return None


def _guess(data: bytes, encodings: Sequence[str]) -> str:
    """The likeliest of some encodings (charset-normalizer); Windows-1252 where it does not know."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only a file that is not UTF-8 pays for it

    best = from_bytes(data, cp_isolation=list(encodings)).best()
    return best.encoding if best is not None else "cp1252"
