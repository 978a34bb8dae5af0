"""What a report calls its coders."""

from __future__ import annotations

from collections import Counter


def initials(names: list[str]) -> list[str]:
    """What a report calls its coders: initials, so that it prints nobody's name; told apart where they are alike.

    >>> initials(["AB", "Carol Dean", "coder2", "Ann Berg"])
    ['AB', 'CD', 'coder2', 'AB2']
    """
    taken: Counter[str] = Counter()
    short = []
    for name in names:
        letters = "".join(_initial(word) for word in name.split()) if " " in name.strip() else _initial(name.strip())
        taken[letters] += 1
        short.append(letters if taken[letters] == 1 else f"{letters}{taken[letters]}")
    return short


_LONGEST_INITIALS = 3


def _initial(word: str) -> str:
    neutral = len(word) <= _LONGEST_INITIALS and word.isupper()
    return word if neutral or any(character.isdigit() for character in word) else word[:1].upper()
