"""Codings of a code that were made under an older definition, to be looked through and confirmed in one go."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.model import Code
from themes.project import Coded, Project
from themes.project.codes.versions import RULES
from themes.ui import place, session
from themes.ui.pages.differing import show_difference
from themes.ui.pages.members import show_words
from themes.ui.plain import count, plain

_SHOWN = 40


def show(project: Project, code: Code, older: dict[str, Code]) -> None:
    """Show what was changed, and the codings that were made before."""
    made = [one for one in project.codings(code=code) if one.coding.id in older]
    if not made:
        st.markdown("All of its codings were made, or confirmed, under the definition that it has now.")
        return
    for was in {
        older[one.coding.id].id + repr(_rules(older[one.coding.id])): older[one.coding.id] for one in made
    }.values():
        st.markdown("What the definition was when they were made, and is now:")
        for what, field in RULES:
            show_difference(what.capitalize(), getattr(was, field), getattr(code, field))
    own = project.to_confirm(one.coding for one in made)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{count(len(made), 'coding')}** made under an older definition.")
        if own:
            st.button(
                f"I have looked at them: {'all' if len(own) == len(made) else f'my {len(own):,}'} hold",
                key="confirm all",
                type="primary",
                disabled=project.read_only,
                on_click=session.click(partial(project.confirm_codings, own), done="Confirmed; Undo takes it back."),
            )
    if len(own) < len(made):
        st.markdown(f"{count(len(made) - len(own), 'coding')} are other coders': each confirms their own.")
    for one in made[:_SHOWN]:
        with st.container(border=True, gap=None):
            show_one(project, one)
    if len(made) > _SHOWN:
        st.markdown(f"The first {_SHOWN} of {len(made):,} are shown; what is confirmed makes room.")


def show_one(project: Project, one: Coded) -> None:
    """Show a coding, to be confirmed or taken off by whose it is."""
    said_by = project.attribution(one.case.id if one.case else None)
    st.markdown(f"{plain(said_by)} :gray[({plain(one.transcript.title)}, coder {plain(one.coder.name)})]")
    show_words(one.quotation.words)
    with st.container(horizontal=True):
        place.button(one.transcript.id, one.quotation.start, key=f"older there {one.coding.id}")
        if one.coder.id != project.coder.id:
            return
        st.button(
            "It holds",
            key=f"holds {one.coding.id}",
            disabled=project.read_only,
            on_click=session.click(partial(project.confirm_codings, [one.coding])),
        )
        st.button(
            "Take the code off",
            key=f"off {one.coding.id}",
            disabled=project.read_only,
            on_click=session.click(partial(project.remove_coding, one.coding)),
        )


def _rules(code: Code) -> tuple[str, ...]:
    return tuple(getattr(code, field) for _, field in RULES)
