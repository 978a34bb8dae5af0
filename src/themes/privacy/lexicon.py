"""Lists of names and places, and what is no name: read once, when first asked for.

Their words are in small letters without accents, as ``plain`` gives them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from themes import places

_LISTS = Path(__file__).parent / "lists"
_STROKES = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "s", "ı": "i", "’": "'"})
_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ers", ""),
    ("er", ""), ("er", "e"), ("est", ""), ("ly", ""), ("s", ""), ("d", ""), ("ish", ""), ("y", ""), ("y", "e"),
    ("ness", ""), ("less", ""), ("ful", ""), ("able", ""), ("able", "e"), ("ment", ""), ("ation", "e"), ("ism", ""),
    ("ist", ""), ("isation", "e"), ("ise", ""), ("ised", ""), ("ising", ""),
)  # fmt: skip
_BEGINNINGS = ("un", "re", "non", "over", "under", "mis", "pre", "out", "inter", "anti", "multi", "dis", "sub")
_DOUBLED = re.compile(r"(\w)\1$")
_SHORTEST_PART = 3
_LONGEST_WORD = 40


def plain(words: str) -> str:
    """Words in small letters, without accents and with straight apostrophes; not always as long as they were."""
    if words.isascii():
        return words.lower()
    apart = unicodedata.normalize("NFKD", words.translate(_STROKES))
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).lower()


@cache
def first_names() -> frozenset[str]:
    """First names and their short forms."""
    return frozenset(_words("first_names.txt"))


@cache
def surnames() -> frozenset[str]:
    """Surnames."""
    return frozenset(_words("surnames.txt"))


@cache
def ordinary() -> frozenset[str]:
    """Names and places that are ordinary words too."""
    return frozenset(_words("ordinary.txt"))


@cache
def given_names() -> frozenset[str]:
    """First names that are no ordinary words: what may stand nowhere as if it were a matter that people speak of."""
    return first_names() - ordinary()


@cache
def towns() -> frozenset[str]:
    """Cities, towns, districts and counties, some of several words."""
    return frozenset(_entries("places.txt"))


def is_name(word: str) -> bool:
    """Whether a word in small letters is on one of the lists of names and places."""
    return word in first_names() or word in surnames() or word in towns()


@cache
def known() -> frozenset[str]:
    """What is written with a capital and identifies nobody."""
    entries = [plain(entry).removeprefix("the ") for entry in _entries("known.txt")]
    return frozenset([*entries, *(entry.removesuffix("'s") for entry in entries)])


@cache
def openings() -> frozenset[str]:
    """The words that a phrase of several begins with which identifies nobody."""
    return frozenset(entry.split()[0] for entry in known() if " " in entry)


@lru_cache(maxsize=100_000)
def is_word(word: str) -> bool:
    """Whether a word in small letters is of the language at large: names that many bear count as such too.

    The encoder's vocabulary is asked, which holds the 22,000 commonest words of English, and the usual endings.
    """
    return _is_of(word, _vocabulary())


@lru_cache(maxsize=100_000)
def is_english(word: str) -> bool:
    """Whether a word in small letters is in a dictionary of English, where no capital tells a name from a word.

    Of the vocabulary what dictionaries lack does not count ("oswald"), of dictionaries what it lacks does ("lanyard").
    """
    return word not in _no_words() and _is_of(word, _dictionary())


def _is_of(word: str, vocabulary: frozenset[str]) -> bool:
    """Whether a word is of a vocabulary or is made from one of it; yes where there is none."""
    if not vocabulary or word in vocabulary or not word.isalpha() or len(word) > _LONGEST_WORD:
        return True
    if any(word.startswith(begin) and word[len(begin) :] in vocabulary for begin in _BEGINNINGS):
        return True
    for ending, instead in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < _SHORTEST_PART:
            continue
        if stem + instead in vocabulary or (_DOUBLED.search(stem) and stem[:-1] in vocabulary):
            return True
    return any(
        word[:cut] in vocabulary and word[cut:] in vocabulary
        for cut in range(_SHORTEST_PART + 1, len(word) - _SHORTEST_PART)
    )


@cache
def _dictionary() -> frozenset[str]:
    vocabulary = _vocabulary()
    return vocabulary.difference(_no_words()).union(_words("words.txt")) if vocabulary else vocabulary


@cache
def _no_words() -> frozenset[str]:
    return frozenset(_words("no_words.txt"))


@cache
def _vocabulary() -> frozenset[str]:
    """The whole words that the encoder's tokenizer knows; empty where no encoder came with the installation."""
    import json  # noqa: PLC0415 - only here

    found = sorted(places.models().glob("*/tokenizer.json"))
    if not found:
        return frozenset()
    pieces = json.loads(found[0].read_text(encoding="utf-8"))["model"]["vocab"]
    return frozenset(piece for piece in pieces if piece.isalpha() and len(piece) > 1)


def _words(name: str) -> list[str]:
    return [word for line in _lines(name) for word in line.split()]


def _entries(name: str) -> list[str]:
    return [entry.strip() for line in _lines(name) for entry in line.split(",") if entry.strip()]


def _lines(name: str) -> list[str]:
    lines = (_LISTS / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]
