"""The quotations of a code, and suggestions that are like them."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.model import Code, Valence
from themes.project import Coded, Project, SuggestionView
from themes.ui import session
from themes.ui.pages.members import show_words
from themes.ui.plain import count, plain

_SHOWN = 25
_NONE_SAID = "none said"
_VALENCES: dict[str, Valence | None] = {_NONE_SAID: None, "enabler": "enabler", "barrier": "barrier", "mixed": "mixed"}
_N_SUGGESTIONS = 10
_ASKED = "themes suggestions"


def show_codings(project: Project, code: Code) -> None:
    """List a code's quotations with who says them, their valence, and whether they were read."""
    coded = project.codings(code=code)
    if not coded:
        st.markdown("No quotation bears this code yet. Code words on the page Read and code, or accept a candidate.")
        return
    people = {one.case.id for one in coded if one.case}
    unread = [one.coding for one in coded if one.coding.unread]
    st.markdown(f"{count(len(coded), 'quotation')} of {count(len(people), 'case')}, {len(unread)} of them unread.")
    if unread:
        st.button(
            "I have read them all",
            disabled=project.read_only,
            on_click=session.click(partial(project.mark_read, unread)),
        )
    key = f"shown {code.id}"
    shown = st.session_state.get(key, _SHOWN)
    for one in coded[:shown]:
        with st.container(border=True, gap=None):
            _coding(project, one)
    if len(coded) > shown and st.button(f"Show {min(_SHOWN, len(coded) - shown)} more"):
        st.session_state[key] = shown + _SHOWN
        st.rerun()


def show_suggestions(project: Project, code: Code) -> None:
    """List segments that are like the code's quotations or definition, to be accepted one by one."""
    if not project.transcripts() or not (code.definition or project.codings(code=code)):
        st.markdown("Give the code a definition or a first quotation: suggestions are what is like them.")
        return
    if st.session_state.get(_ASKED) != code.id:
        st.markdown("Segments that nobody has coded so, the most like first. None counts until you accept it.")
        if st.button("Suggest", type="primary"):
            st.session_state[_ASKED] = code.id
            st.rerun()
        return
    with st.spinner("Looking for what is like it"):
        views = project.suggestions(code, limit=_N_SUGGESTIONS)
    for view in views:
        with st.container(border=True, gap=None):
            _suggestion(project, view)
    if not views:
        st.markdown("Nothing more is like it.")


def _coding(project: Project, one: Coded) -> None:
    coding = one.coding
    said_by = project.attribution(one.case.id if one.case else None)
    how = "accepted" if coding.how == "accepted" else "by hand"
    unread = ", **unread**" if coding.unread else ""
    st.markdown(
        f"{plain(said_by)} :gray[({plain(one.transcript.title)}, {how}, coder {plain(one.coder.name)})]{unread}"
    )
    show_words(one.quotation.words)
    with st.container(horizontal=True, vertical_alignment="center"):
        now = coding.valence or _NONE_SAID
        chosen = st.segmented_control(
            "Valence", list(_VALENCES), default=now, key=f"valence {coding.id} {now}", label_visibility="collapsed"
        )
        if chosen and chosen != now and not project.read_only:
            session.attempt(partial(project.revise_coding, coding, valence=_VALENCES[chosen]))
            st.rerun()
        if coding.unread:
            st.button(
                "Read",
                key=f"read {coding.id}",
                disabled=project.read_only,
                on_click=session.click(partial(project.mark_read, [coding])),
            )
        st.button(
            "Remove coding",
            key=f"remove {coding.id}",
            disabled=project.read_only,
            on_click=session.click(partial(project.remove_coding, coding)),
        )


def _suggestion(project: Project, view: SuggestionView) -> None:
    suggestion = view.suggestion
    said_by = project.attribution(view.case.id if view.case else None)
    st.markdown(f"{plain(said_by)} :gray[({plain('; '.join(suggestion.because))}, {suggestion.similarity:.2f})]")
    show_words(view.words)
    key = f"{suggestion.transcript_id} {suggestion.start}"
    with st.container(horizontal=True):
        st.button(
            "Accept",
            key=f"yes {key}",
            disabled=project.read_only,
            on_click=session.click(partial(project.accept_suggestion, view)),
        )
        st.button(
            "Not this",
            key=f"no {key}",
            disabled=project.read_only,
            on_click=session.click(partial(project.reject_suggestion, view)),
        )
