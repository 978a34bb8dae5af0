"""Queries that people keep under a name."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table; what is there stays as it is."""
    op.execute(
        """
        CREATE TABLE query (
            id TEXT NOT NULL,
            name TEXT NOT NULL,
            expression TEXT NOT NULL,
            coder_id TEXT NOT NULL,
            memo TEXT NOT NULL,
            at TEXT NOT NULL,
            digest TEXT NOT NULL,
            PRIMARY KEY (id),
            FOREIGN KEY(coder_id) REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
            FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
        ) STRICT
        """
    )
