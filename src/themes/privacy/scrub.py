"""Names in other words than a transcript's: the machine's phrases, codes, memos, the study's description."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from themes.privacy.lexicon import is_name, is_word, ordinary
from themes.privacy.pseudonyms import folded, parts
from themes.privacy.words import FUNCTION

# Accents may be characters of their own; an underscore parts words, as in names of files.
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_KEPT = 4
_SHORTEST_JOINED = 6  # letters of a name that may be written as one word: shorter ones stand in others

Replacements = Mapping[str, str]
"""Words as they stood, and the pseudonym, bare, that stands for them."""


def pattern_of(words: Iterable[str], *, any_case: bool = True, joined: bool = False) -> re.Pattern[str] | None:
    """What finds any of some words, whole, the longest first; None where there are none.

    Args:
        words: Names as they stood.
        any_case: In whatever case.
        joined: Also as names of files have them: "Brivo_Quill", "brivo.quill2", "BrivoQuill".
    """
    known = sorted({tidy for each in words if (tidy := " ".join(each.split()))}, key=lambda each: (-len(each), each))
    if not known:
        return None
    # A figure beside a name is no part of it ("Quill2"), beside a number it is. Asked once for all names: a look behind
    # for each of four hundred at every place of a text takes minutes.
    kinds = {
        r"[^\W\d_]": [each for each in known if joined and not each[0].isdigit()],
        r"\w": [each for each in known if not joined or each[0].isdigit()],
    }
    any_of = [
        rf"(?<!{beside})(?:{'|'.join(_found_as(each, joined=joined) for each in some)})(?!{beside})"
        for beside, some in kinds.items()
        if some
    ]
    return re.compile("|".join(any_of), re.IGNORECASE if any_case else 0)


def _found_as(name: str, *, joined: bool) -> str:
    letters = [re.escape(word) for word in (_WORD.findall(name) if joined else name.split(" "))] or [re.escape(name)]
    if not joined:
        return r"\s+".join(letters)
    return (r"[\W_]*" if sum(map(len, letters)) >= _SHORTEST_JOINED else r"[\W_]+").join(letters)


def scrubbed(text: str, names: Replacements, gone: frozenset[str] = frozenset()) -> str:
    """What a person wrote with each name replaced by its pseudonym in brackets, and gone words removed.

    Names that are ordinary words too ("Will") are replaced as they are written alone: in other letters they are words.
    """
    by_words = {_key(words): pseudonym for words, pseudonym in names.items()}
    for found in _in_writing(names):
        text = found.sub(lambda match: f"[{by_words.get(_key(match[0]), 'removed')}]", text)
    told = _telling(gone)
    return _WORD.sub(lambda match: "[removed]" if folded(match[0]) in told else match[0], text) if told else text


def gone_words(names: Iterable[str], texts: Iterable[str]) -> frozenset[str]:
    """The single words of some names that stand in none of some texts any more, folded.

    What the machine made of the texts can only have them from the names: "Osei" is such a word, "Trust" is none where
    people speak of trust.
    """
    wanted = {word for name in names for word in parts(name) if len(word) > 1}
    standing: set[str] = set()
    for text in texts:
        standing |= wanted & set(folded(text).split())
        if len(standing) == len(wanted):
            break
    return frozenset(wanted - standing)


def without(words: Iterable[str], names: Replacements, gone: frozenset[str]) -> tuple[str, ...]:
    """The machine's phrases or key words without those that hold a name or a word that only names had."""
    found = pattern_of(names)
    return tuple(
        phrase for phrase in words if not (found and found.search(phrase)) and gone.isdisjoint(folded(phrase).split())
    )


def count_in(text: str, names: Replacements, gone: frozenset[str]) -> int:
    """How often a text that a person wrote holds a name, or a word that only names had."""
    n_names = sum(len(found.findall(text)) for found in _in_writing(names))
    told = _telling(gone)
    return n_names or sum(folded(word) in told for word in _WORD.findall(text))


def _in_writing(names: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    return _patterns(frozenset(names))


@lru_cache(maxsize=_KEPT)
def _patterns(names: frozenset[str]) -> tuple[re.Pattern[str], ...]:
    """What finds names in words that a person wrote: telling ones in any case, ordinary words as they were written."""
    plain = {name for name in names if _is_plain(folded(name))}
    found = (pattern_of(names - plain, joined=True), pattern_of(plain, any_case=False))
    return tuple(pattern for pattern in found if pattern is not None)


@lru_cache(maxsize=_KEPT)
def _telling(gone: frozenset[str]) -> frozenset[str]:
    """The words among some that are a name wherever a person wrote them: a code may be called "Trust"."""
    return frozenset(word for word in gone if not _is_plain(word))


def _is_plain(word: str) -> bool:
    """Whether folded words are one that means something else too."""
    return word in ordinary() or word in FUNCTION or (" " not in word and is_word(word) and not is_name(word))


def _key(words: str) -> str:
    return folded(words).replace("_", "").replace(" ", "")
