"""The machine as a coder: its suggestions are frozen before people code, and what it had learnt from is said."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.project import Project
from themes.project.machine import Machine
from themes.ui import session
from themes.ui.choosing import chosen_among
from themes.ui.plain import plain


def show(project: Project) -> None:
    """Let suggestions be frozen, and show those that are."""
    st.markdown(
        "Freeze what the machine suggests for transcripts before people code them, and it can be compared as a coder: "
        "choose it under Agreement, or on the page Adjudication. It learns from what was decided in the other "
        "transcripts alone, and what is frozen never changes. None of it is a coding. For transcripts that are coded "
        "apart it is frozen by itself before anybody is shown a suggestion there."
    )
    _freeze(project)
    kept = project.machines()
    if kept:
        st.subheader("Frozen", anchor=False)
    for one in reversed(kept):
        told(one)


def told(machine: Machine) -> None:
    """Say what a frozen set suggests for, and what it had learnt from."""
    with st.container(border=True):
        st.markdown(plain(" ".join(machine.told)))
        st.dataframe(
            [
                {
                    "Transcript": one.transcript.title,
                    "Suggestions": one.n_suggestions,
                    "People's codings before": one.n_before,
                    "Codings accepted from a suggestion": one.n_accepted,
                }
                for one in machine.transcripts
            ],
            hide_index=True,
            key=f"frozen {machine.frozen.id}",
        )


def _freeze(project: Project) -> None:
    sources = project.transcripts()
    if not sources:
        st.markdown("There is no transcript yet.")
        return
    bare = {source.title for source in sources} - {view.transcript.title for view in project.codings()}
    with st.form(session.form_key("freeze"), border=False):
        titles = chosen_among(
            "For these transcripts",
            [source.title for source in sources],
            default=[source.title for source in sources if source.title in bare],
            help="Those that nobody has coded are chosen already.",
        )
        if st.form_submit_button("Freeze the machine's suggestions", type="primary", disabled=project.read_only):
            with st.spinner("Learning from the other transcripts", show_time=True):
                done = session.attempt(partial(project.freeze_suggestions, titles), here=True)
            if done:
                session.renew_form("freeze")
                st.rerun()
