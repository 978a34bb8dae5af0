"""Whether words that somebody typed into a transcript could name somebody: asked without the key, in doubt yes."""

from __future__ import annotations

import re

from themes.privacy.lexicon import is_name, is_word, known, plain
from themes.privacy.spelled import ONES, TEENS, TENS
from themes.privacy.words import FUNCTION

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SAID_NUMBERS = frozenset([*ONES, *TEENS, *TENS, "double", "triple", "treble", "hundred"])


def could_name(words: str) -> bool:
    """Whether some words hold a figure, a number that is said, a capital, a name, or no word that is known.

    >>> [could_name(words) for words in ("the board", "Agnes", "agnes", "oh seven seven", "So we stayed")]
    [False, True, True, True, False]
    """
    return any(_could(word) for word in _WORD.findall(words))


def _could(word: str) -> bool:
    key = plain(word).removesuffix("'s")
    if key in _SAID_NUMBERS or any(letter.isdigit() for letter in key):
        return True
    if key in FUNCTION:
        return False
    parts = key.replace("'", "-").split("-")
    telling = any(is_name(part) or not is_word(part) for part in parts if len(part) > 1)
    return telling or (not word.islower() and key not in known())
