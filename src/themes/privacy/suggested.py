"""Names that a study's own facts suggest: labels of speakers, cases, sites, names of files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath

from themes.model import Case, IdentifierKind, Transcript
from themes.privacy.neutral import is_neutral, spaced

Suggested = tuple[str, IdentifierKind, str | None]
"""A name, what it is, and the id of the case whose it is, where that can be told."""

_SITES = ("site", "organisation", "organization", "trust", "hospital", "employer", "council", "practice", "school")
_PLACES = ("place", "town", "city", "borough", "county", "village", "location")
_CAPITALISED = re.compile(r"[^\W\d_a-z][^\W\d_]+(?:['’-][^\W\d_]+)?")
_MOST_WORDS = 3
_OF_FILES = """
interview interviews transcript transcripts transcription final draft audio video recording copy version meeting teams
zoom otter whisper google edited clean verbatim notes session workshop group focus pilot project study phase round call
january february march april may june july august september october november december jan feb mar apr jun jul aug sep
sept oct nov dec monday tuesday wednesday thursday friday saturday sunday with and from the anonymised pseudonymised
word document file data export survey comments answers
"""
# Words of file names that are capitalised and name nobody.
_EVERYDAY = frozenset(_OF_FILES.split())


def suggested(
    transcripts: Iterable[Transcript], cases: Iterable[Case], attributes: Mapping[str, str]
) -> list[Suggested]:
    """Every name that is suggested, the surest first; the same one may come again.

    Args:
        transcripts: Those in which names may stand.
        cases: All cases.
        attributes: The names of attributes by id: values of "site" are organisations, of "town" places.
    """
    sources = list(transcripts)
    return [*_labels(sources), *_cases(cases, attributes), *_files(sources)]


def _labels(transcripts: Iterable[Transcript]) -> Iterator[Suggested]:
    for transcript in transcripts:
        for speaker in transcript.speakers:
            if not is_neutral(speaker.label):
                yield " ".join(speaker.label.split()).strip(" :,-–"), "person", speaker.case_id


def _cases(cases: Iterable[Case], attributes: Mapping[str, str]) -> Iterator[Suggested]:
    for case in cases:
        if case.kind == "site" and not is_neutral(case.label):
            yield case.label, "organisation", case.id
        elif case.kind != "site":
            for name in _names_in(case.label):
                yield name, "person", case.id
        for attribute_id, value in case.values:
            attribute = attributes.get(attribute_id, "").casefold()
            if not is_neutral(value) and attribute in (*_SITES, *_PLACES):
                yield value, "organisation" if attribute in _SITES else "place", None


def _files(transcripts: Iterable[Transcript]) -> Iterator[Suggested]:
    for transcript in transcripts:
        cases = [speaker.case_id for speaker in transcript.speakers if speaker.case_id]
        for name in _names_in(spaced(PurePath(transcript.source_name).stem)):
            yield name, "person", cases[0] if len(cases) == 1 else None


def _names_in(words: str) -> Iterator[str]:
    """Rows of two or three capitalised words that are no everyday words of file names: "Ann Lee interview"."""
    row: list[str] = []
    for word in [*words.split(), ""]:
        if _CAPITALISED.fullmatch(word) and word.casefold() not in _EVERYDAY and not is_neutral(word):
            row.append(word)
            continue
        if 1 < len(row) <= _MOST_WORDS:
            yield " ".join(row)
        row = []
