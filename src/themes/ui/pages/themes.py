"""Themes: what is claimed, in a statement, and what carries it; and all of them in one picture."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.model import Theme
from themes.project import Project
from themes.ui import filter_bar, session
from themes.ui.pages import memo_cards, theme_map, theme_quotations, theme_tree, theme_words, whose
from themes.ui.plain import plain

_PARTS = ("Themes", "Thematic map")


def page() -> None:
    """Show the themes as a tree, one of them in full; or the thematic map."""
    project = session.project()
    head = filter_bar.head("Themes")
    st.markdown(
        "A theme is a claim: a statement with a central idea, carried by codes. A code may serve several themes."
    )
    themes = project.themes()
    part = _PARTS[0]
    if themes:
        part = (
            st.segmented_control("Part", _PARTS, default=part, key="themes part", label_visibility="collapsed") or part
        )
    where = filter_bar.show(project, within=head)
    if themes:
        whose.tell(project)
    if part == "Thematic map":
        theme_map.show(project, where)
        return
    listed, detail = st.columns([5, 8], gap="large")
    with listed:
        theme_tree.show(project, themes, where)
    with detail:
        if not themes:
            st.markdown("There is no theme yet. Make one here: press New. Or accept a candidate theme as a theme.")
            session.link("candidates", "Go to Candidate themes")
            return
        theme = theme_tree.chosen(themes)
        st.subheader(plain(theme.name), anchor=False)
        view = theme_tree.ask_view()
        if view == "Quotations":
            theme_quotations.show(project, theme, where)
        else:
            theme_words.show(project, theme)
        memo_cards.here(project, theme, key="themes")
        _show_wanted(project, themes)


def _show_wanted(project: Project, themes: list[Theme]) -> None:
    """Ask before themes are removed, where that was asked for in the tree."""
    ids = theme_tree.wanted()
    meant = [theme for theme in themes if theme.id in ids]
    if meant:
        _remove(project, meant)


@st.dialog("Remove themes")
def _remove(project: Project, meant: list[Theme]) -> None:
    named = ", ".join(f"“{plain(theme.name)}”" for theme in meant)
    st.markdown(f"{named}: codes and quotations stay, sub-themes stand by themselves. Undo brings it back.")
    if st.button("Remove", type="primary"):
        session.attempt(partial(project.remove_themes, meant))
        st.rerun()
