"""What a report may print of transcripts and cases, so that no participant's name slips through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from themes.model import Transcript

NAMING_ATTRIBUTES = frozenset(
    {
        "name", "names", "full name", "first name", "last name", "forename", "surname", "family name", "given name",
        "real name", "participant name", "email", "e-mail", "email address", "phone", "telephone", "mobile",
        "phone number", "address", "postcode", "nhs number", "date of birth", "dob",
    }
)  # fmt: skip
"""Attributes that single a person out and are never printed."""


def references(transcripts: Sequence[Transcript]) -> dict[str, str]:
    """What each transcript is called in a report: its kind and number ("interview 4"), never its title.

    Titles come from file names, and file names often hold people's names: no list of names would find them all.

    Args:
        transcripts: All transcripts, in the order of their titles.

    Returns:
        References by transcript id.
    """
    numbers: Counter[str] = Counter()
    named: dict[str, str] = {}
    for transcript in transcripts:
        numbers[transcript.kind] += 1
        named[transcript.id] = f"{transcript.kind} {numbers[transcript.kind]}"
    return named


def shown_attributes(names: Sequence[str]) -> tuple[str, ...]:
    """The attributes that a report prints: all but those that name a person."""
    return tuple(name for name in names if name.strip().casefold() not in NAMING_ATTRIBUTES)
