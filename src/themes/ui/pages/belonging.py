"""Sites and groups, and how cases are linked: who works where, who knows whom."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.model import Case, CaseKind
from themes.project import Project
from themes.ui import session
from themes.ui.pages.case_field import case_field
from themes.ui.plain import plain

_NEW, _LINK = "new case", "new link"
_KINDS: tuple[CaseKind, ...] = ("site", "group", "participant")
_RELATION = "works at"


def show(project: Project, cases: list[Case]) -> None:
    """Forms to add a case, to link two, and to take either away."""
    with st.expander("Sites, groups and links"):
        _new_case(project)
        if len(cases) > 1:
            _new_link(project, cases)
        _links(project)
        _remove(project, cases)


def _new_case(project: Project) -> None:
    with st.form(session.form_key(_NEW), border=False, clear_on_submit=True):
        left, middle, right = st.columns([3, 2, 1], vertical_alignment="bottom")
        label = left.text_input("Add a site, a group, or somebody who is in no transcript", max_chars=60)
        kind = middle.selectbox("as a", _KINDS)
        if right.form_submit_button("Add", disabled=project.read_only, width="stretch") and label.strip():
            session.attempt(partial(project.add_case, label, kind=kind))
            st.rerun()


def _new_link(project: Project, cases: list[Case]) -> None:
    with st.form(session.form_key(_LINK), border=False, clear_on_submit=True):
        one, how, two, button = st.columns([2, 2, 2, 1], vertical_alignment="bottom")
        case = case_field(one, "Link", cases)
        relation = how.text_input("which", value=_RELATION, max_chars=60)
        # Sites come first: most links say where somebody works.
        other = case_field(two, "the case", sorted(cases, key=lambda one: one.kind != "site"))
        if button.form_submit_button("Link", disabled=project.read_only, width="stretch") and case and other:
            session.attempt(partial(project.link_cases, case, other, relation))
            st.rerun()


def _links(project: Project) -> None:
    links = {link.id: f"{link.case.label} {link.relation} {link.other.label}" for link in project.links()}
    if not links:
        return
    chosen = st.selectbox(
        "Links",
        list(links),
        index=None,
        format_func=lambda key: links.get(key, ""),
        placeholder="Choose one to take it away",
        key=f"link {session.path()}",
    )
    if chosen in links:
        st.button(
            f"Take away: {plain(links[chosen])}",
            disabled=project.read_only,
            on_click=session.click(partial(project.unlink_cases, chosen)),
        )


def _remove(project: Project, cases: list[Case]) -> None:
    heard = {speaker.case_id for transcript in project.transcripts() for speaker in transcript.speakers}
    silent = [case for case in cases if case.id not in heard]
    if not silent:
        return
    place = st.container()
    chosen = case_field(place, "Remove a case that speaks in no transcript", silent, key=f"silent {session.path()}")
    if chosen is not None:
        named = next((case.label for case in silent if case.id == chosen), chosen)
        st.button(
            f"Remove {plain(named)} and its links",
            disabled=project.read_only,
            on_click=session.click(partial(project.remove_case, chosen)),
        )
