"""Find what could tell who somebody is: by the project's own names, by rules, and by spaCy.

numbers, addresses, dates ─┐
the project's names ───────┼─settled→ findings ─posts→ with the job titles that they complete
names by rule, spaCy's ────┘
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Literal

from themes.privacy.addresses import addresses
from themes.privacy.bodies import organisations
from themes.privacy.dates import ages, births
from themes.privacy.echoes import echoes
from themes.privacy.found import Found, settled
from themes.privacy.lexicon import is_name, is_word, known
from themes.privacy.listed import listed
from themes.privacy.names import NameList
from themes.privacy.numbers import numbers
from themes.privacy.people import people
from themes.privacy.posts import posts
from themes.privacy.towns import places
from themes.privacy.words import FUNCTION, Word, lines

Detector = Literal["rules", "list", "spacy"]
DETECTORS: tuple[Detector, ...] = ("rules", "list", "spacy")


def find(text: str, names: NameList | None = None, *, detectors: Collection[Detector] = DETECTORS) -> list[Found]:
    """Every place of a text whose words could tell who somebody is.

    Args:
        text: Canonical text, turns apart by a line feed.
        names: The project's own names.
        detectors: Which to use: "rules", "list" (the project's names), "spacy".

    Returns:
        Findings in the order of the text; no two overlap.
    """
    return scan([text], names, detectors=detectors)[0]


def scan(
    texts: Iterable[str], names: NameList | None = None, *, detectors: Collection[Detector] = DETECTORS
) -> list[list[Found]]:
    """What ``find`` finds in each of several texts, long ones or short (names of codes, memos)."""
    return [_find(text, names or NameList(), detectors) for text in texts]


def _find(text: str, names: NameList, detectors: Collection[Detector]) -> list[Found]:
    read = list(lines(text))
    layers: list[Iterable[Found]] = []
    if "rules" in detectors:
        layers += [addresses(text), numbers(text), births(text), ages(text)]
    if "list" in detectors:
        layers.append(found for words in read for found in listed(words, names))
    if "rules" in detectors:
        layers += _by_rule(read)
    if "spacy" in detectors:
        from themes.privacy.spacy_names import names_of  # noqa: PLC0415 - loads spaCy

        found = settled(layers)
        layers = [found, names_of(text, wanted=_unclear(text, read, found))]
    found = settled(layers)
    if "rules" in detectors:
        found = settled([found, echoes(read, found)])
        found = settled([posts(text, found), found])
    return found


def _unclear(text: str, read: Sequence[Sequence[Word]], found: Sequence[Found]) -> set[int]:
    """Where the lines begin with a capital that nothing explains yet: spaCy takes most of the time, and few need it."""
    taken = {at for one in found for at in range(one.start, one.end)}
    return {
        text.rfind("\n", 0, words[0].start) + 1
        for words in read
        if any(
            word.capital
            and word.start not in taken
            and not word.known
            and word.key not in FUNCTION
            and word.key not in known()
            and not (word.opens and is_word(word.key) and not is_name(word.key))
            for word in words
        )
    }


def _by_rule(read: Sequence[Sequence[Word]]) -> list[Iterator[Found]]:
    return [
        (found for words in read for found in organisations(words)),
        (found for words in read for found in places(words)),
        (found for words in read for found in people(words)),
    ]
