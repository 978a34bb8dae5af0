"""A code as a codebook file holds it, whatever the format."""

from __future__ import annotations

import re
from dataclasses import dataclass

from themes.text import canonical

LARGEST = 10_000_000
"""Bytes of a codebook; the largest known has a few hundred kilobytes."""

_EDGES = re.compile("^[\\s\ufeff]+|[\\s\ufeff]+$")
_SPACES = re.compile(r"\s+")
_COLOUR = re.compile(r"#?([0-9a-fA-F]{6})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A code as a codebook file holds it; ``parent`` is its parent's name, empty at the top.

    Texts are kept canonical and without white space at their ends, names on one line, so that what is written comes
    back equal; ``colour`` is ``#rrggbb``, empty where the file's is anything else.
    """

    name: str
    definition: str = ""
    use_when: str = ""
    dont_use_when: str = ""
    colour: str = ""
    parent: str = ""

    def __post_init__(self) -> None:
        """Bring every text to the form in which it is kept."""
        for field in ("name", "parent"):
            object.__setattr__(self, field, _SPACES.sub(" ", _trimmed(getattr(self, field))))
        for field in ("definition", "use_when", "dont_use_when"):
            object.__setattr__(self, field, _trimmed(getattr(self, field)))
        colour = _COLOUR.fullmatch(self.colour.strip())
        object.__setattr__(self, "colour", f"#{colour[1].lower()}" if colour else "")


def _trimmed(text: str) -> str:
    return _EDGES.sub("", canonical(text))
