"""Alembic's side of the schema: one revision for each version, run by ``store/migrate.py``."""
