"""Another tool's file without the cases of those who withdrew: none comes whose only texts hold their words."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from typing import TYPE_CHECKING

from themes.project.withdrawal.again import Gone

if TYPE_CHECKING:
    from themes.exchange.other_project import OtherProject


def without_cases(other: OtherProject, gone: Gone, known: Container[str]) -> OtherProject:
    """The file without cases that are not here, and are heard in nothing but texts of somebody who withdrew.

    Args:
        other: What the file holds.
        gone: Who withdrew.
        known: The labels of cases that are here, folded.
    """
    theirs = {text.name for text in other.texts if gone.by_words(text.text)}
    left_out = {
        one.label.casefold()
        for one in other.cases
        if one.label and one.label.casefold() not in known and one.texts and theirs.issuperset(one.texts)
    }
    return replace(
        other,
        cases=tuple(one for one in other.cases if one.label.casefold() not in left_out),
        links=tuple(one for one in other.links if not {one.label.casefold(), one.other.casefold()} & left_out),
    )
