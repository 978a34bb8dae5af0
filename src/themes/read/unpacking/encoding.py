"""Bytes to text: strict UTF-8 first, then what the bytes themselves say, then the likeliest of the old encodings."""

from __future__ import annotations

import codecs

from themes.errors import BrokenFile, FileTooLarge
from themes.text import canonical

# What British and European typists' programs wrote before UTF-8, the likelier first. Asked about a short file,
# charset-normalizer calls both Big5; a long one in Cyrillic, Greek or Japanese it tells right.
_WESTERN = ("cp1252", "mac_roman")
_OTHERS = ("cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "cp932", "gb18030", "big5", "euc_kr", "koi8_r")
_COMMON = frozenset("‘’“”–—…«»„‚•·£€§°½¼¾©®™¡¿\xa0")
_CLOSE = frozenset("’”»…")
_LETTERS = frozenset("àáâãäåæçèéêëìíîïñòóôõöøœùúûüýÿßðþšžÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒÙÚÛÜÝŸÐÞŠŽ")
_ASCII = 0x80
_MOST_LOOKED_AT = 200_000
_GOOD = 0.7
_MOST_MARKED = 0.2
_ENOUGH = 60
_SAMPLE = 4096
MOST_LINES = 500_000
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MOST_CONTROLS = 0.02


def decode(data: bytes, *, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The canonical text of a text file, and notices about how it was found.

    Args:
        data: The file.
        declared: The encoding that the file itself says it has; believed where its bytes allow it.

    Returns:
        The text, line ends as LF and form feeds as line ends, and sentences for the user.

    Raises:
        BrokenFile: The bytes are no text.
        FileTooLarge: It has more lines than any interview.
    """
    text, notices = _decode(data, declared)
    text = canonical(text.replace("\f", "\n").replace("\v", "\n"))
    if text.count("\n") > MOST_LINES:
        raise FileTooLarge(f"it has more than {MOST_LINES:,} lines, as no interview has. Split it and add the parts.")
    # Judged on the start: a transcript with one stray control later on is still a transcript.
    sample = text[:_SAMPLE]
    if sample.count("\ufffd") > _MOST_CONTROLS * len(sample):
        raise BrokenFile("its bytes are not text. Open it in the program that made it and save it as text (UTF-8).")
    return text, notices


def _decode(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    """The text before it is made canonical, and notices."""
    if data.startswith(_UTF_16):
        return data.decode("utf-16", errors="replace"), ()
    wide = _utf_16_without_mark(data[:_SAMPLE])
    if wide:
        return data.decode(wide, errors="replace"), ()
    text = _as_declared(data, declared) if declared else None
    if text is not None:
        return text, ()
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        found = _guess(data)
    notice = f"The file is not UTF-8; it was read as {found}. Look at accented letters and quotation marks."
    return data.decode(found, errors="replace"), (notice,)


def _as_declared(data: bytes, declared: str) -> str | None:
    """The text in the encoding that a file says it has; None where it is unknown or the bytes are not in it.

    "Latin 1" and "ASCII" mean Windows-1252, as they do to browsers (WHATWG, Encoding, section 4.2).
    """
    try:
        name = codecs.lookup(declared).name
    except (LookupError, ValueError):
        return None
    if name in {"iso8859-1", "ascii"}:
        name = "cp1252"
    try:
        return data.decode("utf-8-sig" if name == "utf-8" else name)
    except (UnicodeError, LookupError):
        return None


def _utf_16_without_mark(sample: bytes) -> str | None:
    """UTF-16 without its mark: every second byte of Western text is NUL, and the other never."""
    even, odd = sample[0::2], sample[1::2]
    if odd and odd.count(0) * 2 > len(odd) and even.count(0) == 0:
        return "utf_16_le"
    if even and even.count(0) * 2 > len(even) and odd.count(0) == 0:
        return "utf_16_be"
    return None


def _guess(data: bytes) -> str:
    """The likeliest of the old encodings for bytes that are not UTF-8; Windows-1252 where nothing tells."""
    sample = data[:_MOST_LOOKED_AT]
    scores = {name: _likeness(sample.decode(name, errors="replace")) for name in _WESTERN}
    best = max(_WESTERN, key=lambda name: scores[name])
    n_marked = sum(byte >= _ASCII for byte in sample)
    rare = n_marked <= _MOST_MARKED * len(sample)
    if n_marked < _ENOUGH or (rare and scores[best] >= _GOOD):
        return best
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only such a file pays for it

    found = from_bytes(sample, cp_isolation=[*_OTHERS, *_WESTERN]).best()
    return found.encoding if found is not None else best


def _likeness(text: str) -> float:
    """How much of what is not ASCII in a text stands where Western typists put it, in [0, 1].

    Accented letters stand beside letters, capitals not behind small ones; quotation marks and dashes are common.
    """
    n_found = n_likely = 0
    for before, letter, after in zip(f" {text}", text, f"{text[1:]} ", strict=False):
        if letter < "\x80":
            continue
        n_found += 1
        if letter.isalpha():
            beside = before if before.isalpha() else after
            odd = letter.isupper() and before.islower()
            n_likely += letter in _LETTERS and not odd and (beside.isalpha() or not before.strip())
        else:
            n_likely += letter in _COMMON and not (letter in _CLOSE and not before.strip() and after.isalnum())
    return n_likely / n_found if n_found else 1.0
