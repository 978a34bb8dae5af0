"""The colours of codes: a set that can be told apart by everybody, each with a name and a pattern.

Each stands at least 4.5 to 1 against white, and lifted 45 % towards white, as dark pages show it, 3 to 1 against black.
Any two are at least 19 apart (CIE 1976), to eyes that see all colours and as protanopes, deuteranopes and tritanopes
see them (Machado, Oliveira and Fernandes 2009): tests/test_colours.py measures it. Names and patterns stand beside
colours all the same, so that nothing is said by colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Pattern = Literal["plain", "striped", "dotted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Colour:
    """A colour of the set; ``value`` is ``#rrggbb``."""

    name: str
    value: str
    pattern: Pattern

    @property
    def words(self) -> str:
        """Its name with its pattern: "Red, striped"."""
        return self.name if self.pattern == "plain" else f"{self.name}, {self.pattern}"


COLOURS = (
    Colour(name="Blue", value="#0060cc", pattern="plain"),
    Colour(name="Red", value="#e42424", pattern="striped"),
    Colour(name="Green", value="#0c8424", pattern="dotted"),
    Colour(name="Violet", value="#9000fc", pattern="plain"),
    Colour(name="Dark green", value="#003c18", pattern="striped"),
    Colour(name="Mauve", value="#9c6084", pattern="dotted"),
    Colour(name="Indigo", value="#480084", pattern="striped"),
    Colour(name="Rose", value="#9c3048", pattern="plain"),
    Colour(name="Navy", value="#0000b4", pattern="dotted"),
    Colour(name="Aubergine", value="#480054", pattern="plain"),
    Colour(name="Berry", value="#6c1848", pattern="dotted"),
    Colour(name="Lilac", value="#78549c", pattern="striped"),
)
"""In the order in which new codes take them."""

OTHER = "#475569"
"""What stands for a colour that is none."""

_BY_VALUE = {colour.value: colour for colour in COLOURS}
_LENGTH = len("#000000")


def colour_of(value: str) -> Colour | None:
    """The colour of the set that a code has; None where it has one of its own."""
    return _BY_VALUE.get(value.casefold())


def sound(value: str) -> str:
    """A code's colour, checked to be one: what is no ``#rrggbb`` becomes grey.

    >>> sound("#0060cc"), sound("red; background: url(x)")
    ('#0060cc', '#475569')
    """
    is_colour = len(value) == _LENGTH and value[0] == "#" and not set(value[1:].casefold()) - set("0123456789abcdef")
    return value if is_colour else OTHER
