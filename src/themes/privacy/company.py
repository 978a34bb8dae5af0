"""The words that names keep company with: titles before them, "called", what people do after them.

Each question is about one word of a line and the few beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from themes.privacy.lexicon import first_names, is_name, is_word
from themes.privacy.words import FUNCTION, Word

TITLES = frozenset(
    """
    mr mrs ms miss mx dr doctor prof professor sir dame lady lord rev reverend canon imam rabbi pastor councillor cllr
    captain sergeant sgt constable pc inspector auntie aunty uncle nurse sister brother nana nanny cousin
    """.split()  # noqa: SIM905 - a page of words reads better without quotes
)
DEEDS = frozenset(
    """
    said says told came comes was is has had did does went goes who and asked asks rang wrote thinks thought gave
    got knew knows left made saw took used wanted wants would could runs ran works worked started stood sat put kept
    helped looks looked retired moved stayed agreed chaired led leads set brought felt found let talked spoke
    """.split()  # noqa: SIM905 - as above
)
"""What stands after the name of somebody who does something: "Mark told me"."""

PARTICLES = frozenset({
    "al", "ap", "ab", "bin", "da", "de", "del", "den", "der", "di", "du", "el", "ibn", "la", "le", "mac", "mc", "o",
    "st", "ul", "ur", "van", "von",
})  # fmt: skip

_TITLES_LOWER = frozenset({"mr", "mrs", "ms", "miss", "dr", "doctor", "prof", "professor", "councillor", "cllr"})
# In small letters "doctor", "dr" and "miss" go before verbs too: "the doctor rang".
_SURE_TITLES = frozenset({"mr", "mrs", "ms"})
_CALLED = (
    ("called",), ("named",), ("name", "is"), ("name", "was"), ("name's",), ("names",), ("nicknamed",),
    ("called", "him"), ("called", "her"), ("call", "him"), ("call", "her"), ("call", "me"),
)  # fmt: skip
_TALKING = frozenset({
    "spoke", "speak", "speaking", "talk", "talked", "talking", "said", "say", "work", "worked", "working", "sat", "met",
    "listen", "listened", "went", "go",
})  # fmt: skip
_BESIDE = frozenset({"to", "with"})
_DOES_TO = frozenset({"told", "asked", "rang", "phoned", "emailed", "texted", "tell", "ask", "ring", "met"})
_SAYING = frozenset({"said", "says", "told", "asked", "rang", "reckons", "reckoned", "thinks"})
_BEFORE_LOWER = frozenset({"and", "with", "by", "to", "from", "in", "at", "near", "me", "like", "for"})
_AFTER_LOWER = frozenset({
    "said", "says", "told", "came", "was", "is", "has", "had", "did", "does", "who", "he", "she", "he's", "she's",
    "and", "used", "went", "rang",
})  # fmt: skip


def titled(words: Sequence[Word], nth: int) -> bool:
    """Whether a title goes before a word: "Dr Eze", in small letters "mrs ashgrove"."""
    word, before = words[nth], words[nth - 1] if nth else None
    if before is None or not word.joined or word.key in FUNCTION or word.key in TITLES:
        return False
    if word.cased and not word.capital:
        return False
    if before.key not in (TITLES if before.cased and before.capital else _TITLES_LOWER):
        return False
    return word.cased or before.key in _SURE_TITLES or name_like(word)


def called(words: Sequence[Word], nth: int) -> bool:
    """Whether "called", "his name was" or the like goes before a word that can be a name."""
    word = words[nth]
    if word.key in FUNCTION or word.key in TITLES or not _can_be_name(words, nth):
        return False
    keys = [before.key + ("'s" if before.owned else "") for before in words[max(0, nth - 2) : nth]]
    return any(tuple(keys[-len(phrase) :]) == phrase for phrase in _CALLED)


def acts(words: Sequence[Word], nth: int) -> bool:
    """Whether a word is followed by what people do: "Mark told me"."""
    return words[nth].key not in FUNCTION - {"will"} and after(words, nth) in DEEDS


def spoken_with(words: Sequence[Word], nth: int) -> bool:
    """Whether somebody talks to what a word names, or it talks itself: "I spoke to Mina", "so Tatiana said"."""
    two_before = words[nth - 2].key if nth > 1 and words[nth - 1].joined else ""
    beside = before(words, nth) in _BESIDE and two_before in _TALKING
    return beside or before(words, nth) in _DOES_TO or after(words, nth) in _SAYING


def could_stand(words: Sequence[Word], nth: int) -> bool:
    """Whether a name could stand where a word does, in a line of small letters."""
    follows = after(words, nth)
    if before(words, nth) in _BEFORE_LOWER:
        return follows in _AFTER_LOWER or not follows
    return not before(words, nth) and follows in _AFTER_LOWER


def capital_follows(words: Sequence[Word], nth: int) -> bool:
    """Whether the next word has a capital too and could be a surname."""
    if nth + 1 >= len(words) or not words[nth + 1].joined:
        return False
    following = words[nth + 1]
    return following.capital and not following.known and following.key not in FUNCTION


def before(words: Sequence[Word], nth: int) -> str:
    """The word beside a word, before it; empty where there is none."""
    return words[nth - 1].key if nth and words[nth].joined else ""


def after(words: Sequence[Word], nth: int) -> str:
    """The word beside a word, behind it; empty where there is none."""
    return words[nth + 1].key if nth + 1 < len(words) and words[nth + 1].joined else ""


def name_like(word: Word) -> bool:
    """Whether a word is on a list of names or no known word."""
    return is_name(word.key) or not is_word(word.key)


def _can_be_name(words: Sequence[Word], nth: int) -> bool:
    word = words[nth]
    if word.cased:
        # "called van Dijk": the capital comes after.
        return word.capital or (word.key in PARTICLES and nth + 1 < len(words) and words[nth + 1].capital)
    return word.key in first_names() or not (word.plain_word or is_word(word.key))
