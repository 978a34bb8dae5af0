"""What is asked before segments that somebody picked get a code, or go to another candidate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from themes.model import Member
from themes.project import CandidateView, Project
from themes.ui import session
from themes.ui.plain import count, plain

_NEW, _NONE = "a new one", "no candidate"


@st.dialog("Give these a code")
def code(project: Project, picked: Sequence[Member]) -> None:
    """Ask for a code of the codebook, or for the name of a new one; all get it in one step."""
    paths = {one.id: project.code_path(one) for one in project.codes() if not one.retired}
    with st.form("map code", border=False):
        st.markdown(
            f"{count(len(picked), 'segment')}, each as a quotation of its own. They are marked unread until somebody "
            "has read them; one Undo takes all of them back."
        )
        chosen = st.selectbox(
            "Code",
            [_NEW, *paths],
            index=0 if not paths else None,
            format_func=lambda key: "A new code" if key == _NEW else paths[key],
            placeholder="Choose a code",
        )
        name = st.text_input("Name of a new code", max_chars=200)
        if not st.form_submit_button("Give the code", type="primary"):
            return
        anew = chosen == _NEW or (chosen is None and bool(name.strip()))
        if (chosen is None and not anew) or (anew and not name.strip()):
            st.error("Choose a code, or write the name of a new one. Nothing was changed.")
            return
        told = plain(name.strip() if anew else paths[str(chosen)])
        given = name.strip() if anew else str(chosen)
        verb = partial(project.code_segments, picked, given, anew=anew)
        if session.attempt(verb, done=f"{count(len(picked), 'segment')} now bear “{told}”.", here=True):
            st.rerun()


@st.dialog("Move to a candidate")
def move(project: Project, picked: Sequence[Member], views: Sequence[CandidateView], *, anew: bool = False) -> None:
    """Ask for the candidate that they go to: one that is open, a new one (offered first where ``anew``), or none."""
    names = {view.candidate.id: view.name for view in views if view.decision.outcome == "open"}
    options = [*names, _NEW, _NONE]
    with st.form("map move", border=False):
        st.markdown(f"{count(len(picked), 'segment')}. One Undo brings them back to where they are now.")
        chosen = st.selectbox(
            "Candidate theme",
            options,
            index=options.index(_NEW) if anew else None,
            format_func=lambda key: names.get(key, "A new candidate theme" if key == _NEW else "No candidate theme"),
            placeholder="Choose where they go",
        )
        name = st.text_input("Name of a new candidate theme", max_chars=200)
        if not st.form_submit_button("Move", type="primary"):
            return
        if chosen is None:
            st.error("Choose where they go. Nothing was changed.")
            return
        verb: Callable[[], object]
        if chosen == _NEW:
            verb = partial(project.move_to_new_candidate, picked, name)
        else:
            verb = partial(project.move_segments, picked, None if chosen == _NONE else chosen)
        if session.attempt(verb, done=f"{count(len(picked), 'segment')} moved.", here=True):
            st.rerun()
