"""The text of a memo: words, and links to quotations.

A link is kept as ``[[q:ID]]``, by the quotation's id, so that it holds whatever becomes of the quotation's words and
place. Nobody types one: people pick a quotation, and while they write they see a number, ``[[1]]``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_LINK = re.compile(r"\[\[q:([0-9a-f-]{4,36})\]\]")
_NUMBER = re.compile(r"\[\[(\d{1,4})\]\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link to a quotation within a memo's text."""

    quotation_id: str


def link_to(quotation_id: str) -> str:
    """A link to a quotation as a memo's text keeps it."""
    return f"[[q:{quotation_id}]]"


def parts(text: str) -> list[str | Link]:
    """A memo's words and links in their order; no part is empty.

    >>> parts("Not so [[q:0a1b]].")
    ['Not so ', Link(quotation_id='0a1b'), '.']
    """
    pieces = _LINK.split(text)  # words, id, words, id, …, words
    found = [Link(quotation_id=piece) if nth % 2 else piece for nth, piece in enumerate(pieces)]
    return [part for part in found if part]


def links(text: str) -> list[str]:
    """The ids of the quotations that a memo links to, each once, in their order."""
    return list(dict.fromkeys(_LINK.findall(text)))


def in_words(text: str, words_of: Callable[[str], str]) -> str:
    """A memo's text with what a function says of each quotation's id in place of its link."""
    return _LINK.sub(lambda link: words_of(link[1]), text)


def between_links(text: str, rewrite: Callable[[str], str]) -> str:
    """A memo's text with its words rewritten and its links as they are: an id could hold what looks like a name."""
    return "".join(link_to(part.quotation_id) if isinstance(part, Link) else rewrite(part) for part in parts(text))


def to_be_edited(text: str) -> tuple[str, list[str]]:
    """A memo's text as people write it: each link a number from 1, ``[[1]]``, with the quotations' ids in that order.

    >>> to_be_edited("Not so [[q:0a1b]].")
    ('Not so [[1]].', ['0a1b'])
    """
    ids = links(text)
    return in_words(text, lambda quotation_id: number_of(quotation_id, ids)), ids


def edited(text: str, quotation_ids: Sequence[str]) -> str:
    """What people wrote as a memo keeps it; a number that no quotation has stays as it was typed.

    >>> edited("Not so [[1]], [[2]].", ["0a1b"])
    'Not so [[q:0a1b]], [[2]].'
    """

    def kept(number: re.Match[str]) -> str:
        nth = int(number[1])
        return link_to(quotation_ids[nth - 1]) if 0 < nth <= len(quotation_ids) else number[0]

    return _NUMBER.sub(kept, text)


def number_of(quotation_id: str, quotation_ids: Sequence[str]) -> str:
    """A link as people see it while they write."""
    return f"[[{quotation_ids.index(quotation_id) + 1}]]"
