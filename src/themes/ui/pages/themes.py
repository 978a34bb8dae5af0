"""Themes: what is claimed, in a statement, and the codes that carry it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.errors import ThemesError
from themes.model import Theme
from themes.project import Project
from themes.ui import session
from themes.ui.plain import count, plain

_NONE = "none: a main theme"


def page() -> None:
    """Show the themes, each to be worded."""
    project = session.project()
    st.title("Themes", anchor=False)
    st.markdown(
        "A theme is a claim: a statement with a central idea, carried by codes. A code may serve several themes."
    )
    _add(project)
    themes = project.themes()
    if not themes:
        st.markdown("There is no theme yet. Add one here, or accept a candidate theme.")
        session.link("candidates", "Go to Candidate themes")
        return
    for theme in themes:
        _theme(project, theme, themes)


def _add(project: Project) -> None:
    with (
        st.form("add theme", border=False, clear_on_submit=True),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        name = st.text_input("New theme", max_chars=200, placeholder="Its name")
        if st.form_submit_button("Add", disabled=project.read_only) and name.strip():
            try:
                project.add_theme(name)
            except ThemesError as error:
                st.error(plain(str(error)))
            else:
                st.rerun()


def _theme(project: Project, theme: Theme, themes: list[Theme]) -> None:
    n_codings = sum(len(project.codings(code=code_id)) for code_id in theme.code_ids)
    asks = "" if theme.statement else " :orange-background[asks for its statement]"
    sub = "Sub-theme: " if theme.parent_id else ""
    label = f"{sub}**{plain(theme.name)}** :gray[{count(n_codings, 'quotation')}]{asks}"
    with st.expander(label, expanded=not theme.statement and n_codings > 0 and _first_asking(themes) == theme.id):
        _form(project, theme, themes)


def _form(project: Project, theme: Theme, themes: list[Theme]) -> None:
    paths = project.paths()
    parents = {_NONE: _NONE}
    has_children = any(other.parent_id == theme.id for other in themes)
    if not has_children:
        parents |= {other.id: other.name for other in themes if other.parent_id is None and other.id != theme.id}
    with st.form(f"theme {theme.id}", border=False):
        name = st.text_input("Name", value=theme.name, max_chars=200)
        statement = st.text_area(
            "Statement: what you claim, in a sentence or two",
            value=theme.statement,
            placeholder="Where the chair spoke of it at every meeting, change outlasted the winter.",
        )
        codes = st.multiselect(
            "Carried by these codes",
            list(paths),
            default=[code_id for code_id in theme.code_ids if code_id in paths],
            format_func=paths.__getitem__,
        )
        keys = list(parents)
        parent = st.selectbox(
            "Parent theme",
            keys,
            index=keys.index(theme.parent_id) if theme.parent_id in parents else 0,
            format_func=parents.__getitem__,
        )
        if st.form_submit_button("Save", type="primary", disabled=project.read_only):
            session.attempt(
                partial(
                    project.revise_theme,
                    theme,
                    name=name.strip(),
                    statement=statement.strip(),
                    code_ids=tuple(codes),
                    parent_id=None if parent == _NONE else parent,
                ),
                done="Saved.",
            )
            st.rerun()
    st.button(
        "Remove this theme",
        key=f"remove theme {theme.id}",
        disabled=project.read_only,
        on_click=session.click(partial(project.remove_theme, theme)),
    )


def _first_asking(themes: list[Theme]) -> str | None:
    return next((theme.id for theme in themes if not theme.statement), None)
