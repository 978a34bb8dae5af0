"""Run revisions on the connection that ``store/migrate.py`` opened, inside its transaction.

There is no alembic.ini: a project file is migrated by the program that opens it, never from a shell.
"""

from alembic import context

from themes.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # pysqlite commits on its own in stock Alembic, and a kill between two statements then bricks the file.
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
