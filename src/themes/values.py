"""What stands in a case table, read by type: text, choice, number or date.

A value is kept as text in one spelling: a number as ``1234.5``, a date as ``2026-11-22`` (ISO 8601), a choice as the
attribute spells it. So a table, a page and a filter mean the same by it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from themes.errors import Refused
from themes.model import Attribute, AttributeType

DAY_FIRST = "Dates are read day first: 03/04/2026 is 3 April 2026."
"""Said wherever dates are read that could be meant otherwise."""

_NUMBER = re.compile(r"[+-]?(?:\d[\d.,'’ \u00a0\u202f]*|[.,]\d+)")
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?P<mark>[,.'’ \u00a0\u202f])\d{3}(?:(?P=mark)\d{3})*")
_LEADING_ZERO = re.compile(r"[+-]?0\d")
_TIME = r"(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_ISO = re.compile(rf"(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}}){_TIME}")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})(?P<mark>[/.-])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})")
_NAMED = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)? (?:of )?(?P<name>[A-Za-z]{3,9})\.?,? (?P<year>\d{4})")
_NAMED_FIRST = re.compile(r"(?P<name>[A-Za-z]{3,9})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")  # fmt: skip
_CENTURY = 2000
_TWO_DIGITS = 100
_MOST_CHOICES = 12
_OFTEN = 2  # a choice is one where each value comes twice on average
_LONGEST_CHOICE = 40
_MOST_LISTED = 6


def number_of(words: str) -> str | None:
    """A number in one spelling, whichever of point and comma it was written with; None where it is none.

    Where both stand the last one parts the decimals; where one comma stands before just three digits it parts
    thousands ("1,234"), and a single point always parts decimals ("1.234").

    >>> number_of("1.234,50"), number_of("1,234"), number_of("12,5"), number_of("P7"), number_of("007")
    ('1234.5', '1234', '12.5', None, None)
    """
    text = words.strip()
    if not _NUMBER.fullmatch(text) or _LEADING_ZERO.match(text):
        return None
    plain = re.sub(r"['’ \u00a0\u202f]", "", text)
    last = max(plain.rfind("."), plain.rfind(","))
    marks = {mark for mark in ".," if mark in plain}
    grouped = _THOUSANDS.fullmatch(plain)
    if len(marks) == 2:  # noqa: PLR2004 - both of the two marks
        plain = re.sub(r"[.,]", "", plain[:last]) + "." + plain[last + 1 :]
    elif grouped and (grouped["mark"] == "," or plain.count(grouped["mark"]) > 1):
        plain = plain.replace(grouped["mark"], "")
    plain = plain.replace(",", ".")
    if plain.count(".") > 1:
        return None
    number = Decimal(plain)
    spelt = format(number, "f") if number else "0"  # no -0
    return spelt.rstrip("0").rstrip(".") if "." in spelt else spelt


def date_of(words: str) -> str | None:
    """A date as ISO 8601, read day first where two numbers could be the day; None where it is none.

    >>> date_of("22/11/2026"), date_of("2026-11-22 00:00:00"), date_of("3 April 2026"), date_of("11/22/2026")
    ('2026-11-22', '2026-11-22', '2026-04-03', None)
    """
    text = " ".join(words.split())
    found = next((match for form in (_ISO, _DAY_FIRST, _NAMED, _NAMED_FIRST) if (match := form.fullmatch(text))), None)
    if found is None:
        return None
    parts = found.groupdict()
    month = _month(parts["name"]) if "name" in parts else int(parts["month"])
    year = int(parts["year"])
    try:
        return date(year + _CENTURY if year < _TWO_DIGITS else year, month, int(parts["day"])).isoformat()
    except ValueError:  # no such month or day
        return None


def found_type(values: Sequence[str]) -> AttributeType:
    """The type that a column's values have: a date or a number where all are, a choice where few come often.

    Args:
        values: The column's cells; empty ones say nothing.

    Returns:
        A proposal; whoever knows the study confirms or changes it.
    """
    held = [value.strip() for value in values if value.strip()]
    if not held:
        return "text"
    if all(date_of(value) for value in held):
        return "date"
    if all(number_of(value) for value in held):
        return "number"
    different = {value.casefold() for value in held}
    few = 1 < len(different) <= _MOST_CHOICES and len(held) >= _OFTEN * len(different)
    return "choice" if few and max(map(len, held)) <= _LONGEST_CHOICE else "text"


def choices_of(values: Sequence[str]) -> tuple[str, ...]:
    """The choices that a column's values make, as first spelt, by the alphabet.

    >>> choices_of(["mental health", "Acute", "acute", ""])
    ('Acute', 'mental health')
    """
    first: dict[str, str] = {}
    for value in values:
        if value.strip():
            first.setdefault(value.strip().casefold(), value.strip())
    return tuple(first[key] for key in sorted(first))


def value_of(words: str, attribute: Attribute) -> str:
    """A value in the spelling of its attribute's type; empty stays empty.

    Raises:
        Refused: It is no such number, date or choice. The message never repeats the value.
    """
    text = words.strip()
    if not text or attribute.type == "text":
        return text
    if attribute.type == "number":
        found = number_of(text)
        expected = "a number, as 12 or 12.5"
    elif attribute.type == "date":
        found = date_of(text)
        expected = "a date, as 2026-11-22 or, day first, 22/11/2026"
    else:
        found = next((choice for choice in attribute.choices if choice.casefold() == text.casefold()), None)
        more = ", …" if len(attribute.choices) > _MOST_LISTED else ""
        expected = "one of " + ", ".join(f"“{choice}”" for choice in attribute.choices[:_MOST_LISTED]) + more
    if found is None:
        raise Refused(f"“{attribute.name}” takes {expected}. Nothing was changed.")
    return found


def _month(name: str) -> int:
    """The number of a month by its English name or its first three letters; 0 where it is none."""
    folded = name.casefold()
    for nth, month in enumerate(_MONTHS, start=1):
        if folded in (month, month[:3]) or (folded == "sept" and month == "september"):
            return nth
    return 0
