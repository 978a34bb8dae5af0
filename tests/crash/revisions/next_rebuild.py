"""A revision that rebuilds tables on which codings and the search stand."""

import sqlalchemy as sa
from alembic import op

from themes.store.schema import SCHEMA

revision = f"{SCHEMA + 1:04d}"
down_revision = f"{SCHEMA:04d}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Give codes a state, and rebuild quotations and transcripts with all their rows."""
    with op.batch_alter_table("code", recreate="always", table_kwargs={"sqlite_strict": True}) as batch:
        batch.add_column(sa.Column("state", sa.Text, nullable=False, server_default="in use"))
    for table in ("quotation", "transcript"):
        with op.batch_alter_table(table, recreate="always", table_kwargs={"sqlite_strict": True}) as batch:
            batch.add_column(sa.Column("seen", sa.Integer))
    op.create_index("code_by_state", "code", ["state"])
