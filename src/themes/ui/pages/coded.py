"""The quotations of a code, with what can be done about each."""

from __future__ import annotations

from collections.abc import Container
from functools import partial

import streamlit as st

from themes.filters import Filter
from themes.model import Code, Valence
from themes.project import Coded, Project
from themes.project.codes.examples import Example
from themes.ui import place, session
from themes.ui.pages.code_tree import CASE
from themes.ui.pages.members import show_words
from themes.ui.plain import count, plain

_SHOWN = 25
_NONE_SAID = "none said"
_EXAMPLES: dict[Example, tuple[str, str]] = {
    "typical": ("Typical", "typical of it"),
    "not_this": ("Not this", "what it is not"),
}
_VALENCES: dict[str, Valence | None] = {_NONE_SAID: None, "enabler": "enabler", "barrier": "barrier", "mixed": "mixed"}


def show_codings(
    project: Project, code: Code, where: Filter, older: Container[str] = (), *, of_case: str | None = None
) -> None:
    """List a code's quotations that pass the filter, with who says them, their valence, and whether they were read.

    Args:
        project: The open project.
        code: Whose.
        where: What passes.
        older: The ids of codings that were made under an older definition.
        of_case: Only those by the case of that id.
    """
    coded = project.codings(code=code, where=where)
    if of_case is not None:
        coded = [one for one in coded if one.case and one.case.id == of_case]
        _of_case(project, of_case)
    if not coded and where:
        st.markdown("No quotation of this code passes the filter.")
        return
    if not coded:
        st.markdown("No quotation bears this code yet. Code words on the page Read and code, or accept a candidate.")
        return
    people = {one.case.id for one in coded if one.case}
    unread = [one.coding for one in coded if one.coding.unread]
    told = f", {len(unread)} of them unread" if unread else ""
    st.markdown(f"{count(len(coded), 'quotation')}{told}, from {count(len(people), 'participant')}.")
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
            _coding(project, one, is_older=one.coding.id in older)
    if len(coded) > shown and st.button(f"Show {min(_SHOWN, len(coded) - shown)} more"):
        st.session_state[key] = shown + _SHOWN
        st.rerun()


def _of_case(project: Project, case_id: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"Only what **{plain(project.attribution(case_id))}** said.", width="content")
        st.button("Show everybody's", key="all cases", on_click=lambda: st.session_state.pop(CASE, None))


def _coding(project: Project, one: Coded, *, is_older: bool) -> None:
    coding = one.coding
    said_by = project.attribution(one.case.id if one.case else None)
    how = "accepted" if coding.how == "accepted" else "by hand"
    unread = ", **unread**" if coding.unread else ""
    unread += " :orange-background[older definition]" if is_older else ""
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
        for kind, (label, why) in _EXAMPLES.items():
            is_one = one.quotation.words in getattr(one.code, kind)
            st.button(
                f"{label}: picked" if is_one else label,
                key=f"{kind} {coding.id}",
                disabled=project.read_only or is_one,
                help=f"Keep these words with the code, as {why}.",
                on_click=session.click(partial(project.pick_example, one.code, one.quotation, to_be=kind)),
            )
        st.button(
            "Remove coding",
            key=f"remove {coding.id}",
            disabled=project.read_only,
            on_click=session.click(partial(project.remove_coding, coding)),
        )
        place.button(one.transcript.id, one.quotation.start, key=f"there {coding.id}")
