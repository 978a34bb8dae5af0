"""Who has read which transcript, also where there is no code yet."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; what was marked by codes before goes on counting as read."""
    op.execute(
        """
        CREATE TABLE reading (
            id TEXT NOT NULL,
            transcript_id TEXT NOT NULL,
            coder_id TEXT NOT NULL,
            digest TEXT NOT NULL,
            PRIMARY KEY (id),
            UNIQUE (transcript_id, coder_id),
            FOREIGN KEY(transcript_id) REFERENCES transcript (id) DEFERRABLE INITIALLY DEFERRED,
            FOREIGN KEY(coder_id) REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
            FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
        ) STRICT
        """
    )
