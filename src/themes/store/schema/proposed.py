"""What the machine proposed, and what people decided about it."""

from __future__ import annotations

from sqlalchemy import REAL, Column, Index, Integer, Table, UniqueConstraint

from themes.store.schema.columns import metadata, span, table, text, to, whole

run = table(
    "run",
    text("engine"),
    text("model"),
    whole("seed"),
    text("parameters"),
    to("coder_id", "coder.id"),
    text("at"),
)
segment = Table(
    "segment",
    metadata,
    to("run_id", "run.id", key=True),
    Column("position", Integer, primary_key=True),
    to("transcript_id", "transcript.id"),
    whole("start"),
    whole("end"),
    to("case_id", "case.id", optional=True),
    whole("rank"),
    Column("strength", REAL, nullable=False),
    whole("typical"),
    sqlite_strict=True,
)
candidate = table(
    "candidate",
    to("run_id", "run.id"),
    whole("rank"),
    text("name"),
    text("phrases"),
    text("key_words"),
    whole("n_segments"),
    whole("n_cases"),
    Column("stability", REAL),
    UniqueConstraint("run_id", "rank"),
)
decision = table(
    "decision",
    text("outcome"),
    text("name"),
    to("into", "candidate.id", optional=True),
    to("code_id", "code.id", optional=True),
    of="candidate.id",
)
belonging = table(
    "belonging",
    to("run_id", "run.id"),
    to("transcript_id", "transcript.id"),
    *span("belonging"),
    to("candidate_id", "candidate.id", optional=True),
    UniqueConstraint("run_id", "transcript_id", "start", "end"),
)
suggestion = table(
    "suggestion",
    to("code_id", "code.id"),
    to("transcript_id", "transcript.id"),
    *span("suggestion"),
    Column("similarity", REAL, nullable=False),
    Column("probability", REAL),
    text("because"),
    text("outcome"),
)
frozen_set = table(
    "frozen_set",
    to("coder_id", "coder.id"),
    text("at"),
    text("model"),
    text("code_ids"),
    text("coding_ids"),
    text("refused_ids"),
)
frozen_transcript = table(
    "frozen_transcript",
    to("frozen_id", "frozen_set.id"),
    to("transcript_id", "transcript.id"),
    whole("n_codings"),
    UniqueConstraint("frozen_id", "transcript_id"),
)
# A code may go while what was suggested of it stays as it was: no reference.
frozen_suggestion = Table(
    "frozen_suggestion",
    metadata,
    to("frozen_id", "frozen_transcript.id", key=True),
    Column("position", Integer, primary_key=True),
    text("code_id"),
    whole("start"),
    whole("end"),
    Column("probability", REAL, nullable=False),
    sqlite_strict=True,
)

# References are looked up from the other end whenever a fact goes, so each has an index.
Index("segment_by_transcript", segment.c.transcript_id)
Index("segment_by_case", segment.c.case_id)
Index("decision_by_into", decision.c.into)
Index("decision_by_code", decision.c.code_id)
Index("belonging_by_transcript", belonging.c.transcript_id)
Index("belonging_by_candidate", belonging.c.candidate_id)
Index("suggestion_by_code", suggestion.c.code_id)
Index("suggestion_by_transcript", suggestion.c.transcript_id)
Index("frozen_transcript_by_transcript", frozen_transcript.c.transcript_id)
