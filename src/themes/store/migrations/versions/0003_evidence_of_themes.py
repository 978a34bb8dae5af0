"""A theme's central idea, and the quotations chosen for it and against it."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# SQLite adds a column only at the end and with a default; the table is small, so it is rebuilt as it should be.
_REBUILT = (
    """
    CREATE TABLE theme_new (
        id TEXT NOT NULL,
        name TEXT NOT NULL,
        statement TEXT NOT NULL,
        central_idea TEXT NOT NULL,
        for_ids TEXT NOT NULL,
        against_ids TEXT NOT NULL,
        parent_id TEXT,
        position INTEGER NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (id),
        FOREIGN KEY(parent_id) REFERENCES theme (id) DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY(digest) REFERENCES version (digest) DEFERRABLE INITIALLY DEFERRED
    ) STRICT
    """,
    """
    INSERT INTO theme_new
    SELECT id, name, statement, '', '[]', '[]', parent_id, position, digest FROM theme
    """,
    "DROP TABLE theme",
    "ALTER TABLE theme_new RENAME TO theme",
    "CREATE INDEX theme_by_parent ON theme (parent_id)",
)


def upgrade() -> None:
    """Give themes the new fields, empty; what is there stays as it is."""
    for statement in _REBUILT:
        op.execute(statement)
