"""Dates of birth and ages over 89, in figures and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from themes.privacy.found import Found
from themes.privacy.spelled import ONES, TEENS, TENS

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_ORDINALS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth"
    "|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth"
)
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|(?:(?:twenty|thirty)[\s-])?(?:{_ORDINALS})|{'|'.join([*ONES, *TEENS])})"
_SMALL = "|".join([*ONES, *TEENS])
_YEAR = (
    rf"(?:(?:19|20)\d\d|['’]?\d\d|(?:nineteen|twenty|two thousand)(?:[\s-](?:and|oh|hundred|hundred and))?"
    rf"[\s-](?:(?:{'|'.join(TENS)})(?:[\s-](?:{'|'.join(ONES)}))?|{_SMALL}))"
)
_DATE = re.compile(
    rf"(?<!\w)(?:(?:the\s+)?{_DAY}\s+(?:of\s+)?(?:the\s+)?{_MONTH}(?:\s*,?\s+(?:in\s+)?{_YEAR})?"
    rf"|{_MONTH}\s+(?:the\s+)?{_DAY}(?:\s*,?\s+(?:in\s+)?{_YEAR})?"
    r"|\d{1,2}\s?[/.\-]\s?\d{1,2}\s?[/.\-]\s?(?:\d{4}|\d\d)|(?:19|20)\d\d-\d\d-\d\d"
    rf"|(?:the\s+)?{_DAY}\s+(?:of\s+)?(?:the\s+)?{_DAY}\s*,?\s+(?:of\s+)?{_YEAR})(?!\w)",
    re.IGNORECASE,
)
_BIRTH = re.compile(
    r"\b(?:born|date of birth|birth ?date|birthdays?|d\.?\s?o\.?\s?b\.?|dob)\b[^.?!\n]{0,40}$", re.IGNORECASE
)
_BIRTH_AFTER = re.compile(
    r"\W{1,3}(?:(?:that|which)(?:['’]s| is| was) )?(?:my|his|her|their) (?:birthday|date of birth)", re.IGNORECASE
)
_BEFORE = 64

_OVER = rf"(?:9\d|1[01]\d|ninety(?:[\s-](?:{'|'.join(list(ONES)[3:])}|one))?|(?:a|one) hundred(?: and (?:{_SMALL}))?)"
_OF_AGE = re.compile(rf"(?<![\w£$€.,])(?P<age>{_OVER})(?:[\s-]+(?:years?|yrs?)[\s-]+(?:old|of age)\b)", re.IGNORECASE)
_AGED = re.compile(
    rf"\b(?:aged?|turned|turning|turns|age of|reached|nearly|almost|birthday at)\s+(?P<age>{_OVER})(?![\w%]|[.,]\d)",
    re.IGNORECASE,
)
_IS = re.compile(
    r"\b(?:he|she|i|mum|mother|dad|father|nan|nana|gran|grandma|granny|grandad|husband|wife|auntie|uncle|sister|brother"
    r"|lady|gentleman|man|woman|patient|resident|oldest(?: one)?(?: (?:we|they|i) (?:had|have|saw|see))?)"
    rf"(?:['’](?:s|m|ll be|d be)| is| was| am| will be| would be| must be)(?: (?:now|only|about|just|already))?"
    rf"\s+(?P<age>{_OVER})(?![\w%]|[.,:/]\d)",
    re.IGNORECASE,
)
_NO_AGE = re.compile(
    r"[\s-]*(?:%|per ?cent|degrees?|minutes?|mins?|hours?|days?|weeks?|months?|miles?|metres?|pounds?|quid|pence|people"
    r"|patients|staff|times|of (?:the|them|us|those)|out of|kilos?|stone|thousand|hundred|million|feet|foot|grand"
    r"|(?:odd )?pages?|beds?|lots|and a half (?:minutes|hours))\b|%",
    re.IGNORECASE,
)


def births(text: str) -> Iterator[Found]:
    """Dates with a day and a month that are said to be somebody's birth."""
    for match in _DATE.finditer(text):
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        if _BIRTH.search(before) or _BIRTH_AFTER.match(text, match.end()):
            yield Found(start=match.start(), end=match.end(), kind="date of birth", why="a date said to be a birth")


def ages(text: str) -> Iterator[Found]:
    """Ages of 90 and above."""
    for pattern in (_OF_AGE, _AGED, _IS):
        for match in pattern.finditer(text):
            start, end = match.span("age")
            if pattern is not _OF_AGE and _NO_AGE.match(text, end):
                continue
            yield Found(start=start, end=end, kind="age over 89", why="an age of 90 or above")
