"""The matrix: who says what on what, written cell by cell; how widely it was heard, and who says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from themes.filters import Filter
from themes.methods import Part
from themes.project import Project
from themes.ui import filter_bar, session
from themes.ui.pages import beginning, matrix_against, matrix_coverage, matrix_grid, matrix_prevalence, whose
from themes.ui.plain import plain

_PARTS: Mapping[str, tuple[Part, Callable[[Project, Filter], None]]] = {
    "Matrix": ("matrix", matrix_grid.show),
    "Prevalence": ("prevalence", matrix_prevalence.show),
    "Whose words": ("prevalence", matrix_coverage.show),
    "Who says otherwise": ("matrix", matrix_against.show),
}


def page() -> None:
    """Show the part of the page that is chosen, as far as the study's method has it."""
    project = session.project()
    head = filter_bar.head("Matrix")
    if not project.codes():
        st.markdown(
            "A matrix shows what each case says on each theme or code, and there is no code yet. "
            "Read a transcript and code it, or accept a candidate theme."
        )
        session.link("read", "Read and code")
        session.link("candidates", "Go to Candidate themes")
        return
    names = [name for name in _PARTS if name != "Prevalence" or not project.method_refuses("prevalence")]
    chosen = st.segmented_control("Part", names, default=names[0], key="matrix part", label_visibility="collapsed")
    of_method, show = _PARTS[chosen or names[0]]
    if len(names) < len(_PARTS):
        st.markdown(f"No prevalence here. {plain(project.method_refuses('prevalence'))}")
    beginning.warn(project, of_method)
    whose.tell(project)
    show(project, filter_bar.show(project, within=head))
