"""A code as a codebook file holds it, whatever the format."""

from __future__ import annotations

import re
from dataclasses import dataclass

from themes.text import canonical

LARGEST = 10_000_000
"""Bytes of a codebook; the largest known has a few hundred kilobytes."""

MOST_CODES, DEEPEST = 5_000, 1_000
"""Codes of a codebook, and levels that they nest in; the largest known has some hundreds, in four."""

_EDGES = re.compile("^[\\s\ufeff]+|[\\s\ufeff]+$")
_SPACES = re.compile(r"\s+")
_TO_QUOTE = re.compile(r'^"|[>\\]|::')
_COLOUR = re.compile(r"#?([0-9a-fA-F]{6})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A code as a codebook file holds it; ``parent`` is its parent's path (see ``path_of``), empty at the top.

    A file may also name the parent alone; what ``read_codebook`` gives has paths.

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

    @property
    def path(self) -> str:
        """The parent's path and the name."""
        return f"{self.parent} > {path_of(self.name)}" if self.parent else path_of(self.name)


def path_of(*names: str) -> str:
    """The path of a code, from the names above it and its own: ``Governance > Board``.

    A name that could be taken for a path, or for a name in quotes, stands in quotes, its own doubled: ``"A > B" > C``.
    """
    return " > ".join('"{}"'.format(name.replace('"', '""')) if _TO_QUOTE.search(name) else name for name in names)


def _trimmed(text: str) -> str:
    return _EDGES.sub("", canonical(text))
