"""The names list and the key file that it stands in."""

from __future__ import annotations

from functools import partial
from typing import Any, cast

import streamlit as st

from themes.errors import ThemesError
from themes.model import IdentifierKind, KnownName
from themes.project import Project
from themes.project.names.naming import KINDS
from themes.ui import session, uploads
from themes.ui.plain import plain

_EDITOR, _NEW, _FILE, _KEY = "names editor", "new name", "names file", "key place"
_NAME, _KIND, _PSEUDONYM, _SPELLINGS = "Name", "Kind", "Pseudonym", "Also written"


def show(project: Project) -> None:
    """Show the key's place, the list to be edited, and the ways in which names come onto it."""
    _key(project)
    try:
        names = project.names()
        proposed = project.proposed_names()
    except ThemesError as error:
        st.error(plain(str(error)))
        return
    st.markdown(
        "A list of the names that may be said finds far more than any program by itself: participants, their "
        "colleagues, sites, with the ways they are written. It stands in the key file, never in the study."
    )
    if proposed:
        offered = ", ".join(plain(one.name) for one in proposed[:_MOST]) + (" …" if len(proposed) > _MOST else "")
        st.markdown(f"Speakers' labels, sites and file names suggest: {offered}")
        st.button(
            "Put them on the list",
            disabled=project.read_only,
            on_click=session.click(project.keep_proposed_names),
        )
    if names:
        _editor(project, names)
    _new(project)


def _key(project: Project) -> None:
    place = project.key_path
    state = "is there" if place.is_file() else "is not there yet; the first decision makes it"
    st.markdown(
        f"Key file: {plain(str(place))} ({state}). Keep it apart from the study: it joins pseudonyms to people."
    )
    with st.expander("The key lies elsewhere"):
        path = st.text_input("Key file", key=session.form_key(_KEY), placeholder="/media/safe/study.key")
        if st.button("Use this key") and path.strip():
            project.use_key(path.strip().strip('"'))
            st.rerun()


def _editor(project: Project, names: list[KnownName]) -> None:
    rows = [
        {_NAME: one.name, _KIND: one.kind, _PSEUDONYM: one.pseudonym, _SPELLINGS: "; ".join(one.spellings)}
        for one in names
    ]
    key = f"{session.form_key(_EDITOR)} {hash(tuple(names))}"
    st.data_editor(
        rows,
        key=key,
        hide_index=True,
        height="content" if len(rows) <= _MOST else 420,
        disabled=project.read_only,
        num_rows="delete",
        on_change=partial(_keep, project, key, names),
        column_config={_KIND: st.column_config.SelectboxColumn(options=list(KINDS), required=True)},
    )


def _keep(project: Project, key: str, names: list[KnownName]) -> None:
    """Keep what was typed into cells, one verb a row; take off what was deleted."""
    changed: dict[str, Any] = st.session_state[key]
    for row in changed["deleted_rows"]:
        session.attempt(partial(project.remove_name, names[int(row)].id))
    for row, cells in changed["edited_rows"].items():
        fields: dict[str, Any] = {}
        if _NAME in cells:
            fields["name"] = str(cells[_NAME] or "")
        if _KIND in cells:
            fields["kind"] = cast("IdentifierKind", cells[_KIND])
        if _PSEUDONYM in cells:
            fields["pseudonym"] = str(cells[_PSEUDONYM] or "")
        if _SPELLINGS in cells:
            fields["spellings"] = str(cells[_SPELLINGS] or "").split(";")
        session.attempt(partial(project.revise_name, names[int(row)].id, **fields))
    session.renew_form(_EDITOR)


def _new(project: Project) -> None:
    with st.form(session.form_key(_NEW), border=False, clear_on_submit=True):
        left, middle, right = st.columns([4, 2, 1], vertical_alignment="bottom")
        name = left.text_input("Another name", max_chars=120)
        kind = middle.selectbox("What it is", KINDS)
        pressed = right.form_submit_button("Add", disabled=project.read_only, width="stretch")
    if pressed and name.strip():
        session.attempt(partial(project.add_name, name, kind))
        st.rerun()
    key = session.form_key(_FILE)
    st.file_uploader(
        "Or drop a list: one name a line (.txt), or a table (.csv, .xlsx) with a column “name”",
        max_upload_size=uploads.READ_MB,
        key=key,
        disabled=project.read_only,
        on_change=partial(_take, project, key),
    )


def _take(project: Project, key: str) -> None:
    for file in session.fresh(st.session_state.get(key)):
        session.attempt(partial(project.add_names, file.name, file.getvalue()), done="The names are on the list.")
    session.renew_form(_FILE)


_MOST = 12
