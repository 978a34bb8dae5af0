"""Who was heard: the case table, and the properties of each participant, site or group."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.errors import ThemesError
from themes.model import Attribute, Case
from themes.project import CaseTableResult, Project
from themes.ui import session
from themes.ui.plain import count

_TABLE, _EDITOR, _COLUMN = "case table", "case editor", "new property"
_LABEL, _HEARD = "Participant", "Heard in"


def show(project: Project) -> None:
    """Show the participants with what is known of each, and where a table of it is dropped."""
    cases = project.cases()
    if not cases:
        st.markdown(
            "Nobody is known yet. Add transcripts first: each participant in them gets a neutral name (P01, P02, …), "
            "so that no report prints a real one."
        )
        return
    st.markdown(
        "Neutral names stand for people everywhere in Themes. What you write here stands beside their quotations, "
        "as in “P07, acute trust chair”."
    )
    _editor(project, cases)
    _new_column(project, cases)
    _upload(project)


def _editor(project: Project, cases: list[Case]) -> None:
    attributes = project.attributes()
    heard = _heard_in(project)
    rows = [
        {
            _LABEL: case.label,
            _HEARD: heard.get(case.id, ""),
            **{attribute.name: dict(case.values).get(attribute.id, "") for attribute in attributes},
        }
        for case in cases
    ]
    key = f"{session.form_key(_EDITOR)} {project.last_seq()}"
    st.data_editor(
        rows,
        key=key,
        hide_index=True,
        height="content",
        disabled=True if project.read_only else [_HEARD],
        num_rows="fixed",
        on_change=partial(_keep, project, key, cases, attributes),
        column_config={
            _LABEL: st.column_config.TextColumn(required=True),
            _HEARD: st.column_config.TextColumn(width="large"),
        },
    )


def _keep(project: Project, key: str, cases: list[Case], attributes: list[Attribute]) -> None:
    """Keep what was typed into cells: one verb a cell."""
    known = {attribute.name for attribute in attributes}
    for row, changed in st.session_state[key]["edited_rows"].items():
        case = cases[int(row)]
        for column, value in changed.items():
            if column == _LABEL:
                session.attempt(partial(project.rename_case, case, str(value or "")))
            elif column in known:
                session.attempt(partial(project.set_value, case, column, "" if value is None else str(value)))
    session.renew_form(_EDITOR)


def _new_column(project: Project, cases: list[Case]) -> None:
    with st.form(session.form_key(_COLUMN), border=False, clear_on_submit=True):
        left, right = st.columns([4, 1], vertical_alignment="bottom")
        name = left.text_input("Another property", placeholder="organisation type", max_chars=60)
        if right.form_submit_button("Add", disabled=project.read_only, width="stretch") and name.strip():
            # An empty value makes the property without saying anything of this case.
            session.attempt(partial(project.set_value, cases[0], name.strip(), ""))
            st.rerun()


def _upload(project: Project) -> None:
    key = session.form_key(_TABLE)
    st.file_uploader(
        "Or drop a table (.csv or .xlsx): a column “file” or “case” says whose row it is, every other is a property",
        key=key,
        disabled=project.read_only,
        on_change=partial(_take, project, key),
    )


def _take(project: Project, key: str) -> None:
    given = st.session_state.get(key)
    for file in session.fresh([] if given is None else [given]):
        try:
            result = project.add_case_table(file.name, file.getvalue())
        except ThemesError as error:
            session.say(str(error), refused=True)
        else:
            _report(result)
    session.renew_form(_TABLE)


def _report(result: CaseTableResult) -> None:
    session.say(f"{count(result.n_matched, 'participant')} found their row in the table.")
    for name, near in result.unmatched:
        offered = f" The nearest here is “{near}”." if near else ""
        session.say(
            f"No participant is known for the row “{name}”.{offered} Mend the table and drop it again.", refused=True
        )


def _heard_in(project: Project) -> dict[str, str]:
    heard: dict[str, list[str]] = {}
    for transcript in project.transcripts():
        for case_id in dict.fromkeys(speaker.case_id for speaker in transcript.speakers if speaker.case_id):
            heard.setdefault(case_id, []).append(transcript.title)
    return {case_id: ", ".join(titles) for case_id, titles in heard.items()}
