"""The tables of a project file.

Every fact has a row whose columns bear the names of its fields, and the digest of its body; what is composite lies in
tables of its own, what is only a list of words in a column of JSON.
References are checked when a step is committed, so that the order of changes within a step is free.
"""

from __future__ import annotations

from sqlalchemy import (
    REAL,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

SCHEMA = 11
"""The version of the schema that this program writes; the file keeps its own in ``user_version``."""

metadata = MetaData()


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _whole(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _to(name: str, target: str, *, optional: bool = False, key: bool = False) -> Column[str]:
    """A reference by id, checked at commit."""
    reference = ForeignKey(target, deferrable=True, initially="DEFERRED")
    return Column(name, Text, reference, nullable=optional, primary_key=key)


def _table(
    name: str,
    *parts: Column[str] | Column[int] | Column[float] | UniqueConstraint | CheckConstraint,
    of: str | None = None,
) -> Table:
    """The table of a kind of fact: its id (``of`` says whose it is), its columns, the digest of its body."""
    own: Column[str] = Column("id", Text, primary_key=True, nullable=False)
    identity = own if of is None else _to("id", of, key=True)
    return Table(name, metadata, identity, *parts, _to("digest", "version.digest"), sqlite_strict=True)


def _span(name: str) -> tuple[Column[int], Column[int], CheckConstraint]:
    """The columns of a half-open range of code points that holds something."""
    holds = CheckConstraint('0 <= "start" AND "start" < "end"', name=f"{name}_holds_words")
    return _whole("start"), _whole("end"), holds


# --- what is kept for good ---------------------------------------------------------------------

version = Table(
    "version",
    metadata,
    Column("digest", Text, primary_key=True, nullable=False),
    _text("entity"),
    _text("entity_id"),
    _text("body"),
    sqlite_strict=True,
)
step = Table(
    "step",
    metadata,
    Column("seq", Integer, primary_key=True),  # the number of the step's last operation
    Column("id", Text, nullable=False, unique=True),
    _text("verb"),
    _text("coder_id"),
    _text("at"),
    _text("subject"),
    Column("undoes", Text),
    _whole("n_operations"),
    sqlite_strict=True,
)
operation = Table(
    "operation",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    _to("step_id", "step.id"),
    _text("entity"),
    _text("entity_id"),
    _to("was", "version.digest", optional=True),
    _to("now", "version.digest", optional=True),
    _text("told"),
    _text("hash"),
    Index("operation_by_fact", "entity", "entity_id"),
    Index("operation_by_step", "step_id"),
    sqlite_autoincrement=True,
    sqlite_strict=True,
)
source = Table(
    "source",
    metadata,
    Column("sha256", Text, primary_key=True, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    sqlite_strict=True,
)

# --- facts -------------------------------------------------------------------------------------

study = _table(
    "study",
    _text("title"),
    _text("method"),
    _text("commissioner"),
    _text("questions"),
    Column("approached", Integer),
    Column("declined", Integer),
    Column("interviewed", Integer),
    _text("dates"),
    _text("mode"),
    _text("interviewer"),
    _text("notice"),
    _text("wording"),
    _text("attribution"),
    _whole("pseudonymised"),
    Column("read_first", Integer),
    _whole("random_sample"),
    _text("unit"),
)
coder = _table("coder", _text("name"))
attribute = _table("attribute", _text("name"), _text("type"), _whole("position"), _text("choices"), _whole("ordered"))
case = _table("case", _text("label"), _text("kind"))
case_value = Table(
    "case_value",
    metadata,
    _to("case_id", "case.id", key=True),
    Column("position", Integer, primary_key=True),
    _to("attribute_id", "attribute.id"),
    _text("value"),
    Index("case_value_by_attribute", "attribute_id"),
    sqlite_strict=True,
)
case_link = _table(
    "case_link",
    _to("case_id", "case.id"),
    _to("other_id", "case.id"),
    _text("relation"),
)
consent = _table("consent", _text("use"), _text("until"), of="case.id")
transcript = _table(
    "transcript",
    _text("title"),
    _text("kind"),
    _text("text"),
    _text("format"),
    _text("layout"),
    _text("source_name"),
    _text("source_sha256"),
    Column("seconds", REAL),
    _text("dropped"),
    _text("notices"),
)
speaker = Table(
    "speaker",
    metadata,
    _to("transcript_id", "transcript.id", key=True),
    Column("position", Integer, primary_key=True),
    _text("label"),
    _text("role"),
    _to("case_id", "case.id", optional=True),
    _whole("voices"),
    sqlite_strict=True,
)
turn = Table(
    "turn",
    metadata,
    Column("n", Integer, primary_key=True),  # named, because VACUUM may renumber rows and the search points to them
    _to("transcript_id", "transcript.id"),
    _whole("position"),
    _whole("start"),
    _whole("end"),
    Column("speaker", Integer),
    _text("kind"),
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
guide_question = _table("guide_question", _text("text"), _text("number"), _whole("position"))
asking = _table(
    "asking",
    _to("question_id", "guide_question.id"),
    _to("transcript_id", "transcript.id"),
    *_span("asking"),
    _text("state"),
    Column("similarity", REAL, nullable=False),
)
identifier = _table(
    "identifier",
    _to("transcript_id", "transcript.id"),
    *_span("identifier"),
    _text("kind"),
    _text("why"),
    _text("state"),
    _text("pseudonym"),
)
review = _table(
    "review",
    _text("state"),
    _to("first_reader", "coder.id", optional=True),
    _to("second_reader", "coder.id", optional=True),
    _text("sample"),
    _whole("n_present"),
    _whole("n_found"),
    of="transcript.id",
)
code = _table(
    "code",
    _text("name"),
    _text("definition"),
    _text("use_when"),
    _text("dont_use_when"),
    _text("typical"),
    _text("not_this"),
    _text("colour"),
    _to("parent_id", "code.id", optional=True),
    _whole("position"),
    _whole("retired"),
)
quotation = _table(
    "quotation",
    _to("transcript_id", "transcript.id"),
    _to("coder_id", "coder.id"),
    *_span("quotation"),
    _text("words"),
    UniqueConstraint("transcript_id", "coder_id", "start", "end"),
)
run = _table(
    "run",
    _text("engine"),
    _text("model"),
    _whole("seed"),
    _text("parameters"),
    _to("coder_id", "coder.id"),
    _text("at"),
)
segment = Table(
    "segment",
    metadata,
    _to("run_id", "run.id", key=True),
    Column("position", Integer, primary_key=True),
    _to("transcript_id", "transcript.id"),
    _whole("start"),
    _whole("end"),
    _to("case_id", "case.id", optional=True),
    _whole("rank"),
    Column("strength", REAL, nullable=False),
    _whole("typical"),
    sqlite_strict=True,
)
candidate = _table(
    "candidate",
    _to("run_id", "run.id"),
    _whole("rank"),
    _text("name"),
    _text("phrases"),
    _text("key_words"),
    _whole("n_segments"),
    _whole("n_cases"),
    Column("stability", REAL),
    UniqueConstraint("run_id", "rank"),
)
decision = _table(
    "decision",
    _text("outcome"),
    _text("name"),
    _to("into", "candidate.id", optional=True),
    _to("code_id", "code.id", optional=True),
    of="candidate.id",
)
belonging = _table(
    "belonging",
    _to("run_id", "run.id"),
    _to("transcript_id", "transcript.id"),
    *_span("belonging"),
    _to("candidate_id", "candidate.id", optional=True),
    UniqueConstraint("run_id", "transcript_id", "start", "end"),
)
suggestion = _table(
    "suggestion",
    _to("code_id", "code.id"),
    _to("transcript_id", "transcript.id"),
    *_span("suggestion"),
    Column("similarity", REAL, nullable=False),
    Column("probability", REAL),
    _text("because"),
    _text("outcome"),
)
coding = _table(
    "coding",
    _to("quotation_id", "quotation.id"),
    _to("code_id", "code.id"),
    _to("coder_id", "coder.id"),
    _text("how"),
    Column("valence", Text),
    _to("candidate_id", "candidate.id", optional=True),
    _to("suggestion_id", "suggestion.id", optional=True),
    _whole("codebook_version"),
    _whole("unread"),
    _text("at"),
    UniqueConstraint("quotation_id", "code_id", "coder_id"),
)
displaced = _table(
    "displaced",
    _to("transcript_id", "transcript.id"),
    _to("coder_id", "coder.id"),
    *_span("displaced"),
    _text("words"),
    _text("code_ids"),
)
looked_at = _table(
    "looked_at",
    _to("transcript_id", "transcript.id"),
    _to("coder_id", "coder.id"),
    _to("code_id", "code.id"),
    UniqueConstraint("transcript_id", "coder_id", "code_id"),
)
reading = _table(
    "reading",
    _to("transcript_id", "transcript.id"),
    _to("coder_id", "coder.id"),
    UniqueConstraint("transcript_id", "coder_id"),
)
theme = _table(
    "theme",
    _text("name"),
    _text("statement"),
    _text("central_idea"),
    _text("for_ids"),
    _text("against_ids"),
    _to("parent_id", "theme.id", optional=True),
    _whole("position"),
)
theme_code = Table(
    "theme_code",
    metadata,
    _to("theme_id", "theme.id", key=True),
    Column("position", Integer, primary_key=True),
    _to("code_id", "code.id"),
    sqlite_strict=True,
)
memo = _table("memo", _text("about"), _text("about_id"), _to("coder_id", "coder.id"), _text("text"), _text("at"))
summary = _table(
    "summary",
    _text("row"),
    _text("row_id"),
    _text("column"),
    _text("column_id"),
    _to("coder_id", "coder.id"),
    _text("text"),
    _whole("draft"),
    _text("at"),
)
report_text = _table(
    "report_text",
    _text("part"),
    _text("text"),
    _text("beneath"),
    _to("coder_id", "coder.id"),
    _text("at"),
)
clash = _table(
    "clash",
    _text("kind"),
    _text("entity"),
    _text("subject_id"),
    _text("first"),
    _text("second"),
    _text("first_by"),
    _text("second_by"),
    _text("first_at"),
    _text("second_at"),
    Column("transcript_id", Text),
)
assignment = _table(
    "assignment",
    _to("transcript_id", "transcript.id"),
    _to("coder_id", "coder.id"),
    _whole("done"),
    _text("drawn"),
    UniqueConstraint("transcript_id", "coder_id"),
)
query = _table("query", _text("name"), _text("expression"), _to("coder_id", "coder.id"), _text("memo"), _text("at"))

frozen_set = _table(
    "frozen_set",
    _to("coder_id", "coder.id"),
    _text("at"),
    _text("model"),
    _text("code_ids"),
    _text("coding_ids"),
    _text("refused_ids"),
)
frozen_transcript = _table(
    "frozen_transcript",
    _to("frozen_id", "frozen_set.id"),
    _to("transcript_id", "transcript.id"),
    _whole("n_codings"),
    UniqueConstraint("frozen_id", "transcript_id"),
)
# A code may go while what was suggested of it stays as it was: no reference.
frozen_suggestion = Table(
    "frozen_suggestion",
    metadata,
    _to("frozen_id", "frozen_transcript.id", key=True),
    Column("position", Integer, primary_key=True),
    _text("code_id"),
    _whole("start"),
    _whole("end"),
    Column("probability", REAL, nullable=False),
    sqlite_strict=True,
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
Index("displaced_by_transcript", displaced.c.transcript_id)
Index("code_by_parent", code.c.parent_id)
Index("quotation_by_transcript", quotation.c.transcript_id, quotation.c.start, quotation.c.end)
Index("quotation_by_coder", quotation.c.coder_id)
Index("segment_by_transcript", segment.c.transcript_id)
Index("segment_by_case", segment.c.case_id)
Index("decision_by_into", decision.c.into)
Index("decision_by_code", decision.c.code_id)
Index("belonging_by_transcript", belonging.c.transcript_id)
Index("belonging_by_candidate", belonging.c.candidate_id)
Index("suggestion_by_code", suggestion.c.code_id)
Index("suggestion_by_transcript", suggestion.c.transcript_id)
Index("coding_by_code", coding.c.code_id)
Index("coding_by_coder", coding.c.coder_id)
Index("coding_by_candidate", coding.c.candidate_id)
Index("coding_by_suggestion", coding.c.suggestion_id)
Index("looked_at_by_code", looked_at.c.code_id)
Index("theme_by_parent", theme.c.parent_id)
Index("theme_code_by_code", theme_code.c.code_id)
Index("frozen_transcript_by_transcript", frozen_transcript.c.transcript_id)
Index("memo_by_subject", memo.c.about_id)
Index("summary_by_row", summary.c.row_id)
Index("summary_by_column", summary.c.column_id)

# --- what can be made again --------------------------------------------------------------------

vector = Table(
    "vector",
    metadata,
    Column("model", Text, primary_key=True, nullable=False),
    Column("digest", Text, primary_key=True, nullable=False),
    Column("values", LargeBinary, nullable=False),
    sqlite_strict=True,
)
job = Table(
    "job",
    metadata,
    Column("id", Text, primary_key=True, nullable=False),
    _text("kind"),
    _text("state"),
    Column("progress", REAL, nullable=False),
    _text("message"),
    _text("started"),
    _text("finished"),
    _text("result"),
    sqlite_strict=True,
)

FACT_TABLES = tuple(
    table for table in metadata.tables.values() if table not in {version, step, operation, source, vector, job}
)
"""The tables of facts as they are now: what undoing every step empties again."""
