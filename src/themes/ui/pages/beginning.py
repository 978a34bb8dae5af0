"""Where a study of its method begins, once it has transcripts, and what the method says of a part of the work."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.methods import METHODS, Part
from themes.project import Project
from themes.project.units import UNITS_TO_CODE
from themes.ui import session
from themes.ui.plain import plain

_NAMES = {"read": "Read and code", "matrix": "Matrix", "codebook": "Codebook"}


def show(project: Project) -> None:
    """Say where the work begins where that is not with candidate themes."""
    declared = METHODS.get(project.study.method)
    if declared is None or declared.starts_at not in _NAMES or not project.transcripts():
        return
    name = _NAMES[declared.starts_at]
    with st.container(horizontal=True, vertical_alignment="center", key="method-begins"):
        st.markdown(f"{plain(declared.title)} ({plain(declared.source)}) begins on the page {name}.", width="content")
        session.link(declared.starts_at, f"Go to {name}")


def warn(project: Project, part: Part) -> None:
    """Say what the study's method has to say of a part of the work; nothing where it says nothing."""
    for warning in project.method_warns(part):
        st.markdown(plain(warning))


def unit(project: Project) -> None:
    """Say which unit is coded whole, or that the method asks for one before anything is coded."""
    if not project.fixes_units:
        return
    if project.coding_unit is None:
        st.warning("The unit is not fixed yet. Nothing can be coded until it is.")
        with st.container(horizontal=True, vertical_alignment="bottom", key="unit-unsaid"):
            chosen = st.selectbox(
                "Unit that is coded whole",
                list(UNITS_TO_CODE),
                format_func=lambda name: f"{name.capitalize()}: {UNITS_TO_CODE[name]}",
                width=520,
            )
            st.button(
                "Fix the unit",
                type="primary",
                disabled=project.read_only,
                on_click=session.click(partial(project.describe, unit=chosen), done="The unit is fixed."),
            )
    else:
        st.markdown(f"The unit is the {project.coding_unit}: what you choose grows to whole ones.")
