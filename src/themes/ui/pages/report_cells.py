"""Which written cells of the framework matrix stand in the report: all, or chosen rows, columns and cells."""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import partial

import streamlit as st

from themes.project import Project
from themes.project.matrix.for_report import CellsForReport
from themes.ui import session
from themes.ui.choosing import chosen_among
from themes.ui.plain import count

_ALL, _CHOSEN = "All cells that are written", "Only those that I choose"


def show(project: Project) -> None:
    """Offer the choice; nothing where no cell is written."""
    found = project.cells_for_report()
    if not found.written:
        return
    with st.expander(f"Cells of the matrix that stand here: {found.n_shown:,} of {len(found.written):,}"):
        _choose(project, found)


def _choose(project: Project, found: CellsForReport) -> None:
    shown = found.shown
    key = hash(shown)
    which = st.radio("Cells", [_ALL, _CHOSEN], index=0 if shown.everything else 1, key=f"report cells {key}")
    rows: list[str] = []
    columns: list[str] = []
    cells: list[tuple[str, str]] = []
    if which == _CHOSEN:
        names = {(row, column): f"{found.rows[row]}: {found.columns[column]}" for row, column in found.written}
        rows = _whole("rows", found.rows, shown.rows, key)
        columns = _whole("columns", found.columns, shown.columns, key)
        cells = chosen_among(
            "Single cells",
            list(names),
            default=[one for one in names if one in shown.cells],
            format_func=names.__getitem__,
            key=f"report single cells {key}",
            help="A row or a column that is chosen whole takes in what is written there later too.",
        )
        chosen = sum(row in rows or column in columns or (row, column) in cells for row, column in found.written)
        st.markdown(f"{chosen:,} of {count(len(found.written), 'cell')} would stand in the report.")
    st.button(
        "Show these in the report",
        key="report cells keep",
        type="primary",
        disabled=project.read_only,
        on_click=session.click(
            partial(project.show_cells_in_report, everything=which == _ALL, rows=rows, columns=columns, cells=cells),
            done="The report shows these cells.",
        ),
    )


def _whole(lines: str, names: Mapping[str, str], shown: Container[str], key: int) -> list[str]:
    """The ids of the rows, or of the columns, of which each written cell is to stand."""
    return chosen_among(
        f"Whole {lines}",
        list(names),
        default=[id_ for id_ in names if id_ in shown],
        format_func=names.__getitem__,
        key=f"report {lines} {key}",
    )
