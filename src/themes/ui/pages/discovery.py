"""Ask for candidate themes; their progress is shown by ``themes.ui.jobs`` on every page."""

from __future__ import annotations

import streamlit as st

from themes.project import Project
from themes.ui import jobs, session
from themes.ui.plain import count


def show(project: Project) -> None:
    """Show the button, what it will do, and what the last discovery found."""
    n_transcripts = len(project.transcripts())
    if not n_transcripts:
        return
    st.header("Candidate themes", anchor=False)
    st.markdown(
        "Themes groups what participants said by meaning, on this computer, and proposes candidate themes. "
        "None of them counts until you accept it."
    )
    candidates = project.candidates()
    n_open = sum(view.decision.outcome == "open" for view in candidates)
    if candidates:
        st.markdown(f"The last search found {count(len(candidates), 'candidate theme')}; {n_open} to be decided.")
    with st.container(horizontal=True, vertical_alignment="center"):
        jobs.discovery_button(project, decided=n_open < len(candidates), primary=not candidates)
        if busy := jobs.busy_words(project):
            st.markdown(busy)
        if candidates:
            session.link("candidates", "Look at the candidate themes")
