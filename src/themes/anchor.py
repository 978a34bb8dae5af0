"""Where a quotation is once its text has been corrected, or that it is lost; nothing shifts silently.

The rules, for a range of the old text and each edit:

- wholly before it, or an insertion just at its start: the range shifts;
- wholly after it, or an insertion just at its end: nothing;
- wholly inside: the range covers the corrected words, and is *changed*;
- over one of its ends: it shrinks to what is left, and is *changed*; with less than half of its letters left, lost;
- over all of it, or edits that together leave no letter of it: lost, unless its words were only spelt otherwise.

A range is unchanged exactly where its words, but for white space, are the same.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Self

from themes.difference import alike, edits_between
from themes.edits import Edit, apply, in_order
from themes.text import is_mark

__all__ = ["Edit", "Placed", "Placement", "apply", "edits_between", "in_words"]

_SUBSTANTIAL = 0.5
# Of fewer words even what stands but once in both texts may stand there by chance.
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where a range is in the new text, half-open; ``changed`` where its words were edited, not only moved."""

    start: int
    end: int
    changed: bool = False


class Placement:
    """Where each range of a text is once the text has been edited.

    Building it takes O(text + edits log edits); asking, O(log edits) and the edits inside.

    Args:
        old: The text as it was.
        edits: What was edited, in positions of ``old``; in any order, none overlapping another.
        stand_in: Each replacement stands for the words that it replaces, as a pseudonym does for a name: a range that
            touches one takes all of it in, and none is lost that has not been deleted.

    Raises:
        ValueError: Two edits overlap, or one lies outside the text.

    >>> text = "We saw teh bord. They left."
    >>> placement = Placement(text, [Edit(start=7, end=15, words="the board")])
    >>> placed = placement.of(17, 27)
    >>> placement.new[placed.start : placed.end], placed.changed
    ('They left.', False)
    >>> placed = placement.of(0, 16)
    >>> placement.new[placed.start : placed.end], placed.changed
    ('We saw the board.', True)
    >>> placement.of(8, 12) is None
    True
    """

    def __init__(self, old: str, edits: Iterable[Edit], *, stand_in: bool = False) -> None:
        """Make the new text, and note by how much each edit shifts what follows."""
        self.edits = tuple(in_order(old, edits))
        self.old = old
        self.new = apply(old, self.edits)
        self._stand_in = stand_in
        self._by_words = False
        self._starts = [edit.start for edit in self.edits]
        self._ends = [edit.end for edit in self.edits]
        lengths = (len(edit.words) - (edit.end - edit.start) for edit in self.edits)
        self._shifts = list(accumulate(lengths, initial=0))

    @classmethod
    def between(cls, old: str, new: str) -> Self:
        """Where each range of a text is in a text that came instead of it, found from the two alone.

        What the diff would change or lose, but stands word for word just once in both texts, is found there.
        """
        placement = cls(old, edits_between(old, new))
        placement._by_words = True
        return placement

    def of(self, start: int, end: int) -> Placed | None:
        """Where a half-open range is in the new text; None where it is lost."""
        first, last = self._touching(start, end)
        if first >= last:
            return Placed(start=start + self._shifts[first], end=end + self._shifts[first])
        placed = self._edited(start, end, first, last)
        if placed is not None and not placed.changed:
            return placed
        found = self._word_for_word(start, end, first, last) if self._by_words else None
        return found or placed

    def near(self, start: int, end: int) -> Placed:
        """About where a range was, in the new text: never empty, and sure of nothing.

        Raises:
            ValueError: The new text is empty.
        """
        if not self.new:
            raise ValueError("There is no place in an empty text.")
        first, last = self._touching(start, end)
        left = start + self._shifts[first]
        right = end + self._shifts[last]
        if first < last:
            left = min(left, self._starts[first] + self._shifts[first])
            right = max(right, self._ends[last - 1] + self._shifts[last])
        left = max(0, min(left, len(self.new) - 1))
        return Placed(start=left, end=max(left + 1, min(right, len(self.new))), changed=True)

    def start(self, position: int) -> int:
        """Where what began at a position begins; an insertion just there belongs to it."""
        return position + self._shifts[bisect_left(self._starts, position)]

    def end(self, position: int) -> int:
        """Where what ended at a position ends; an insertion just there belongs to it."""
        return position + self._shifts[bisect_right(self._starts, position)]

    def _touching(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of edits that reach into a range of the old text."""
        return bisect_right(self._ends, start), bisect_left(self._starts, end)

    def _edited(self, start: int, end: int, first: int, last: int) -> Placed | None:
        """Where a range is that edits reach into."""
        foremost, hindmost = self.edits[first], self.edits[last - 1]
        left, right = start + self._shifts[first], end + self._shifts[last]
        if foremost.start < start:
            takes_in = self._stand_in and foremost.words
            left = foremost.start + self._shifts[first] if takes_in else foremost.end + self._shifts[first + 1]
        if hindmost.end > end:
            takes_in = self._stand_in and hindmost.words
            right = hindmost.end + self._shifts[last] if takes_in else hindmost.start + self._shifts[last - 1]
        words = self.new[left:right]
        if not words.strip():
            return None
        if not self._stand_in and not self._enough(start, end, first, last):
            return None
        left += len(words) - len(words.lstrip())
        right -= len(words) - len(words.rstrip())
        changed = self.old[start:end].split() != words.split()
        return Placed(start=left, end=right, changed=changed)

    def _enough(self, start: int, end: int, first: int, last: int) -> bool:
        """Whether enough of a range is left: some letter, or half of them where an edit goes over one of its ends."""
        held = _letters(self.old, start, end)
        remain, at = 0, start
        for edit in self.edits[first:last]:
            within = start <= edit.start and edit.end <= end
            spelt = within and alike(self.old[edit.start : edit.end], edit.words)
            remain += _count(held, at, edit.end if spelt else edit.start)
            at = edit.end
        remain += _count(held, at, end)
        crossed = self._starts[first] < start or self._ends[last - 1] > end
        return remain >= max(1, len(held) * _SUBSTANTIAL) if crossed else remain > 0

    def _word_for_word(self, start: int, end: int, first: int, last: int) -> Placed | None:
        """Where the words of a range stand in the new text, if they stand just once in each."""
        words = self.old[start:end]
        at = self.new.find(words)
        if at < 0 or self.new.find(words, at + 1) >= 0 or self.old.find(words) != start:
            return None
        if self.old.find(words, start + 1) >= 0:
            return None
        nearby = self._starts[first] + self._shifts[first] <= at < self._ends[last - 1] + self._shifts[last]
        return Placed(start=at, end=at + len(words)) if nearby or len(words.split()) >= _FEWEST_WORDS else None


def in_words(text: str, edits: Iterable[Edit]) -> list[Edit]:
    """The same edits said in whole words, and only of the words that differ.

    Who puts a "d" after "boar" has corrected a word, and who types a sentence again with one word changed has changed
    that word.

    >>> in_words("the boar came", [Edit(start=8, end=8, words="d")])
    [Edit(start=4, end=8, words='board')]
    """
    pieces: list[tuple[int, int, list[Edit]]] = []
    for edit in in_order(text, edits):
        start, end = _in_whole_words(text, edit)
        if pieces and start < pieces[-1][1]:
            start, _, before = pieces.pop()
            pieces.append((start, end, [*before, edit]))
        else:
            pieces.append((start, end, [edit]))
    return [
        Edit(start=start + part.start, end=start + part.end, words=part.words)
        for start, end, held in pieces
        for part in edits_between(text[start:end], apply(text[start:end], (_shifted(edit, -start) for edit in held)))
    ]


def _letters(text: str, start: int, end: int) -> list[int]:
    """Where in a range the letters and digits are; in one that has none, the signs."""
    letters = [at for at in range(start, end) if text[at].isalnum()]
    return letters or [at for at in range(start, end) if not text[at].isspace()]


def _count(places: list[int], start: int, end: int) -> int:
    """How many of some places, in order, lie in a half-open range."""
    return max(0, bisect_left(places, end) - bisect_left(places, start))


def _in_whole_words(text: str, edit: Edit) -> tuple[int, int]:
    """The edit's range with the words taken in whole that it cuts, or that its own words come to stand against."""
    start, end = edit.start, edit.end
    begins = (text[start : start + 1], (edit.words or text[end:])[:1])
    while start and _is_of_word(text[start - 1]) and any(map(_is_of_word, begins)):
        start -= 1
    ends = (text[end - 1 : end] if end else "", (text[: edit.start] + edit.words)[-1:])
    while end < len(text) and _is_of_word(text[end]) and any(map(_is_of_word, ends)):
        end += 1
    return start, end


def _is_of_word(character: str) -> bool:
    # A combining accent, or a vowel sign of Arabic or Hindi, is no letter and stands in words; no end is put before it.
    return character.isalnum() or character == "_" or is_mark(character)


def _shifted(edit: Edit, by: int) -> Edit:
    return Edit(start=edit.start + by, end=edit.end + by, words=edit.words)
