"""Which candidate this browser session looks at."""

from __future__ import annotations

import streamlit as st

from themes.project import CandidateView

_CHOSEN = "themes candidate"


def choose(candidate_id: str) -> None:
    """Let this session look at a candidate."""
    st.session_state[_CHOSEN] = candidate_id


def forget() -> None:
    """Let this session look at the first candidate that is to be decided."""
    st.session_state.pop(_CHOSEN, None)


def chosen_of(views: list[CandidateView]) -> CandidateView:
    """The candidate that this session looks at: the first that is to be decided where none was chosen."""
    wanted = st.session_state.get(_CHOSEN)
    for view in views:
        if view.candidate.id == wanted:
            return view
    return next((view for view in views if view.decision.outcome == "open"), views[0])


def next_open(views: list[CandidateView], view: CandidateView) -> str:
    """The id of the candidate to look at after one was decided: the next that is open, else the same."""
    at = [one.candidate.id for one in views].index(view.candidate.id)
    waiting = [one for one in (*views[at + 1 :], *views[:at]) if one.decision.outcome == "open"]
    return (waiting[0] if waiting else view).candidate.id
