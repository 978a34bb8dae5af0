"""How the value of an attribute is compared with what a condition asks for, by the attribute's type."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from themes.errors import Refused
from themes.filters.written import Condition, Sign
from themes.model import Attribute
from themes.values import date_of, number_of

_YEAR_OR_MONTH = re.compile(r"\d{4}(?:-\d{2})?")
_SEVERAL = re.compile(r"\s(?:and|or)\s[^=<>!]+[=<>]", re.IGNORECASE)
"""Conditions that somebody joined as codes are joined."""
_MOST_LISTED = 6
_MOST_CHOICES, _LONGEST_CHOICE = 40, 60


def compare(attribute: Attribute, asked: Condition, known: Sequence[str]) -> Callable[[str], bool]:
    """What says of a value whether it passes; ask it of no empty one.

    Args:
        attribute: Its type says how: numbers by size, dates by time, ordered choices by their order, the rest as words
            in whatever case. Text that holds only numbers, or only dates, is compared as these.
        asked: The condition.
        known: The values that cases have.

    Raises:
        Refused: No case has such a value, or it has no order.
    """
    kind = _kind(attribute, asked, known)
    if kind == "number":
        numbers = [Decimal(_required(number_of(value), asked, "a number")) for value in asked.values]
        return lambda value: _passes(asked.sign, _decimal(value), numbers)
    if kind == "date":
        dates = [_required(_date(value), asked, "a date, as 2026-11-22, a month or a year") for value in asked.values]
        # A year or a month is compared with as much of the date: a day in 2023 is neither before nor after 2023.
        return lambda value: (all if asked.sign == "!=" else any)(
            _passes(asked.sign, _first(value, len(date)), [date]) for date in dates
        )
    if kind == "order":
        ranks = {choice.casefold(): nth for nth, choice in enumerate(attribute.choices)}
        wanted = [ranks[_spelt(value, attribute.choices, asked).casefold()] for value in asked.values]
        return lambda value: _passes(asked.sign, ranks.get(value.casefold()), wanted)
    words = [_spelt(value, (*attribute.choices, *known), asked).casefold() for value in asked.values]
    return lambda value: _passes(asked.sign, value.casefold(), words)


def _kind(attribute: Attribute, asked: Condition, known: Sequence[str]) -> str:
    if attribute.type in ("number", "date"):
        return attribute.type
    if asked.sign in ("=", "!="):
        return "words"
    if attribute.type == "choice" and attribute.ordered:
        return "order"
    if known and all(number_of(value) for value in known):
        return "number"
    if known and all(date_of(value) for value in known):
        return "date"
    raise Refused(
        f"“{attribute.name}” has no order, so “{asked}” means nothing. Write = or !=, or give the attribute the type "
        "number or date, or choices in an order."
    )


def _passes(sign: Sign, value: object, wanted: Sequence[object]) -> bool:
    """Whether a value passes against alternatives: any of them, but for != each; one that cannot be read does not."""
    if value is None:
        return False
    tests = [_TESTS[sign](value, one) for one in wanted]
    return all(tests) if sign == "!=" else any(tests)


def _decimal(value: str) -> Decimal | None:
    number = number_of(value)
    return None if number is None else Decimal(number)


def _first(value: str, length: int) -> str | None:
    """As much of a date as is asked for: the year, the month, or all of it."""
    date = date_of(value)
    return None if date is None else date[:length]


def _date(written: str) -> str | None:
    return written if _YEAR_OR_MONTH.fullmatch(written) else date_of(written)


def _required(value: str | None, asked: Condition, expected: str) -> str:
    if value is None:
        raise Refused(f"“{asked}” needs {expected}.")
    return value


def _spelt(value: str, known: Sequence[str], asked: Condition) -> str:
    """The value as the study spells it.

    Raises:
        Refused: No case has it.
    """
    found = next((one for one in known if one.casefold() == value.casefold()), None)
    if found is None:
        several = " Several conditions are parted by semicolons." if _SEVERAL.search(value) else ""
        raise Refused(f"No case has “{value}” for {asked.about}. {_hint(value, list(dict.fromkeys(known)))}{several}")
    return found


def _hint(value: str, known: Sequence[str]) -> str:
    """Which values there are; what is as various as answers in people's own words is not told in a refusal."""
    if len(known) > _MOST_CHOICES or any(len(one) > _LONGEST_CHOICE for one in known):
        return (
            f"What cases have there is too long or too various to list ({len(known):,}); the table of cases shows it."
        )
    folded = value.casefold()
    near = [one for one in known if folded in one.casefold()] or get_close_matches(value, known, n=1, cutoff=0.6)
    listed = ", ".join(f"“{one}”" for one in known[:_MOST_LISTED]) or "no value yet"
    more = " and others" if len(known) > _MOST_LISTED else ""
    return f"Did you mean “{near[0]}”?" if near else f"There is {listed}{more}."


# Both sides are of one kind: numbers, dates, places in an order, or words.
_TESTS: dict[Sign, Callable[[Any, Any], bool]] = {
    "=": operator.eq, "!=": operator.ne, ">=": operator.ge, "<=": operator.le, ">": operator.gt, "<": operator.lt,
}  # fmt: skip
