"""What people coded, wrote and settled."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text, UniqueConstraint

from themes.store.schema.columns import metadata, span, table, text, to, whole

code = table(
    "code",
    text("name"),
    text("definition"),
    text("use_when"),
    text("dont_use_when"),
    text("typical"),
    text("not_this"),
    text("colour"),
    to("parent_id", "code.id", optional=True),
    whole("position"),
    whole("retired"),
)
quotation = table(
    "quotation",
    to("transcript_id", "transcript.id"),
    to("coder_id", "coder.id"),
    *span("quotation"),
    text("words"),
    UniqueConstraint("transcript_id", "coder_id", "start", "end"),
)
coding = table(
    "coding",
    to("quotation_id", "quotation.id"),
    to("code_id", "code.id"),
    to("coder_id", "coder.id"),
    text("how"),
    Column("valence", Text),
    to("candidate_id", "candidate.id", optional=True),
    to("suggestion_id", "suggestion.id", optional=True),
    whole("codebook_version"),
    whole("unread"),
    text("at"),
    UniqueConstraint("quotation_id", "code_id", "coder_id"),
)
displaced = table(
    "displaced",
    to("transcript_id", "transcript.id"),
    to("coder_id", "coder.id"),
    *span("displaced"),
    text("words"),
    text("code_ids"),
)
looked_at = table(
    "looked_at",
    to("transcript_id", "transcript.id"),
    to("coder_id", "coder.id"),
    to("code_id", "code.id"),
    UniqueConstraint("transcript_id", "coder_id", "code_id"),
)
reading = table(
    "reading",
    to("transcript_id", "transcript.id"),
    to("coder_id", "coder.id"),
    UniqueConstraint("transcript_id", "coder_id"),
)
theme = table(
    "theme",
    text("name"),
    text("statement"),
    text("central_idea"),
    text("for_ids"),
    text("against_ids"),
    to("parent_id", "theme.id", optional=True),
    whole("position"),
)
theme_code = Table(
    "theme_code",
    metadata,
    to("theme_id", "theme.id", key=True),
    Column("position", Integer, primary_key=True),
    to("code_id", "code.id"),
    sqlite_strict=True,
)
memo = table("memo", text("about"), text("about_id"), to("coder_id", "coder.id"), text("text"), text("at"))
summary = table(
    "summary",
    text("row"),
    text("row_id"),
    text("column"),
    text("column_id"),
    to("coder_id", "coder.id"),
    text("text"),
    whole("draft"),
    text("at"),
)
report_text = table(
    "report_text",
    text("part"),
    text("text"),
    text("beneath"),
    to("coder_id", "coder.id"),
    text("at"),
)
settlement = table(
    "settlement",
    to("transcript_id", "transcript.id"),
    to("code_id", "code.id"),
    *span("settlement"),
)
clash = table(
    "clash",
    text("kind"),
    text("entity"),
    text("subject_id"),
    text("first"),
    text("second"),
    text("first_by"),
    text("second_by"),
    text("first_at"),
    text("second_at"),
    Column("transcript_id", Text),
)
assignment = table(
    "assignment",
    to("transcript_id", "transcript.id"),
    to("coder_id", "coder.id"),
    whole("done"),
    text("drawn"),
    UniqueConstraint("transcript_id", "coder_id"),
)
query = table("query", text("name"), text("expression"), to("coder_id", "coder.id"), text("memo"), text("at"))

# References are looked up from the other end whenever a fact goes, so each has an index.
Index("displaced_by_transcript", displaced.c.transcript_id)
Index("code_by_parent", code.c.parent_id)
Index("quotation_by_transcript", quotation.c.transcript_id, quotation.c.start, quotation.c.end)
Index("quotation_by_coder", quotation.c.coder_id)
Index("coding_by_code", coding.c.code_id)
Index("coding_by_coder", coding.c.coder_id)
Index("coding_by_candidate", coding.c.candidate_id)
Index("coding_by_suggestion", coding.c.suggestion_id)
Index("looked_at_by_code", looked_at.c.code_id)
Index("theme_by_parent", theme.c.parent_id)
Index("theme_code_by_code", theme_code.c.code_id)
Index("memo_by_subject", memo.c.about_id)
Index("settlement_by_transcript", settlement.c.transcript_id)
Index("settlement_by_code", settlement.c.code_id)
Index("summary_by_row", summary.c.row_id)
Index("summary_by_column", summary.c.column_id)
