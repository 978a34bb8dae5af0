"""Who sits here: asked once of a browser in a study in which others have worked, before anything is kept."""

from __future__ import annotations

import streamlit as st

from themes.project import Project
from themes.project.who_codes import AtWork
from themes.ui import moments, session
from themes.ui.plain import count, plain

_NOW = "themes who now"
_LONGEST_NAME = 40


def show(project: Project) -> None:
    """Ask above the page, which can be read meanwhile; nothing where it was said."""
    if not session.asks():
        return
    with st.container(border=True, key="themes-who"):
        st.markdown(
            "**Who are you here?** This browser has not said yet who codes in this study. "
            "You can read all of it; what you do is kept once you have said."
        )
        _choose(project, "above")


def ask_soon() -> None:
    """Ask before the page on the next run: somebody has tried to do what cannot be kept yet."""
    st.session_state[_NOW] = True


def ask_now(project: Project) -> None:
    """Ask before the page where that was wanted."""
    if st.session_state.pop(_NOW, False) and session.asks():
        _dialog(project)


@st.dialog("Who are you here?", width="medium")
def _dialog(project: Project) -> None:
    st.markdown("Nothing was coded yet. Say who you are; what you do from now on is kept under this name.")
    _choose(project, "before")


def _choose(project: Project, place: str) -> None:
    before = session.said_here(project)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key=f"who-{place}"):
        for one in project.at_work():
            is_likely = before is not None and before.coder == one.coder.id
            if st.button(
                f"I am {plain(one.coder.name)} ({_told(one)})",
                key=f"who {place} {one.coder.id}",
                type="primary" if is_likely else "secondary",
                help="Somebody said so in another browser on this computer" if is_likely else None,
            ):
                _become(one.coder.name)
        somebody_else(f"who {place}")


def _told(one: AtWork) -> str:
    done = count(one.n_codings, "coding") if one.n_codings else "no coding yet"
    return f"{done}, last here {moments.day(one.last)}" if one.last else done


def somebody_else(key: str) -> None:
    """A field for who is not among the coders yet."""
    with (
        st.form(session.form_key(key), border=False, clear_on_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom", gap="small"),
    ):
        name = st.text_input("Somebody else: initials or a name", max_chars=_LONGEST_NAME, width=320)
        if st.form_submit_button("Go on as this coder") and name.strip():
            _become(name.strip())


def _become(name: str) -> None:
    if session.attempt(lambda: session.become(name), here=True):
        session.renew_form("coder")
        st.rerun()
