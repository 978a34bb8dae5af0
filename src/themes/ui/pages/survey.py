"""Take in a survey: what each column holds is proposed, set right here, and then taken in at one press."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, get_args

import streamlit as st

from themes.model import AttributeType
from themes.project import Previewed, Project
from themes.read.survey import ColumnAs
from themes.read.survey.column import ColumnKind
from themes.rules import SURVEY
from themes.ui import place, session, uploads
from themes.ui.pages import scales
from themes.ui.plain import count, plain

if TYPE_CHECKING:
    from themes.read.survey import Grid

_FORM, _OPEN, _COLUMNS = "survey upload", "themes survey", "survey columns"
_KIND, _TYPE = "What it is", "Values"
_KINDS, _TYPES = get_args(ColumnKind), get_args(AttributeType)
_N_ROWS = 3
_LONGEST_CELL = 80


def page() -> None:
    """Show the survey that is looked at, or where one is dropped."""
    project = session.project()
    st.title("Survey", anchor=False)
    if project.read_only:
        st.markdown("This study is open for reading only, so no survey can be taken in.")
        return
    grid: Grid | None = st.session_state.get(_OPEN, (None, b""))[0]
    if grid is None:
        _upload(project)
        if any(transcript.format == SURVEY for transcript in project.transcripts()):
            session.link("read", "Read the answers that are here")
        return
    _look(project, grid)


def offer(project: Project, seen: Sequence[Previewed]) -> None:
    """For each waiting file that is a survey's answers, a button that leads here."""
    for one in seen:
        if not one.is_survey:
            continue
        label = plain(f"Look at {one.name} as a survey's answers")
        if st.button(label, key=f"survey {one.id}") and session.attempt(
            partial(_open_waiting, project, one.id), here=True
        ):
            session.go_to("survey")


def _upload(project: Project) -> None:
    st.markdown(
        "Answers to a survey, as the survey tool exports them: each open question becomes a transcript with one turn "
        "an answer, each respondent a case, and closed questions become what is known of the respondents."
    )
    given = st.file_uploader(
        "Add a survey's answers (.csv, .tsv or .xlsx)", max_upload_size=uploads.READ_MB, key=session.form_key(_FORM)
    )
    for file in session.fresh(given):
        with st.spinner("Reading the answers and what each column holds", show_time=True):
            session.attempt(partial(_open, project, file.name, file.getvalue()))
        session.renew_form(_FORM)
        st.rerun()


def _open_waiting(project: Project, key: str) -> None:
    _open(project, *project.waiting_bytes(key))
    project.put_away([key])


def _open(project: Project, name: str, data: bytes) -> None:
    st.session_state[_OPEN] = (project.read_survey(name, data), data)
    session.renew_form(_COLUMNS)


def _look(project: Project, grid: Grid) -> None:
    questions = grid.of_kind("open question")
    n_answers = sum(column.n_answers for column in questions)
    closed = grid.of_kind("property", "scale")
    what = f"{count(len(questions), 'question')}, {count(n_answers, 'answer')}" if questions else "the ratings alone"
    st.header(
        f"{plain(grid.name)}: {count(len(grid.rows), 'respondent')}, {count(len(grid.columns), 'column')}", anchor=False
    )
    identifies = bool(grid.of_kind("identifier"))
    identified = identifies and st.checkbox(
        "Call respondents by the identifier in the file, and join those whose name is known here already",
        help="Left off, each gets a neutral label (R0001), so that no report can show who answered.",
    )
    with st.container(horizontal=True):
        pressed = st.button(
            f"Take in {what}",
            type="primary",
            disabled=not (questions or closed),
        )
        st.button("Put this file away", on_click=partial(st.session_state.pop, _OPEN, None))
    if pressed:
        # In the run, not in the press's callback: what takes seconds is told while it takes them.
        with st.spinner(f"Taking in {count(n_answers, 'answer')} and making them searchable", show_time=True):
            done = _take_in(project, identified=identified)
        if done:
            st.rerun()
    if not questions:
        st.info(
            "No column is an open question: respondents become cases, and their ratings what is known of them. "
            "If a column holds answers in words, say so below first."
        )
    st.subheader("What each column holds", anchor=False)
    st.markdown(f"Headings read as those of: {plain(grid.tool)}. {_left_out(grid)}")
    _columns(project, grid)
    scales.show(grid, partial(_say, project))
    st.subheader(f"The first {_N_ROWS} of {len(grid.rows):,} rows", anchor=False)
    st.dataframe(
        [
            {column.heading: _cut(row[column.index]) for column in grid.columns if column.kind != "left out"}
            for row in grid.rows[:_N_ROWS]
        ],
        hide_index=True,
        placeholder="",
        alt="The first rows of the survey, without the columns that are left out",
    )


def _left_out(grid: Grid) -> str:
    cells = [f"{one.count:,} {one.what}" for one in grid.dropped if one.what.startswith("cells")]
    turned = "Respondents stand side by side in the file; here each has a row." if grid.turned else ""
    nothing = f"{', '.join(cells)} were read as no answer." if cells else ""
    return plain(" ".join(part for part in (turned, nothing) if part))


def _columns(project: Project, grid: Grid) -> None:
    key = session.form_key(_COLUMNS)
    st.data_editor(
        [
            {
                "No.": column.index + 1,
                "Heading": column.heading,
                _KIND: column.kind,
                _TYPE: column.type if column.kind == "property" else None,
                "Answers": column.n_answers,
                "Why": column.why,
            }
            for column in grid.columns
        ],
        key=key,
        hide_index=True,
        height="content" if len(grid.columns) <= 20 else 720,  # noqa: PLR2004 - rows on a screen
        num_rows="fixed",
        placeholder="",
        disabled=["No.", "Heading", "Answers", "Why"],
        on_change=partial(_changed, project, grid, key),
        column_config={
            "No.": st.column_config.NumberColumn(width=50),
            "Heading": st.column_config.TextColumn(width="large"),
            _KIND: st.column_config.SelectboxColumn(options=list(_KINDS), required=True, width="medium"),
            _TYPE: st.column_config.SelectboxColumn(options=list(_TYPES), width="small"),
            "Answers": st.column_config.NumberColumn(format="localized", width="small"),
            "Why": st.column_config.TextColumn(width="medium"),
        },
    )


def _changed(project: Project, grid: Grid, key: str) -> None:
    """What was chosen in a cell, as what a person says of that column."""
    for row, changed in st.session_state[key]["edited_rows"].items():
        column = grid.columns[int(row)]
        said = ColumnAs()
        if changed.get(_KIND):
            said = replace(said, kind=changed[_KIND])
        if changed.get(_TYPE):
            said = replace(said, kind="property", type=changed[_TYPE])
        _say(project, {column.index: said})


def _say(project: Project, said: dict[str | int, ColumnAs | ColumnKind]) -> None:
    grid, data = st.session_state[_OPEN]

    def verb() -> None:
        st.session_state[_OPEN] = (project.confirm_survey(grid, said), data)

    session.attempt(verb)
    session.renew_form(_COLUMNS)


def _take_in(project: Project, *, identified: bool) -> bool:
    grid, data = st.session_state[_OPEN]

    def verb() -> None:
        result = project.add_survey(grid, data, identified=identified)
        del st.session_state[_OPEN]
        if result.transcripts:
            place.ask_for(result.transcripts[0].id, 0)
        brought = (
            f"{count(len(result.transcripts), 'question')} with {count(result.n_answers, 'answer')}"
            if result.transcripts
            else count(len(result.attributes), "rating")
        )
        session.say(
            f"{brought} of {count(result.n_respondents, 'respondent')} taken in. Undo takes them out again in one step."
        )

    return session.attempt(verb, here=True)


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST_CELL else f"{words[: _LONGEST_CELL - 1]}…"
