"""Edits of a text: ranges and the words that stand in their place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """``words`` stand in place of a half-open range of code points; an empty range is an insertion there."""

    start: int
    end: int
    words: str

    def __post_init__(self) -> None:
        """Refuse a range that runs backwards."""
        if not 0 <= self.start <= self.end:
            raise ValueError(f"An edit's range cannot run backwards: {self.start} to {self.end}.")


def in_order(text: str, edits: Iterable[Edit]) -> list[Edit]:
    """The edits that change something, in the order of the text.

    Raises:
        ValueError: Two of them overlap, or one lies outside the text.
    """
    ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
    if any(one.end > other.start for one, other in pairwise(ordered)) or (ordered and ordered[-1].end > len(text)):
        raise ValueError("Edits cannot overlap, or lie outside the text.")
    return [edit for edit in ordered if text[edit.start : edit.end] != edit.words]


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with edits made, each given in positions of the text as it was.

    >>> apply("the bord came", [Edit(start=4, end=8, words="board"), Edit(start=13, end=13, words=" twice")])
    'the board came twice'
    """
    parts, at = [], 0
    for edit in in_order(text, edits):
        parts += [text[at : edit.start], edit.words]
        at = edit.end
    return "".join([*parts, text[at:]])
