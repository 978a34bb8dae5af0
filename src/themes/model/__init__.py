"""The facts: what a project holds, as frozen values that import nothing outward.

A change is a new value (``dataclasses.replace``).
Every position in a text counts Unicode code points from 0; every range is half-open.
Every moment is UTC, written as ISO 8601; every length of time is in seconds.
Ids are UUIDs as text.
"""

from __future__ import annotations

from themes.model.asked import Query
from themes.model.assigned import Assignment
from themes.model.decided import (
    Code,
    Coding,
    Displaced,
    How,
    Looked,
    LookedAt,
    Memo,
    Quotation,
    Reading,
    Settlement,
    Theme,
    Valence,
)
from themes.model.fact import Fact
from themes.model.frozen import FrozenSet, FrozenSuggestion, FrozenTranscript
from themes.model.joined import Clash, ClashKind
from themes.model.matrix import MatrixColumn, MatrixRow, Summary
from themes.model.naming import Identifier, IdentifierKind, IdentifierState, KnownName, Original, Review, ReviewState
from themes.model.people import Attribute, AttributeType, Case, CaseKind, CaseLink, Consent, ConsentedUse, Withdrawal
from themes.model.proposed import Belonging, Candidate, Decision, Member, Outcome, Run, Steadiness, Suggestion
from themes.model.said import (
    Asking,
    Confirmation,
    Dropped,
    GuideQuestion,
    Role,
    Segment,
    Speaker,
    Transcript,
    TranscriptKind,
    Turn,
    TurnKind,
)
from themes.model.span import Span
from themes.model.study import Coder, CodingUnit, Study
from themes.model.written import ReportText

__all__ = [
    "Asking",
    "Assignment",
    "Attribute",
    "AttributeType",
    "Belonging",
    "Candidate",
    "Case",
    "CaseKind",
    "CaseLink",
    "Clash",
    "ClashKind",
    "Code",
    "Coder",
    "Coding",
    "CodingUnit",
    "Confirmation",
    "Consent",
    "ConsentedUse",
    "Decision",
    "Displaced",
    "Dropped",
    "Fact",
    "FrozenSet",
    "FrozenSuggestion",
    "FrozenTranscript",
    "GuideQuestion",
    "How",
    "Identifier",
    "IdentifierKind",
    "IdentifierState",
    "KnownName",
    "Looked",
    "LookedAt",
    "MatrixColumn",
    "MatrixRow",
    "Member",
    "Memo",
    "Original",
    "Outcome",
    "Query",
    "Quotation",
    "Reading",
    "ReportText",
    "Review",
    "ReviewState",
    "Role",
    "Run",
    "Segment",
    "Settlement",
    "Span",
    "Speaker",
    "Steadiness",
    "Study",
    "Suggestion",
    "Summary",
    "Theme",
    "Transcript",
    "TranscriptKind",
    "Turn",
    "TurnKind",
    "Valence",
    "Withdrawal",
]
