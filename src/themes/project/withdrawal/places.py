"""What of a study a withdrawal changes, by what people call it, and how many of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from themes.operations import Change

_CALLED = {
    "quotation": "quotations",
    "coding": "codings",
    "memo": "memos",
    "summary": "summaries in the matrix",
    "report text": "texts of the report",
    "theme": "themes",
    "code": "codes",
    "case": "cases",
    "case link": "links of the case",
    "consent": "consents",
    "run": "discoveries",
    "candidate": "candidate themes",
    "decision": "decisions on candidate themes",
    "belonging": "segments that were moved by hand",
    "suggestion": "suggestions",
    "frozen transcript": "frozen suggestions",
    "displaced": "lost quotations",
    "looked at": "marks of what was looked at",
    "reading": "marks of what was read",
    "assignment": "assignments to coders",
    "asking": "answered questions of the topic guide",
    "identifier": "places marked as names",
    "review": "reviews of names",
    "settlement": "settled disagreements",
    "clash": "clashes of joined copies",
    "query": "saved queries",
    "study": "the study's description",
    "attribute": "attributes",
    "guide question": "questions of the topic guide",
}


def counted(changes: Iterable[Change]) -> dict[str, int]:
    """How many facts go, and how many are rewritten, by what they are called; the transcripts are told otherwise."""
    return dict(Counter(told for change in changes if (told := _told(change))))


def _told(change: Change) -> str:
    """How a change is counted; empty for what is not."""
    called = _CALLED.get(change.entity, "")
    if not called:
        return ""
    if change.now is None:
        return called
    return f"{called}, rewritten without them" if change.entity not in ("quotation", "coding") else f"{called}, moved"
