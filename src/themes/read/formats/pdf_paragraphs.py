"""Strips of a PDF's pages to lines and paragraphs, and words that a line end has cut put together again.

A line ends where the width ended it if the next word would not have fitted; then the paragraph goes on, over the page's
end too. If that word would have fitted, somebody ended the line: a new paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from themes.read.formats.pdf_page import Strip
from themes.read.times import times_alone

# In points.
_NEAR = 2.0
# In units of the letters' size.
_SLACK = 0.1
_SPACE = 0.2
_OTHER_SIZE = 0.15
_TWICE = 2
_FEW = 3
_MOSTLY = 0.7
_LONGEST_LABEL = 40
_APART = 1.25
# Below this share of lines that end in a hyphen, hyphens are the typist's own: "two-/way" stays "two-way".
_HYPHENATING = 0.02
_WORD = re.compile(r"[^\W\d_]+")
_HYPHENED = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_FIRST_HALF = re.compile(r"[^\W\d_]+[-\u2010\u00ad]$")
_SECOND_HALF = re.compile(r"[^\W_]+")
_SOFT = "\u00ad"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of text as printed: its strips joined by tabs, its box in points, and the paragraph it belongs to."""

    text: str
    page: int
    left: float
    right: float
    base: float
    size: float
    first_word: float
    n_bold: int
    paragraph: int = 0


def rows(strips: Sequence[Strip]) -> list[Row]:
    """The lines that strips stand on, in the order drawn, numbered by paragraph."""
    found: list[Row] = []
    held: list[Strip] = []
    for strip in strips:
        if held and not (held[-1].beside(strip) and strip.left >= held[-1].right - 1):
            found.append(_row(held))
            held = []
        held.append(strip)
    if held:
        found.append(_row(held))
    return _paragraphs(found)


def _row(held: Sequence[Strip]) -> Row:
    text = "\t".join(strip.text for strip in held)
    first = held[0]
    n_bold = first.n_bold
    if n_bold == len(first.text) and len(held) > 1:
        n_bold = len(text) if all(strip.n_bold == len(strip.text) for strip in held) else n_bold + 1
    return Row(text, first.page, first.left, held[-1].right, first.base, first.size, first.first_word, n_bold)


def _paragraphs(found: Sequence[Row]) -> list[Row]:
    limits = _Limits(found)
    pitch = _pitch(found)
    starts = _starts(found, limits)
    labels = _labels(found)
    numbered: list[Row] = []
    number = 0
    for row in found:
        before = numbered[-1] if numbered else None
        opens = _place(row) in starts or _label(row) in labels or "\t" in row.text
        opens = opens or times_alone(row.text) is not None or (before and times_alone(before.text)) is not None
        if before is not None and (opens or _ends(before, row, limits=limits, pitch=pitch)):
            number += 1
        numbered.append(replace(row, paragraph=number))
    return numbered


def _place(row: Row) -> int:
    """Where a line begins, in steps of some points."""
    return round(row.left / _NEAR)


def _starts(found: Sequence[Row], limits: _Limits) -> set[int]:
    """Where on the page only first lines of paragraphs begin, indented or standing out: others go on elsewhere."""
    elsewhere: Counter[int] = Counter()
    there: Counter[int] = Counter()
    for row, after in pairwise(found):
        if _full(row, after, limits):
            (there if abs(row.left - after.left) < _NEAR * 2 else elsewhere)[_place(row)] += 1
    return {at for at, n in elsewhere.items() if n >= _FEW and n >= _MOSTLY * (n + there[at])}


def _label(row: Row) -> str:
    """What could be a speaker's label, by its length: what stands before a colon, or a line without a stop."""
    label, colon, _rest = row.text[:_LONGEST_LABEL].partition(":")
    alone = len(row.text) < _LONGEST_LABEL and row.text[-1:].isalnum()
    return label.strip() if (colon or alone) and label[:1].isupper() else ""


def _labels(found: Sequence[Row]) -> set[str]:
    """What could be a label in several lines: it opens a paragraph wherever it stands."""
    counts = Counter((_label(row), ":" in row.text[:_LONGEST_LABEL]) for row in found)
    return {label for (label, colon), n in counts.items() if label and n >= (_TWICE if colon else _FEW)}


class _Limits:
    """How far right lines reach that begin where a given line begins."""

    def __init__(self, found: Sequence[Row]) -> None:
        self._reach: dict[int, float] = {}
        self._n: Counter[int] = Counter()
        for row in found:
            at = _place(row)
            self._reach[at] = max(self._reach.get(at, 0.0), row.right)
            self._n[at] += 1
        self._all = max((row.right for row in found), default=0.0)

    def of(self, *some: Row) -> float:
        """The furthest that lines reach which begin where one of some lines does; that of all where they are few."""
        at = {_place(row) + step for row in some for step in (-1, 0, 1)}
        if sum(self._n[one] for one in at) < _FEW:
            return self._all
        return max(self._reach.get(one, 0.0) for one in at)


def _full(row: Row, after: Row, limits: _Limits) -> bool:
    """Whether the next line's first word would not have fitted on a line, or is the rest of a word."""
    if _FIRST_HALF.search(row.text) and after.text[:1].islower():
        return True
    return row.right + _SPACE * row.size + after.first_word > limits.of(row, after) - _SLACK * row.size


def _pitch(found: Sequence[Row]) -> float:
    """How far lines that follow each other usually stand apart, in units of their size."""
    steps = [
        (row.base - after.base) / row.size
        for row, after in pairwise(found)
        if row.page == after.page and row.base > after.base
    ]
    counted = Counter(round(step, 1) for step in steps)
    # Of the distances that come often the smallest: between lines of a paragraph, not between paragraphs.
    often = [step for step, count in counted.items() if count * 5 >= len(steps)]
    return min(often, default=_APART)


def _ends(row: Row, after: Row, *, limits: _Limits, pitch: float) -> bool:
    """Whether a paragraph ends between two lines."""
    if (row.n_bold == len(row.text)) != (after.n_bold == len(after.text)):
        return True
    if abs(row.size - after.size) > _OTHER_SIZE * row.size or not _full(row, after, limits):
        return True
    follows = row.page == after.page and row.base > after.base
    return follows and (row.base - after.base) / row.size > _APART * pitch + _SLACK


def without_cuts(found: Sequence[Row]) -> tuple[list[Row], int]:
    """The lines with the words whole that a line end has cut, and how many hyphens were taken out.

    A hyphen that the typist wrote stays: where the file has the word with it elsewhere, where both halves are words of
    the file by themselves ("well-/known"), and where hardly a line ends in one, since then no program cut words.
    It goes where it is a soft one, where the file has the word without it, or else where a program cut words.
    Either way the word's second half comes up to its first. "I th-/I thought" and "wh-/what" were not cut.
    """
    words = _Words(row.text for row in found)
    cuts = [words.cut(row, after) for row, after in pairwise(found)]
    n_cut = sum(cut is not None for cut in cuts)
    cutting = n_cut >= _FEW and n_cut >= _HYPHENATING * len(found)
    whole: list[Row] = list(found[:1])
    n_undone = 0
    for row, cut in zip(found[1:], cuts, strict=True):
        if cut is None:
            whole.append(row)
            continue
        gone = words.says_joined(*cut, otherwise=cutting)
        n_undone += gone
        up, _space, left = row.text.partition(" ")
        before = whole[-1]
        whole[-1] = replace(before, text=(before.text[:-1] if gone else before.text) + up)
        # The line stays, if with nothing on it, so that the next one knows what it follows.
        whole.append(replace(row, text=left.lstrip(), n_bold=max(row.n_bold - len(row.text) + len(left), 0)))
    return whole, n_undone


class _Words:
    """The words of a file, to tell what a cut word was."""

    def __init__(self, texts: Iterable[str]) -> None:
        # A line's last word may be half of one.
        inner = [text.casefold().rpartition(" ")[0] for text in texts]
        self._alone = {word for text in inner for word in _WORD.findall(text)}
        self._hyphened = {word for text in inner for word in _HYPHENED.findall(text)}

    def cut(self, row: Row, after: Row) -> tuple[str, str] | None:
        """The two halves of a word that a line end has cut, the first with its hyphen; None where there is none."""
        first, rest = _FIRST_HALF.search(row.text), _SECOND_HALF.match(after.text)
        if row.paragraph != after.paragraph or first is None or rest is None:
            return None
        halves = first[0].casefold(), rest[0].casefold()
        if halves[1].startswith(halves[0][:-1]):
            return None
        plain = rest[0][0].islower() or rest[0][0].isdigit()
        return halves if plain or f"{halves[0][:-1]}-{halves[1]}" in self._hyphened else None

    def says_joined(self, first: str, rest: str, *, otherwise: bool) -> bool:
        """Whether two halves are one word without a hyphen; ``otherwise`` where the file does not tell."""
        bare = first[:-1]
        if first.endswith(_SOFT):
            return True
        if rest[0].isdigit() or f"{bare}-{rest}" in self._hyphened:
            return False
        if bare + rest in self._alone:
            return True
        return otherwise and not {bare, rest} <= self._alone
