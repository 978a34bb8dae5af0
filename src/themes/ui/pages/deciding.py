"""What is asked before a candidate is accepted, split, merged or renamed."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.project import CandidateView, Project
from themes.project.splitting import FEWEST_PARTS, MOST_PARTS
from themes.ui import session
from themes.ui.choosing import chosen_among
from themes.ui.pages.chosen import choose, next_open
from themes.ui.pages.members import chosen_places, read_places
from themes.ui.plain import count, plain

ACCEPT = "accept as a code"
"""The key of the button with which an acceptance is decided."""

_NEW = "a new code"


@st.dialog("Accept as a code", width="medium")
def accept(project: Project, view: CandidateView, *, into: str | None = None) -> None:
    """Ask for the name in the researcher's words, and where the quotations go.

    Args:
        project: The open project.
        view: The candidate.
        into: The id of the code that is offered first.
    """
    places = chosen_places(view)
    n_quotations = len(view.members) if places is None else len(places)
    st.markdown(
        f"{count(n_quotations, 'quotation')} of {count(len(view.members), 'segment')}. "
        "They are marked unread until somebody has read them."
    )
    paths = project.paths()
    into_first = into or _code_of(project, view)
    options = [_NEW, *(code.id for code in project.codes() if not code.retired or code.id == into_first)]
    with st.form("accept", border=False):
        name = st.text_input("What do they say? The name in your words", value=view.name, max_chars=200)
        goes_into = st.selectbox(
            "Its quotations go into",
            options,
            index=options.index(into_first) if into_first in options else 0,
            format_func=lambda code_id: _NEW if code_id == _NEW else paths[code_id],
        )
        theme = st.checkbox("Also make a new code a theme, which asks for its statement", value=True)
        if st.form_submit_button("Accept", key=ACCEPT, type="primary") and session.attempt(
            partial(
                project.accept,
                view,
                name=name.strip() or None,
                into=None if goes_into == _NEW else goes_into,
                theme=theme and goes_into == _NEW,
                quotations=places,
                read=read_places(view),
            ),
            here=True,
        ):
            choose(next_open(project.candidates(), view))
            st.rerun()


def _code_of(project: Project, view: CandidateView) -> str | None:
    """The code of which a candidate proposes more, or that its forerunner was accepted as."""
    if view.stands_for is not None:
        return view.stands_for.id
    before = project.decided_before().get(view.candidate.rank)
    return before.code.id if before and before.code else None


@st.dialog("Split")
def split(project: Project, view: CandidateView) -> None:
    """Ask into how many parts its segments are grouped among themselves."""
    parts: list[CandidateView] = []
    with st.form("split", border=False):
        st.markdown(
            f"The {count(len(view.members), 'segment')} of “{plain(view.name)}” are grouped among themselves. All "
            "other candidates stay as they are, with what was decided about them; Undo puts the parts together again."
        )
        into = st.segmented_control(
            "Into how many", range(FEWEST_PARTS, MOST_PARTS + 1), default=FEWEST_PARTS, required=True
        )
        if not st.form_submit_button("Split", type="primary"):
            return
        with st.spinner("Grouping its segments", show_time=True):
            done = session.attempt(lambda: parts.extend(project.split_candidate(view, into=into)), here=True)
    if done:
        choose(parts[0].candidate.id)
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
        chosen = chosen_among(
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
