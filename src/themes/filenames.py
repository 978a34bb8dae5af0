"""What files' names say of who was heard, by a pattern that the evaluator writes: ``{site}_{role}_{case}.docx``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PureWindowsPath

from themes.errors import Refused

CASE, SITE, ANYTHING = "case", "site", "…"
"""Fields that mean something of their own: the case's label, the site it belongs to, and what is passed over."""

_FIELD = re.compile(r"\{([^{}]*)\}")
_MOST_FIELDS = 12
_LONGEST = 200
_HOW = "Write it like {site}_{role}_{case}: names in curly brackets, with what stands between them in the file's name."


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A pattern taken apart: its fields in order, and the literal words before, between and after them."""

    fields: tuple[str, ...]
    literals: tuple[str, ...]

    def read(self, name: str) -> Mapping[str, str] | None:
        """What a file's name says by this pattern, a value for each field; None where it does not fit.

        Each field ends at the next literal, and the last takes what is left. So a name is read in one way only.

        >>> dict(pattern_of("{site}_{role}_{case}.docx").read("Harrowmere_chair_P07.odt"))
        {'site': 'Harrowmere', 'role': 'chair', 'case': 'P07'}
        """
        rest = _stem(name)
        start = _places(rest, self.literals[0])
        if not start or start[0][0] != 0:
            return None
        rest = rest[start[0][1] :]
        found: dict[str, str] = {}
        for nth, (field, literal) in enumerate(zip(self.fields, self.literals[1:], strict=True)):
            last = nth == len(self.fields) - 1
            places = _places(rest, literal, at_end=last)
            value = rest[: places[0][0]].strip() if places else ""
            if not value:
                return None
            if field != ANYTHING:
                found[field] = value
            rest = rest[places[0][1] :]
        return found


def pattern_of(words: str) -> Pattern:
    """The pattern that somebody wrote; the file's ending, if it has one, does not count.

    Raises:
        Refused: It names no field, one twice, or nothing stands between two of them.
    """
    text = words.strip()
    ending = re.search(r"\.[A-Za-z0-9]{1,5}$", text)
    text = text[: ending.start()] if ending else text
    parts = _FIELD.split(text)
    literals, fields = parts[::2], [field.strip().casefold() or ANYTHING for field in parts[1::2]]
    named = [field for field in fields if field != ANYTHING]
    if not named or len(fields) > _MOST_FIELDS or len(text) > _LONGEST:
        raise Refused(f"The pattern names nothing. {_HOW}")
    if len(set(named)) < len(named):
        raise Refused(f"The pattern names one thing twice. {_HOW}")
    if not all(literals[1:-1]) or any("{" in literal or "}" in literal for literal in literals):
        raise Refused(f"Where one value ends and the next begins cannot be told. {_HOW}")
    return Pattern(fields=tuple(fields), literals=tuple(literals))


def _places(words: str, literal: str, *, at_end: bool = False) -> list[tuple[int, int]]:
    """Where a literal stands in words, whatever its case, in order; or only where it ends them.

    By ``re``, which keeps positions: "Straße" folded is a letter longer, and all that follows would be a letter off.
    """
    wanted = re.escape(literal) + (r"\Z" if at_end else "")
    return [found.span() for found in re.finditer(wanted, words, re.IGNORECASE)]


def _stem(name: str) -> str:
    return PureWindowsPath(name).stem.strip()
