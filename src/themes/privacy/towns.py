"""Places by rule: towns and counties from a list, and streets by their last word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from themes.privacy.found import Found
from themes.privacy.lexicon import is_word, plain, towns
from themes.privacy.words import FUNCTION, Word

_LONGEST = 5
_STREETS = frozenset(
    """
    road rd street avenue ave lane close drive crescent terrace way gardens grove row walk estate square mews hill
    parade place villas rise
    """.split()  # noqa: SIM905 - a page of words reads better without quotes
)
_PLAIN_STREETS = frozenset("road street avenue lane crescent terrace".split())  # noqa: SIM905 - as above
_TO_PLACES = frozenset({
    "in", "from", "to", "at", "near", "around", "of", "outside", "across", "via", "round", "towards", "through",
    "between", "and", "up", "down", "over",
})  # fmt: skip
_NOT_NAMES = frozenset({
    "high", "main", "our", "same", "long", "whole", "one-way", "one", "right", "wrong", "this", "that", "the", "a",
    "my", "your", "back", "side", "next", "other", "no", "any", "busy", "every", "each", "hard", "rocky", "only",
    "better", "best", "quick", "his", "her", "their",
})  # fmt: skip
_SIDES = frozenset("north south east west upper lower great little new old high".split())  # noqa: SIM905 - as above


def places(words: Sequence[Word]) -> Iterator[Found]:
    """Places in one line.

    Args:
        words: The words of one line.
    """
    nth = 0
    while nth < len(words):
        last = _town(words, nth)
        if last is not None:
            first = nth - 1 if nth and words[nth].joined and _side(words[nth - 1]) else nth
            yield Found(start=words[first].start, end=words[last].end, kind="place", why="on the list of places")
            nth = last + 1
            continue
        nth += 1
    yield from _streets(words)


def _town(words: Sequence[Word], nth: int) -> int | None:
    """The index of the last word of a town's name that begins at a word."""
    keys = [words[nth].key]
    for word in words[nth + 1 : nth + _LONGEST]:
        if not word.joined:
            break
        keys.append(word.key)
    for length in range(len(keys), 0, -1):
        last = nth + length - 1
        joined = " ".join(keys[:length])
        if joined not in towns() and joined.replace(" ", "-") not in towns():
            continue
        if length > 1 and (not words[nth].cased or words[nth].capital):
            return last
        if length == 1 and _alone(words, nth):
            return last
    return None


def _alone(words: Sequence[Word], nth: int) -> bool:
    """Whether a town of one word stands there, and not the word that it is too."""
    word = words[nth]
    if word.known or (word.cased and not word.capital):
        return False
    if not word.plain_word:
        return True
    if not word.cased or word.opens or nth == 0:
        return False
    return words[nth - 1].key in _TO_PLACES


def _streets(words: Sequence[Word]) -> Iterator[Found]:
    for nth in range(1, len(words)):
        word, before = words[nth], words[nth - 1]
        if word.key not in _STREETS or not word.joined or before.key in FUNCTION | _NOT_NAMES or word.known:
            continue
        if word.cased:
            named = before.capital and (word.capital or (word.key in _PLAIN_STREETS and not before.opens))
        else:
            named = word.key in _PLAIN_STREETS and (plain(before.text) in towns() or not is_word(before.key))
        if not named:
            continue
        first = nth - 1
        while first and words[first].joined and words[first - 1].capital and words[first - 1].key not in FUNCTION:
            first -= 1
        yield Found(start=words[first].start, end=word.end, kind="place", why="a street by its last word")


def _side(word: Word) -> bool:
    return word.capital and not word.opens and word.key in _SIDES
