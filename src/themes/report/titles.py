"""What a report may print of transcripts and cases, so that no participant's name slips through."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from themes.model import Transcript

_NEUTRAL_LABELS = frozenset(
    {
        "participant", "participants", "respondent", "resp", "interviewee", "speaker", "subject", "witness", "guest",
        "answer", "unknown", "voice", "male", "female", "man", "woman", "person", "user", "patient", "staff", "carer",
        "client", "member", "group", "all", "several", "nurse", "manager", "director", "chair", "interview",
        "chief", "executive", "exec", "lead", "head", "officer", "doctor", "medical", "clinician", "consultant",
        "matron", "sister", "porter", "clerk",
        "paramedic", "pharmacist", "board", "trust", "team", "one", "two", "three",
    }
)  # fmt: skip

NAMING_ATTRIBUTES = frozenset(
    {
        "name", "names", "full name", "first name", "last name", "forename", "surname", "family name", "given name",
        "real name", "participant name", "email", "e-mail", "email address", "phone", "telephone", "mobile",
        "phone number", "address", "postcode", "nhs number", "date of birth", "dob",
    }
)  # fmt: skip
"""Attributes that single a person out and are never printed."""

_LETTERS = re.compile(r"[^\W\d_]{3,}")


def shown_titles(transcripts: Sequence[Transcript]) -> dict[str, str]:
    """The title of each transcript as a report prints it.

    A title that holds a word of a participant's label ("Interview with Jane Smith", speaker "Jane Smith") gives way
    to its kind and number ("Interview 4").

    Args:
        transcripts: All transcripts, in their order.

    Returns:
        Titles by transcript id.
    """
    titles: dict[str, str] = {}
    numbers: Counter[str] = Counter()
    for transcript in transcripts:
        numbers[transcript.kind] += 1
        neutral = f"{transcript.kind.capitalize()} {numbers[transcript.kind]}"
        names = {
            word.casefold()
            for speaker in transcript.speakers
            if speaker.role == "participant"
            for word in _LETTERS.findall(speaker.label)
        } - _NEUTRAL_LABELS
        held = {word.casefold() for word in _LETTERS.findall(transcript.title)}
        titles[transcript.id] = neutral if names & held else transcript.title
    return titles


def shown_attributes(names: Sequence[str]) -> tuple[str, ...]:
    """The attributes that a report prints: all but those that name a person."""
    return tuple(name for name in names if name.strip().casefold() not in NAMING_ATTRIBUTES)
