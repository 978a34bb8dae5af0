"""Text for one line of a file."""

from __future__ import annotations

import re

from themes.text import canonical

_SPACES = re.compile(r"\s+")


def line(text: str) -> str:
    """Text for one line: no character that XML forbids, white space as single spaces."""
    return _SPACES.sub(" ", canonical(text)).strip()


def inline(text: str) -> str:
    """The same for a piece of a line: the space at its ends is kept."""
    said = line(text)
    if not said:
        return " " if text else ""
    return f"{' ' * text[0].isspace()}{said}{' ' * text[-1].isspace()}"
