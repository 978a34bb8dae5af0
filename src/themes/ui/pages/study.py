"""The first page: the study, its transcripts, who was heard, and where candidate themes are asked for."""

from __future__ import annotations

import streamlit as st

from themes.ui import recent, session
from themes.ui.pages import (
    beginning,
    discovery,
    facts,
    for_other_tools,
    opening,
    other_tools,
    people,
    transcripts,
    upload,
)


def page() -> None:
    """Show the study."""
    project = session.project()
    _head()
    heard, whom, about = st.tabs(
        ["Transcripts", "Participants and sites", "About the study"], key="study-tabs", on_change="rerun"
    )
    with heard:  # drawn though it is not looked at: a file that was dropped there waits for its press
        upload.show(project)
        other_tools.show(project)
        transcripts.show(project)
        beginning.show(project)
        discovery.show(project)
        for_other_tools.show(project)
    if whom.open:
        with whom:
            people.show(project)
    if about.open:
        with about:
            facts.show(project)


def _head() -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="study-head"):
        st.title("Study", anchor=False)
        is_sample = session.path().resolve() == recent.sample_path().resolve()
        if is_sample:
            st.markdown("This is a fictional study to try things on.")
        if st.button(
            "Start your own" if is_sample else "Start another study", type="primary" if is_sample else "secondary"
        ):
            opening.begin()
        if st.button("Open another"):
            opening.other()
