"""What came with which joining, so that each is undone as one, and where disagreements were settled."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_MADE = (
    """
    CREATE TABLE joining (
        step_id TEXT NOT NULL,
        name TEXT NOT NULL,
        after INTEGER NOT NULL,
        until INTEGER NOT NULL,
        other_ids TEXT NOT NULL,
        PRIMARY KEY (step_id),
        FOREIGN KEY(step_id) REFERENCES step (id) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE brought_again (
        joining_id TEXT NOT NULL,
        step_id TEXT NOT NULL,
        PRIMARY KEY (joining_id, step_id),
        FOREIGN KEY(joining_id) REFERENCES joining (step_id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(step_id) REFERENCES step (id) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE settlement (
        id TEXT NOT NULL,
        transcript_id TEXT NOT NULL,
        code_id TEXT NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT settlement_holds_words CHECK (0 <= "start" AND "start" < "end"),
        FOREIGN KEY(transcript_id) REFERENCES transcript (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(code_id) REFERENCES code (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    "CREATE INDEX settlement_by_transcript ON settlement (transcript_id)",
    "CREATE INDEX settlement_by_code ON settlement (code_id)",
)


def upgrade() -> None:
    """Make the tables; what is there stays as it is, and a joining of before has no row."""
    for statement in _MADE:
        op.execute(statement)
