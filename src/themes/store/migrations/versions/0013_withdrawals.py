"""Who withdrew, so that the report can say it and no copy of the study brings their words back."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_MADE = """
    CREATE TABLE withdrawal (
        id TEXT NOT NULL,
        coder_id TEXT NOT NULL,
        label TEXT NOT NULL,
        at TEXT NOT NULL,
        transcript_ids TEXT NOT NULL,
        shared_ids TEXT NOT NULL,
        sources TEXT NOT NULL,
        n_turns INTEGER NOT NULL,
        n_words INTEGER NOT NULL,
        n_quotations INTEGER NOT NULL,
        n_codings INTEGER NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """


def upgrade() -> None:
    """Make the table; nobody has withdrawn yet."""
    op.execute(_MADE)
