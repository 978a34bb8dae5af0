"""Queries: which quotations bear codes together, near each other, or without one another; asked by rows or in words."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.errors import NotUnderstood, ThemesError
from themes.filters import Filter
from themes.project import Project
from themes.project.queries.records import QueryAnswer
from themes.queries.reading import LONGEST
from themes.ui import filter_bar, session
from themes.ui.pages import query_rows, query_saved, query_table, whose
from themes.ui.pages.query_asked import Asked, asked_here, typed
from themes.ui.plain import plain

_TEXT_FORM = "query text"


def page() -> None:
    """Show the query, and what it finds."""
    project = session.project()
    st.title("Queries", anchor=False)
    if not project.has_codings():
        st.markdown(
            "A query finds what was coded: quotations that bear two codes, or one near another, by whom you like. "
            "Nothing is coded yet. Read a transcript and code it, or accept a candidate theme."
        )
        session.link("read", "Read and code")
        session.link("candidates", "Go to Candidate themes")
        return
    asked = asked_here()
    saved = st.container()
    with st.container(key="query-rows"):  # of its own: a row that comes or goes leaves what is below in its place
        query_rows.show(project, asked)
    _text(project, asked)
    where = filter_bar.show(project)
    answer = _answer(project, asked, where)
    with saved:
        query_saved.show(project, asked, can_save=answer is not None)
    if answer is not None:
        whose.note(answer.whose)
        query_table.show(project, asked, answer, where)


def _text(project: Project, asked: Asked) -> None:
    key = session.form_key(_TEXT_FORM)
    if st.session_state.get(key, asked.text) != asked.text:  # the rows have changed it
        session.renew_form(_TEXT_FORM)
        key = session.form_key(_TEXT_FORM)
    st.text_input(
        "The query",
        asked.text,
        max_chars=LONGEST,
        key=key,
        placeholder='Trust near/2 turns Regulation not "Health and safety" where role = chair',
        on_change=partial(_typed, project, asked, key),
    )


def _typed(project: Project, asked: Asked, key: str) -> None:
    """Take what was typed; not what a browser that has not shown the last change yet says again with its next press."""
    if key == session.form_key(_TEXT_FORM):
        typed(project, asked, st.session_state[key])


def _answer(project: Project, asked: Asked, where: Filter) -> QueryAnswer | None:
    """What the query finds; None, and what is wrong is said, where it cannot be understood."""
    if not asked.text.strip():
        st.markdown(
            "Choose a code above, or write a query: **and** (the words that both bear), **or**, **not** (shares no "
            "word with), **near** (within two turns; near/1, near/20 words), parentheses, conditions after **where**."
        )
        return None
    try:
        return project.query(asked.text, where=where)
    except NotUnderstood as error:
        st.error(plain(str(error)))
        if error.start < error.end:
            st.text(f"{asked.text[: error.start]}»{asked.text[error.start : error.end]}«{asked.text[error.end :]}")
    except ThemesError as error:
        st.error(plain(str(error)))
    return None
