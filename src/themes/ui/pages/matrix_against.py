"""Who says otherwise: who was looked at with nothing found, what was chosen against a theme, what is least typical."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from themes.filters import Filter
from themes.model import Case, Theme
from themes.project import Coded, Project
from themes.ui import place, session
from themes.ui.pages.members import show_words
from themes.ui.plain import count, plain


def show(project: Project, where: Filter) -> None:
    """Show what may speak against one theme."""
    themes = {theme.id: theme for theme in project.themes()}
    if not themes:
        st.markdown("There is no theme to speak against yet. Make one on the page Themes.")
        session.link("themes", "Go to Themes")
        return
    chosen = st.selectbox(
        "Theme", list(themes), format_func=lambda key: themes[key].name, key="against theme", width=420
    )
    theme = themes[chosen]
    wanted = st.toggle("Look for the least typical quotations too", key="least typical")
    found = project.contrary(theme, least_typical=wanted, where=where)
    _cases(project, "Looked at in full, and nothing found", found.not_found)
    _cases(project, "Not heard, and not looked at in full: nothing is known", found.not_looked_at)
    st.markdown(f"**Chosen to speak against it:** {count(len(found.against), 'quotation')}.")
    for one in found.against:
        _quotation(project, theme, one, offered=False)
    if wanted:
        st.markdown(
            "**Least typical:** the quotations of this theme that are least like its others by what they mean. Least "
            "typical is not contradiction: what says the opposite in the same words is very typical. Read them, and "
            "choose what does speak against the theme."
        )
        if not found.least_typical:
            st.markdown("There are too few quotations to say which are least typical: three are needed.")
        for one in found.least_typical:
            _quotation(project, theme, one, offered=True)


def _cases(project: Project, words: str, cases: Sequence[Case]) -> None:
    named = "; ".join(project.attribution(case.id) for case in cases) or "nobody"
    st.markdown(f"**{words} ({len(cases)}):** {plain(named)}.")


def _quotation(project: Project, theme: Theme, one: Coded, *, offered: bool) -> None:
    with st.container(border=True, gap=None):
        who = project.attribution(one.case.id if one.case else None)
        st.markdown(f"{plain(who)} :gray[({plain(one.transcript.title)})]")
        show_words(one.quotation.words)
        with st.container(horizontal=True):
            if offered:
                st.button(
                    "It speaks against the theme",
                    key=f"speaks against {one.quotation.id}",
                    disabled=project.read_only or one.quotation.id in theme.against_ids,
                    on_click=session.click(partial(project.choose_for_theme, theme, one.quotation, speaks="against")),
                )
            place.button(one.transcript.id, one.quotation.start, key=f"read {offered} {one.quotation.id}")
