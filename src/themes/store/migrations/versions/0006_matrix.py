"""What people write in the cells of a matrix, and whether a study's sample was drawn at random."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_MADE = (
    """
    CREATE TABLE summary (
        id TEXT NOT NULL,
        "row" TEXT NOT NULL,
        row_id TEXT NOT NULL,
        "column" TEXT NOT NULL,
        column_id TEXT NOT NULL,
        coder_id TEXT NOT NULL,
        text TEXT NOT NULL,
        draft INTEGER NOT NULL,
        at TEXT NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(coder_id) REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    "CREATE INDEX summary_by_row ON summary (row_id)",
    "CREATE INDEX summary_by_column ON summary (column_id)",
)
# Rebuilt, as in 0004: SQLite adds a column only at the end.
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
        random_sample INTEGER NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    INSERT INTO study_new
    SELECT id, title, method, commissioner, questions, approached, declined, interviewed, dates, mode, interviewer,
        notice, wording, attribution, pseudonymised, read_first, 0, digest
    FROM study
    """,
    "DROP TABLE study",
    "ALTER TABLE study_new RENAME TO study",
)


def upgrade() -> None:
    """Make the table of summaries and give the study its column; what is there stays as it is."""
    for statement in (*_MADE, *_REBUILT):
        op.execute(statement)
