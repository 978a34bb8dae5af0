"""Another code for the words of a suggestion: those that are likely, and any of the codebook."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.project import Project, SuggestionView
from themes.ui import session
from themes.ui.plain import plain
from themes.ui.proposed import sureness


def show(project: Project, view: SuggestionView) -> None:
    """A button that opens what else these words may bear; it is looked for only then."""
    suggestion = view.suggestion
    here = f"another code {suggestion.transcript_id} {suggestion.start}"
    with st.popover("Another code", disabled=project.read_only, key=here, on_change="rerun") as opened:
        if not opened.open:
            return
        for other in project.suggested_codes(suggestion.transcript_id, suggestion.start, suggestion.end):
            if other.code.id == view.code.id:
                continue
            st.button(
                f"{plain(project.code_path(other.code))} :gray[({sureness(other)})]",
                key=f"other {other.code.id}",
                on_click=session.click(partial(project.accept_suggestion, other)),
            )
        paths = project.paths()
        chosen = st.selectbox(
            "Or any code", list(paths), index=None, format_func=paths.__getitem__, placeholder="Choose a code"
        )
        st.button(
            "Give it this code",
            key="give another code",
            disabled=chosen is None,
            on_click=session.click(
                partial(
                    project.add_coding, suggestion.transcript_id, suggestion.start, suggestion.end, chosen or view.code
                )
            ),
        )
