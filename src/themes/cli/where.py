"""The option ``--where``, which says what part of a study a verb looks at."""

from __future__ import annotations

import click

where_option = click.option(
    "--where",
    multiple=True,
    metavar="CONDITION",
    help="Only what passes, as 'role=chair|nurse', 'phase>=2', 'question=2b' or 'code=Trust'; all of several must.",
)
"""Given several times, all conditions must hold; ``themes.filters`` says what they can be about."""
