"""Clashes of two copies that were joined, and who is to code which transcript."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the tables; what is there stays as it is."""
    op.execute(
        """
        CREATE TABLE clash (
            id TEXT NOT NULL,
            kind TEXT NOT NULL,
            entity TEXT NOT NULL,
            subject_id TEXT NOT NULL,
            first TEXT NOT NULL,
            second TEXT NOT NULL,
            first_by TEXT NOT NULL,
            second_by TEXT NOT NULL,
            first_at TEXT NOT NULL,
            second_at TEXT NOT NULL,
            transcript_id TEXT,
            digest TEXT NOT NULL,
            PRIMARY KEY (id),
            FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
        ) STRICT
        """
    )
    op.execute(
        """
        CREATE TABLE assignment (
            id TEXT NOT NULL,
            transcript_id TEXT NOT NULL,
            coder_id TEXT NOT NULL,
            done INTEGER NOT NULL,
            drawn TEXT NOT NULL,
            digest TEXT NOT NULL,
            PRIMARY KEY (id),
            UNIQUE (transcript_id, coder_id),
            FOREIGN KEY(transcript_id) REFERENCES transcript (id) DEFERRABLE INITIALLY DEFERRED,
            FOREIGN KEY(coder_id) REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
            FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
        ) STRICT
        """
    )
