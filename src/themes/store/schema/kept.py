"""What is kept for good: the log, what came with which joining, the bodies of facts and the bytes of files."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text

from themes.store.schema.columns import metadata, text, to, whole

version = Table(
    "version",
    metadata,
    Column("digest", Text, primary_key=True, nullable=False),
    text("entity"),
    text("entity_id"),
    text("body"),
    sqlite_strict=True,
)
step = Table(
    "step",
    metadata,
    Column("seq", Integer, primary_key=True),  # the number of the step's last operation
    Column("id", Text, nullable=False, unique=True),
    text("verb"),
    text("coder_id"),
    text("at"),
    text("subject"),
    Column("undoes", Text),
    whole("n_operations"),
    sqlite_strict=True,
)
operation = Table(
    "operation",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    to("step_id", "step.id"),
    text("entity"),
    text("entity_id"),
    to("was", "version.digest", optional=True),
    to("now", "version.digest", optional=True),
    text("told"),
    text("hash"),
    Index("operation_by_fact", "entity", "entity_id"),
    Index("operation_by_step", "step_id"),
    sqlite_autoincrement=True,
    sqlite_strict=True,
)
joining = Table(
    "joining",
    metadata,
    to("step_id", "step.id", key=True),
    text("name"),
    whole("after"),  # the number of the log's last operation before it
    whole("until"),  # and of its own last one
    text("other_ids"),
    sqlite_strict=True,
)
brought_again = Table(
    "brought_again",
    metadata,
    to("joining_id", "joining.step_id", key=True),
    to("step_id", "step.id", key=True),
    sqlite_strict=True,
)
source = Table(
    "source",
    metadata,
    Column("sha256", Text, primary_key=True, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    sqlite_strict=True,
)
