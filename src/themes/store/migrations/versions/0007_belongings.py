"""Where people say that segments belong, beside where a discovery placed them."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_MADE = (
    """
    CREATE TABLE belonging (
        id TEXT NOT NULL,
        run_id TEXT NOT NULL,
        transcript_id TEXT NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        candidate_id TEXT,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT belonging_holds_words CHECK (0 <= "start" AND "start" < "end"),
        UNIQUE (run_id, transcript_id, start, "end"),
        FOREIGN KEY(run_id) REFERENCES run (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(transcript_id) REFERENCES transcript (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(candidate_id) REFERENCES candidate (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    "CREATE INDEX belonging_by_transcript ON belonging (transcript_id)",
    "CREATE INDEX belonging_by_candidate ON belonging (candidate_id)",
)


def upgrade() -> None:
    """Make the table; every segment stays where it was placed."""
    for statement in _MADE:
        op.execute(statement)
