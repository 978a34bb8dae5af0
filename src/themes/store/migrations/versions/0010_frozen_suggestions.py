"""The machine's suggestions as they were at one moment, to be compared as a coder."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_MADE = (
    """
    CREATE TABLE frozen_set (
        id TEXT NOT NULL,
        coder_id TEXT NOT NULL,
        at TEXT NOT NULL,
        model TEXT NOT NULL,
        code_ids TEXT NOT NULL,
        coding_ids TEXT NOT NULL,
        refused_ids TEXT NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(coder_id) REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE frozen_transcript (
        id TEXT NOT NULL,
        frozen_id TEXT NOT NULL,
        transcript_id TEXT NOT NULL,
        n_codings INTEGER NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (frozen_id, transcript_id),
        FOREIGN KEY(frozen_id) REFERENCES frozen_set (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(transcript_id) REFERENCES transcript (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE frozen_suggestion (
        frozen_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        code_id TEXT NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        probability REAL NOT NULL,
        PRIMARY KEY (frozen_id, position),
        FOREIGN KEY(frozen_id) REFERENCES frozen_transcript (id) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    "CREATE INDEX frozen_transcript_by_transcript ON frozen_transcript (transcript_id)",
)


def upgrade() -> None:
    """Make the tables; nothing was frozen before."""
    for statement in _MADE:
        op.execute(statement)
