"""The themes as a tree of two levels, with how widely each was heard; and what is done in it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.filters import Filter
from themes.model import Theme
from themes.project import Project
from themes.ui.pages.code_tree import counted
from themes.ui.trees import Asked, Item, Opened, tree

_CHOSEN, _VIEW, _WANTS = "themes theme", "theme view", "themes theme wants"
_VIEWS = ("Words", "Quotations")
_LEVELS = 2


def choose(theme_id: str, view: str | None = None) -> None:
    """Show a theme in full on the next run."""
    st.session_state[_CHOSEN] = theme_id
    if view is not None:
        st.session_state[_VIEW] = view


def chosen(themes: list[Theme]) -> Theme:
    """The theme that is shown in full: the first where none is chosen."""
    wanted_id = st.session_state.get(_CHOSEN)
    return next((theme for theme in themes if theme.id == wanted_id), themes[0])


def ask_view() -> str:
    """Ask what of the theme is shown."""
    st.session_state.setdefault(_VIEW, _VIEWS[0])
    asked = st.segmented_control("Show", _VIEWS, key=_VIEW, required=True, label_visibility="collapsed")
    return asked or _VIEWS[0]


def wanted() -> tuple[str, ...]:
    """The themes that are to be removed, if that was asked for; asked once, it is gone."""
    asked: tuple[str, ...] = st.session_state.pop(_WANTS, ())
    return asked


def show(project: Project, themes: list[Theme], where: Filter) -> None:
    """Show the tree; numbers count what passes a filter."""
    used = project.theme_usage(where=where)
    items = []
    for theme in themes:
        short, told = counted(used.get(theme.id))
        items.append(
            Item(
                id=theme.id,
                parent=theme.parent_id,
                name=theme.name,
                count=short,
                counted=told,
                mark="" if theme.statement else "no statement",
            )
        )
    tree(
        project,
        items,
        key=f"themes {project.id}",
        noun="theme",
        chosen=chosen(themes).id if themes else None,
        acts=("remove",),
        carry_out=partial(carry_out, project),
        on_opened=_open,
        levels=_LEVELS,
    )


def carry_out(project: Project, asked: Asked) -> None:
    """Do what was done in the tree, as one step."""
    if asked.kind == "move":
        project.move_themes(asked.items, under=asked.under, before=asked.before, step_id=asked.id)
    elif asked.kind == "rename":
        project.revise_theme(asked.items[0], name=asked.name, step_id=asked.id)
    elif asked.kind == "add":
        project.add_theme(asked.name, parent=asked.under, theme_id=asked.items[0], step_id=asked.id)
        choose(asked.items[0], "Words")


def _open(opened: Opened) -> None:
    if opened.view == "remove":
        st.session_state[_WANTS] = opened.items
    choose(opened.item, {"quotations": "Quotations", "older": "Words"}.get(opened.view))
