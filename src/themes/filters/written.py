"""A filter: which part of a study is looked at, in words that a page, a script and a report share.

A filter is conditions that must all hold; the values of one condition are alternatives::

    role = chair|nurse      an attribute of who speaks
    phase >= 2              a number, a date or an ordered choice; a date may be a year or a month (``2023-10``)
    case = P07              a case by its label; ``case kind = participant``
    linked = Harrowmere     cases linked to that case; ``linked:works at = Harrowmere`` by that relation only
    site = Harrowmere       the same for a site
    question = 2b           what is said in answer to a question of the topic guide, or to one under it
    speaker = participant   or interviewer
    transcript = Interview 4; kind = focus group
    code = Trust            what bears a code or a code under it; coder = AB

An attribute that bears the name of one of these words is written ``attribute:case``; one whose name holds a sign stands
in double quotes: ``"Satisfied? (1 = no, 5 = yes)" >= 4``. A value may stand in them too: ``region = "Southern Coast"``.
What is not known of a case passes no condition, not even ``!=``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, cast, get_args

from themes.errors import Refused

Sign = Literal["=", "!=", ">=", "<=", ">", "<"]

WORDS = ("transcript", "kind", "case", "case kind", "linked", "site", "speaker", "question", "code", "coder")
"""What conditions can be about beside attributes; ``linked:…`` and ``attribute:…`` are two more."""

LINKED, ATTRIBUTE = "linked:", "attribute:"
_CONDITION = re.compile(
    r"\s*(?:\"(?P<quoted>(?:[^\"]|\"\")+)\"|(?P<about>[^=<>!\"][^=<>!]*?))\s*(?P<sign>!=|>=|<=|=|>|<)\s*(?P<values>.*?)\s*",
    re.DOTALL,
)
_TO_QUOTE = re.compile(r"[=<>!]|^\"")
# A value and the bar or the end after it; quotation marks that do not hold all of it are its own.
_VALUE = re.compile(
    r"\s*(?:\"(?P<quoted>(?:\\.|\"\"|[^\"\\])+)\"|“(?P<curly>(?:\\.|[^”\\])+)”|(?P<bare>(?:\\.|[^|])*?))\s*(?P<bar>\||\Z)",
    re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_TO_ESCAPE = re.compile(r"([|\\]|^[\"“])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition: what it is about (a word of ``WORDS`` or an attribute's name), how it compares, alternatives."""

    about: str
    values: tuple[str, ...]
    sign: Sign = "="

    def __str__(self) -> str:
        """As it is written: ``role = chair|nurse``."""
        about = '"{}"'.format(self.about.replace('"', '""')) if _TO_QUOTE.search(self.about) else self.about
        return f"{about} {self.sign} {'|'.join(_TO_ESCAPE.sub(_slashed, value) for value in self.values)}"

    @property
    def words(self) -> str:
        """As a report says it: "role is chair or nurse", "question 2b"."""
        about, values = self.about.removeprefix(ATTRIBUTE).removeprefix(LINKED), " or ".join(self.values)
        if about.casefold() == "question":
            return f"question {values}" if self.sign == "=" else f"not question {values}"
        return f"{about} {_SAID[self.sign]} {values}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Conditions that must all hold; without any, everything passes."""

    conditions: tuple[Condition, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is asked at all."""
        return bool(self.conditions)

    def __str__(self) -> str:
        """As it is written, condition after condition."""
        return "; ".join(map(str, self.conditions))

    @property
    def words(self) -> str:
        """As a report says it: "role is chair; question 2b"."""
        return "; ".join(condition.words for condition in self.conditions)


Where = Filter | Condition | str | Iterable[str | Condition]
"""What verbs take as a filter: one, a condition of it, a condition as it is written, or several of those."""


def parse(text: str) -> Condition:
    """A condition from its text.

    >>> parse("role = chair|nurse")
    Condition(about='role', values=('chair', 'nurse'), sign='=')

    Raises:
        Refused: It has no sign, or nothing on one side of it.
    """
    found = _CONDITION.fullmatch(text)
    values = () if found is None else _values(found["values"])
    if found is None or not all(values):
        raise Refused(
            f"“{text.strip()}” is no condition. Write what, a sign ({', '.join(get_args(Sign))}) and a value: "
            "role=chair, phase>=2, question=2b."
        )
    about = found["about"] if found["quoted"] is None else found["quoted"].replace('""', '"')
    return Condition(about=" ".join(about.split()), values=values, sign=cast("Sign", found["sign"]))


def as_filter(where: Where | None) -> Filter:
    """A filter from whatever a verb was given; nothing passes everything."""
    if where is None:
        return Filter()
    if isinstance(where, Filter):
        return where
    parts: Iterable[str | Condition] = [where] if isinstance(where, str | Condition) else where
    return Filter(conditions=tuple(part if isinstance(part, Condition) else parse(part) for part in parts))


def _values(written: str) -> tuple[str, ...]:
    """Alternatives, parted by a bar; a bar or a backslash of a value's own has a backslash before it."""
    values, at = list[str](), 0
    while (found := _VALUE.match(written, at)) is not None:
        quoted, curly, bare = found.group("quoted", "curly", "bare")
        value = quoted.replace('""', '"') if quoted is not None else curly if curly is not None else bare
        values.append(_ESCAPED.sub(r"\1", value).strip())
        if not found["bar"]:
            break
        at = found.end()
    return tuple(values)


def _slashed(found: re.Match[str]) -> str:
    return f"\\{found[1]}"


_SAID: dict[Sign, str] = {
    "=": "is", "!=": "is not", ">=": "is at least", "<=": "is at most", ">": "is above", "<": "is below",
}  # fmt: skip
