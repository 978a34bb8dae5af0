"""Sound files to broken ones, by seed: the same number always gives the same file."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

_NASTY = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\xcc\x81" * 500, b"\r", b"\x0c", b"\x1a",
    b"{" * 2000, b"[" * 2000, b"(" * 2000, b"<" * 2000, b"<a>" * 1000, b'"', b"'", b"\\", b"\\'zz", b"\\u-99999?",
    b"&#0;", b"&#x110000;", b"&lt" * 500, b"99999999999999999999", b"-1", b"1e999", b"NaN", b"%00", b"--> " * 200,
    b"\t" * 3000, b" " * 5000, b"\n" * 3000, b":" * 3000, b"00:00:00.000 --> 00:00:00.000\n" * 50, b"]]>", b"<!--",
)  # fmt: skip


def broken(sound: bytes, seed: int, ending: str) -> bytes:
    """A broken file made from a sound one.

    Args:
        sound: The sound file.
        seed: Which of the broken ones.
        ending: The format's ending; zip files are mostly broken inside, under a sound table of entries.
    """
    chance = random.Random(f"{ending} {seed}")  # noqa: S311 - the same files in every run
    if ending in {"docx", "odt", "xlsx"} and chance.random() < _INSIDE:
        return _broken_inside(sound, chance)
    if ending == "pdf" and chance.random() < _INSIDE:
        return _broken_pdf(sound, chance)
    return _mutated(sound, chance)


_INSIDE = 0.7


def _mutated(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        data = chance.choice(_WAYS)(data, chance)
    return data


def _flip(data: bytes, chance: random.Random) -> bytes:
    held = bytearray(data)
    for _ in range(chance.choice((1, 3, 30))):
        if held:
            held[chance.randrange(len(held))] ^= 1 << chance.randrange(8)
    return bytes(held)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _drop(data: bytes, chance: random.Random) -> bytes:
    first, last = _range(data, chance)
    return data[:first] + data[last:]


def _double(data: bytes, chance: random.Random) -> bytes:
    first, last = _range(data, chance)
    return data[:last] + data[first:last] * chance.choice((1, 2, 50)) + data[last:]


def _swap(data: bytes, chance: random.Random) -> bytes:
    (first, last), middle = _range(data, chance), chance.randrange(len(data) + 1)
    rest = data[:first] + data[last:]
    return rest[:middle] + data[first:last] + rest[middle:]


def _insert(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(_NASTY) + data[at:]


def _noise(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.randbytes(chance.choice((4, 100, 5000))) + data[at:]


def _number(data: bytes, chance: random.Random) -> bytes:
    """Another number where one stands: a length, a count, a time."""
    places = list(re.finditer(rb"\d+", data))
    if not places:
        return data
    place = chance.choice(places)
    other = chance.choice((b"0", b"-1", b"1", b"2147483648", b"99999999999999999999", b"1e308", b"0x7f"))
    return data[: place.start()] + other + data[place.end() :]


def _range(data: bytes, chance: random.Random) -> tuple[int, int]:
    first = chance.randrange(len(data) + 1)
    return first, min(len(data), first + chance.choice((1, 10, 200, 5000)))


_WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip, _cut, _drop, _double, _swap, _insert, _insert, _noise, _number, _number,
)  # fmt: skip


def _broken_inside(data: bytes, chance: random.Random) -> bytes:
    """A zip file with a sound table of entries and a broken part, or a part under another's name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = sorted(parts)
    worded = [
        name for name in names if name.endswith(("document.xml", "content.xml", "sheet1.xml", "sharedStrings.xml"))
    ]
    for _ in range(chance.choice((1, 1, 2))):
        name = chance.choice(worded if chance.random() < _INSIDE else names)
        what = chance.random()
        if what < 0.75:
            parts[name] = _mutated(parts[name], chance)
        elif what < 0.85:
            parts[name] = parts[chance.choice(names)]
        elif what < 0.95:
            parts.pop(name, None)
            names = sorted(parts) or [name]
            worded = [one for one in worded if one in parts] or names
            parts.setdefault(names[0], b"")
        else:
            parts[chance.choice(("../x", "/etc/x", "C:\\x", "a" * 5000, "word/document.xml/", "\u202etxt.exe"))] = b"x"
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return held.getvalue()


def _broken_pdf(data: bytes, chance: random.Random) -> bytes:
    """A PDF whose objects refer to each other wrongly, or hold what they should not."""
    for _ in range(chance.choice((1, 2, 4))):
        places = list(re.finditer(rb"\d+ 0 R|/[A-Z][A-Za-z]+|\d+", data))
        place = chance.choice(places)
        other = chance.choice(
            (
                b"1 0 R",
                b"2 0 R",
                b"3 0 R",
                b"4 0 R",
                b"9 0 R",
                b"/Kids",
                b"/Filter /LZWDecode",
                b"/Prev 0",
                b"null",
                b"[]",
            )
        )
        data = data[: place.start()] + other + data[place.end() :]
    return data
