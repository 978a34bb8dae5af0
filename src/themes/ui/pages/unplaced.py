"""The segments that fit no candidate well, some at a time."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.project import Project
from themes.ui.pages.members import show_quotation
from themes.ui.plain import count

_AT_ONCE = 40
_FROM = "themes unplaced from"


def show(project: Project) -> None:
    """Show them, in the order of the texts, where somebody opens them; nothing where there are none."""
    members = project.unplaced()
    if not members:
        return
    label = f"{count(len(members), 'segment')} that fit none of these well"
    with st.expander(label, key="themes-unplaced", on_change="rerun") as opened:
        if not opened.open:
            return
        first = st.session_state.get(_FROM, 0)
        first = first if first < len(members) else 0  # another discovery may have left fewer
        last = min(first + _AT_ONCE, len(members))
        for nth, member in enumerate(members[first:last], start=first):
            show_quotation(project, member, key=f"loose-{nth}", place=f"there loose {nth}")
        if len(members) > _AT_ONCE:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                _turn("Earlier ones", first - _AT_ONCE, disabled=first == 0)
                _turn("Later ones", last, disabled=last == len(members))
                st.markdown(f"{first + 1:,} to {last:,} of {len(members):,}", width="content")


def _turn(label: str, to: int, *, disabled: bool) -> None:
    st.button(label, key=f"unplaced {label}", disabled=disabled, on_click=partial(_show_from, max(0, to)))


def _show_from(first: int) -> None:
    st.session_state[_FROM] = first
