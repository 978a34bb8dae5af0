"""What was edited between two states of a text, and a text with edits made.

``edits_between`` finds the edits from the two texts alone.
It is patience diff (Cohen's, in Bazaar, 2005): what occurs once on both sides and in the same order is the same;
between two such places one looks again: for whole lines, then for shorter and shorter runs of words.
Each level looks at each word once and the levels are counted, so that no text makes it quadratic, however often its
words repeat; only within gaps of some sixty words does a diff that is so serve (Ratcliff and Obershelp 1988, in
``difflib``).
Words stay whole: "boar" to "board" replaces a word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from themes.edits import Edit
from themes.text import MARKS

_TOKEN = re.compile(rf"(?P<word>\w[\w{MARKS}]*(?:['’\-]\w[\w{MARKS}]*)*)|\n|[^\S\n]+|[^\w\s][{MARKS}]*")
_LENGTHS = (40, 12, 4, 1, 1, 1)  # tokens in a run that occurs once on both sides, level after level
_SMALL_GAP = 4_000  # tokens of one side times tokens of the other: at most 4 ms with the worst words
_CHANCE = 20  # letters: five or more equal words in a row are no chance
_ALIKE = 0.6
_LONG_LINE = 40  # letters and signs: a shorter line may be the same by chance
_LONGEST_WORD = 40


def edits_between(old: str, new: str) -> list[Edit]:
    """The edits that make one text of another, as a person would have made them: in words, and few.

    Args:
        old: The text as it was.
        new: The text as it is.

    Returns:
        Edits in order, none overlapping another; ``apply(old, edits) == new``.

    >>> [(edit.start, edit.words) for edit in edits_between("So teh bord came.", "So the board came.")]
    [(3, 'the'), (7, 'board')]
    """
    return [edit for part in _unlike_lines(old, new) for edit in _edits_in(old, new, part)]


def _unlike_lines(old: str, new: str) -> list[_Gap]:
    """Where two texts differ, in whole lines and code points, by the long lines that stand once in each.

    A quick first look: of 2 MB in which 500 words were corrected few lines are left to be looked at word by word.
    """
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    once = [
        {line: nth for nth, line in enumerate(lines) if len(line) >= _LONG_LINE and counts[line] == 1}
        for lines in (before, after)
        for counts in (Counter(lines),)
    ]
    anchors = _rising([(nth, once[1][line]) for line, nth in once[0].items() if line in once[1]])
    parts = _between_anchors(before, after, _Gap(0, len(before), 0, len(after)), anchors)
    starts_old, starts_new = (list(accumulate(map(len, lines), initial=0)) for lines in (before, after))
    return [
        _Gap(starts_old[part.old_from], starts_old[part.old_to], starts_new[part.new_from], starts_new[part.new_to])
        for part in parts
        if part.old_from < part.old_to or part.new_from < part.new_to
    ]


def _edits_in(old: str, new: str, part: _Gap) -> Iterator[Edit]:
    """The edits that make a part of one text, in code points, of the part of another that stands in its place."""
    was, now = old[part.old_from : part.old_to], new[part.new_from : part.new_to]
    before, after = _Tokens(was), _Tokens(now)
    for wide in _without_chance(before, after, sorted(_gaps(before, after))):
        for gap in _word_by_word(before, after, wide):
            yield Edit(
                start=part.old_from + before.starts[gap.old_from],
                end=part.old_from + before.starts[gap.old_to],
                words=now[after.starts[gap.new_from] : after.starts[gap.new_to]],
            )


def alike(one: str, other: str) -> bool:
    """Whether one word looks like the other misspelt: "teh" and "the", not "Leeds" and "Hull"."""
    one, other = one.casefold(), other.casefold()
    if max(len(one), len(other)) > _LONGEST_WORD:
        return one == other
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


class _Tokens:
    """A text as words, signs and white space.

    ``starts`` has the position of each token and the text's length; ``letters[n]`` counts letters of words before the
    nth; ``lines[n]`` line feeds.
    """

    def __init__(self, text: str) -> None:
        """Cut the text."""
        found = list(_TOKEN.finditer(text))
        self.tokens = [match[0] for match in found]
        self.is_word = [match["word"] is not None for match in found]
        self.starts = [*(match.start() for match in found), len(text)]
        sizes = (len(token) if word else 0 for token, word in zip(self.tokens, self.is_word, strict=True))
        self.letters = list(accumulate(sizes, initial=0))
        self.lines = list(accumulate(("\n" in token for token in self.tokens), initial=0))


@dataclass(frozen=True, slots=True, order=True)
class _Gap:
    """Ranges, half-open, of tokens (or lines, or code points), of which the new stands in place of the old."""

    old_from: int
    old_to: int
    new_from: int
    new_to: int


def _gaps(before: _Tokens, after: _Tokens) -> Iterator[_Gap]:
    """What differs, in no order."""
    old, new = before.tokens, after.tokens
    waiting = [(_Gap(0, len(old), 0, len(new)), 0)]
    while waiting:
        wide, level = waiting.pop()
        gap = _trimmed(old, new, wide)
        n_old, n_new = gap.old_to - gap.old_from, gap.new_to - gap.new_from
        if not n_old or not n_new:
            if n_old or n_new:
                yield gap
            continue
        anchors: list[tuple[int, int]] = []
        while not anchors and level < len(_LENGTHS):
            anchors = _anchors(before, after, gap, _LENGTHS[level])
            level += 1
        if anchors:
            waiting.extend((part, level) for part in _between_anchors(old, new, gap, anchors))
        elif n_old * n_new <= _SMALL_GAP:
            yield from _small(old, new, gap)
        else:
            yield gap


def _trimmed(old: Sequence[str], new: Sequence[str], gap: _Gap) -> _Gap:
    """The gap without what is the same at its two ends."""
    i, i_end, j, j_end = gap.old_from, gap.old_to, gap.new_from, gap.new_to
    while i < i_end and j < j_end and old[i] == new[j]:
        i, j = i + 1, j + 1
    while i < i_end and j < j_end and old[i_end - 1] == new[j_end - 1]:
        i_end, j_end = i_end - 1, j_end - 1
    return _Gap(i, i_end, j, j_end)


def _anchors(before: _Tokens, after: _Tokens, gap: _Gap, length: int) -> list[tuple[int, int]]:
    """Where a run of tokens begins that occurs once in the old and once in the new, in one order on both sides."""
    old = _once(before, gap.old_from, gap.old_to, length)
    new = _once(after, gap.new_from, gap.new_to, length)
    return _rising([(at, new[run]) for run, at in old.items() if run in new])


def _once(text: _Tokens, start: int, end: int, length: int) -> dict[tuple[str, ...], int]:
    """The runs of tokens that occur once in a range, with their place, in order; a single token must be a word."""
    cut = text.tokens[start:end]
    runs = list(zip(*(cut[nth:] for nth in range(length)), strict=False))
    counts = Counter(runs)
    return {
        run: start + nth
        for nth, run in enumerate(runs)
        if counts[run] == 1 and (length > 1 or text.is_word[start + nth])
    }


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the pairs, sorted by their first, whose second rises too (Schensted 1961)."""
    ends: list[int] = []
    last: list[int] = []
    link: list[int] = []
    for nth, (_, value) in enumerate(pairs):
        pile = bisect_left(ends, value)
        link.append(last[pile - 1] if pile else -1)
        ends[pile : pile + 1] = [value]
        last[pile : pile + 1] = [nth]
    chain = []
    at = last[-1] if last else -1
    while at >= 0:
        chain.append(pairs[at])
        at = link[at]
    return chain[::-1]


def _between_anchors(
    old: Sequence[str], new: Sequence[str], gap: _Gap, anchors: Sequence[tuple[int, int]]
) -> Iterator[_Gap]:
    """What lies between places that are the same, each taken as far as it goes."""
    i, j = gap.old_from, gap.new_from
    for at_old, at_new in anchors:
        if at_old < i or at_new < j:  # within the run that an anchor before it began
            continue
        yield _Gap(i, at_old, j, at_new)
        i, j = at_old, at_new
        while i < gap.old_to and j < gap.new_to and old[i] == new[j]:
            i, j = i + 1, j + 1
    yield _Gap(i, gap.old_to, j, gap.new_to)


def _small(old: Sequence[str], new: Sequence[str], gap: _Gap) -> Iterator[_Gap]:
    """What differs in a gap of a few words none of which occurs once."""
    cut_old, cut_new = old[gap.old_from : gap.old_to], new[gap.new_from : gap.new_to]
    for kind, i, i_end, j, j_end in SequenceMatcher(None, cut_old, cut_new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield _Gap(gap.old_from + i, gap.old_from + i_end, gap.new_from + j, gap.new_from + j_end)


def _without_chance(before: _Tokens, after: _Tokens, gaps: Sequence[_Gap]) -> list[_Gap]:
    """Gaps joined over words that are the same only by chance: an "and" between two passages that were written anew.

    As diff-match-patch's semantic clean-up (Fraser 2006), but never over a line feed, and only between replacements.
    """
    joined: list[_Gap] = []
    for gap in gaps:
        joined.append(gap)
        while len(joined) > 1 and _by_chance(before, after, joined[-2], joined[-1]):
            last = joined.pop()
            joined[-1] = _Gap(joined[-1].old_from, last.old_to, joined[-1].new_from, last.new_to)
    return joined


def _by_chance(before: _Tokens, after: _Tokens, one: _Gap, other: _Gap) -> bool:
    same = before.letters[other.old_from] - before.letters[one.old_to]
    replaced = min(
        count
        for gap in (one, other)
        for count in (
            before.letters[gap.old_to] - before.letters[gap.old_from],
            after.letters[gap.new_to] - after.letters[gap.new_from],
        )
    )
    return same <= min(replaced, _CHANCE) and before.lines[one.old_to] == before.lines[other.old_from]


def _word_by_word(before: _Tokens, after: _Tokens, gap: _Gap) -> Iterator[_Gap]:
    """A gap of as many words on both sides, most of them alike, as one gap a word; any other gap as it is."""
    old = [nth for nth in range(gap.old_from, gap.old_to) if before.is_word[nth]]
    new = [nth for nth in range(gap.new_from, gap.new_to) if after.is_word[nth]]
    n_alike = sum(alike(before.tokens[i], after.tokens[j]) for i, j in zip(old, new, strict=False))
    if len(old) != len(new) or not old or 2 * n_alike < len(old):
        yield gap
        return
    i, j = gap.old_from, gap.new_from
    for at_old, at_new in [*zip(old, new, strict=True), (gap.old_to, gap.new_to)]:
        for part in (_Gap(i, at_old, j, at_new), _Gap(at_old, at_old + 1, at_new, at_new + 1)):
            differs = before.tokens[part.old_from : part.old_to] != after.tokens[part.new_from : part.new_to]
            if differs and part.old_to <= gap.old_to:
                yield part
        i, j = at_old + 1, at_new + 1
