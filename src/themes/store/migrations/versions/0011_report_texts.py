"""What authors write in the report, and the unit that a content analysis codes by."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_MADE = """
    CREATE TABLE report_text (
        id TEXT NOT NULL,
        part TEXT NOT NULL,
        text TEXT NOT NULL,
        beneath TEXT NOT NULL,
        coder_id TEXT NOT NULL,
        at TEXT NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(coder_id) REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """
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
        unit TEXT NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    INSERT INTO study_new
    SELECT id, title, method, commissioner, questions, approached, declined, interviewed, dates, mode, interviewer,
        notice, wording, attribution, pseudonymised, read_first, random_sample, '', digest
    FROM study
    """,
    "DROP TABLE study",
    "ALTER TABLE study_new RENAME TO study",
)


def upgrade() -> None:
    """Make the table and give the study its column; what is there stays as it is."""
    for statement in (_MADE, *_REBUILT):
        op.execute(statement)
