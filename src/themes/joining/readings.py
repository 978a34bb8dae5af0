"""A file that both copies took in and read in different layouts: one transcript, as one of them read it.

What the other coded is placed on its words, as after a correction; what cannot be placed is a ``Displaced``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Literal

from themes.joining.copies import Copy, Key
from themes.joining.references import needed
from themes.model import Case, Fact, Memo, Summary, Transcript

Facts = dict[Key, Fact]
Carry = Callable[[Mapping[Key, Fact], Transcript, Transcript], Facts]
"""What takes all that stands on a transcript to the words of another state of it."""
Reading = Literal["ours", "theirs"]

READING = ("text", "turns", "speakers", "source_name", "source_sha256", "format", "layout", "dropped", "notices")
"""What a reading of a file makes of it: fields that make sense only with each other."""


def read_otherwise(ours: Copy, theirs: Copy) -> list[tuple[Transcript, Transcript]]:
    """The transcripts that each copy made of one file in a layout of its own."""
    return [
        (mine, yours)
        for key, mine in ours.now.items()
        if isinstance(mine, Transcript)
        and isinstance(yours := theirs.now.get(key), Transcript)
        and mine.layout != yours.layout
        and key in ours.before
        and key in theirs.before
    ]


def read_as(copy: Copy, stands: Transcript, carry: Carry) -> Copy:
    """A copy with a transcript as the other copy read it, and all that stands on it at its place there."""
    key = "transcript", stands.id
    was = copy.now[key]
    if not isinstance(was, Transcript):
        return copy
    now = replace(was, **{name: getattr(stands, name) for name in READING})
    return replace(copy, now=carry(copy.now, was, now) | {key: now})


def cases_of_no_one(facts: Mapping[Key, Fact], pairs: list[tuple[Transcript, Transcript]]) -> list[Key]:
    """The cases that were made for voices of a reading that does not stand, and of which nobody said anything."""
    heard = {one.case_id for fact in facts.values() if isinstance(fact, Transcript) for one in fact.speakers}
    made = {one.case_id for pair in pairs for reading in pair for one in reading.speakers if one.case_id} - heard
    if not made:
        return []
    used = {key[1] for fact in facts.values() for key in needed(fact) if key[0] == "case"}
    used |= {fact.about_id for fact in facts.values() if isinstance(fact, Memo)}
    used |= {fact.row_id for fact in facts.values() if isinstance(fact, Summary)}
    return [
        key
        for id_ in sorted(made - used)
        if isinstance(fact := facts.get(key := ("case", id_)), Case) and not fact.values
    ]
