"""How well the codes are learnt as codings come in, and which of them drift away from what they were."""

from __future__ import annotations

import streamlit as st

from themes.project import Project
from themes.project.records import Learning
from themes.ui import session
from themes.ui.plain import count, plain

_KEPT = "themes learning"
_EVERY = 10  # codings: nothing here moves with a single one


def show(project: Project) -> None:
    """Warn of drift, and show the learning curve as counts; looked at anew after every tenth coding."""
    tell(project, _learning(project))


def tell(project: Project, learning: Learning) -> None:
    """Show what was learnt: the warnings, then the curve."""
    for drift in learning.drifts:
        with st.container(horizontal=True, vertical_alignment="center", key=f"drift-{drift.code.position}"):
            towards = f", and more like “{plain(project.code_path(drift.towards))}”" if drift.towards else ""
            st.warning(
                f"“{plain(project.code_path(drift.code))}” drifts: its latest {count(drift.n_latest, 'coding')} are "
                f"less like it than those before{towards}. Read them again, or write the definition anew."
            )
            session.link("codebook", "Go to Codebook")
    with st.expander("How well your codes are learnt"):
        if not learning.points:
            st.markdown("There are fewer than eleven codings: nothing to tell yet.")
            return
        st.markdown(
            "How often the code that you gave next was one of the first three suggested, from what was coded before."
        )
        st.table(
            {
                "After": [count(point.n_decisions, "coding") for point in learning.points],
                "Among the first three": [f"{point.n_right} of {point.n_asked}" for point in learning.points],
                "Share": [f"{point.n_right / point.n_asked:.0%}" for point in learning.points],
            },
            hide_index=True,
            border="horizontal",
        )


def _learning(project: Project) -> Learning:
    at = (str(session.path()), len(project.codings()) // _EVERY, len(project.codes()))
    kept: tuple[object, Learning] | None = st.session_state.get(_KEPT)
    if kept is None or kept[0] != at:
        with st.spinner("Looking at what was coded"):
            kept = (at, project.learning())
        st.session_state[_KEPT] = kept
    return kept[1]
