"""Numbers as reports write them: "9", "1,200", "nine", "twenty-one"."""

from __future__ import annotations

import re

SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
"""The words for numbers, from 0."""
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: nth for nth, word in enumerate(SMALL)} | {word: 10 * nth for nth, word in enumerate(_TENS, start=2)}

_COMPOUND = rf"(?:{'|'.join(_TENS)})[- ](?:{'|'.join(SMALL[1:10])})"
_LONGEST_FIRST = "|".join(sorted(_WORDS, key=len, reverse=True))
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+|{_COMPOUND}|{_LONGEST_FIRST})"
"""A pattern for a number, to be matched whatever the case."""

ALL = r"(?:all|every\s+one|each)"
NONE = r"(?:none|nobody|no\s+one)"


def number(said: str) -> int:
    """The number that is meant.

    >>> number("Twenty-one"), number("1,200"), number("none")
    (21, 1200, 0)
    """
    word = said.strip().casefold()
    digits = word.replace(",", "")
    if digits.isdecimal():
        return int(digits)
    if re.fullmatch(NONE, word):
        return 0
    return sum(_WORDS.get(part, 0) for part in re.split(r"[-\s]", word))
