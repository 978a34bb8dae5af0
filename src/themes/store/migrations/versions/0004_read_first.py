"""How many transcripts are read before proposals are shown."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Rebuilt, as in 0002 and 0003: SQLite adds a column only at the end.
_REBUILT = (
    """
    CREATE TABLE study_new (
        id TEXT NOT NULL,
        title TEXT NOT NULL,
        method TEXT NOT NULL,
        commissioner TEXT NOT NULL,
        questions TEXT NOT NULL,
        approached INTEGER,
        declined INTEGER,
        interviewed INTEGER,
        dates TEXT NOT NULL,
        mode TEXT NOT NULL,
        interviewer TEXT NOT NULL,
        notice TEXT NOT NULL,
        wording TEXT NOT NULL,
        attribution TEXT NOT NULL,
        pseudonymised INTEGER NOT NULL,
        read_first INTEGER,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    INSERT INTO study_new
    SELECT id, title, method, commissioner, questions, approached, declined, interviewed, dates, mode, interviewer,
        notice, wording, attribution, pseudonymised, NULL, digest
    FROM study
    """,
    "DROP TABLE study",
    "ALTER TABLE study_new RENAME TO study",
)


def upgrade() -> None:
    """Give the study its column; what is there stays as it is."""
    for statement in _REBUILT:
        op.execute(statement)
