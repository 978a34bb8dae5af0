"""The codes of the codebook that a candidate looks like, each offered to take its quotations in."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from themes.project import CandidateView, Project
from themes.ui.pages import deciding
from themes.ui.plain import plain


def show(project: Project, view: CandidateView, place: DeltaGenerator) -> None:
    """Offer them; last of all that the page shows, as learning what codes are like takes a second the first time.

    Args:
        project: The open project.
        view: The candidate in full.
        place: Where they go.
    """
    if view.decision.outcome != "open" or project.read_only or view.stands_for is not None:
        return
    near = project.near_codes(view)
    if not near:
        return
    with place.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown("Looks like:", width="content")
        for one in near:
            path = plain(project.code_path(one.code))
            told = f"Its segments bear this code with a probability of {one.probability:.2f} in the mean."
            if st.button(f"{path}, {one.probability:.2f}", key=f"near {one.code.id}", type="tertiary", help=told):
                deciding.accept(project, view, into=one.code.id)
