"""The matrix as a grid to write in, what of it is shown, and its files."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from themes.filters import Filter
from themes.model import MatrixColumn, MatrixRow
from themes.project import Project
from themes.ui import components, place, session, settings
from themes.ui.cells import View
from themes.ui.choosing import chosen_among
from themes.ui.plain import file_stem

_ROWS: dict[MatrixRow, str] = {"case": "Cases", "transcript": "Transcripts"}
_COLUMNS: dict[MatrixColumn, str] = {"theme": "Themes", "code": "Codes"}
_KEPT = "themes matrix"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(project: Project, where: Filter) -> None:
    """Show the matrix of what passes a filter, as it is chosen here."""
    view = _choose(project, where)
    key = f"matrix {project.id}"
    components.built("matrix", '<div class="tx-host"></div>')(
        key=key,
        data={
            **components.study_ids(session.handle(), project.coder.name),
            "view": view.told(),
            "seq": project.last_seq(),
            "dates": settings.read().for_surface()["dates"],
        },
        on_renew_change=_run_again,
        on_read_change=partial(_read, key),
    )
    if st.session_state.pop(_KEPT, False):
        session.go_to("read")
    _files(project, view)


def _files(project: Project, view: View) -> None:
    """Offer the matrix as it is shown, as files whose links lead to the quotations."""
    stem = f"{file_stem(project.study.title, otherwise='study')} matrix"
    unreleased = bool(project.unreleased())
    insist = False
    if unreleased:
        insist = st.checkbox(
            "Names may still stand in transcripts: make the files all the same; they will say so", key="matrix insist"
        )
    with st.container(horizontal=True, key="matrix-files"):
        for name, suffix, mime in (("Excel", ".xlsx", EXCEL), ("Word", ".docx", WORD)):
            st.download_button(
                f"Download {name}",
                data=partial(_written, project, view, suffix, insist=insist),
                file_name=f"{stem}{suffix}",
                mime=mime,
                disabled=unreleased and not insist,
                on_click="ignore",
            )


def _written(project: Project, view: View, suffix: str, *, insist: bool) -> bytes:
    with TemporaryDirectory(prefix="themes-matrix-") as folder:
        place = Path(folder) / f"matrix{suffix}"
        return project.write_matrix(
            place,
            rows=view.rows,
            columns=view.columns,
            group_by=view.group_by,
            where=list(view.where),
            only=view.only,
            insist=insist,
        ).read_bytes()


def _choose(project: Project, where: Filter) -> View:
    """What the rows and the columns are, which columns are shown, and by what rows are grouped."""
    attributes = [attribute.name for attribute in project.attributes()]
    with st.container(horizontal=True, vertical_alignment="bottom", key="matrix-view"):
        rows = st.selectbox("Rows", list(_ROWS), format_func=_ROWS.__getitem__, key="matrix rows", width=150)
        columns = st.selectbox(
            "Columns",
            list(_COLUMNS),
            index=0 if project.themes() else 1,
            format_func=_COLUMNS.__getitem__,
            key="matrix columns",
            width=150,
        )
        group = st.selectbox(
            "Group rows by", attributes, index=None, placeholder="Nothing", key="matrix group", width=220
        )
        named = _named(project, columns)
        only = chosen_among(
            f"Only these {_COLUMNS[columns].lower()}",
            list(named),
            format_func=named.__getitem__,
            placeholder="All of them",
            key=f"matrix only {columns}",
            width=320,
        )
    return View(
        rows=rows,
        columns=columns,
        group_by=group or "",
        where=tuple(str(condition) for condition in where.conditions),
        only=_in_order(only, named) if only else None,
    )


def _named(project: Project, columns: MatrixColumn) -> dict[str, str]:
    if columns == "theme":
        return {theme.id: theme.name for theme in project.themes()}
    paths = project.paths()
    return {code.id: paths[code.id] for code in project.codes()}


def _in_order(chosen: Sequence[str], named: dict[str, str]) -> tuple[str, ...]:
    return tuple(id_ for id_ in named if id_ in set(chosen))


def _run_again() -> None:
    """Nothing: the run that the surface asks for mints a new token and draws undo and redo anew."""


def _read(key: str) -> None:
    """Let Read and code show the quotation that somebody asked for."""
    match components.told(key, "read"):
        case [str(transcript_id), int(start), *_]:
            place.ask_for(transcript_id, start)
            st.session_state[_KEPT] = True
