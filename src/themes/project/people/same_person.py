"""Which speakers of several files may be one person: a proposal by name, never a decision.

"Ann Lee" in two files is proposed; "Participant", "Speaker 1" and "P1" say nothing across files, unless the files'
own names carry the participant's number ("P07 first.docx", "P07 second.docx").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from themes.model import Transcript

NUMBER_IN_NAME = re.compile(r"(?<![A-Za-z0-9])P0*(\d{1,3})(?!\d)", re.IGNORECASE)
"""The number of a participant in a file's name: P7, p07."""

Evidence = Literal["full name", "first name", "number"]
"""What says that several voices are one person's: their labels, or the number that their files' names bear."""
_DOUBTS: Mapping[Evidence, str] = {
    "full name": "",
    "first name": "Only a first name says so, which several people may bear.",
    "number": "Only the number in the files' names says so: another site or round may count from P01 too.",
}

_LETTERS_OF_A_NAME = 3
_TWO = 2
# What people are called by their part in an interview, also within longer labels: two chairs are two people.
_PARTS_WORDS = """
chair chairman chairwoman chairperson manager director nurse sister doctor consultant physician surgeon midwife
therapist pharmacist paramedic teacher student parent mother father daughter son carer caller guest user customer
patient speaker voice person narrator host staff leader lead expert tester subject employee executive officer worker
governor volunteer trustee member observer translator interpreter unknown male female man woman
"""
_PARTS = frozenset(_PARTS_WORDS.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A participant in one transcript; ``case_id`` is None while the transcript is not in the project."""

    transcript_id: str
    title: str
    label: str
    case_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SamePerson:
    """Voices of several transcripts that may be one person.

    Attributes:
        name: What they are called.
        voices: In the order of the transcripts.
        by: What says so.
    """

    name: str
    voices: tuple[Voice, ...]
    by: Evidence

    @property
    def sure(self) -> bool:
        """Whether they bear a full name: many have a first name, and each site may count its participants from one."""
        return self.by == "full name"

    @property
    def doubt(self) -> str:
        """Why they may be several people, in a sentence; empty where they bear a full name."""
        return _DOUBTS[self.by]

    @property
    def case_ids(self) -> tuple[str, ...]:
        """The cases that the voices have already, in order."""
        return tuple(dict.fromkeys(voice.case_id for voice in self.voices if voice.case_id))

    @property
    def question(self) -> str:
        """What a person is asked about it: "Ann Lee in 3 files: one case?"."""
        n_files = len({voice.transcript_id for voice in self.voices})
        return f"{self.name} in {n_files} files: one case?"


def same_people(transcripts: Iterable[Transcript]) -> list[SamePerson]:
    """Who may speak in several of some transcripts, those first whom most of them name.

    Two voices of one transcript are never one person.
    """
    found: dict[str, tuple[str, Evidence, list[Voice]]] = {}
    for transcript in transcripts:
        if transcript.kind == "survey answers":  # a respondent is one case by their row
            continue
        participants = [one for one in transcript.speakers if one.role == "participant" and one.voices == 1]
        for speaker in participants:
            named = _name_of(speaker.label, transcript.source_name, alone=len(participants) == 1)
            if named is None:
                continue
            key, name, by = named
            voice = Voice(
                transcript_id=transcript.id, title=transcript.title, label=speaker.label, case_id=speaker.case_id
            )
            found.setdefault(key, (name, by, []))[2].append(voice)
    people = [
        SamePerson(name=name, voices=tuple(voices), by=by)
        for name, by, voices in found.values()
        if len({voice.transcript_id for voice in voices}) == len(voices) >= _TWO and not _one_case(voices)
    ]
    return sorted(people, key=lambda person: (-len(person.voices), person.name.casefold()))


def number_in(name: str) -> str:
    """The label that a file's name gives its only participant ("P07"); empty where it gives none.

    >>> number_in("P7_GMT2021.odt"), number_in("FORMP2.odt")
    ('P07', '')
    """
    found = NUMBER_IN_NAME.search(name)
    return f"P{int(found[1]):02d}" if found else ""


def _one_case(voices: Sequence[Voice]) -> bool:
    return len({voice.case_id for voice in voices}) == 1 and voices[0].case_id is not None


def _name_of(label: str, file: str, *, alone: bool) -> tuple[str, str, Evidence] | None:
    """By what a voice is known across files: a key, what to call it, and what says so; None for generic."""
    from themes.read.layouts import speakers  # noqa: PLC0415 - readers are not needed to open a project

    number = number_in(file)
    if not _is_name(label):
        return (f"number {number}", number, "number") if alone and number else None
    key = speakers.key(label)
    return f"name {key}", speakers.clean(label), "full name" if " " in key else "first name"


def _is_name(label: str) -> bool:
    """Whether a label is a person's name rather than a word for a part that people play, or initials."""
    from themes.read.layouts import labels, speakers  # noqa: PLC0415 - as above

    words = speakers.key(label).split()
    if speakers.is_known(label) or speakers.is_participant(label) or not _PARTS.isdisjoint(words):
        return False
    if any(character.isdigit() for character in label) or max(map(len, words), default=0) < _LETTERS_OF_A_NAME:
        return False
    return labels.is_name(label)
