"""Everything that a project file holds."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = (
    """
    CREATE TABLE version (
        digest TEXT NOT NULL,
        entity TEXT NOT NULL,
        entity_id TEXT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (digest)
    ) STRICT
    """,
    """
    CREATE TABLE step (
        seq INTEGER NOT NULL,
        id TEXT NOT NULL,
        verb TEXT NOT NULL,
        coder_id TEXT NOT NULL,
        at TEXT NOT NULL,
        subject TEXT NOT NULL,
        undoes TEXT,
        n_operations INTEGER NOT NULL,
        PRIMARY KEY (seq),
        UNIQUE (id)
    ) STRICT
    """,
    """
    CREATE TABLE operation (
        seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL,
        step_id TEXT NOT NULL,
        entity TEXT NOT NULL,
        entity_id TEXT NOT NULL,
        was TEXT,
        now TEXT,
        told TEXT NOT NULL,
        hash TEXT NOT NULL,
        UNIQUE (id),
        FOREIGN KEY(step_id) REFERENCES step (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(was) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(now) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE source (
        sha256 TEXT NOT NULL,
        bytes BLOB NOT NULL,
        PRIMARY KEY (sha256)
    ) STRICT
    """,
    """
    CREATE TABLE study (
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
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE coder (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE attribute (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        type TEXT NOT NULL,
        position INTEGER NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE "case" (
        id TEXT NOT NULL,
        label TEXT NOT NULL,
        kind TEXT NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE case_value (
        case_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        attribute_id TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (case_id, position),
        FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(attribute_id) REFERENCES attribute (id) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE case_link (
        id TEXT NOT NULL,
        case_id TEXT NOT NULL,
        other_id TEXT NOT NULL,
        relation TEXT NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(other_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE transcript (
        id TEXT NOT NULL,
        title TEXT NOT NULL,
        kind TEXT NOT NULL,
        text TEXT NOT NULL,
        format TEXT NOT NULL,
        layout TEXT NOT NULL,
        source_name TEXT NOT NULL,
        source_sha256 TEXT NOT NULL,
        seconds REAL,
        dropped TEXT NOT NULL,
        notices TEXT NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE speaker (
        transcript_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        label TEXT NOT NULL,
        role TEXT NOT NULL,
        case_id TEXT,
        voices INTEGER NOT NULL,
        PRIMARY KEY (transcript_id, position),
        FOREIGN KEY(transcript_id) REFERENCES transcript (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE turn (
        n INTEGER NOT NULL,
        transcript_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        speaker INTEGER,
        kind TEXT NOT NULL,
        start_seconds REAL,
        end_seconds REAL,
        PRIMARY KEY (n),
        UNIQUE (transcript_id, position),
        FOREIGN KEY(transcript_id, speaker) REFERENCES speaker (transcript_id, position) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(transcript_id) REFERENCES transcript (id) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE code (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        definition TEXT NOT NULL,
        use_when TEXT NOT NULL,
        dont_use_when TEXT NOT NULL,
        typical TEXT NOT NULL,
        not_this TEXT NOT NULL,
        colour TEXT NOT NULL,
        parent_id TEXT,
        position INTEGER NOT NULL,
        retired INTEGER NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(parent_id) REFERENCES code (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE quotation (
        id TEXT NOT NULL,
        transcript_id TEXT NOT NULL,
        coder_id TEXT NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        words TEXT NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT quotation_holds_words CHECK (0 <= "start" AND "start" < "end"),
        UNIQUE (transcript_id, coder_id, start, "end"),
        FOREIGN KEY(transcript_id) REFERENCES transcript (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(coder_id) REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE run (
        id TEXT NOT NULL,
        engine TEXT NOT NULL,
        model TEXT NOT NULL,
        seed INTEGER NOT NULL,
        parameters TEXT NOT NULL,
        coder_id TEXT NOT NULL,
        at TEXT NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(coder_id) REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE segment (
        run_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        transcript_id TEXT NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        case_id TEXT,
        rank INTEGER NOT NULL,
        strength REAL NOT NULL,
        typical INTEGER NOT NULL,
        PRIMARY KEY (run_id, position),
        FOREIGN KEY(run_id) REFERENCES run (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(transcript_id) REFERENCES transcript (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(case_id) REFERENCES "case" (id) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE candidate (
        id TEXT NOT NULL,
        run_id TEXT NOT NULL,
        rank INTEGER NOT NULL,
        name TEXT NOT NULL,
        phrases TEXT NOT NULL,
        key_words TEXT NOT NULL,
        n_segments INTEGER NOT NULL,
        n_cases INTEGER NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (run_id, rank),
        FOREIGN KEY(run_id) REFERENCES run (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE decision (
        id TEXT NOT NULL,
        outcome TEXT NOT NULL,
        name TEXT NOT NULL,
        "into" TEXT,
        code_id TEXT,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(id) REFERENCES candidate (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY("into") REFERENCES candidate (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(code_id) REFERENCES code (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE suggestion (
        id TEXT NOT NULL,
        code_id TEXT NOT NULL,
        transcript_id TEXT NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        similarity REAL NOT NULL,
        probability REAL,
        because TEXT NOT NULL,
        outcome TEXT NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        CONSTRAINT suggestion_holds_words CHECK (0 <= "start" AND "start" < "end"),
        FOREIGN KEY(code_id) REFERENCES code (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(transcript_id) REFERENCES transcript (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE coding (
        id TEXT NOT NULL,
        quotation_id TEXT NOT NULL,
        code_id TEXT NOT NULL,
        coder_id TEXT NOT NULL,
        how TEXT NOT NULL,
        valence TEXT,
        candidate_id TEXT,
        suggestion_id TEXT,
        codebook_version INTEGER NOT NULL,
        unread INTEGER NOT NULL,
        at TEXT NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (quotation_id, code_id, coder_id),
        FOREIGN KEY(quotation_id) REFERENCES quotation (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(code_id) REFERENCES code (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(coder_id) REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(candidate_id) REFERENCES candidate (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(suggestion_id) REFERENCES suggestion (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE looked_at (
        id TEXT NOT NULL,
        transcript_id TEXT NOT NULL,
        coder_id TEXT NOT NULL,
        code_id TEXT NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        UNIQUE (transcript_id, coder_id, code_id),
        FOREIGN KEY(transcript_id) REFERENCES transcript (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(coder_id) REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(code_id) REFERENCES code (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE theme (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        statement TEXT NOT NULL,
        parent_id TEXT,
        position INTEGER NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(parent_id) REFERENCES theme (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE theme_code (
        theme_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        code_id TEXT NOT NULL,
        PRIMARY KEY (theme_id, position),
        FOREIGN KEY(theme_id) REFERENCES theme (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(code_id) REFERENCES code (id) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE memo (
        id TEXT NOT NULL,
        about TEXT NOT NULL,
        about_id TEXT NOT NULL,
        coder_id TEXT NOT NULL,
        text TEXT NOT NULL,
        at TEXT NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(coder_id) REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    CREATE TABLE vector (
        model TEXT NOT NULL,
        digest TEXT NOT NULL,
        "values" BLOB NOT NULL,
        PRIMARY KEY (model, digest)
    ) STRICT
    """,
    """
    CREATE TABLE job (
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        state TEXT NOT NULL,
        progress REAL NOT NULL,
        message TEXT NOT NULL,
        started TEXT NOT NULL,
        finished TEXT NOT NULL,
        result TEXT NOT NULL,
        PRIMARY KEY (id)
    ) STRICT
    """,
)

_INDEXES = (
    "CREATE INDEX operation_by_fact ON operation (entity, entity_id)",
    "CREATE INDEX operation_by_step ON operation (step_id)",
    "CREATE INDEX case_value_by_attribute ON case_value (attribute_id)",
    "CREATE INDEX case_link_by_case ON case_link (case_id)",
    "CREATE INDEX case_link_by_other ON case_link (other_id)",
    "CREATE INDEX transcript_by_source ON transcript (source_sha256)",
    "CREATE INDEX speaker_by_case ON speaker (case_id)",
    "CREATE INDEX code_by_parent ON code (parent_id)",
    "CREATE INDEX quotation_by_coder ON quotation (coder_id)",
    'CREATE INDEX quotation_by_transcript ON quotation (transcript_id, start, "end")',
    "CREATE INDEX segment_by_case ON segment (case_id)",
    "CREATE INDEX segment_by_transcript ON segment (transcript_id)",
    "CREATE INDEX decision_by_code ON decision (code_id)",
    'CREATE INDEX decision_by_into ON decision ("into")',
    "CREATE INDEX suggestion_by_code ON suggestion (code_id)",
    "CREATE INDEX suggestion_by_transcript ON suggestion (transcript_id)",
    "CREATE INDEX coding_by_candidate ON coding (candidate_id)",
    "CREATE INDEX coding_by_code ON coding (code_id)",
    "CREATE INDEX coding_by_coder ON coding (coder_id)",
    "CREATE INDEX coding_by_suggestion ON coding (suggestion_id)",
    "CREATE INDEX looked_at_by_code ON looked_at (code_id)",
    "CREATE INDEX theme_by_parent ON theme (parent_id)",
    "CREATE INDEX theme_code_by_code ON theme_code (code_id)",
    "CREATE INDEX memo_by_subject ON memo (about_id)",
)

# The search holds no text of its own: the view cuts each turn's words out of its transcript when they are shown.
_SEARCH = (
    """
    CREATE VIEW turn_words AS
    SELECT turn.n AS n, substr(transcript.text, turn.start + 1, turn."end" - turn.start) AS words
    FROM turn JOIN transcript ON transcript.id = turn.transcript_id
    """,
    """
    CREATE VIRTUAL TABLE turn_search USING fts5(
        words, content='turn_words', content_rowid='n', tokenize="unicode61 remove_diacritics 2"
    )
    """,
)


def upgrade() -> None:
    """Make all tables, their indexes, and the search over turns."""
    for statement in (*_TABLES, *_INDEXES, *_SEARCH):
        op.execute(statement)
