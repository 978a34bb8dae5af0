"""What was done to one thing in two copies of a study, and waits for a person to decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ClashKind = Literal["changed in both", "removed and used", "same name"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Two versions of which only one can stand, from two copies of a study that were joined.

    ``first`` stands until somebody decides: it was written first. Both are canonical JSON of the fields that clash, so
    that neither is lost; an empty ``second`` says that the thing was removed there. For "same name", ``first`` and
    ``second`` hold the ids of the two things of that name.

    Attributes:
        entity: The kind of thing, a key of ``operations.ENTITIES``.
        subject_id: Which one.
        transcript_id: Where it lies, so that its words leave the file with the transcript's; None for none.
        first_by, second_by: The ids of the coders who wrote them.
        first_at, second_at: When, UTC.
    """

    id: str
    kind: ClashKind
    entity: str
    subject_id: str
    first: str
    second: str
    first_by: str
    second_by: str
    first_at: str
    second_at: str
    transcript_id: str | None = None
