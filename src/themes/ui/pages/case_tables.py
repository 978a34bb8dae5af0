"""What is known of cases, brought from a table or from the names of files."""

from __future__ import annotations

from functools import partial

import streamlit as st

from themes.errors import ThemesError
from themes.project import CaseTableResult, NameRead, Project
from themes.ui import session, uploads
from themes.ui.plain import count, plain
from themes.values import DAY_FIRST

_TABLE, _PATTERN = "case table", "file name pattern"


def show(project: Project) -> None:
    """Where a case table is dropped."""
    key = session.form_key(_TABLE)
    st.file_uploader(
        "Drop a case table (.csv or .xlsx): a column “file” or “case” says whose row it is, “kind” whether that is a "
        "participant, site or group, “site” and “links to” what it is linked to; every other column is a property",
        max_upload_size=uploads.READ_MB,
        key=key,
        disabled=project.read_only,
        on_change=partial(_take, project, key),
    )


def _take(project: Project, key: str) -> None:
    for file in session.fresh(st.session_state.get(key)):
        try:
            result = project.add_case_table(file.name, file.getvalue())
        except ThemesError as error:
            session.say(str(error), refused=True)
        else:
            _report(result)
    session.renew_form(_TABLE)


def _report(result: CaseTableResult) -> None:
    said = [f"{count(result.n_matched, 'row')} of the table found their case."]
    if result.made:
        said.append(f"New: {', '.join(result.made)}.")
    if result.types:
        said.append("Types found: " + ", ".join(f"{name} is a {kind}" for name, kind in result.types) + ".")
        said.append("They can be changed under Properties.")
    if any(kind == "date" for _, kind in result.types):
        said.append(DAY_FIRST)
    session.say(" ".join(said))
    for one in result.unmatched:
        session.say(f"{one.why} Mend the table and drop it again.", refused=True)


def from_file_names(project: Project) -> None:
    """What the files' names say by a pattern, shown for each file before anything is kept."""
    with st.expander("Read properties from the files' names"):
        st.markdown(
            "Write how the names are made, with what they say in curly brackets: {case} is the neutral name, {site} "
            "the site, {…} is passed over, any other word is a property. The files' endings do not count."
        )
        pattern = st.text_input("Pattern", placeholder="{site}_{role}_{case}.docx", key=session.form_key(_PATTERN))
        if not pattern.strip():
            return
        try:
            found = project.read_file_names(pattern)
        except ThemesError as error:
            st.warning(plain(str(error)))
            return
        st.dataframe(
            [_row(one) for one in found],
            hide_index=True,
            height="content",
            placeholder="",
            alt="What each file's name says by this pattern",
        )
        n_fit = sum(not one.why_not for one in found)
        st.button(
            f"Keep this for {count(n_fit, 'transcript')}",
            type="primary",
            disabled=project.read_only or not n_fit,
            on_click=partial(_keep, project, pattern),
        )


def _row(one: NameRead) -> dict[str, str]:
    left = f"Left as it is: {one.why_not}" if one.why_not else "Kept"
    return {"File": one.transcript.source_name, **dict(one.fields), "What happens": left}


def _keep(project: Project, pattern: str) -> None:
    done = session.attempt(partial(project.take_from_file_names, pattern), done="What the files' names say was kept.")
    if done:
        session.renew_form(_PATTERN)
