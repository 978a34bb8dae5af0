"""What an error that nobody foresaw may say of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from themes import errors
from themes.errors import unforeseen
from themes.values import number_of


def test_an_unforeseen_error_says_its_kind_and_the_line_of_ours_where_it_arose():
    with pytest.raises(AttributeError) as raised:
        number_of(None)  # type: ignore[arg-type]
    assert re.fullmatch(r"AttributeError in themes\.values, line \d+", unforeseen(raised.value))


def test_an_unforeseen_error_does_not_say_its_words():
    with pytest.raises(KeyError) as raised:
        {}["Mrs Bloggs"]
    assert "KeyError" == unforeseen(raised.value)


def test_the_tree_at_the_top_of_the_file_is_the_tree():
    drawn = dict(_drawn((errors.__doc__ or "").splitlines()))
    there = {
        name: len(kind.__mro__) - len(errors.ThemesError.__mro__)
        for name, kind in vars(errors).items()
        if isinstance(kind, type) and issubclass(kind, errors.ThemesError)
    }
    assert there == drawn


def _drawn(lines: list[str]) -> Iterator[tuple[str, int]]:
    for line in lines:
        found = re.match(r"(?P<branch>[│├└─ ]*)(?P<name>[A-Z]\w+)(?: {2,}|$)", line)
        if found:
            yield found["name"], len(found["branch"]) // 4
