"""Topic guides, identifiers, consent, what lost its place; scales of attributes, how steady candidates are."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TABLES = (
    """
    CREATE TABLE consent (
        id TEXT NOT NULL,
        use TEXT NOT NULL,
        until TEXT NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE TABLE guide_question (
        id TEXT NOT NULL,
        text TEXT NOT NULL,
        number TEXT NOT NULL,
        position INTEGER NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE TABLE asking (
        id TEXT NOT NULL,
        question_id TEXT NOT NULL,
        transcript_id TEXT NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        state TEXT NOT NULL,
        similarity REAL NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT asking_holds_words CHECK (0 <= "start" AND "start" < "end"),
        FOREIGN KEY(question_id) REFERENCES guide_question (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(transcript_id) REFERENCES transcript (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE TABLE identifier (
        id TEXT NOT NULL,
        transcript_id TEXT NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        kind TEXT NOT NULL,
        why TEXT NOT NULL,
        state TEXT NOT NULL,
        pseudonym TEXT NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT identifier_holds_words CHECK (0 <= "start" AND "start" < "end"),
        FOREIGN KEY(transcript_id) REFERENCES transcript (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE TABLE review (
        id TEXT NOT NULL,
        state TEXT NOT NULL,
        first_reader TEXT,
        second_reader TEXT,
        sample TEXT NOT NULL,
        n_present INTEGER NOT NULL,
        n_found INTEGER NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(id) REFERENCES transcript (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(first_reader) REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(second_reader) REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
    """
    CREATE TABLE displaced (
        id TEXT NOT NULL,
        transcript_id TEXT NOT NULL,
        coder_id TEXT NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        words TEXT NOT NULL,
        code_ids TEXT NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT displaced_holds_words CHECK (0 <= "start" AND "start" < "end"),
        FOREIGN KEY(transcript_id) REFERENCES transcript (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(coder_id) REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    )
     STRICT
    """,
)
_INDEXES = (
    "CREATE INDEX asking_by_question ON asking (question_id)",
    "CREATE INDEX asking_by_transcript ON asking (transcript_id)",
    "CREATE INDEX displaced_by_transcript ON displaced (transcript_id)",
    "CREATE INDEX identifier_by_transcript ON identifier (transcript_id, start)",
    # A speaker who goes is looked up among the turns: without it, 48,000 respondents took 48,000 looks each.
    "CREATE INDEX turn_by_speaker ON turn (transcript_id, speaker)",
)
# SQLite adds a column only at the end and with a default; these three are small, so they are rebuilt as they should be.
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
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    INSERT INTO study_new
    SELECT id, title, method, commissioner, questions, approached, declined, interviewed, dates, mode, interviewer,
        notice, wording, attribution, 0, digest
    FROM study
    """,
    "DROP TABLE study",
    "ALTER TABLE study_new RENAME TO study",
    """
    CREATE TABLE attribute_new (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        type TEXT NOT NULL,
        position INTEGER NOT NULL,
        choices TEXT NOT NULL,
        ordered INTEGER NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    "INSERT INTO attribute_new SELECT id, name, type, position, '[]', 0, digest FROM attribute",
    "DROP TABLE attribute",
    "ALTER TABLE attribute_new RENAME TO attribute",
    """
    CREATE TABLE candidate_new (
        id TEXT NOT NULL,
        run_id TEXT NOT NULL,
        rank INTEGER NOT NULL,
        name TEXT NOT NULL,
        phrases TEXT NOT NULL,
        key_words TEXT NOT NULL,
        n_segments INTEGER NOT NULL,
        n_cases INTEGER NOT NULL,
        stability REAL,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (run_id, rank),
        FOREIGN KEY(run_id) REFERENCES run (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    INSERT INTO candidate_new
    SELECT id, run_id, rank, name, phrases, key_words, n_segments, n_cases, NULL, digest FROM candidate
    """,
    "DROP TABLE candidate",
    "ALTER TABLE candidate_new RENAME TO candidate",
)


def upgrade() -> None:
    """Add what is new; what is there stays as it is."""
    for statement in (*_TABLES, *_INDEXES, *_REBUILT):
        op.execute(statement)
