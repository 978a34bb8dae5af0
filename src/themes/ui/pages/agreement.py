"""Two coders: compare, say whose codings count, code apart, freeze the machine's, and join a colleague's copy."""

from __future__ import annotations

import streamlit as st

from themes.project import Project
from themes.ui import session
from themes.ui.pages import agreement_numbers, apart, frozen, joining, whose

_PARTS = ("Agreement", "Whose codings count", "Code apart", "The machine", "Join a copy")


def page() -> None:
    """Show one of the parts."""
    project = session.project()
    st.title("Two coders", anchor=False)
    _waiting(project)
    first = _PARTS[1] if st.query_params.get("part") == whose.PART else _PARTS[0]
    part = st.segmented_control(
        "Part", _PARTS, default=first, key="two coders part", label_visibility="collapsed", required=True
    )
    if part == "Join a copy":
        joining.show(project)
    elif part == "Whose codings count":
        whose.show(project)
    elif part == "Code apart":
        apart.show(project)
    elif part == "The machine":
        frozen.show(project)
    else:
        agreement_numbers.show(project)


def _waiting(project: Project) -> None:
    n_waiting = len(project.clashes())
    if n_waiting:
        verb = "waits" if n_waiting == 1 else "wait"
        st.warning(f"{n_waiting} of what two copies say otherwise {verb} for a decision: see Join a copy.")
