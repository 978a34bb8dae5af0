"""Cases that are one person: asked where names say so, and joined by hand."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.model import Case
from themes.project import Project
from themes.ui import session
from themes.ui.pages.case_field import case_field
from themes.ui.plain import plain

_FORM = "same case"
_MOST_ASKED = 8


def ask(project: Project) -> None:
    """Ask of each name that is heard in several transcripts whether it is one person."""
    for person in project.same_people()[:_MOST_ASKED]:
        labels = [case.label for case in project.cases_of(person)]
        with st.container(horizontal=True, vertical_alignment="center", key=f"same-{'-'.join(person.case_ids)}"):
            titles = ", ".join(voice.title for voice in person.voices)
            st.markdown(
                f"{plain(person.question)} {plain(', '.join(labels))} in {plain(titles)}. {plain(person.doubt)}"
            )
            st.button(
                f"One case: {plain(labels[0])}",
                key=f"join {'-'.join(person.case_ids)}",
                disabled=project.read_only,
                on_click=session.click(partial(project.join_person, person)),
            )


def show(project: Project, cases: list[Case]) -> None:
    """A form that joins two cases; undo parts them."""
    with st.expander("Two cases that are one"), st.form(session.form_key(_FORM), border=False, clear_on_submit=True):
        st.markdown("Speakers, links and memos go over, and values where the other has none. Undo parts them again.")
        one, two, button = st.columns([2, 2, 1], vertical_alignment="bottom")
        gone, kept = case_field(one, "The case", cases), case_field(two, "is the same as", cases)
        if button.form_submit_button("Join", disabled=project.read_only, width="stretch") and gone and kept:
            session.attempt(partial(_join, project, gone, kept), done="The two are one case now.")
            st.rerun()


def _join(project: Project, gone: str, kept: str) -> None:
    project.merge_cases(gone, into=kept)
