"""Who was heard and where they belong: one table of participants, sites and groups, with what is known of each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from themes.model import Attribute, Case
from themes.project import Project
from themes.ui import session, settings
from themes.ui.pages import belonging, case_memos, case_search, case_tables, properties, same_cases
from themes.values import DAY_FIRST

_EDITOR, _SEARCH = "case editor", "case search"
_LABEL, _KIND, _HEARD, _LINKS, _MEMOS = "Case", "Kind", "Heard in", "Links", "Memos"
_OWN = (_LABEL, _KIND, _HEARD, _LINKS, _MEMOS)


def show(project: Project) -> None:
    """Show the cases with what is known of each, and the ways in which more becomes known."""
    cases = sorted(project.cases(), key=lambda case: _ORDER.get(case.kind, 0))  # each kind in its own order
    if not cases:
        st.markdown(
            "Nobody is known yet. Add transcripts first: each participant in them gets a neutral name (P01, P02, …), "
            "so that no report prints a real one."
        )
    else:
        st.markdown(
            "Neutral names stand for people everywhere in Themes. What you write here stands beside their quotations, "
            "as in “P07, acute trust chair”."
        )
        same_cases.ask(project)
        n_memos = case_memos.counted(project)
        _editor(project, case_search.show(cases, key=_SEARCH), n_memos)
        case_memos.show(project, cases, n_memos)
    case_tables.show(project)
    if cases:
        properties.show(project)
        case_tables.from_file_names(project)
    belonging.show(project, cases)
    if cases:
        same_cases.show(project, cases)


def _editor(project: Project, cases: list[Case], n_memos: Mapping[str, int]) -> None:
    attributes = [attribute for attribute in project.attributes() if attribute.name not in _OWN]
    heard = _heard_in(project)
    links = _links(project)
    rows = [
        {
            _LABEL: case.label,
            _KIND: case.kind,
            **{attribute.name: _cell(dict(case.values).get(attribute.id, ""), attribute) for attribute in attributes},
            _HEARD: heard.get(case.id, ""),
            _LINKS: links.get(case.id, ""),
            _MEMOS: n_memos.get(case.id),
        }
        for case in cases
    ]
    key = f"{session.form_key(_EDITOR)} {project.last_seq()}"
    st.data_editor(
        rows,
        key=key,
        hide_index=True,
        height="content" if len(rows) <= _TALL else _TALL_PIXELS,
        disabled=True if project.read_only else [_HEARD, _LINKS, _MEMOS],
        num_rows="fixed",
        placeholder="",
        on_change=partial(_keep, project, key, cases, attributes),
        column_config={
            _LABEL: st.column_config.TextColumn(required=True),
            _KIND: st.column_config.SelectboxColumn(options=["participant", "site", "group"], required=True),
            _HEARD: st.column_config.TextColumn(width="medium"),
            _LINKS: st.column_config.TextColumn(width="medium"),
            _MEMOS: st.column_config.NumberColumn(width="small", help="Read and written below the table"),
            **{attribute.name: _column(attribute) for attribute in attributes},
        },
    )


def _column(attribute: Attribute) -> Any:  # noqa: ANN401 - Streamlit's column configurations have no common name
    if attribute.type == "number":
        return st.column_config.NumberColumn()
    if attribute.type == "date":
        return st.column_config.DateColumn(format=settings.read().column, help=DAY_FIRST)
    if attribute.type == "choice":
        return st.column_config.SelectboxColumn(options=list(attribute.choices))
    return st.column_config.TextColumn()


def _cell(value: str, attribute: Attribute) -> str | float | date | None:
    """A value as the grid edits its type; None where there is none."""
    if not value:
        return "" if attribute.type == "text" else None
    try:
        if attribute.type == "number":
            return float(value)
        if attribute.type == "date":
            return date.fromisoformat(value)
    except ValueError:  # brought by another's copy; the verb that sets a type refuses such
        return None
    return value


def _keep(project: Project, key: str, cases: list[Case], attributes: list[Attribute]) -> None:
    """Keep what was typed into cells: one verb a cell."""
    known = {attribute.name for attribute in attributes}
    for row, changed in st.session_state[key]["edited_rows"].items():
        case = cases[int(row)]
        for column, value in changed.items():
            if column == _LABEL:
                session.attempt(partial(project.rename_case, case, str(value or "")))
            elif column == _KIND:
                session.attempt(partial(project.revise_case_kind, case, value))
            elif column in known:
                session.attempt(partial(project.set_value, case, column, "" if value is None else str(value)))
    session.renew_form(_EDITOR)


def _links(project: Project) -> Mapping[str, str]:
    """The links of each case in words, from both ends, by its id."""
    said: dict[str, list[str]] = {}
    for link in project.links():
        said.setdefault(link.case.id, []).append(f"{link.relation} {link.other.label}")
        said.setdefault(link.other.id, []).append(f"{link.case.label} {link.relation} {link.other.label}")
    return {case_id: "; ".join(words) for case_id, words in said.items()}


def _heard_in(project: Project) -> Mapping[str, str]:
    heard: dict[str, list[str]] = {}
    for transcript in project.transcripts():
        for case_id in dict.fromkeys(speaker.case_id for speaker in transcript.speakers if speaker.case_id):
            heard.setdefault(case_id, []).append(transcript.title)
    return {case_id: ", ".join(titles) for case_id, titles in heard.items()}


_ORDER = {"participant": 0, "group": 1, "site": 2}
_TALL = 30
_TALL_PIXELS = 900
