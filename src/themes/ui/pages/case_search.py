"""Which of many cases a table shows: all where they are few, else those that are looked for."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from themes.model import Case
from themes.ui import session

MOST_ROWS = 300
"""A browser edits so many rows in a grid without stutter; a survey has thousands."""


def show(cases: Sequence[Case], *, key: str) -> list[Case]:
    """Ask which cases are looked for where they are many, and return those to show.

    Args:
        cases: All, in the order of the table.
        key: Of the search field, as two tables are searched apart.
    """
    if len(cases) <= MOST_ROWS:
        return list(cases)
    wanted = st.text_input(f"Find among {len(cases):,} cases", key=session.form_key(key)).casefold().strip()
    found = [
        case
        for case in cases
        if wanted in case.label.casefold() or any(wanted in value.casefold() for _, value in case.values)
    ]
    st.markdown(f"{min(len(found), MOST_ROWS):,} of {len(found):,} that fit are shown.")
    return found[:MOST_ROWS]
