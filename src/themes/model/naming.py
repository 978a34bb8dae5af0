"""What could tell who somebody is, and how far the search for it has come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

IdentifierKind = Literal[
    "person", "place", "organisation", "job title", "date of birth", "age over 89", "phone", "e-mail", "NHS number",
    "National Insurance number", "postcode", "registration plate", "web address", "other",
]  # fmt: skip
IdentifierState = Literal["found", "accepted", "kept"]
ReviewState = Literal["not begun", "found", "first reader", "second reader", "released"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """A place in a transcript whose words could tell who somebody is, until it is released.

    ``why`` says by what it was found and never holds the words; ``accepted`` is to be replaced by ``pseudonym``,
    ``kept`` stays as it is.
    """

    id: str
    transcript_id: str
    start: int
    end: int
    kind: IdentifierKind
    why: str
    state: IdentifierState = "found"
    pseudonym: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """How far the search for identifiers in a transcript has come; its id is the transcript's.

    ``sample`` are the spans that the second reader read blind; of the ``n_present`` identifiers there, ``n_found`` had
    been found before.
    """

    id: str
    state: ReviewState = "not begun"
    first_reader: str | None = None
    second_reader: str | None = None
    sample: tuple[tuple[int, int], ...] = ()
    n_present: int = 0
    n_found: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownName:
    """A name that the study's people go by, with the ways it is written and its pseudonym, bare ("P07", "trust A").

    It stands in the key file, never in the project; ``case_id`` says whose it is where that is a participant.
    """

    id: str
    name: str
    kind: IdentifierKind = "person"
    spellings: tuple[str, ...] = ()
    pseudonym: str = ""
    case_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """What a transcript was before it was released: what stood in it and around it, kept in the key file."""

    transcript_id: str
    title: str
    source_name: str
    source_sha256: str
    text: str
    labels: tuple[str, ...]
    at: str
