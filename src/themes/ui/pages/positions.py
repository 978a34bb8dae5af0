"""How positions in another tool's file were found to count: said, and asked where that is not sure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from themes.project.other_tools.told import counted_words
from themes.ui import session
from themes.ui.plain import plain

if TYPE_CHECKING:
    from themes.exchange.held import Counted


def told(counted: Counted) -> None:
    """Say how positions count."""
    st.markdown(" ".join(plain(line) for line in counted_words(counted)))


def chosen(counted: Counted) -> str | None:
    """The way that its user says instead of what was found; None where that is to stand."""
    told(counted)
    if counted.sure not in ("unsure", "likely") or not counted.others:
        return None
    st.warning(
        "Where passages begin and end is not quite sure. Bring the file in, look at some, undo and choose again."
    )
    by_name = {way.name: way for way in (counted.way, *counted.others)}
    name = st.radio(
        "How positions count in this file",
        list(by_name),
        format_func=lambda name: plain(
            f"{by_name[name].words} ({by_name[name].n_fit:,} of {counted.n_looked_at:,} passages fit)"
        ),
        key=session.form_key("other tool positions"),
    )
    return None if name == counted.way.name else name
