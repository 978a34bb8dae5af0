"""Pseudonyms, the same for the same name throughout a project: "P07", "person A", "trust B", "NHS number"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import count

from themes.model import IdentifierKind, KnownName
from themes.privacy.spellings import is_spelling, spellings_of

FIXED: dict[IdentifierKind, str] = {
    "job title": "job title",
    "date of birth": "date of birth",
    "age over 89": "aged 90 or over",
    "phone": "phone number",
    "e-mail": "e-mail address",
    "NHS number": "NHS number",
    "National Insurance number": "National Insurance number",
    "postcode": "postcode",
    "registration plate": "registration plate",
    "web address": "web address",
    "other": "removed",
}
"""What stands for a kind whose single values need not be told apart."""

_ORGANISATIONS = (
    "trust", "hospital", "hospice", "surgery", "practice", "clinic", "council", "university", "college", "school",
    "academy", "charity", "church", "mosque", "prison", "ward", "care home",
)  # fmt: skip
_POSSESSIVE = re.compile(r"[’']s?$", re.IGNORECASE)
_NOT_WORDS = re.compile(r"[^\w]+")
_BEFORE_NAMES = "dr mr mrs ms miss mx prof professor sir dame lord lady rev reverend sister nurse"
_TITLES = frozenset(_BEFORE_NAMES.split())
_LETTERS = 26


def folded(words: str) -> str:
    """Words as they are compared: no case, no accents, no possessive, single spaces.

    >>> folded("Renée  O’Neill’s")
    'renee o neill'
    """
    bare = _POSSESSIVE.sub("", words.strip().casefold())
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(sign))
    return " ".join(_NOT_WORDS.sub(" ", plain).split())


def parts(words: str) -> frozenset[str]:
    """The single names in a name, without a title before it."""
    return frozenset(folded(words).split()) - _TITLES


def known_as(words: str, kind: IdentifierKind, names: Iterable[KnownName]) -> KnownName | None:
    """Who or what is meant by some words, where it can be told.

    Args:
        words: As they stand in a transcript.
        kind: What they are.
        names: The names list.

    Returns:
        The name of which they are a spelling; else the only one of which they can be a short form, an acronym, a slip
        of one letter or, for a person, a part ("Ann" where one Ann is known); None where it is nobody's, or several's.
    """
    of_kind = [one for one in names if one.kind == kind]
    wanted = folded(words)
    for one in of_kind:
        if wanted in {folded(spelling) for spelling in (one.name, *one.spellings)}:
            return one
    own = parts(words) if kind == "person" else frozenset()
    bare = _POSSESSIVE.sub("", words.strip())
    meant = [
        one
        for one in of_kind
        if (own and (own <= parts(one.name) or parts(one.name) <= own))
        or any(is_spelling(bare, spellings_of(each, kind)) for each in (one.name, *one.spellings))
    ]
    return meant[0] if len(meant) == 1 else None


def fresh(words: str, kind: IdentifierKind, taken: Iterable[str]) -> str:
    """The next free pseudonym for a name that has none.

    >>> fresh("Pennick Vale NHS Trust", "organisation", ["trust A"])
    'trust B'
    """
    if kind in FIXED:
        return FIXED[kind]
    noun = _noun(words) if kind == "organisation" else kind
    used = {one.casefold() for one in taken}
    return next(name for nth in count() if (name := f"{noun} {_letters(nth)}").casefold() not in used)


def why_not(pseudonym: str, words: str) -> str:
    """Why a pseudonym of somebody's choice cannot stand for some words, in words; empty where it can."""
    if not pseudonym or len(pseudonym) > _LONGEST or any(sign in pseudonym for sign in "[]\n\r\t"):
        return f"A pseudonym has 1 to {_LONGEST} characters, on one line and without brackets."
    hidden = parts(words)
    if hidden and hidden & set(folded(pseudonym).split()) and kind_words(pseudonym).isdisjoint(hidden):
        return "The pseudonym holds a word of what it stands for."
    return ""


def kind_words(pseudonym: str) -> frozenset[str]:
    """The words of a pseudonym that name a kind of thing, as "trust" in "trust A" does."""
    known = {*_ORGANISATIONS, "organisation", "person", "place", *FIXED.values()}
    every = {word for name in known for word in folded(name).split()}
    return frozenset(word for word in folded(pseudonym).split() if word in every)


def with_spelling(name: KnownName, words: str) -> tuple[str, ...]:
    """The spellings of a name with one more, where it is not among them."""
    known: Sequence[str] = (name.name, *name.spellings)
    tidy = " ".join(words.split())
    return name.spellings if folded(tidy) in {folded(each) for each in known} else (*name.spellings, tidy)


def _noun(words: str) -> str:
    said = f" {folded(words)} "
    return next((noun for noun in _ORGANISATIONS if f" {noun} " in said or f" {noun}s " in said), "organisation")


def _letters(nth: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    first, last = divmod(nth, _LETTERS)
    return (_letters(first - 1) if first else "") + chr(ord("A") + last)


_LONGEST = 60
