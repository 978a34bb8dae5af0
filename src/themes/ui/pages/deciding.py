"""What is asked before a candidate is accepted, merged or renamed."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.project import CandidateView, Project
from themes.ui import session
from themes.ui.pages.chosen import choose, next_open
from themes.ui.pages.members import chosen_places, read_places
from themes.ui.plain import count, plain

_NEW = "a new code"


@st.dialog("Accept as a code", width="medium")
def accept(project: Project, view: CandidateView) -> None:
    """Ask for the name in the researcher's words, and where the quotations go."""
    places = chosen_places(view)
    n_quotations = len(view.members) if places is None else len(places)
    st.markdown(
        f"{count(n_quotations, 'quotation')} of {count(len(view.members), 'segment')}. "
        "They are marked unread until somebody has read them."
    )
    paths = project.paths()
    with st.form("accept", border=False):
        name = st.text_input("What do they say? The name in your words", value=view.name, max_chars=200)
        into = st.selectbox(
            "Its quotations go into",
            [_NEW, *(code.id for code in project.codes())],
            format_func=lambda code_id: _NEW if code_id == _NEW else paths[code_id],
        )
        theme = st.checkbox("Also make a new code a theme, which asks for its statement", value=True)
        if st.form_submit_button("Accept", type="primary") and session.attempt(
            partial(
                project.accept,
                view,
                name=name.strip() or None,
                into=None if into == _NEW else into,
                theme=theme and into == _NEW,
                quotations=places,
                read=read_places(view),
            ),
            here=True,
        ):
            choose(next_open(project.candidates(), view))
            st.rerun()


@st.dialog("Merge")
def merge(project: Project, view: CandidateView, views: list[CandidateView]) -> None:
    """Ask which candidates this one takes in."""
    others = {
        other.candidate.id: other
        for other in views
        if other.candidate.id != view.candidate.id and other.decision.outcome == "open"
    }
    with st.form("merge", border=False):
        st.markdown(f"“{plain(view.name)}” takes in:")
        chosen = st.multiselect(
            "Candidate themes",
            list(others),
            format_func=lambda candidate_id: f"{others[candidate_id].name} ({len(others[candidate_id].members)})",
        )
        asked = st.form_submit_button("Merge", type="primary") and bool(chosen)
        if asked and session.attempt(partial(project.merge_candidates, view, *chosen), here=True):
            st.rerun()


@st.dialog("Rename")
def rename(project: Project, view: CandidateView) -> None:
    """Ask for another name; an empty one brings the machine's back."""
    with st.form("rename", border=False):
        name = st.text_input("Name in your words", value=view.name, max_chars=200)
        asked = st.form_submit_button("Rename", type="primary")
        if asked and session.attempt(partial(project.rename_candidate, view, name), here=True):
            st.rerun()
