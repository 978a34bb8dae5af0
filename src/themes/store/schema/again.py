"""What can be made again: vectors, and work under way."""

from __future__ import annotations

from sqlalchemy import REAL, Column, LargeBinary, Table, Text

from themes.store.schema.columns import metadata, text

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
    text("kind"),
    text("state"),
    Column("progress", REAL, nullable=False),
    text("message"),
    text("started"),
    text("finished"),
    text("result"),
    sqlite_strict=True,
)
