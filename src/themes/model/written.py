"""What authors write in the report in place of, or beside, what Themes writes there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportText:
    """An author's words for one part of the report.

    ``part`` names the part ("introduction", "heard" and a theme's id); the id follows from it, so that a part has one
    text, also where two copies of a project are joined. ``beneath`` is what Themes wrote there when the author did,
    empty for a part that only authors write: so it is known when that has changed. ``coder_id`` is who wrote it last,
    ``at`` when.
    """

    id: str
    part: str
    text: str
    beneath: str
    coder_id: str
    at: str = ""
