"""The thematic map: a picture to save, and a table that says the same."""

from __future__ import annotations

import streamlit as st

from themes.filters import Filter
from themes.project import Project
from themes.report.thematic_map import MapCode, ThematicMap, draw
from themes.ui.components import built
from themes.ui.plain import file_stem


def show(project: Project, where: Filter) -> None:
    """Show the map of what passes a filter."""
    shown = project.thematic_map(where=where)
    built("picture", '<div class="tp-host"></div>')(
        key=f"map {project.id}",
        data={
            "svg": draw(shown),
            "words": shown.words,
            "name": f"{file_stem(project.study.title, otherwise='study')} thematic map",
        },
    )
    st.dataframe(_rows(shown), hide_index=True, key="map table")


def _rows(shown: ThematicMap) -> list[dict[str, str | int]]:
    """A row for each link, and for each theme without one."""
    names = {theme.id: theme.name for theme in shown.themes}
    codes = {code.id: code for code in shown.codes}
    rows: list[dict[str, str | int]] = []
    for theme in shown.themes:
        of_theme: dict[str, str | int] = {
            "Theme": names[theme.parent_id] if theme.parent_id else theme.name,
            "Sub-theme": theme.name if theme.parent_id else "",
            "Theme's quotations": theme.n_quotations,
            "Theme heard from": theme.figure,
        }
        carried: list[MapCode | None] = [codes[code_id] for code_id in theme.code_ids]
        rows += [
            {
                **of_theme,
                "Code": code.name if code else "",
                "Code's quotations": code.n_quotations if code else 0,
                "Code heard from": code.figure if code else "",
            }
            for code in carried or [None]
        ]
    return rows
