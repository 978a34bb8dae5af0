"""What authors write in the report in place of, or beside, what Themes writes there, and what they choose for it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

WHOSE, CELLS = "choice whose codings", "choice matrix cells"
"""The parts that are chosen, not written: whose codings count, and which cells of the matrix the report shows."""

CHOICES = frozenset({WHOSE, CELLS})

_PARTS = uuid.UUID("6d0c2a34-8f0e-4c61-9c5e-3b7a5b7b9d52")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportText:
    """An author's words for one part of the report, or what they chose for it.

    ``part`` names the part ("introduction", "heard" and a theme's id); the id follows from it, so that a part has one
    text, also where two copies of a project are joined. ``beneath`` is what Themes wrote there when the author did,
    empty for a part that only authors write: so it is known when that has changed. ``coder_id`` is who wrote it last,
    ``at`` when. The text of a part of ``CHOICES`` is never printed: a rule, and ids, a line each.
    """

    id: str
    part: str
    text: str
    beneath: str
    coder_id: str
    at: str = ""


def report_text_id(part: str) -> str:
    """The id of the text of a part: always the same, so that two who write there are told of each other."""
    return str(uuid.uuid5(_PARTS, part))
