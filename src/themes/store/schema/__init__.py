"""The tables of a project file.

Every fact has a row whose columns bear the names of its fields, and the digest of its body; what is composite lies in
tables of its own, what is only a list of words in a column of JSON.
References are checked when a step is committed, so that the order of changes within a step is free.
"""

from themes.store.schema.again import job, vector
from themes.store.schema.columns import metadata
from themes.store.schema.decided import (
    assignment,
    clash,
    code,
    coding,
    displaced,
    looked_at,
    memo,
    query,
    quotation,
    reading,
    report_text,
    settlement,
    summary,
    theme,
    theme_code,
)
from themes.store.schema.heard import (
    asking,
    attribute,
    case,
    case_link,
    case_value,
    coder,
    consent,
    guide_question,
    identifier,
    review,
    speaker,
    study,
    transcript,
    turn,
    withdrawal,
)
from themes.store.schema.kept import brought_again, joining, operation, source, step, version
from themes.store.schema.proposed import (
    belonging,
    candidate,
    decision,
    frozen_set,
    frozen_suggestion,
    frozen_transcript,
    run,
    segment,
    suggestion,
)

SCHEMA = 13
"""The version of the schema that this program writes; the file keeps its own in ``user_version``."""

FACT_TABLES = tuple(
    table
    for table in metadata.tables.values()
    if table not in {version, step, operation, joining, brought_again, source, vector, job}
)
"""The tables of facts as they are now: what undoing every step empties again."""

__all__ = [
    "FACT_TABLES",
    "SCHEMA",
    "asking",
    "assignment",
    "attribute",
    "belonging",
    "brought_again",
    "candidate",
    "case",
    "case_link",
    "case_value",
    "clash",
    "code",
    "coder",
    "coding",
    "consent",
    "decision",
    "displaced",
    "frozen_set",
    "frozen_suggestion",
    "frozen_transcript",
    "guide_question",
    "identifier",
    "job",
    "joining",
    "looked_at",
    "memo",
    "metadata",
    "operation",
    "query",
    "quotation",
    "reading",
    "report_text",
    "review",
    "run",
    "segment",
    "settlement",
    "source",
    "speaker",
    "step",
    "study",
    "suggestion",
    "summary",
    "theme",
    "theme_code",
    "transcript",
    "turn",
    "vector",
    "version",
    "withdrawal",
]
