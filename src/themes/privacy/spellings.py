"""How a name on the project's list may be said or written: short forms, initials, acronyms, without what is formal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from themes.model import IdentifierKind
from themes.privacy.company import TITLES
from themes.privacy.lexicon import is_word, known, ordinary, plain, towns
from themes.privacy.nicknames import short_forms
from themes.privacy.words import FUNCTION

# What an organisation's name loses in speech, longest first.
_FORMAL = (
    "university hospitals nhs foundation trust", "teaching hospitals nhs foundation trust", "nhs foundation trust",
    "nhs trust", "foundation trust", "community interest company", "housing association", "primary school",
    "secondary school", "high school", "infant school", "junior school", "medical practice", "medical centre",
    "health centre", "care home", "nursing home", "residential home", "city council", "county council",
    "borough council", "district council", "metropolitan borough council", "general hospital", "hospitals", "hospital",
    "hospice", "council", "ward", "surgery", "practice", "academy", "college", "school", "university", "trust", "cic",
    "ltd", "limited", "plc",
)  # fmt: skip
_SORTS = frozenset("community health care mental acute general royal city county local district new home".split())  # noqa: SIM905
_SMALL = frozenset("of and the for in upon on under".split())  # noqa: SIM905 - as above
_PARTICLES = frozenset("ap ab al el bin ibn de da di van der von la le o".split())  # noqa: SIM905 - as above
_SHORTEST_ACRONYM = 3
_SHORTEST_PART = 3
_LONG_SURNAME = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """One way to say a name: its words in small letters without accents, and how sure it is that name.

    ``capital`` asks for a capital: the words are ordinary ones too; ``upper`` for capitals only, as acronyms and
    initials have; ``near`` lets one letter be wrong.
    """

    words: tuple[str, ...]
    why: str
    capital: bool = False
    upper: bool = False
    near: bool = False


LISTED = "on the project's list"
_PART = "a part of a name on the project's list"


def of_person(entry: str) -> list[Spelling]:
    """The spellings of a person's name: whole, first name, surname, short forms, initials."""
    parts = [part for part in _parts(entry) if part not in TITLES]
    if not parts:
        return []
    # Will who is on the list by that name alone is not meant by every "will".
    found = [Spelling(words=tuple(parts), why=LISTED) if len(parts) > 1 else _alone(parts[0], LISTED, near=True)]
    names = [part for part in parts if len(part) > 1 and part not in _PARTICLES]
    doubles = [_parts(word) for word in entry.split() if "-" in word]
    found += [Spelling(words=tuple(double), why=_PART) for double in doubles]
    found += [_alone(name, _PART, near=True) for name in names]
    if not names:
        return found
    first, last = names[0], names[-1]
    why = "a short form of a name on the project's list"
    shorts = sorted(short_forms().get(first, frozenset()))
    found += [_alone(short, why) for short in shorts]
    if last != first:
        found += [Spelling(words=(short, last), why=why) for short in shorts]
        found.append(Spelling(words=(first, last), why=_PART))
    if len(parts) > 1:
        initials = "".join(part[0] for part in parts)
        found += [
            Spelling(words=(letters,), why="the initials of a name on the project's list", upper=True)
            # Ian Thomas is not looked for in every "IT".
            for letters in sorted({initials, initials[0] + initials[-1]} - FUNCTION - known())
            if len(letters) > 1
        ]
        found.append(Spelling(words=(initials[0], last), why="an initial and a name on the project's list"))
    return found


def of_organisation(entry: str) -> list[Spelling]:
    """The spellings of an organisation's name: whole, without what is formal, its acronym."""
    parts = _parts(entry)
    found = [Spelling(words=tuple(parts), why=LISTED) if len(parts) > 1 else replace(_short(parts), why=LISTED)]
    whole = " ".join(parts)
    for formal in _FORMAL:
        rest = whole.removesuffix(" " + formal)
        if rest != whole:
            found.append(_short(rest.split()))
            # "Barnsley Hospital NHS Foundation Trust" is also Barnsley Hospital and Barnsley.
            for second in _FORMAL:
                if rest.endswith(" " + second):
                    found.append(_short(rest.removesuffix(" " + second).split()))
                    break
            break
    for words in {tuple(parts), tuple(spelling for spelling in found[-1].words)}:
        found.extend(_acronyms(words))
    return [spelling for spelling in found if spelling.words]


@lru_cache(maxsize=4_096)
def spellings_of(entry: str, kind: IdentifierKind) -> tuple[Spelling, ...]:
    """The spellings of an entry of the project's list."""
    if kind == "person":
        return tuple(of_person(entry))
    return tuple(of_organisation(entry) if kind == "organisation" else of_place(entry))


def is_spelling(words: str, of: Iterable[Spelling]) -> bool:
    """Whether words, as they stand in a text, are one of some spellings: "Liz" and "E. Moss" are of Elizabeth Moss."""
    parts = [part for part in _parts(words) if part not in TITLES] or _parts(words)
    letters = "".join(parts)
    bare = words.strip()
    for spelling in of:
        wanted = "".join(spelling.words)
        if letters == wanted and (bare.isupper() or not spelling.upper):
            return True
        if spelling.near and len(spelling.words) == 1 and one_off(letters, wanted):
            return True
    return False


def of_place(entry: str) -> list[Spelling]:
    """The spellings of a place: as it is."""
    parts = _parts(entry)
    return [_alone(parts[0], LISTED, near=True)] if len(parts) == 1 else [Spelling(words=tuple(parts), why=LISTED)]


def one_off(one: str, other: str) -> bool:
    """Whether two words are one letter apart: changed, left out, put in, or two neighbours swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    front = 0
    while front < len(short) and short[front] == long[front]:
        front += 1
    if len(short) == len(long):
        swapped = short[front + 1 : front + 2] + short[front : front + 1]
        return short[front + 1 :] == long[front + 1 :] or (
            swapped == long[front : front + 2] and short[front + 2 :] == long[front + 2 :]
        )
    return short[front:] == long[front + 1 :]


def _alone(word: str, why: str, *, near: bool = False) -> Spelling:
    """One word by itself: an ordinary one needs its capital."""
    usual = word in ordinary() or word in FUNCTION or len(word) < _SHORTEST_PART
    return Spelling(words=(word,), why=why, capital=usual, near=near and not usual and len(word) >= _LONG_SURNAME)


def _short(words: list[str]) -> Spelling:
    """An organisation without its formal end: of one plain word ("Rowan") it needs a capital."""
    if words[:1] == ["the"]:
        words = words[1:]
    plainly = all(word in ordinary() or word in _SORTS or (is_word(word) and word not in towns()) for word in words)
    usual = plainly and len(words) == 1
    return Spelling(words=tuple(words), why="short for an organisation on the project's list", capital=usual)


def _acronyms(words: tuple[str, ...]) -> list[Spelling]:
    why = "the acronym of an organisation on the project's list"
    letters = "".join("nhs" if word == "nhs" else word[0] for word in words if word not in _SMALL)
    plainer = "".join(word[0] for word in words if word not in _SMALL and word != "nhs")
    return [
        Spelling(words=(found,), why=why, upper=True)
        for found in {letters, plainer, letters.replace("nhs", "n")}
        if len(found) >= _SHORTEST_ACRONYM
    ]


def _parts(entry: str) -> list[str]:
    return [part for part in plain(entry).replace("-", " ").replace("'", "").replace(".", " ").split() if part]
