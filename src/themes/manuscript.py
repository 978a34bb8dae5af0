"""A manuscript: a report as its author finished it, passage after passage, whatever program saved it."""

from __future__ import annotations

from dataclasses import dataclass

QUOTATION_ANCHOR = "_Q"
"""What the names of bookmarks begin with that our reports set on quotations; 32 hexadecimal digits of an id follow."""

THEME_ANCHOR = "_T"
"""The same on the headings of themes, or of codes where a report has no themes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph, a cell of a table, or a note.

    ``level`` is a heading's, from 1, and 0 for text; ``style`` is the name of its style, folded. ``table`` numbers the
    table from 1, 0 outside of one, with ``row`` and ``column`` from 0. ``anchors`` are the names of its bookmarks.
    """

    words: str
    level: int = 0
    style: str = ""
    table: int = 0
    row: int = 0
    column: int = 0
    listed: bool = False
    note: bool = False
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """A report as its author finished it.

    Changes that were tracked count as accepted: ``n_tracked`` says how many are not. ``properties`` are the file's own
    (custom) ones, name and value.
    """

    passages: tuple[Passage, ...]
    properties: tuple[tuple[str, str], ...] = ()
    n_tracked: int = 0
    n_comments: int = 0


def anchor(sign: str, fact_id: str) -> str:
    """The name of the bookmark for a fact: at most 40 letters and digits, which is what Word keeps.

    >>> anchor("_T", "0f8fad5b-d9cb-469f-a165-70867728950e")
    '_T0f8fad5bd9cb469fa16570867728950e'
    """
    return sign + "".join(letter for letter in fact_id if letter.isalnum())[:32]
