"""The queries that are kept: choosing one, keeping another, calling one otherwise, taking one away."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.project import Project
from themes.project.queries.keeping import LONGEST_MEMO, LONGEST_NAME
from themes.project.queries.records import QueryView
from themes.ui import session
from themes.ui.drafts import Field
from themes.ui.pages.query_asked import Asked, typed

_FORM = "query saved"


def show(project: Project, asked: Asked, *, can_save: bool) -> None:
    """Show what is kept and what can be done about it.

    Args:
        project: The open project.
        asked: What is asked on the page.
        can_save: Whether what is asked can be understood, so that it can be kept.
    """
    views = {view.query.id: view for view in project.queries()}
    if asked.saved not in views:
        asked.saved = None
    with st.container(horizontal=True, vertical_alignment="bottom" if views else "center", key="query-saved"):
        if views:
            _pick(project, asked, views)
        else:
            st.markdown("No query is saved yet.", width="content")
        shut = project.read_only or not can_save
        with st.popover("Save", disabled=shut, key="query save", on_change="rerun") as opened:
            if opened.open:
                _save(project, asked)
        if asked.saved is not None:
            with st.popover("Change", disabled=project.read_only, key="query change", on_change="rerun") as changing:
                if changing.open:
                    _change(project, asked, views[asked.saved], can_save=can_save)
    if asked.saved is not None and (memo := views[asked.saved].query.memo):
        st.text(memo)


def _pick(project: Project, asked: Asked, views: dict[str, QueryView]) -> None:
    ids = list(views)
    key = session.form_key(f"{_FORM} {len(ids)} {asked.saved}")
    st.selectbox(
        "Saved queries",
        ids,
        index=None if asked.saved is None else ids.index(asked.saved),
        format_func=lambda id_: views[id_].query.name,
        placeholder="Choose one",
        key=key,
        on_change=lambda: _choose(project, asked, views, st.session_state[key]),
        width=320,
    )


def _choose(project: Project, asked: Asked, views: dict[str, QueryView], chosen: str | None) -> None:
    asked.saved = chosen
    if chosen is not None:
        typed(project, asked, views[chosen].expression)


def _save(project: Project, asked: Asked) -> None:
    fields = _fields("new query", "a new query", name="", memo="")
    _ask(fields)

    def save() -> None:
        name, memo = (fields[one].written for one in ("name", "memo"))
        kept = partial(_kept, project, asked, name, memo)
        if session.attempt(kept, done=f"Saved as “{name.strip()}”."):
            _end(fields, "query save")

    st.button("Save the query", key="query save it", type="primary", on_click=save)


def _kept(project: Project, asked: Asked, name: str, memo: str) -> None:
    asked.saved = project.save_query(name, asked.text, memo=memo).id


def _fields(key: str, what: str, **values: str) -> dict[str, Field]:
    return {name: Field(key=f"{name} {key}", what=f"{name} of {what}", value=value) for name, value in values.items()}


def _ask(fields: dict[str, Field]) -> None:
    fields["name"].line("Name", max_chars=LONGEST_NAME)
    fields["memo"].area("Memo: what it is for", max_chars=LONGEST_MEMO, height=80)


def _end(fields: dict[str, Field], popover: str) -> None:
    """Let go of what was typed, as it is saved, and close what it was typed in."""
    for field in fields.values():
        field.end()
    st.session_state[popover] = False


def _change(project: Project, asked: Asked, view: QueryView, *, can_save: bool) -> None:
    query = view.query
    fields = _fields(f"query {query.id}", f"the query “{query.name}”", name=query.name, memo=query.memo)
    _ask(fields)
    is_other = can_save and asked.text.strip() != view.expression
    too_key = f"query change too {query.id} {is_other}"
    st.checkbox("Let it ask what stands in the text now", value=is_other, disabled=not is_other, key=too_key)

    def change() -> None:
        expression = asked.text if st.session_state[too_key] else None
        name, memo = (fields[one].written for one in ("name", "memo"))
        if session.attempt(partial(project.change_query, query, name=name, memo=memo, expression=expression)):
            _end(fields, "query change")

    st.button("Change it", key="query change it", type="primary", on_click=change)
    st.button(
        "Remove this query",
        key="query remove",
        on_click=session.click(partial(project.remove_query, query), done=f"“{query.name}” is removed."),
    )
