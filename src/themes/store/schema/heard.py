"""The study, who was heard, and what was said."""

from __future__ import annotations

from sqlalchemy import REAL, Column, ForeignKeyConstraint, Index, Integer, Table, UniqueConstraint

from themes.store.schema.columns import metadata, span, table, text, to, whole

study = table(
    "study",
    text("title"),
    text("method"),
    text("commissioner"),
    text("questions"),
    Column("approached", Integer),
    Column("declined", Integer),
    Column("interviewed", Integer),
    text("dates"),
    text("mode"),
    text("interviewer"),
    text("notice"),
    text("wording"),
    text("attribution"),
    whole("pseudonymised"),
    Column("read_first", Integer),
    whole("random_sample"),
    text("unit"),
)
coder = table("coder", text("name"))
attribute = table("attribute", text("name"), text("type"), whole("position"), text("choices"), whole("ordered"))
case = table("case", text("label"), text("kind"))
case_value = Table(
    "case_value",
    metadata,
    to("case_id", "case.id", key=True),
    Column("position", Integer, primary_key=True),
    to("attribute_id", "attribute.id"),
    text("value"),
    Index("case_value_by_attribute", "attribute_id"),
    sqlite_strict=True,
)
case_link = table(
    "case_link",
    to("case_id", "case.id"),
    to("other_id", "case.id"),
    text("relation"),
)
consent = table("consent", text("use"), text("until"), of="case.id")
transcript = table(
    "transcript",
    text("title"),
    text("kind"),
    text("text"),
    text("format"),
    text("layout"),
    text("source_name"),
    text("source_sha256"),
    Column("seconds", REAL),
    text("dropped"),
    text("notices"),
)
speaker = Table(
    "speaker",
    metadata,
    to("transcript_id", "transcript.id", key=True),
    Column("position", Integer, primary_key=True),
    text("label"),
    text("role"),
    to("case_id", "case.id", optional=True),
    whole("voices"),
    sqlite_strict=True,
)
turn = Table(
    "turn",
    metadata,
    Column("n", Integer, primary_key=True),  # named, because VACUUM may renumber rows and the search points to them
    to("transcript_id", "transcript.id"),
    whole("position"),
    whole("start"),
    whole("end"),
    Column("speaker", Integer),
    text("kind"),
    Column("start_seconds", REAL),
    Column("end_seconds", REAL),
    UniqueConstraint("transcript_id", "position"),
    ForeignKeyConstraint(
        ["transcript_id", "speaker"],
        ["speaker.transcript_id", "speaker.position"],
        deferrable=True,
        initially="DEFERRED",
    ),
    sqlite_strict=True,
)
guide_question = table("guide_question", text("text"), text("number"), whole("position"))
asking = table(
    "asking",
    to("question_id", "guide_question.id"),
    to("transcript_id", "transcript.id"),
    *span("asking"),
    text("state"),
    Column("similarity", REAL, nullable=False),
)
identifier = table(
    "identifier",
    to("transcript_id", "transcript.id"),
    *span("identifier"),
    text("kind"),
    text("why"),
    text("state"),
    text("pseudonym"),
)
review = table(
    "review",
    text("state"),
    to("first_reader", "coder.id", optional=True),
    to("second_reader", "coder.id", optional=True),
    text("sample"),
    whole("n_present"),
    whole("n_found"),
    of="transcript.id",
)
withdrawal = table(
    "withdrawal",
    text("coder_id"),  # no reference: who did it in another copy may not be here yet
    text("label"),
    text("at"),
    text("transcript_ids"),
    text("shared_ids"),
    text("sources"),
    whole("n_turns"),
    whole("n_words"),
    whole("n_quotations"),
    whole("n_codings"),
)

# References are looked up from the other end whenever a fact goes, so each has an index.
Index("case_link_by_case", case_link.c.case_id)
Index("case_link_by_other", case_link.c.other_id)
Index("transcript_by_source", transcript.c.source_sha256)
Index("speaker_by_case", speaker.c.case_id)
Index("turn_by_speaker", turn.c.transcript_id, turn.c.speaker)
Index("asking_by_question", asking.c.question_id)
Index("asking_by_transcript", asking.c.transcript_id)
Index("identifier_by_transcript", identifier.c.transcript_id, identifier.c.start)
