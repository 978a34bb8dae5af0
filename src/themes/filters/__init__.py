"""Filters: which part of a study is looked at. ``as_filter`` reads one, ``Passing`` says what passes it."""

from themes.filters.passing import Passing
from themes.filters.wanted import Ground
from themes.filters.written import ATTRIBUTE, LINKED, WORDS, Condition, Filter, Sign, Where, as_filter, parse

__all__ = [
    "ATTRIBUTE", "LINKED", "WORDS", "Condition", "Filter", "Ground", "Passing", "Sign", "Where", "as_filter", "parse",
]  # fmt: skip
