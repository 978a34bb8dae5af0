r"""Control words of RTF 1.9.1 as tables: characters, groups that hold no talk, character sets and code pages."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from types import MappingProxyType

CHARACTERS: Mapping[str, str] = MappingProxyType(
    {
        "tab": "\t",
        "line": "\n",
        "lbr": "\n",
        "softline": "\n",
        "emdash": "—",
        "endash": "–",
        "emspace": "\u2003",
        "enspace": "\u2002",
        "qmspace": "\u2005",
        "bullet": "•",
        "lquote": "‘",
        "rquote": "’",
        "ldblquote": "“",
        "rdblquote": "”",
        "~": "\u00a0",
        "_": "\u2011",
        "-": "",
        "ltrmark": "",
        "rtlmark": "",
        "zwbo": "",
        "zwnbo": "",
        "zwj": "\u200d",
        "zwnj": "\u200c",
    }
)
"""What a control word or symbol stands for in the text."""

COUNTED: Mapping[str, str] = MappingProxyType(
    {
        "footnote": "footnotes",
        "annotation": "comments",
        "pict": "pictures",
        "object": "pictures",
        **dict.fromkeys(
            ("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"),
            "page headers and footers",
        ),
    }
)
"""Groups that are left out and said to be."""

# Groups without a star that hold no talk: tables of the file, what stands beside fields and shapes, numbers of lists.
_TABLES = "colortbl filetbl info revtbl listtable listoverridetable rsidtbl generator xmlnstbl themedata datastore"
_BESIDE = "fldinst fldtype datafield nonshppict shprslt sp xe tc tcn bkmkstart bkmkend atnid atnauthor atntime atnref"
_NUMBERS = "listtext pntext pnseclvl nonesttables ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn background"
SKIPPED = frozenset((*COUNTED, *_TABLES.split(), *_BESIDE.split(), *_NUMBERS.split()))

# RTF 1.9.1, \fcharset.
_CHARACTER_SETS: Mapping[int, int] = MappingProxyType(
    {
        0: 1252,  # Western
        2: 1252,  # symbols
        77: 10000,  # Macintosh
        128: 932,  # Japanese
        129: 949,  # Korean
        130: 1361,  # Korean, Johab
        134: 936,  # Chinese, simplified
        136: 950,  # Chinese, traditional
        161: 1253,  # Greek
        162: 1254,  # Turkish
        163: 1258,  # Vietnamese
        177: 1255,  # Hebrew
        178: 1256,  # Arabic
        186: 1257,  # Baltic
        204: 1251,  # Cyrillic
        222: 874,  # Thai
        238: 1250,  # Central European
        254: 437,
        255: 850,
    }
)
_NAMED: Mapping[int, str] = MappingProxyType(
    {10000: "mac_roman", 10007: "mac_cyrillic", 65001: "utf_8", 1361: "johab", 936: "gbk", 708: "iso8859_6"}
)


def code_page(number: int) -> str:
    """Python's name of a Windows code page; Windows-1252 where it has none.

    >>> code_page(1250), code_page(10000), code_page(99999)
    ('cp1250', 'mac_roman', 'cp1252')
    """
    name = _NAMED.get(number, f"cp{number}")
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name


def code_page_of(character_set: int, *, default: str) -> str:
    """The code page of a font's character set; the file's own where it says nothing."""
    number = _CHARACTER_SETS.get(character_set)
    return code_page(number) if number is not None else default
