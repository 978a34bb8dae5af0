"""How widely themes or codes were heard: a picture and a table, n of the N who were looked at for it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import streamlit as st

from themes.compare.prevalence import Prevalence
from themes.filters import Filter
from themes.model import MatrixColumn
from themes.project import Project
from themes.project.matrix.count_files import DECIMALS, bars, prevalence_table
from themes.project.matrix.counting import SMALL
from themes.report.prevalence_chart import draw
from themes.report.tables import said
from themes.ui import session
from themes.ui.components import built
from themes.ui.plain import file_stem

_COLUMNS: dict[MatrixColumn, str] = {"theme": "Themes", "code": "Codes"}
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(project: Project, where: Filter) -> None:
    """Show the counts of what passes a filter, with what they are counts of."""
    asked = _choose(project) | {"where": where}
    found = project.prevalence(**asked)
    if not found.rows:
        st.markdown("There is no theme to count yet. Choose codes, or make a theme on the page Themes.")
        return
    st.markdown(_said(found))
    if any(row.total.n_more + row.total.n_not_looked_at for row in found.rows):
        st.markdown(
            "Some were not looked at in full. Where you have read a transcript for all codes, mark it as looked at on "
            "Read and code: only then is it known that nothing was found."
        )
        session.link("read", "Read and code")
    stem = f"{file_stem(project.study.title, otherwise='study')} prevalence"
    built("picture", '<div class="tp-host"></div>')(
        key=f"prevalence {project.id}",
        data={
            "svg": draw(bars(found), note=found.whose),
            "words": "How widely each was heard; the table says the same.",
            "name": stem,
        },
    )
    head, rows = prevalence_table(found)
    # One kind in a column, as the table needs it: a number that is hidden is a word.
    st.dataframe(
        [{name: said(cell, DECIMALS.get(name)) for name, cell in zip(head, row, strict=True)} for row in rows],
        hide_index=True,
        key="prevalence table",
    )
    with st.container(horizontal=True, key="prevalence-files"):
        for name, suffix, mime in (("Excel", ".xlsx", EXCEL), ("CSV", ".csv", "text/csv")):
            st.download_button(
                f"Download {name}",
                data=partial(_written, project, suffix, asked),
                file_name=f"{stem}{suffix}",
                mime=mime,
                on_click="ignore",
            )


def _choose(project: Project) -> dict[str, Any]:
    attributes = [attribute.name for attribute in project.attributes()]
    with st.container(horizontal=True, vertical_alignment="bottom", key="prevalence-view"):
        columns = st.selectbox(
            "Count",
            list(_COLUMNS),
            index=0 if project.themes() else 1,
            format_func=_COLUMNS.__getitem__,
            key="prevalence columns",
            width=150,
        )
        group = st.selectbox(
            "By groups of", attributes, index=None, placeholder="Nothing", key="prevalence group", width=220
        )
        small = st.checkbox(
            f"Hide groups of fewer than {SMALL}",
            key="prevalence small",
            help="Others are hidden with them where the difference to all would tell what they are.",
        )
    return {"columns": columns, "group_by": group or "", "hide_small": small}


def _said(found: Prevalence) -> str:
    of_whom = (
        "N are the participants who were looked at for all of its codes in all that they said; who was not is in "
        "neither number, and is told beside them. Groups whose voices cannot be told apart are not counted."
    )
    interval = (
        "The intervals are Wilson's, of 95 % (Wilson 1927), as the study declares a random sample."
        if found.random_sample
        else "There are no intervals: the study declares no random sample, so that they would say nothing."
    )
    return f"{of_whom} {interval}"


def _written(project: Project, suffix: str, asked: dict[str, Any]) -> bytes:
    with TemporaryDirectory(prefix="themes-prevalence-") as folder:
        return project.write_prevalence(Path(folder) / f"prevalence{suffix}", **asked).read_bytes()
