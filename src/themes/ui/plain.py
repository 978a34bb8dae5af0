"""Other people's words where Streamlit reads Markdown: names, titles and messages, never what participants said."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")
_SHORTCODE = re.compile(r":(?=[\w+/-]+:)")


def plain(words: str) -> str:
    r"""Words as Markdown that shows them as they are: no emphasis, link, image, formula, colour or emoji.

    >>> plain("P1_GMT_2021.odt *new*")
    'P1\\_GMT\\_2021\\.odt \\*new\\*'
    """
    # A word joiner after the colon: emoji codes are looked for after the backslashes are gone.
    one_line = " ".join(words.split())
    return _SIGNS.sub(r"\\\1", _SHORTCODE.sub(":\u2060", one_line))


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 transcript", "1,940 segments"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
