"""The filter in force: one for all pages of a study, always in sight while it is on, and kept over a reload."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from themes.errors import ThemesError
from themes.filters import Condition, Filter, Sign
from themes.project import Project
from themes.project.filtering import Choice
from themes.ui import session
from themes.ui.choosing import chosen_among
from themes.ui.plain import plain

_KEPT = "themes filter"
_FORM, _ADDRESS = "filter", "filter"
_BY_HANDLE: dict[str, Filter] = {}
"""Filters that were in force in this process, by what a page's address says of them."""
_SIGNS: dict[Sign, str] = {"=": "is", "!=": "is not", ">=": "is at least", "<=": "is at most"}


def head(title: str) -> DeltaGenerator:
    """Show a page's title, and return its row, in which the filter has room too: see ``show``."""
    row = st.container(horizontal=True, vertical_alignment="center", key="page-head")
    row.title(title, anchor=False, width="content")
    return row


def show(
    project: Project, *, within: DeltaGenerator | None = None, beside: Callable[[Filter], None] | None = None
) -> Filter:
    """Show the filter in force with what changes it, and return it; without a condition everything passes.

    A filter that means nothing any more, as what it names has gone, is taken off, and that is said.

    Args:
        project: The open project.
        within: The row in which it stands; one of its own where not given.
        beside: Draws something more in the same row while the filter is on.
    """
    where = _current()
    try:
        project.filter(where)
    except ThemesError as error:
        st.warning(plain(f"The filter was taken off. {error}"))
        where = Filter()
        _keep(where)
    container = st.container if within is None else within.container
    with container(horizontal=True, vertical_alignment="center", gap="small", key="filter-bar"):
        if where:
            st.markdown(f"**Showing only:** {plain(where.words)}.", width="content")
            st.button("Clear the filter", key="clear filter", on_click=partial(_keep, Filter()))
        label = "Change the filter" if where else "Filter"
        with st.popover(label, key="themes filter bar", on_change="rerun") as opened:
            if opened.open:  # what can be chosen of 48,000 respondents takes 0.4 s to say
                _edit(project, where)
        if where and beside is not None:
            beside(where)
    return where


def add(condition: Condition) -> None:
    """Put a condition into force beside those that are."""
    where = _current()
    if condition not in where.conditions:
        _keep(Filter(conditions=(*where.conditions, condition)))


def keep_over_reload() -> None:
    """Say in the page's address which filter is in force, and take it from there where the session knows of none.

    The address holds a handle, never the filter: a browser keeps addresses, and a filter names sites and roles.
    """
    asked = st.query_params.get(_ADDRESS, "")
    if asked in _BY_HANDLE and str(session.path()) not in st.session_state.get(_KEPT, {}):
        _keep(_BY_HANDLE[asked])
    where = _current()
    handle = hashlib.sha256(f"{session.path()} {where}".encode()).hexdigest()[:16] if where else ""
    if handle:
        _BY_HANDLE[handle] = where
    if handle != asked:
        if handle:
            st.query_params[_ADDRESS] = handle
        else:
            del st.query_params[_ADDRESS]


def _edit(project: Project, where: Filter) -> None:
    for nth, condition in enumerate(where.conditions):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(plain(condition.words), width="content")
            st.button(
                "Take this off",
                key=f"filter off {nth}",
                on_click=partial(_keep, Filter(conditions=(*where.conditions[:nth], *where.conditions[nth + 1 :]))),
            )
    choices = {choice.about: choice for choice in project.filter_choices()}
    if not choices:
        st.markdown("There is nothing to choose from yet: add transcripts, cases with attributes, or a topic guide.")
        return
    about = st.selectbox(
        "Show only what passes" if not where else "And also",
        list(choices),
        index=None,
        format_func=lambda key: choices[key].label,
        placeholder="Choose what it is about",
        key=session.form_key(_FORM),
    )
    if about is not None:
        _condition(choices[about])


def _condition(choice: Choice) -> None:
    """Ask how it compares and with what; a range needs one value, a choice takes several."""
    signs = list(_SIGNS) if choice.comparison != "words" else [sign for sign in _SIGNS if sign in ("=", "!=")]
    said = dict(choice.values)
    sign = st.segmented_control(
        "How", signs, default="=", format_func=_SIGNS.__getitem__, key=session.form_key(f"{_FORM} {choice.about} sign")
    )
    chosen = chosen_among(
        choice.label,
        list(said),
        format_func=said.__getitem__,
        max_selections=1 if sign in (">=", "<=") else None,
        placeholder="One or several",
        key=session.form_key(f"{_FORM} {choice.about} values"),
    )
    st.button(
        "Show only these",
        type="primary",
        key="filter on",
        disabled=not chosen or sign is None,
        on_click=partial(_put_on, Condition(about=choice.about, values=tuple(chosen), sign=sign or "=")),
    )


def _put_on(condition: Condition) -> None:
    add(condition)
    session.renew_form(_FORM)
    session.renew_form(f"{_FORM} {condition.about} values")


def _current() -> Filter:
    kept: dict[str, Filter] = st.session_state.get(_KEPT, {})
    return kept.get(str(session.path()), Filter())


def _keep(where: Filter) -> None:
    """Let the study that is open be shown through a filter, on every page."""
    st.session_state.setdefault(_KEPT, {})[str(session.path())] = where
