"""Queries as facts, and as they are written: ``Trust near/2 turns Regulation not Finance where role = chair``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from themes.filters import Condition

JoinSign = Literal["and", "or", "not", "near", "not near"]
Unit = Literal["turns", "words"]

SIGNS: tuple[JoinSign, ...] = ("and", "or", "not", "near", "not near")
ON_CODINGS = ("code", "coder", "coded", "valence", "memo", "memo words")
"""What conditions can ask of codings; all others ask where a quotation stands and who says it."""

ALONE = "only"
"""Before a code's name: without the codes under it."""

ANY = "any"
"""In place of a code's name: whatever code."""

WHERE = "where"
NEAR = re.compile(r"near(?:/(?P<distance>\d{1,4}))?", re.IGNORECASE)
_RESERVED = frozenset({"and", "or", "not", "but", WHERE, ALONE, ANY})
_MARKS = re.compile(r"[()\[\]\"“”]")
_ABOUT = re.compile(r"\"(?:[^\"]|\"\")+\"")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The quotations of a code, by its name, path or id; ``under`` says that those of codes under it are meant too.

    ``start`` and ``end`` are where the name stands in what was read.
    """

    code: str
    under: bool = True
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    def __str__(self) -> str:
        """As it is written."""
        words = self.code.casefold().split()
        bare = words and " ".join(self.code.split()) == self.code and not _MARKS.search(self.code)
        if not bare or any(word in _RESERVED or word.startswith("near") for word in words):
            name = '"{}"'.format(self.code.replace('"', '""'))
        else:
            name = self.code
        return name if self.under else f"{ALONE} {name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Every:
    """The quotations of any code."""

    def __str__(self) -> str:
        """As it is written."""
        return ANY


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Two parts and how they are joined; ``distance`` counts turns, or words between, where they are to be near."""

    left: Expression
    sign: JoinSign
    right: Expression
    distance: int = 2
    unit: Unit = "turns"

    def __str__(self) -> str:
        """As it is written, with parentheses where the order needs them."""
        left, right = str(self.left), str(self.right)
        if isinstance(self.left, Joined) and self.left.sign == "or" and self.sign != "or":
            left = f"({left})"
        if isinstance(self.right, Joined) and (self.sign != "or" or self.right.sign == "or"):
            right = f"({right})"
        sign = f"{self.sign}/{self.distance} {self.unit}" if self.sign.endswith("near") else self.sign
        return f"{left} {sign} {right}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """A part with conditions that must all hold; ``at_end`` says that they stand at the end of a query, after "where".

    ``start`` and ``end`` are where the conditions stand in what was read.
    """

    part: Expression
    conditions: tuple[Condition, ...]
    at_end: bool = False
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    def __str__(self) -> str:
        """As it is written."""
        said = "; ".join(map(_escaped, self.conditions))
        if self.at_end:
            return f"{self.part} {WHERE} {said}"
        return f"({self.part}) [{said}]" if isinstance(self.part, Joined) else f"{self.part} [{said}]"


Expression = Named | Every | Joined | Narrowed
"""A query, or a part of one."""


def in_words(expression: Expression) -> str:
    """What a query asks for, as it is said to who asks it."""
    match expression:
        case Named(code=code, under=under):
            return f"“{code}”" if under else f"“{code}” itself"
        case Every():
            return "any code"
        case Narrowed(part=part, conditions=conditions):
            return f"{in_words(part)}, where {' and '.join(condition.words for condition in conditions)}"
        case Joined(left=left, sign=sign, right=right, distance=distance, unit=unit):
            how = _SAID[sign].format(near=_near(distance, unit))
            return f"{_apart(left)} {how} {_apart(right)}"


def _near(distance: int, unit: Unit) -> str:
    if unit == "turns":
        return "in the same turn as" if distance == 0 else f"within {distance} turn{'' if distance == 1 else 's'} of"
    return f"with at most {distance} word{'' if distance == 1 else 's'} between it and"


def _apart(part: Expression) -> str:
    return f"({in_words(part)})" if isinstance(part, Joined | Narrowed) else in_words(part)


def _escaped(condition: Condition) -> str:
    """A condition as it is written within a query, where a semicolon or a bracket would end it."""
    said = str(condition)
    about = _ABOUT.match(said)
    head = about[0] if about else ""
    return head + re.sub(r"([;\]])", r"\\\1", said[len(head) :])


_SAID: dict[JoinSign, str] = {
    "and": "overlapping", "or": "or", "not": "sharing no word with", "near": "{near}", "not near": "not {near}",
}  # fmt: skip
