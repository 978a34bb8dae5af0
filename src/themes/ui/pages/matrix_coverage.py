"""Whose words carry the findings: who is quoted more than their share, who is silent, whom nobody has read."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from themes.compare.coverage import OVER, Carried, Coverage
from themes.filters import Filter
from themes.model import MatrixColumn
from themes.project import Project
from themes.ui.pages import beginning
from themes.ui.pages.matrix_grid import EXCEL
from themes.ui.plain import count, file_stem, plain

_TOLD: tuple[tuple[Carried, str], ...] = (
    ("over-quoted", f"Quoted more than {OVER:.0f} times an equal share"),
    ("silent", "Looked at, and quoted nowhere"),
    ("not looked at", "Not looked at in full, and quoted nowhere"),
)


def show(project: Project, where: Filter) -> None:
    """Show each participant's part of all quotations."""
    columns: MatrixColumn = "theme" if project.themes() else "code"
    found = project.coverage(columns=columns, where=where)
    if not found.covered:
        st.markdown("No participant is known by a case yet.")
        return
    beginning.warn(project, "coverage")
    st.markdown(
        f"{count(found.n_quotations, 'quotation')} of {count(len(found.covered), 'participant')}. An equal share is "
        "counted among those who are quoted or were looked at."
    )
    for carried, words in _TOLD:
        names = [one.voice.name for one in found.of(carried)]
        if names:
            st.markdown(f"**{words}:** {plain('; '.join(names))}.")
    if found.n_unknown:
        st.markdown(f"{count(found.n_unknown, 'quotation')} of nobody who is known by a case, such as an interviewer.")
    st.dataframe(_rows(found, columns), hide_index=True, key="coverage table")
    with st.container(horizontal=True, key="coverage-files"):
        for name, suffix, mime in (("Excel", ".xlsx", EXCEL), ("CSV", ".csv", "text/csv")):
            st.download_button(
                f"Download {name}",
                data=partial(_written, project, suffix, columns, where),
                file_name=f"{file_stem(project.study.title, otherwise='study')} whose words{suffix}",
                mime=mime,
                on_click="ignore",
            )


def _rows(found: Coverage, columns: MatrixColumn) -> list[dict[str, str | int]]:
    return [
        {
            "Participant": one.voice.name,
            "Quotations": one.voice.n_quotations,
            "Of all quotations": f"{one.share:.0%}",
            "Of all words said": f"{one.share_of_words:.0%}",
            "Times an equal share": f"{one.times:.1f}",
            f"{columns.capitalize()}s": one.voice.n_columns,
            "Quoted how far": one.carried,
        }
        for one in found.covered
    ]


def _written(project: Project, suffix: str, columns: MatrixColumn, where: Filter) -> bytes:
    with TemporaryDirectory(prefix="themes-coverage-") as folder:
        return project.write_coverage(Path(folder) / f"coverage{suffix}", columns=columns, where=where).read_bytes()
