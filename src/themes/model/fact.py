"""Any fact that a project keeps."""

from __future__ import annotations

from themes.model.asked import Query
from themes.model.assigned import Assignment
from themes.model.decided import Code, Coding, Displaced, LookedAt, Memo, Quotation, Reading, Settlement, Theme
from themes.model.frozen import FrozenSet, FrozenTranscript
from themes.model.joined import Clash
from themes.model.matrix import Summary
from themes.model.naming import Identifier, Review
from themes.model.people import Attribute, Case, CaseLink, Consent, Withdrawal
from themes.model.proposed import Belonging, Candidate, Decision, Run, Suggestion
from themes.model.said import Asking, GuideQuestion, Transcript
from themes.model.study import Coder, Study
from themes.model.written import ReportText

Fact = (
    Study
    | Coder
    | Attribute
    | Case
    | CaseLink
    | Consent
    | Transcript
    | GuideQuestion
    | Asking
    | Identifier
    | Review
    | Code
    | Quotation
    | Coding
    | Displaced
    | LookedAt
    | Reading
    | Theme
    | Memo
    | Settlement
    | Summary
    | Run
    | Candidate
    | Decision
    | Belonging
    | Suggestion
    | Clash
    | Assignment
    | ReportText
    | FrozenSet
    | FrozenTranscript
    | Query
    | Withdrawal
)
