"""The second reader: a random sample, read with nothing of what was found, and what that says of the search."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.privacy.recall import recall_sentence
from themes.project import Project
from themes.project.names.records import ReviewView
from themes.ui import components, session
from themes.ui.plain import plain


def show(project: Project, reviews: list[ReviewView]) -> None:
    """Show the sample of a transcript that was read once, and the recall of those read twice."""
    st.markdown(
        "A second person reads a random sample and marks what could tell who somebody is, without being shown what was "
        "found. How much of it had been found says how much was missed elsewhere."
    )
    for view in reviews:
        if view.review.state in ("second reader", "released") and view.second_reader:
            who = f"{view.second_reader}, who was the first reader too" if view.same_reader else view.second_reader
            told = recall_sentence(view.review.n_found, view.review.n_present)
            st.markdown(f"**{plain(view.transcript.title)}**, read by {plain(who)}: {plain(told)}")
    offered = {view.transcript.id: view for view in reviews if view.state in ("first reader", "second reader")}
    if not offered:
        st.markdown("No transcript has been read once yet.")
        return
    chosen = st.selectbox(
        "Transcript to read a second time",
        list(offered),
        format_func=lambda key: offered[key].transcript.title if key in offered else "",
    )
    if chosen not in offered:
        return
    view = offered[chosen]
    if view.first_reader == project.coder.name:
        st.warning("You were its first reader. Somebody else should read it; if nobody can, that will be said.")
    own = view.review.second_reader == project.coder.id and bool(view.review.sample) and view.state == "first reader"
    if not own:
        st.button(
            "Draw a sample and begin",
            disabled=project.read_only,
            on_click=session.click(partial(project.begin_second_reading, view.transcript)),
        )
        return
    components.names(
        project_id=session.handle(),
        transcript_id=view.transcript.id,
        coder=project.coder.name,
        seq=project.last_seq(),
        blind=True,
        key=f"second {view.transcript.id} {hash(view.review.sample)}",
    )
    st.button(
        "I have read the sample",
        type="primary",
        disabled=project.read_only,
        on_click=session.click(partial(project.finish_second_reading, view.transcript)),
    )
