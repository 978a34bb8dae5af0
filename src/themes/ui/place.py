"""A place in a transcript that the page Read and code is to show, asked for on any page."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.ui import session

TRANSCRIPT = "themes transcript"
"""Where the session keeps the id of the transcript that is read."""

_PLACE, _ASKING = "themes place", "themes place asking"


def ask_for(transcript_id: str, start: int) -> None:
    """Let Read and code show a transcript at a code point."""
    st.session_state[TRANSCRIPT] = transcript_id
    st.session_state[_ASKING] = st.session_state.get(_ASKING, 0) + 1
    st.session_state[_PLACE] = (transcript_id, start)


def asked_for(transcript_id: str) -> tuple[int, int] | None:
    """The code point that is asked for in a transcript, with the number of the asking; None where none is."""
    place = st.session_state.get(_PLACE)
    if place is None or place[0] != transcript_id:
        return None
    return place[1], st.session_state[_ASKING]


def button(transcript_id: str, start: int, *, key: str, label: str = "Read it there") -> None:
    """A button that opens a transcript at a code point on the page Read and code."""
    if st.button(label, key=key, type="tertiary", on_click=partial(ask_for, transcript_id, start)):
        session.go_to("read")
