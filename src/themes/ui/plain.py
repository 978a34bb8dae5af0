"""Other people's words where Streamlit reads Markdown, and in files' names; never what participants said."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")
# Looked for by Streamlit in the text as it shows, after the backslashes are gone: emoji codes, and addresses, which it
# would make links of (mdast-util-gfm-autolink-literal 2).
_FOUND_LATER = re.compile(r":(?=[\w+/-]+:|//)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)


_WORD_JOINER = "\u2060"


def plain(words: str) -> str:
    r"""Words as Markdown that shows them as they are: no emphasis, link, address, image, formula, colour or emoji.

    >>> plain("P1_GMT_2021.odt *new*")
    'P1\\_GMT\\_2021\\.odt \\*new\\*'
    """
    one_line = " ".join(words.split())
    return _SIGNS.sub(r"\\\1", _FOUND_LATER.sub(lambda found: f"{found[0]}{_WORD_JOINER}", one_line))


def file_stem(title: str, *, otherwise: str) -> str:
    """A file's name without its end, after a title: what any system takes of it, up to 60 characters.

    >>> file_stem("Culture / review?", otherwise="study")
    'Culture review'
    """
    safe = "".join(sign if sign.isalnum() or sign in " -_" else " " for sign in title)
    return " ".join(safe.split())[:60].strip() or otherwise


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 transcript", "1,940 segments"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
