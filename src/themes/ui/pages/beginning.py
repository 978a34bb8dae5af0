"""Where a study of its method begins, once it has transcripts, and what the method says of a part of the work."""

from __future__ import annotations

import streamlit as st

from themes.methods import METHODS, Part
from themes.project import Project
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
