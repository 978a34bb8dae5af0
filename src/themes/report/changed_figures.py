"""Which figures of a paragraph are others now: "9 of 12" that is now "10 of 12"; a pure function of two texts.

Both texts are Themes' own, written from the same pattern at two moments. So they are laid beside each other as though
every figure were alike, and the figures that then stand in one place are compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from themes.report.wording import listed

_NUMBER = r"(?<![\w.,])-?\d+(?:,\d{3})*(?:\.\d+)?"
_TOKEN = re.compile(
    rf"(?P<figure>(?:\bat least )?{_NUMBER}(?: of (?:the )?\d+(?:,\d{{3}})*)?(?: ?%)?)|\w+(?:['’]\w+)*|[^\w\s]"
)
_FIGURE = "\0"  # what stands for each figure while texts are laid beside each other; no text of ours holds it

_NO_NOUNS = frozenset(
    (
        "of", "in", "by", "at", "to", "and", "or", "is", "are", "was", "were", "have", "has", "heard", "not",
        "stand", "stands", "bear", "bears",
    )
)  # fmt: skip

_ONE_OR_MANY = {"are": "is", "were": "was", "have": "has"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChanged:
    """A figure as it was and as it is, empty where it came or went; ``noun`` is the word after it, empty for none."""

    was: str
    now: str
    noun: str = ""

    @property
    def words(self) -> str:
        """The change in words: "9 of 12 is now 10 of 12 (interviews)"."""
        noun = f" ({self.noun})" if self.noun else ""
        if not self.was:
            return f"{self.now} is new{noun}"
        return f"{self.was} is now {self.now}{noun}" if self.now else f"{self.was} is gone{noun}"


def figures_changed(was: str, now: str) -> list[FigureChanged]:
    """The figures that differ between two states of a paragraph, in the order of the text.

    >>> [one.words for one in figures_changed("From most (9 of 12), 3 turns.", "From most (10 of 12), 3 turns.")]
    ['9 of 12 is now 10 of 12']
    """
    before, after = _tokens(was), _tokens(now)
    alike = SequenceMatcher(None, [one for one, _ in before], [one for one, _ in after], autojunk=False)
    found: list[FigureChanged] = []
    for kind, a, b, c, d in alike.get_opcodes():
        if kind == "equal":
            pairs = zip(range(a, b), range(c, d), strict=True)
            found += [
                FigureChanged(was=before[i][1], now=after[j][1], noun=_noun(before, i))
                for i, j in pairs
                if before[i][1] != after[j][1]
            ]
        else:
            found += [FigureChanged(was=before[i][1], now="", noun=_noun(before, i)) for i in _figures(before, a, b)]
            found += [FigureChanged(was="", now=after[j][1], noun=_noun(after, j)) for j in _figures(after, c, d)]
    return found


def changed_sentence(changed: Iterable[FigureChanged], written: str) -> str:
    """The changes in a sentence, and which of the figures that were an author's text says still; empty for none.

    Args:
        changed: The changes.
        written: The author's text.
    """
    every = list(changed)
    if not every:
        return ""
    said = {token[1] for token in _tokens(written)}
    still = list(dict.fromkeys(one.was for one in every if one.was and one.was != one.now and one.was in said))
    yours = f" Your words still say {listed(still)}." if still else ""
    return f"{'; '.join(one.words for one in every)}.{yours}"


def figures_in(text: str) -> list[str]:
    """The figures of a text, as they are written.

    >>> figures_in("At 0.46 [0.10, 0.80], 44 decisions of 9 of 12.")
    ['0.46', '0.10', '0.80', '44', '9 of 12']
    """
    return [figure for _, figure in _tokens(text) if figure]


def words_but_figures(text: str) -> tuple[str, ...]:
    """What two texts of one pattern have in common, whatever their figures: words, one or many of a thing alike.

    >>> words_but_figures("1 transcript is not released") == words_but_figures("12 transcripts are not released")
    True
    """
    return tuple(_ONE_OR_MANY.get(word, word).removesuffix("s") for word, _ in _tokens(text))


def _tokens(text: str) -> list[tuple[str, str]]:
    """Words, signs and figures, each as it is compared and, of a figure, as it is written."""
    return [(_FIGURE, one[0]) if one["figure"] else (one[0], "") for one in _TOKEN.finditer(text)]


def _figures(tokens: list[tuple[str, str]], start: int, end: int) -> list[int]:
    return [nth for nth in range(start, end) if tokens[nth][1]]


def _noun(tokens: list[tuple[str, str]], nth: int) -> str:
    after = tokens[nth + 1][0] if nth + 1 < len(tokens) else ""
    return after if after[:1].isalpha() and after not in _NO_NOUNS and not tokens[nth][1].endswith("%") else ""
